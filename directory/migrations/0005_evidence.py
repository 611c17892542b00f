import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_listings_and_their_search_columns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.CharField(max_length=60)),
                ('person', models.CharField(blank=True, default='', max_length=120)),
                ('kind', models.CharField(choices=[('document_seen', 'Document seen by a moderator'), ('register_checked', 'Checked in a public register')], max_length=20)),
                ('about', models.CharField(choices=[('license', 'License'), ('npi', 'NPI'), ('certificate', 'Certificate'), ('insurance', 'Insurance'), ('registration', 'Business registration'), ('other', 'Another document')], max_length=20)),
                ('outcome', models.CharField(choices=[('agrees', 'Agrees with the statement'), ('disagrees', 'Does not agree with the statement'), ('not_found', 'Not found'), ('deactivated', 'Deactivated')], default='agrees', max_length=20)),
                ('source', models.CharField(max_length=200, verbose_name='Source')),
                ('url', models.CharField(blank=True, default='', max_length=300, validators=[django.core.validators.URLValidator(message='Enter a web address, for example https://clinic.example.', schemes=['http', 'https'])], verbose_name='Address')),
                ('seen_on', models.DateField()),
                ('deactivated_on', models.DateField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('dropped_on', models.DateField(blank=True, null=True)),
                ('checked_at', models.DateTimeField(auto_now_add=True)),
                ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verifications', to='directory.clinic')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), name='verification_checked_by_and_at_together'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('seen_on')), _connector='OR'), name='verification_expires_after_it_was_seen', violation_error_message="It can't run out before the day on which it was seen."), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'register_checked'), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='verification_of_a_register_has_a_link', violation_error_message='Give the address in the register, so that readers can look too.'), models.CheckConstraint(condition=models.Q(('person', ''), ('statement', 'practitioners'), _connector='OR'), name='verification_of_a_person_is_about_people')],
            },
        ),
    ]

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_evidence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=16, unique=True)),
                ('reason', models.CharField(choices=[('closed_or_moved', 'The clinic has closed or moved'), ('wrong_contact', 'The phone, address or website is wrong'), ('not_accepting', 'It does not take new patients'), ('price_wrong', 'The price is wrong'), ('service_not_offered', 'It does not offer what is listed'), ('credential_doubt', 'I doubt a license or a certificate'), ('safety_concern', 'I worry about safety'), ('duplicate', 'It is listed twice'), ('listed_without_consent', 'It was listed without being asked'), ('other', 'Something else')], max_length=30)),
                ('statement', models.CharField(blank=True, default='', max_length=60)),
                ('words', models.CharField(blank=True, default='', max_length=2000)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('received', 'Received'), ('asked', 'The clinic was asked'), ('closed', 'Closed')], default='received', max_length=10)),
                ('acted_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'The listing was corrected'), ('removed', 'The listing was removed'), ('confirmed', 'The listing is right'), ('not_shown', 'It could not be shown')], default='', max_length=20)),
                ('answer', models.CharField(blank=True, default='', max_length=2000)),
                ('note', models.CharField(blank=True, default='', max_length=2000)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('acted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='directory.clinic')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('acted_by', None), ('acted_at__isnull', False), _connector='OR'), name='report_acted_by_and_at_together'), models.CheckConstraint(condition=models.Q(('closed_by', None), ('closed_at__isnull', False), _connector='OR'), name='report_closed_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='report_closed_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='report_closed_with_an_outcome', violation_error_message='Choose what came of it: the reader can look it up.'), models.CheckConstraint(condition=models.Q(('state', 'received'), ('acted_at__isnull', False), _connector='OR'), name='report_acted_on_unless_received')],
            },
        ),
    ]

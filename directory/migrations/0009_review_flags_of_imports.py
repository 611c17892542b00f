import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0008_mail_and_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewFlag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('point_far_from_zip', 'The point is far from the ZIP code'), ('likely_duplicate', 'This clinic may be listed already')], max_length=20)),
                ('shared', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list)),
                ('miles', models.FloatField(blank=True, null=True)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_flags', to='directory.clinic')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.clinic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('clinic', 'kind', 'other'), name='review_flag_raised_once', nulls_distinct=False)],
            },
        ),
    ]

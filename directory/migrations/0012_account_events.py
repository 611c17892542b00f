import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0011_rate_limits_in_unlogged_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('refused', 'Refused: a wrong password, code or passkey'), ('held_back', 'Held back: too many tries'), ('rights', 'Rights changed'), ('factor_set', 'Second step set up'), ('factor_removed', 'Second step taken away'), ('codes', 'New recovery codes'), ('password', 'Password changed'), ('email', 'E-mail address changed')], max_length=20)),
                ('minute', models.DateTimeField()),
                ('detail', models.CharField(blank=True, default='', max_length=200)),
                ('count', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('minute', 'kind', 'account', 'detail'), name='account_event_counted_in_its_minute', nulls_distinct=False)],
            },
        ),
    ]

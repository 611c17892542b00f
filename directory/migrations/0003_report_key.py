import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_event_is_append_only")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="key",
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="report",
            name="received_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]

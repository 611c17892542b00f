import uuid

import django.contrib.postgres.functions
from django.db import migrations, models


class Migration(migrations.Migration):
    """PostgreSQL makes one for each clinic that is there."""

    dependencies = [("directory", "0008_fill_listing_filled")]
    operations = [
        migrations.AddField(
            model_name="clinic",
            name="uid",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="uid",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]

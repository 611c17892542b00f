"""A feed asks for the listings that were removed last: few among many."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0036_license_of_a_batch")]
    operations = [
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("removed_at__isnull", False)),
                fields=["directory_version"],
                name="listing_removed",
            ),
        ),
    ]

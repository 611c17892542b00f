from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_fill_listing_uid")]
    operations = [
        migrations.AlterField(
            model_name="listing",
            name="uid",
            field=models.UUIDField(editable=False, unique=True),
        ),
    ]

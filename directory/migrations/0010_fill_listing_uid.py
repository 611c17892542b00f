from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_clinic_uid")]
    operations = [
        migrations.RunSQL(
            "UPDATE directory_listing SET uid = clinic.uid FROM directory_clinic AS clinic"
            " WHERE clinic.id = directory_listing.clinic_id AND directory_listing.uid IS NULL",
            migrations.RunSQL.noop,
            elidable=True,
        )
    ]

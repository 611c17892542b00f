from django.db import migrations


def fill(apps, schema_editor):
    """Count again for what was published before the column was there."""
    from directory import content

    Listing = apps.get_model("directory", "Listing")
    for listing in Listing.objects.filter(filled=[]).iterator(chunk_size=500):
        stated = {name: getattr(listing, name) for name in content.STATEMENTS}
        Listing.objects.filter(pk=listing.pk).update(filled=content.filled(stated))


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_listing_filled")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

import zipcodes
from django.db import migrations
from django.db.models import F


def stand_in_the_middle(apps, schema_editor):
    """What names a ZIP code and no point stands in the middle of it: no search by place would find it.

    What waits for a decision too, or publishing it would take the point away again.
    """
    clinics, listings, submissions, versions = (
        apps.get_model("directory", name) for name in ("Clinic", "Listing", "Submission", "Version")
    )
    for row in clinics.objects.filter(latitude=None).exclude(zip="").only("zip").iterator(chunk_size=500):
        if middle := middle_of(row.zip):
            clinics.objects.filter(pk=row.pk).update(**middle)
    found = [
        (row.pk, middle)
        for row in listings.objects.filter(latitude=None).exclude(zip="").only("zip").iterator(chunk_size=500)
        if (middle := middle_of(row.zip))
    ]
    if found:  # as one change of the directory, so that servers that run take it up
        versions.objects.filter(pk=1).update(number=F("number") + 1)
        number = versions.objects.get(pk=1).number
        for pk, middle in found:
            listings.objects.filter(pk=pk).update(**middle, directory_version=number)
    for row in submissions.objects.filter(state="pending").only("content").iterator(chunk_size=500):
        middle = middle_of(row.content.get("zip", "")) if row.content.get("latitude") is None else None
        if middle:
            submissions.objects.filter(pk=row.pk).update(content=row.content | middle)


def middle_of(zip_code):
    found = zipcodes.matching(zip_code[:5]) if zip_code[:5].isdecimal() and len(zip_code) >= 5 else []
    point = (float(found[0]["lat"]), float(found[0]["long"])) if found else (0.0, 0.0)
    if point == (0.0, 0.0):
        return None
    return {"latitude": point[0], "longitude": point[1], "point_source": "zip_centroid"}


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_who_opened_and_took_back")]
    operations = [migrations.RunPython(stand_in_the_middle, migrations.RunPython.noop, elidable=True)]

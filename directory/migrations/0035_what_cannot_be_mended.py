"""What can't be mended later is refused by the database: a lost tombstone, and an id that changes."""

from django.db import migrations, models

REFUSE = """
CREATE FUNCTION directory_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER directory_listing_is_kept BEFORE DELETE ON directory_listing FOR EACH ROW
    EXECUTE FUNCTION directory_refuse(
        'A listing is never deleted: programs that follow the directory need its tombstone.'
    );
CREATE TRIGGER directory_listing_number_rises BEFORE UPDATE ON directory_listing FOR EACH ROW
    WHEN (
        NEW.directory_version <= OLD.directory_version
        AND (NEW.removed_at, NEW.merged_into_id) IS DISTINCT FROM (OLD.removed_at, OLD.merged_into_id)
    )
    EXECUTE FUNCTION directory_refuse(
        'A listing that comes, goes or leads elsewhere needs the next number of the directory''s version.'
    );
CREATE TRIGGER directory_listing_id_stays BEFORE UPDATE ON directory_listing FOR EACH ROW
    WHEN (NEW.uid <> OLD.uid) EXECUTE FUNCTION directory_refuse('A permanent id never changes.');
CREATE TRIGGER directory_clinic_id_stays BEFORE UPDATE ON directory_clinic FOR EACH ROW
    WHEN (NEW.uid <> OLD.uid) EXECUTE FUNCTION directory_refuse('A permanent id never changes.');
CREATE TRIGGER directory_organization_id_stays BEFORE UPDATE ON directory_organization FOR EACH ROW
    WHEN (NEW.uid <> OLD.uid) EXECUTE FUNCTION directory_refuse('A permanent id never changes.');
"""
LEAVE = """
DROP TRIGGER directory_listing_is_kept ON directory_listing;
DROP TRIGGER directory_listing_number_rises ON directory_listing;
DROP TRIGGER directory_listing_id_stays ON directory_listing;
DROP TRIGGER directory_clinic_id_stays ON directory_clinic;
DROP TRIGGER directory_organization_id_stays ON directory_organization;
DROP FUNCTION directory_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0034_permanent_ids_and_terms")]
    operations = [
        migrations.AddField(
            model_name="joinedorganization",
            name="uid",
            field=models.UUIDField(db_index=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("organization_uid__isnull", False)),
                fields=["organization_uid"],
                name="listing_organization_uid",
            ),
        ),
        migrations.RunSQL(REFUSE, LEAVE),
    ]

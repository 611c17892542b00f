from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION directory_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'directory_event is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER directory_event_append_only BEFORE UPDATE OR DELETE ON directory_event
    FOR EACH ROW EXECUTE FUNCTION directory_event_refuse();
"""
CHANGEABLE = """
DROP TRIGGER directory_event_append_only ON directory_event;
DROP FUNCTION directory_event_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_submissions_and_decisions")]
    operations = [migrations.RunSQL(APPEND_ONLY, CHANGEABLE)]

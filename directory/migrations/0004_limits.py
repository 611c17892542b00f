from django.db import migrations, models

# Neither counts nor keys reach the write-ahead log, a replica or a copy made of these. After a crash of the
# server they begin at nothing.
UNLOGGED = """
ALTER TABLE directory_limit SET UNLOGGED;
ALTER TABLE directory_limitkey SET UNLOGGED;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_report_key")]
    operations = [
        migrations.CreateModel(
            name="LimitKey",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("n", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL(UNLOGGED, migrations.RunSQL.noop),
    ]

from django.db import migrations, models

# Counts and keys are kept out of the write-ahead log, of replicas and of backups made from them. A crash of the
# server empties both tables.
UNLOGGED = """
ALTER TABLE directory_ratelimitkey SET UNLOGGED;
ALTER TABLE directory_ratelimitcount SET UNLOGGED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0010_places'),
    ]

    operations = [
        migrations.CreateModel(
            name='RateLimitCount',
            fields=[
                ('digest', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('day', models.DateField(db_index=True)),
                ('count', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='RateLimitKey',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('key', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.RunSQL(UNLOGGED, migrations.RunSQL.noop),
    ]

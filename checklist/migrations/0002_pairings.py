from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0001_notebooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(max_length=64)),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
        ),
    ]

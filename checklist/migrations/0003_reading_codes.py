from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0002_pairings'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingCode',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(max_length=128)),
                ('expires_on', models.DateField(db_index=True)),
            ],
        ),
    ]

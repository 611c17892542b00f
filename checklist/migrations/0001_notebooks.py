from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Notebook',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('proof_digest', models.BinaryField(max_length=32)),
                ('version', models.PositiveBigIntegerField()),
                ('sealed', models.BinaryField()),
                ('expires_on', models.DateField(db_index=True)),
            ],
        ),
    ]

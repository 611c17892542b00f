from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import In

ROOT_SIZES = [4125, 8221, 16413, 32797, 65565, 131101, 262173, 524317, 1048605, 2097181, 4194333, 8388637]
LEAF_SIZES = [2077, 4125, 8221, 16413, 32797, 65565, 131101, 262173, 524317]


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0003_reading_codes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('pk', models.CompositePrimaryKey('notebook_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('notebook', models.ForeignKey(db_index=False, on_delete=models.DB_CASCADE, related_name='leaves', to='checklist.notebook')),
                ('number', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('number__range', (1, 16))), name='a_leaf_has_a_number'),
                    models.CheckConstraint(condition=In(Length('sealed'), LEAF_SIZES), name='a_leaf_is_padded'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='notebook',
            constraint=models.CheckConstraint(condition=In(Length('sealed'), ROOT_SIZES), name='a_notebook_is_padded'),
        ),
        migrations.AddConstraint(
            model_name='pairing',
            constraint=models.CheckConstraint(condition=In(Length('sealed'), [50]), name='a_pairing_is_padded'),
        ),
        migrations.AddConstraint(
            model_name='readingcode',
            constraint=models.CheckConstraint(condition=In(Length('sealed'), [93]), name='a_reading_code_has_a_key'),
        ),
    ]

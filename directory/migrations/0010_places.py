from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0009_review_flags_of_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('zip', 'ZIP code'), ('town', 'Town')], max_length=4)),
                ('key', models.CharField(db_collation='C', max_length=80)),
                ('name', models.CharField(max_length=80)),
                ('state', models.CharField(max_length=2)),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
                ('size', models.PositiveIntegerField(default=1)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('kind', 'town')), fields=['state'], name='place_towns_of_a_state')],
                'constraints': [models.UniqueConstraint(fields=('key', 'kind', 'state'), name='place_named_once_in_a_state'), models.CheckConstraint(condition=models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), name='place_point_on_earth')],
            },
        ),
    ]

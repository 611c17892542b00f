import directory.facts.fields
from django.db import migrations, models

# A statement that said two things at once, and the two that say them apart.
SPLIT = {
    'exclusion_aneurysm_stroke': ('exclusion_aneurysm_avm_bleed', 'exclusion_stroke'),
    'exclusion_raised_icp_iop': ('exclusion_raised_icp', 'exclusion_glaucoma_raised_eye_pressure'),
}


def one_to_several(model, name, field):
    """A column that held one code, and holds several now."""
    table = f'directory_{model}'
    return migrations.RunSQL(
        f"ALTER TABLE {table} ALTER COLUMN {name} TYPE varchar(40)[] USING"
        f" CASE {name} WHEN '' THEN '{{}}' ELSE ARRAY[{name}]::varchar(40)[] END",
        f"ALTER TABLE {table} ALTER COLUMN {name} TYPE varchar(40) USING COALESCE({name}[1], '')",
        state_operations=[migrations.AlterField(model_name=model, name=name, field=field)],
    )


def yes_no_to_code(model, name, field):
    """Life support: an old "yes" does not say which kind of certificate."""
    table = f'directory_{model}'
    return migrations.RunSQL(
        f"ALTER TABLE {table} ALTER COLUMN {name} TYPE varchar(40) USING"
        f" CASE {name} WHEN true THEN 'certified' WHEN false THEN 'none' ELSE '' END,"
        f" ALTER COLUMN {name} SET NOT NULL",
        f"ALTER TABLE {table} ALTER COLUMN {name} DROP NOT NULL, ALTER COLUMN {name} TYPE boolean USING"
        f" CASE {name} WHEN '' THEN NULL WHEN 'none' THEN false ELSE true END",
        state_operations=[migrations.AlterField(model_name=model, name=name, field=field)],
    )


def copy_split(apps, editor):
    """Both parts get what the old statement said: the value, the day, the evidence."""
    for model in ('Clinic', 'Listing'):
        for first, second in SPLIT.values():
            rows = apps.get_model('directory', model).objects.exclude(**{first: ''})
            rows.update(**{second: models.F(first)})
    Listing = apps.get_model('directory', 'Listing')
    for old, parts in SPLIT.items():
        dated = Listing.objects.filter(stated_on__has_key=old)
        marked = Listing.objects.filter(evidence__contains=[{'statement': old}])
        for listing in (dated | marked).only('stated_on', 'evidence').iterator():
            if old in listing.stated_on:
                day = listing.stated_on.pop(old)
                listing.stated_on |= dict.fromkeys(parts, day)
            listing.evidence = [
                entry | {'statement': statement}
                for entry in listing.evidence
                for statement in (parts if entry['statement'] == old else [entry['statement']])
            ]
            listing.save(update_fields=['stated_on', 'evidence'])
        Verification = apps.get_model('directory', 'Verification')
        for verification in Verification.objects.filter(statement=old):
            checked_at = verification.checked_at
            verification.statement = parts[0]
            verification.save()
            verification.pk, verification.statement = None, parts[1]
            verification.save()
            Verification.objects.filter(pk=verification.pk).update(checked_at=checked_at)
        apps.get_model('directory', 'Report').objects.filter(statement=old).update(statement=parts[0])
    editor.execute('SET CONSTRAINTS ALL IMMEDIATE')  # or no column could be altered after this


def join_split(apps, editor):
    """Back again: the day and the evidence of the first part count."""
    Listing = apps.get_model('directory', 'Listing')
    Verification, Report = (apps.get_model('directory', name) for name in ('Verification', 'Report'))
    for old, (first, second) in SPLIT.items():
        for listing in Listing.objects.filter(stated_on__has_any_keys=[first, second]).only('stated_on'):
            days = listing.stated_on
            listing.stated_on = {name: day for name, day in days.items() if name not in (first, second)}
            listing.stated_on[old] = days.get(first, days.get(second))
            listing.save(update_fields=['stated_on'])
        marked = Listing.objects.filter(evidence__contains=[{'statement': first}])
        for listing in (marked | Listing.objects.filter(evidence__contains=[{'statement': second}])).only('evidence'):
            kept = [entry for entry in listing.evidence if entry['statement'] != second]
            renamed = [entry | {'statement': old} if entry['statement'] == first else entry for entry in kept]
            listing.evidence = renamed
            listing.save(update_fields=['evidence'])
        Verification.objects.filter(statement=second).delete()
        Verification.objects.filter(statement=first).update(statement=old)
        Report.objects.filter(statement__in=[first, second]).update(statement=old)
    editor.execute('SET CONSTRAINTS ALL IMMEDIATE')


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0013_offerings'),
    ]

    operations = [
        one_to_several('clinic', 'attendance', directory.facts.fields.CodesField(blank=True, default=list, help_text='While the drug acts. Several where it depends on the treatment.', verbose_name='Who watches')),
        one_to_several('clinic', 'therapy_model', directory.facts.fields.CodesField(blank=True, default=list, help_text='Several where it depends on the treatment.', verbose_name='Talking therapy')),
        yes_no_to_code('clinic', 'life_support_on_site', models.CharField(blank=True, choices=[('acls_clinician', 'A clinician certified in advanced life support (ACLS)'), ('airway_trained', 'Someone trained to keep the airway open'), ('bls_only', 'Someone certified in basic life support (BLS) only'), ('certified', 'Someone certified in life support'), ('none', 'Nobody')], default='', help_text='The best trained person who is on site at every dose.', max_length=40, verbose_name='Life support at every dose')),
        migrations.RenameField(model_name='clinic', old_name='exclusion_aneurysm_stroke', new_name='exclusion_aneurysm_avm_bleed'),
        migrations.AlterField(model_name='clinic', name='exclusion_aneurysm_avm_bleed', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Aneurysm, AVM (tangled vessels) or bleeding in the brain')),
        migrations.AddField(model_name='clinic', name='exclusion_stroke', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Stroke')),
        migrations.RenameField(model_name='clinic', old_name='exclusion_raised_icp_iop', new_name='exclusion_raised_icp'),
        migrations.AlterField(model_name='clinic', name='exclusion_raised_icp', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Raised pressure in the skull')),
        migrations.AddField(model_name='clinic', name='exclusion_glaucoma_raised_eye_pressure', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Glaucoma or raised pressure in the eye')),
        one_to_several('listing', 'attendance', directory.facts.fields.CodesField(blank=True, default=list, help_text='While the drug acts. Several where it depends on the treatment.', verbose_name='Who watches')),
        one_to_several('listing', 'therapy_model', directory.facts.fields.CodesField(blank=True, default=list, help_text='Several where it depends on the treatment.', verbose_name='Talking therapy')),
        yes_no_to_code('listing', 'life_support_on_site', models.CharField(blank=True, choices=[('acls_clinician', 'A clinician certified in advanced life support (ACLS)'), ('airway_trained', 'Someone trained to keep the airway open'), ('bls_only', 'Someone certified in basic life support (BLS) only'), ('certified', 'Someone certified in life support'), ('none', 'Nobody')], default='', help_text='The best trained person who is on site at every dose.', max_length=40, verbose_name='Life support at every dose')),
        migrations.RenameField(model_name='listing', old_name='exclusion_aneurysm_stroke', new_name='exclusion_aneurysm_avm_bleed'),
        migrations.AlterField(model_name='listing', name='exclusion_aneurysm_avm_bleed', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Aneurysm, AVM (tangled vessels) or bleeding in the brain')),
        migrations.AddField(model_name='listing', name='exclusion_stroke', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Stroke')),
        migrations.RenameField(model_name='listing', old_name='exclusion_raised_icp_iop', new_name='exclusion_raised_icp'),
        migrations.AlterField(model_name='listing', name='exclusion_raised_icp', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Raised pressure in the skull')),
        migrations.AddField(model_name='listing', name='exclusion_glaucoma_raised_eye_pressure', field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='Glaucoma or raised pressure in the eye')),
        migrations.RunPython(copy_split, join_split),
    ]

from django.db import migrations

FORMATS = ['alone', 'couple', 'group']
ATTENDANCE = [
    'continuous_clinician', 'continuous_therapist', 'within_call', 'line_of_sight', 'camera_staffed',
    'intermittent', 'call_bell', 'lay_adult', 'none',
]
# (statement, code that left it, statement that says it now, value, order of its codes)
MOVED = [
    ('setting', 'group_room', 'format', 'group', FORMATS),
    ('setting', 'rems_site', 'rems_certified', True, None),
    ('monitoring', 'video', 'attendance', 'camera_staffed', ATTENDANCE),
    ('screening', 'referral_needed', 'referral', 'needed', None),
]
TRAININGS = {
    'anesthesia_residency': 'Anesthesia residency',
    'emergency_residency': 'Emergency medicine residency',
    'psychiatry_residency': 'Psychiatry residency',
    'supervised_sessions': 'Supervised ketamine sessions',
    'mentorship': 'Mentorship by an experienced clinician',
}


def move_codes(apps, editor):
    """The statements of working copies and listings in the words of this release. Nothing is guessed."""
    for name, code, target, value, order in MOVED:
        for model in ('Clinic', 'Listing'):
            for row in apps.get_model('directory', model).objects.filter(**{f'{name}__contains': [code]}):
                old = getattr(row, target)
                setattr(row, name, [one for one in getattr(row, name) if one != code])
                setattr(row, target, joined(old, value, order))
                changed = [name, target]
                if model == 'Listing' and name in row.stated_on and not old:
                    row.stated_on.setdefault(target, row.stated_on[name])
                    changed.append('stated_on')
                row.save(update_fields=changed)
    apps.get_model('directory', 'Practitioner').objects.filter(license='pharmd').update(license='pharmacist')
    for training in apps.get_model('directory', 'Training').objects.filter(code__in=TRAININGS):
        training.provider = provider_of(training.code, training.provider)
        training.code = 'other'
        training.save(update_fields=['code', 'provider'])
    move_codes_in_records(apps.get_model('directory', 'Listing'))


def joined(old, value, order):
    """A statement once a code has moved to it: "none" of several codes stays alone, an answer stays."""
    if order is None:
        return value if old in (None, '') else old
    return old if old == ['none'] else [code for code in order if code in (*old, value)]


def provider_of(code, provider):
    return f'{TRAININGS[code]}, {provider}' if provider else TRAININGS[code]


def move_codes_in_records(Listing):
    held = [Listing.objects.filter(practitioners__contains=[{'license': 'pharmd'}])]
    held += [Listing.objects.filter(training__contains=[{'code': code}]) for code in TRAININGS]
    for pk in {pk for listings in held for pk in listings.values_list('pk', flat=True)}:
        listing = Listing.objects.get(pk=pk)
        for person in listing.practitioners:
            if person['license'] == 'pharmd':
                person['license'] = 'pharmacist'
        for training in listing.training:
            if training['code'] in TRAININGS:
                training['provider'] = provider_of(training['code'], training['provider'])
                training['code'] = 'other'
        listing.save(update_fields=['practitioners', 'training'])


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0015_more_statements'),
    ]

    operations = [
        migrations.RunPython(move_codes, migrations.RunPython.noop),
    ]

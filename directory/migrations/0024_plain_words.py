import directory.facts.fields
import django.core.validators
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class ChangeWords(Operation):
    """Changes labels, help texts and messages of models. No column and no constraint of the database changes.

    As operations of their own, each of the 295 changes would draw its model anew, which takes half a minute.
    """

    def __init__(self, changes):
        self.changes = changes

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn again when somebody asks for it
        for change in self.changes:
            change.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def describe(self):
        return "Change labels, help texts and messages"


CHANGES = [
    migrations.AlterField(
        model_name='accountevent',
        name='kind',
        field=models.CharField(choices=[('signed_in', 'Signed in'), ('refused', 'Refused: a wrong password, code or passkey'), ('held_back', 'Blocked: too many tries'), ('rights', 'Rights changed'), ('factor_set', 'Two-step sign-in turned on'), ('factor_removed', 'A sign-in method removed'), ('codes', 'New recovery codes'), ('password', 'Password changed'), ('email', 'E-mail address changed')], max_length=20),
    ),
    migrations.AlterField(
        model_name='claim',
        name='state',
        field=models.CharField(choices=[('waiting', 'Waiting'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='about',
        field=models.CharField(blank=True, default='', help_text='Up to 1,200 characters of plain text. Do not promise a benefit.', max_length=1200, verbose_name='In the clinic’s words'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='after_dose',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what you ask people to avoid that day.', verbose_name='After a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='after_hours',
        field=models.CharField(blank=True, choices=[('clinician_24h', 'A clinician, day and night'), ('answering_service', 'An answering service'), ('voicemail', 'Voicemail'), ('none', 'No one')], default='', max_length=40, verbose_name='After-hours help'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='alcohol_hours',
        field=models.PositiveIntegerField(blank=True, help_text='This is about the time before a dose.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Hours without alcohol before a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='alias',
        field=models.CharField(blank=True, default='', help_text='Enter another name that people know the clinic by.', max_length=200, verbose_name='Also known as'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='antidepressant_needed',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is about the time while the treatment lasts.', null=True, verbose_name='Must be taking an antidepressant'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='antidepressants_tried',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the lowest number. Clinics that give Spravato often ask for 2.', null=True, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='Antidepressants to have tried first'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='assessment_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Length of the first assessment'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='attendance',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='This is about the time while the medicine acts. Choose several if it depends on the treatment.', verbose_name='Who watches'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='attendance_note',
        field=models.CharField(blank=True, default='', help_text='For example: the nurse starts the drip, and the therapist stays.', max_length=300, verbose_name='More about who watches'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='availability_on',
        field=models.DateField(blank=True, help_text='Enter the date on which this was true.', null=True, verbose_name='Availability stated on'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='before_dose',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what you ask of everyone, other than about food and medicines.', verbose_name='What to do before a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='booking_url',
        field=models.CharField(blank=True, default='', help_text='Start with https://.', max_length=300, validators=[django.core.validators.URLValidator(message='Enter a web address, for example https://clinic.example.', schemes=['http', 'https'])], verbose_name='Booking page'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='booster_price',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it costs less or more. Enter whole US dollars.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='A later session'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='cancel_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many hours ahead people must cancel so that there is no fee.', null=True, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='Notice to cancel without a fee'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='cancel_percent',
        field=models.PositiveIntegerField(blank=True, help_text='Enter a percentage. 100 is the whole price.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Part of the price due if you cancel late'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='comfort',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what people get to be comfortable.', verbose_name='Comfort in the room'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='comfort_note',
        field=models.CharField(blank=True, default='', help_text='What the list leaves out, such as pets, snacks or a garden.', max_length=300, verbose_name='More about the room'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='complaints',
        field=models.CharField(blank=True, default='', help_text='Enter a web, e-mail or postal address.', max_length=300, verbose_name='Where to complain'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='consent_ahead',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if people get it early enough to read it at home.', null=True, verbose_name='Consent form sent ahead'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='copay_from',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the price with the maker’s savings program, if you use it.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='Spravato copay, from'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='course_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Sessions in the usual course, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='course_weeks_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks of the usual course, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='deposit',
        field=models.PositiveIntegerField(blank=True, help_text='Enter what people pay when they book, in whole US dollars.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='Deposit'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='discipline_disclosed',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Do you tell patients about any action by a licensing board?', null=True, verbose_name='Tells patients about board discipline'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='discount_percent',
        field=models.PositiveIntegerField(blank=True, help_text='Enter a percentage for the groups above.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Discount for those groups'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='doctor_on_site',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if a physician is on site at every dose.', null=True, verbose_name='A doctor in the building'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='dose_note',
        field=models.CharField(blank=True, default='', help_text='Say how you choose and change the dose. Don’t enter milligrams.', max_length=300, verbose_name='More about the dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='drug_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='How long the effects last'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='drug_minutes_most',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes here if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='How long the effects last, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='email',
        field=models.EmailField(blank=True, default='', help_text='We show this to everyone.', max_length=254, verbose_name='Public e-mail'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='emergency',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what is kept ready where the medicine is given.', verbose_name='Ready for an emergency'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='examined_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who examines you first'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='exclusion_no_escort',
        field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='No one to take you home'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='fasting_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Enter 0 if people may eat.', null=True, validators=[django.core.validators.MaxValueValidator(48)], verbose_name='Hours without food before a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='first_visit_days',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many. Enter 0 if it can be the same day.', null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='Days until a first visit'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='free_first_talk',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This can be by phone, by video or in person.', null=True, verbose_name='Free first consultation'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='given_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who gives it'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='good_faith_estimate',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is a good-faith estimate.', null=True, verbose_name='Written estimate before you start'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='group_size',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the most people in a group or in one room.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='People treated together'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='help_fund',
        field=models.CharField(blank=True, default='', help_text="Say who helps people who can't pay, and how to ask.", max_length=300, verbose_name='Help fund'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='individual_goals',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if each person sets goals for the treatment with you.', null=True, verbose_name='Goals of your own'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='intake_credited',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if it comes off the price of a session or course.', null=True, verbose_name='The first fee counts toward treatment'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='integration_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many there are in the usual course.', null=True, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='Meetings afterward'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='integration_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='Meetings afterward, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='languages',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='For each language, choose how you offer it: a clinician, an interpreter or in writing.', verbose_name='Languages'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='late_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many minutes late a person can be before you may cancel the visit.', null=True, validators=[django.core.validators.MaxValueValidator(240)], verbose_name='Minutes late before you lose the visit'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='latitude',
        field=models.FloatField(blank=True, help_text='Enter degrees north (WGS 84), for example 39.7392.', null=True, verbose_name='Latitude'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='least_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many you ask people to agree to.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Fewest sessions'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='life_support_on_site',
        field=models.CharField(blank=True, choices=[('acls_clinician', 'A clinician certified in advanced life support (ACLS)'), ('airway_trained', 'Someone trained to keep the airway open'), ('bls_only', 'Someone certified in basic life support (BLS) only'), ('certified', 'Someone certified in life support'), ('none', 'No one')], default='', help_text='Choose the training of the best trained person who is on site at every dose.', max_length=40, verbose_name='Life-support-trained staff at every dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='liquids_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes, such as 120 for two hours. This is about water or black coffee.', null=True, validators=[django.core.validators.MaxValueValidator(2880)], verbose_name='Time without drinks before a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='longitude',
        field=models.FloatField(blank=True, help_text='Enter degrees east (WGS 84), for example -104.9903.', null=True, verbose_name='Longitude'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='maintenance',
        field=models.CharField(blank=True, default='', help_text='Say how often, and how you decide.', max_length=300, verbose_name='Later doses'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='maintenance_weeks',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how long. If it is a range, enter the shorter time.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks between later doses'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='maintenance_weeks_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks between later doses, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='manages_other_medicines',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is about the time while a person is in treatment here.', null=True, verbose_name='Manages your other psychiatric medicines'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='maximum_age',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the oldest age that you treat, in years.', null=True, validators=[django.core.validators.MaxValueValidator(130)], verbose_name='Oldest age treated'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='medicines_paused',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if you tell people which ones, and for how long.', null=True, verbose_name='Some medicines are paused before a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='minimum_age',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the youngest age that you treat, in years.', null=True, validators=[django.core.validators.MaxValueValidator(99)], verbose_name='Youngest age treated'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='month_price',
        field=models.PositiveIntegerField(blank=True, help_text='Enter whole US dollars, if people pay by the month.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='A month'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='name',
        field=models.CharField(help_text='As it appears on your sign.', max_length=200, verbose_name='Name'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='no_driving_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Until the next day is about 24 hours.', null=True, validators=[django.core.validators.MaxValueValidator(168)], verbose_name='Hours without driving after a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='npi',
        field=models.CharField(blank=True, default='', help_text='Enter the ten digits of the organization’s own NPI (type 2).', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]{10}\\Z', 'Enter the ten digits of the NPI.')], verbose_name='NPI of the clinic'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='observation_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the fewest minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time watched after the last dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='off_label_disclosed',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer this if the use is off-label.', null=True, verbose_name='Says in writing that the use is off-label'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='offering_since',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the year in which you began.', null=True, validators=[django.core.validators.MinValueValidator(1965), django.core.validators.MaxValueValidator(2100)], verbose_name='Has offered ketamine since'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='opening_hours',
        field=models.CharField(blank=True, default='', help_text='For example: Monday to Thursday, 8 AM to 6 PM.', max_length=300, verbose_name='Opening hours'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='opening_times',
        field=directory.facts.fields.RecordsField(blank=True, default=list, help_text='Enter the days, the opening and closing times, and what is open then.', verbose_name='Open, by day'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='other_drugs',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what you routinely give along with ketamine.', verbose_name='Other drugs in the same visit'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='other_language',
        field=models.CharField(blank=True, default='', help_text='Enter a language that is not in the list, and who speaks it.', max_length=120, verbose_name='Another language'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='pace',
        field=models.CharField(blank=True, choices=[('daily', 'Every day'), ('days_in_a_row', 'Several days in a row'), ('three_a_week', 'Three times a week'), ('twice_a_week', 'Twice a week'), ('weekly', 'Once a week'), ('every_two_weeks', 'Every two weeks'), ('monthly', 'Once a month'), ('spravato_schedule', 'The schedule of the Spravato label'), ('as_agreed', 'As agreed with each person')], default='', help_text='This is about the first weeks.', max_length=40, verbose_name='How often you come'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='patient_views',
        field=models.CharField(blank=True, default='', help_text='Say how you collect it, such as with a form after each course. Don’t add quotes.', max_length=300, verbose_name='What patients say'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='patients_treated',
        field=models.CharField(blank=True, choices=[('under_50', 'Fewer than 50'), ('50_to_199', '50 to 199'), ('200_to_999', '200 to 999'), ('1000_or_more', '1,000 or more')], default='', help_text='Count all those that this clinic has given so far.', max_length=40, verbose_name='Patients treated with ketamine'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='pause_hours',
        field=models.PositiveIntegerField(blank=True, help_text='This is about the time before a dose.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Hours without the paused medicines'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='pay_ahead',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This can be a deposit or the whole price, paid before the visit.', null=True, verbose_name='Payment in advance'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='payment_note',
        field=models.CharField(blank=True, default='', help_text='You can add the name of a lender or the terms of a payment plan.', max_length=300, verbose_name='More about paying'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='people_per_staff',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the most people while the medicine acts. Enter 1 if each person has their own staff member.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Patients per staff member'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='phone_extension',
        field=models.CharField(blank=True, default='', help_text='Enter only digits.', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]+\\Z')], verbose_name='Extension'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='populations',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the groups that you say you serve.', verbose_name='Who it is for'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='prep_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many there are.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Meetings before the first dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='prep_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Meetings before the first dose, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='preparation_note',
        field=models.CharField(blank=True, default='', help_text='You can add drinks, medicines to skip, and what to wear or bring.', max_length=300, verbose_name='More about what to do before a dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='prescribed_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who prescribes'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='price_excludes',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what people pay for separately.', verbose_name='Not in the price'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='price_note',
        field=models.CharField(blank=True, default='', help_text='You can add packages, extra fees, or what the drug store charges.', max_length=300, verbose_name='More about prices'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='prices_as_of',
        field=models.DateField(blank=True, help_text='Enter the date on which the prices were true.', null=True, verbose_name='Prices as of'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='referral',
        field=models.CharField(blank=True, choices=[('not_needed', 'No referral needed'), ('welcome', 'A referral is welcome, not needed'), ('needed', 'A referral is needed')], default='', help_text='Say whether another clinician has to refer people to you.', max_length=40, verbose_name='Referral'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='refund',
        field=models.CharField(blank=True, choices=[('full_before', 'Full refund, before the dose'), ('partial', 'Partial refund'), ('none', 'No refund')], default='', max_length=40, verbose_name='Refunds'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='rems_certified',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if the clinic is enrolled in the Spravato safety program.', null=True, verbose_name='Certified for Spravato (REMS)'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='reply_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Enter hours, on a business day.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Answers messages within'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='review_after_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the number of sessions until you check together whether it helps.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Progress review after'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='same_therapist',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Count sessions before, during and after the doses.', null=True, verbose_name='The same therapist throughout'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='screening',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='What you check for everyone.', verbose_name='Before the first dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='screening_note',
        field=models.CharField(blank=True, default='', help_text='What the list leaves out, such as who does it, or how long it takes.', max_length=300, verbose_name='More about the first check'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='shared_decision',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if you explain the choices and the person decides with you.', null=True, verbose_name='You decide together'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='staff_present',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the fewest people while the medicine acts, in a group too.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Staff in the room'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='stays_with_you',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the licenses of those who watch while the medicine acts.', verbose_name='Who stays with you'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='street',
        field=models.CharField(blank=True, default='', help_text='Enter the number, street and suite.', max_length=200, verbose_name='Street'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='suicide_check_each_dose',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if you do this every time, in a set way, and not only at the start.', null=True, verbose_name='Asks about suicide before each dose'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='team_boards',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Don’t enter names. If you list people above, add their boards there.', verbose_name='Boards of the team'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='telehealth_states',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the states where a clinician is licensed to see people by video.', verbose_name='States served by telehealth'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='tells_other_clinicians',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is with the patient’s consent.', null=True, verbose_name='Tells your other clinicians'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='therapy_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who gives therapy'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='therapy_by_video',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This can be some or all of them.', null=True, verbose_name='Therapy meetings by video'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='therapy_meeting_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes before or after a dose.', null=True, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='Length of a therapy meeting'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='therapy_model',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose several if it depends on the treatment.', verbose_name='Talk therapy'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='therapy_note',
        field=models.CharField(blank=True, default='', help_text='You can add how long a meeting is, who leads it, or the name of another company.', max_length=300, verbose_name='More about therapy'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='therapy_required',
        field=models.CharField(blank=True, choices=[('here', 'Yes, in therapy here'), ('anywhere', 'Yes, in therapy here or elsewhere'), ('no', 'No')], default='', help_text='Say whether people must be in therapy to get the medicine.', max_length=40, verbose_name='Must be in therapy'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='time_zone',
        field=models.CharField(blank=True, choices=[('eastern', 'Eastern time'), ('central', 'Central time'), ('mountain', 'Mountain time'), ('arizona', 'Arizona time (no daylight saving)'), ('pacific', 'Pacific time'), ('alaska', 'Alaska time'), ('hawaii', 'Hawaii time'), ('atlantic', 'Atlantic time (Puerto Rico, US Virgin Islands)'), ('chamorro', 'Chamorro time (Guam, Northern Mariana Islands)'), ('samoa', 'Samoa time')], default='', help_text='Choose the time zone for the hours above.', max_length=40, verbose_name='Time zone'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='travel_schedule',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is about people who come from far away.', null=True, verbose_name='Shorter schedule for travelers'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='until_steady',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if they stay until then, however long it takes.', null=True, verbose_name='You stay until you are steady'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='visit_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes pass from door to door.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time at the clinic'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='visit_minutes_most',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes here if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time at the clinic, up to'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='waitlist_weeks',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many weeks.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks on the waiting list'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='website',
        field=models.CharField(blank=True, default='', help_text='Start with https://.', max_length=300, validators=[django.core.validators.URLValidator(message='Enter a web address, for example https://clinic.example.', schemes=['http', 'https'])], verbose_name='Website'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='weight_limit',
        field=models.PositiveIntegerField(blank=True, help_text='Enter pounds. Leave this blank if you have no limit.', null=True, validators=[django.core.validators.MaxValueValidator(1500)], verbose_name='Weight limit'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='without_diagnosis',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Some people want it for growth, or because they feel stuck.', null=True, verbose_name='Takes people without a diagnosis'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='written_plan',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if the plan says when treatment stops.', null=True, verbose_name='Written plan with a stopping point'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='written_standard',
        field=models.CharField(blank=True, default='', help_text='Name the standard, or say how to get a copy of your own.', max_length=300, verbose_name='Written standard followed'),
    ),
    migrations.AlterField(
        model_name='clinic',
        name='zip',
        field=models.CharField(blank=True, default='', help_text='Enter five or nine digits, for example 80202 or 80202-1234.', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]{5}(-[0-9]{4})?\\Z', 'Enter a ZIP code, for example 80202.')], verbose_name='ZIP code'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='about',
        field=models.CharField(blank=True, default='', help_text='Up to 1,200 characters of plain text. Do not promise a benefit.', max_length=1200, verbose_name='In the clinic’s words'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='after_dose',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what you ask people to avoid that day.', verbose_name='After a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='after_hours',
        field=models.CharField(blank=True, choices=[('clinician_24h', 'A clinician, day and night'), ('answering_service', 'An answering service'), ('voicemail', 'Voicemail'), ('none', 'No one')], default='', max_length=40, verbose_name='After-hours help'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='alcohol_hours',
        field=models.PositiveIntegerField(blank=True, help_text='This is about the time before a dose.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Hours without alcohol before a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='alias',
        field=models.CharField(blank=True, default='', help_text='Enter another name that people know the clinic by.', max_length=200, verbose_name='Also known as'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='antidepressant_needed',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is about the time while the treatment lasts.', null=True, verbose_name='Must be taking an antidepressant'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='antidepressants_tried',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the lowest number. Clinics that give Spravato often ask for 2.', null=True, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='Antidepressants to have tried first'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='assessment_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Length of the first assessment'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='attendance',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='This is about the time while the medicine acts. Choose several if it depends on the treatment.', verbose_name='Who watches'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='attendance_note',
        field=models.CharField(blank=True, default='', help_text='For example: the nurse starts the drip, and the therapist stays.', max_length=300, verbose_name='More about who watches'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='availability_on',
        field=models.DateField(blank=True, help_text='Enter the date on which this was true.', null=True, verbose_name='Availability stated on'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='before_dose',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what you ask of everyone, other than about food and medicines.', verbose_name='What to do before a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='booking_url',
        field=models.CharField(blank=True, default='', help_text='Start with https://.', max_length=300, validators=[django.core.validators.URLValidator(message='Enter a web address, for example https://clinic.example.', schemes=['http', 'https'])], verbose_name='Booking page'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='booster_price',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it costs less or more. Enter whole US dollars.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='A later session'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='cancel_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many hours ahead people must cancel so that there is no fee.', null=True, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='Notice to cancel without a fee'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='cancel_percent',
        field=models.PositiveIntegerField(blank=True, help_text='Enter a percentage. 100 is the whole price.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Part of the price due if you cancel late'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='comfort',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what people get to be comfortable.', verbose_name='Comfort in the room'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='comfort_note',
        field=models.CharField(blank=True, default='', help_text='What the list leaves out, such as pets, snacks or a garden.', max_length=300, verbose_name='More about the room'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='complaints',
        field=models.CharField(blank=True, default='', help_text='Enter a web, e-mail or postal address.', max_length=300, verbose_name='Where to complain'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='consent_ahead',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if people get it early enough to read it at home.', null=True, verbose_name='Consent form sent ahead'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='copay_from',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the price with the maker’s savings program, if you use it.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='Spravato copay, from'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='course_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Sessions in the usual course, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='course_weeks_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks of the usual course, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='deposit',
        field=models.PositiveIntegerField(blank=True, help_text='Enter what people pay when they book, in whole US dollars.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='Deposit'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='discipline_disclosed',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Do you tell patients about any action by a licensing board?', null=True, verbose_name='Tells patients about board discipline'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='discount_percent',
        field=models.PositiveIntegerField(blank=True, help_text='Enter a percentage for the groups above.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Discount for those groups'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='doctor_on_site',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if a physician is on site at every dose.', null=True, verbose_name='A doctor in the building'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='dose_note',
        field=models.CharField(blank=True, default='', help_text='Say how you choose and change the dose. Don’t enter milligrams.', max_length=300, verbose_name='More about the dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='drug_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='How long the effects last'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='drug_minutes_most',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes here if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='How long the effects last, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='email',
        field=models.EmailField(blank=True, default='', help_text='We show this to everyone.', max_length=254, verbose_name='Public e-mail'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='emergency',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what is kept ready where the medicine is given.', verbose_name='Ready for an emergency'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='examined_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who examines you first'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='exclusion_no_escort',
        field=models.CharField(blank=True, choices=[('excluded', 'Does not treat'), ('case_by_case', 'Decides case by case'), ('accepted', 'Treats')], default='', help_text='Do you treat people in this situation?', max_length=40, verbose_name='No one to take you home'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='fasting_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Enter 0 if people may eat.', null=True, validators=[django.core.validators.MaxValueValidator(48)], verbose_name='Hours without food before a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='first_visit_days',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many. Enter 0 if it can be the same day.', null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='Days until a first visit'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='free_first_talk',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This can be by phone, by video or in person.', null=True, verbose_name='Free first consultation'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='given_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who gives it'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='good_faith_estimate',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is a good-faith estimate.', null=True, verbose_name='Written estimate before you start'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='group_size',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the most people in a group or in one room.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='People treated together'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='help_fund',
        field=models.CharField(blank=True, default='', help_text="Say who helps people who can't pay, and how to ask.", max_length=300, verbose_name='Help fund'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='individual_goals',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if each person sets goals for the treatment with you.', null=True, verbose_name='Goals of your own'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='intake_credited',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if it comes off the price of a session or course.', null=True, verbose_name='The first fee counts toward treatment'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='integration_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many there are in the usual course.', null=True, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='Meetings afterward'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='integration_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='Meetings afterward, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='languages',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='For each language, choose how you offer it: a clinician, an interpreter or in writing.', verbose_name='Languages'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='late_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many minutes late a person can be before you may cancel the visit.', null=True, validators=[django.core.validators.MaxValueValidator(240)], verbose_name='Minutes late before you lose the visit'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='latitude',
        field=models.FloatField(blank=True, help_text='Enter degrees north (WGS 84), for example 39.7392.', null=True, verbose_name='Latitude'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='least_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many you ask people to agree to.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Fewest sessions'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='life_support_on_site',
        field=models.CharField(blank=True, choices=[('acls_clinician', 'A clinician certified in advanced life support (ACLS)'), ('airway_trained', 'Someone trained to keep the airway open'), ('bls_only', 'Someone certified in basic life support (BLS) only'), ('certified', 'Someone certified in life support'), ('none', 'No one')], default='', help_text='Choose the training of the best trained person who is on site at every dose.', max_length=40, verbose_name='Life-support-trained staff at every dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='liquids_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes, such as 120 for two hours. This is about water or black coffee.', null=True, validators=[django.core.validators.MaxValueValidator(2880)], verbose_name='Time without drinks before a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='longitude',
        field=models.FloatField(blank=True, help_text='Enter degrees east (WGS 84), for example -104.9903.', null=True, verbose_name='Longitude'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='maintenance',
        field=models.CharField(blank=True, default='', help_text='Say how often, and how you decide.', max_length=300, verbose_name='Later doses'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='maintenance_weeks',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how long. If it is a range, enter the shorter time.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks between later doses'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='maintenance_weeks_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks between later doses, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='manages_other_medicines',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is about the time while a person is in treatment here.', null=True, verbose_name='Manages your other psychiatric medicines'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='maximum_age',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the oldest age that you treat, in years.', null=True, validators=[django.core.validators.MaxValueValidator(130)], verbose_name='Oldest age treated'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='medicines_paused',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if you tell people which ones, and for how long.', null=True, verbose_name='Some medicines are paused before a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='minimum_age',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the youngest age that you treat, in years.', null=True, validators=[django.core.validators.MaxValueValidator(99)], verbose_name='Youngest age treated'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='month_price',
        field=models.PositiveIntegerField(blank=True, help_text='Enter whole US dollars, if people pay by the month.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='A month'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='name',
        field=models.CharField(help_text='As it appears on your sign.', max_length=200, verbose_name='Name'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='no_driving_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Until the next day is about 24 hours.', null=True, validators=[django.core.validators.MaxValueValidator(168)], verbose_name='Hours without driving after a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='npi',
        field=models.CharField(blank=True, default='', help_text='Enter the ten digits of the organization’s own NPI (type 2).', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]{10}\\Z', 'Enter the ten digits of the NPI.')], verbose_name='NPI of the clinic'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='observation_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the fewest minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time watched after the last dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='off_label_disclosed',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer this if the use is off-label.', null=True, verbose_name='Says in writing that the use is off-label'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='offering_since',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the year in which you began.', null=True, validators=[django.core.validators.MinValueValidator(1965), django.core.validators.MaxValueValidator(2100)], verbose_name='Has offered ketamine since'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='opening_hours',
        field=models.CharField(blank=True, default='', help_text='For example: Monday to Thursday, 8 AM to 6 PM.', max_length=300, verbose_name='Opening hours'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='opening_times',
        field=directory.facts.fields.RecordsField(blank=True, default=list, help_text='Enter the days, the opening and closing times, and what is open then.', verbose_name='Open, by day'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='other_drugs',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what you routinely give along with ketamine.', verbose_name='Other drugs in the same visit'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='other_language',
        field=models.CharField(blank=True, default='', help_text='Enter a language that is not in the list, and who speaks it.', max_length=120, verbose_name='Another language'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='pace',
        field=models.CharField(blank=True, choices=[('daily', 'Every day'), ('days_in_a_row', 'Several days in a row'), ('three_a_week', 'Three times a week'), ('twice_a_week', 'Twice a week'), ('weekly', 'Once a week'), ('every_two_weeks', 'Every two weeks'), ('monthly', 'Once a month'), ('spravato_schedule', 'The schedule of the Spravato label'), ('as_agreed', 'As agreed with each person')], default='', help_text='This is about the first weeks.', max_length=40, verbose_name='How often you come'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='patient_views',
        field=models.CharField(blank=True, default='', help_text='Say how you collect it, such as with a form after each course. Don’t add quotes.', max_length=300, verbose_name='What patients say'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='patients_treated',
        field=models.CharField(blank=True, choices=[('under_50', 'Fewer than 50'), ('50_to_199', '50 to 199'), ('200_to_999', '200 to 999'), ('1000_or_more', '1,000 or more')], default='', help_text='Count all those that this clinic has given so far.', max_length=40, verbose_name='Patients treated with ketamine'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='pause_hours',
        field=models.PositiveIntegerField(blank=True, help_text='This is about the time before a dose.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Hours without the paused medicines'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='pay_ahead',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This can be a deposit or the whole price, paid before the visit.', null=True, verbose_name='Payment in advance'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='payment_note',
        field=models.CharField(blank=True, default='', help_text='You can add the name of a lender or the terms of a payment plan.', max_length=300, verbose_name='More about paying'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='people_per_staff',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the most people while the medicine acts. Enter 1 if each person has their own staff member.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Patients per staff member'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='phone_extension',
        field=models.CharField(blank=True, default='', help_text='Enter only digits.', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]+\\Z')], verbose_name='Extension'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='populations',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the groups that you say you serve.', verbose_name='Who it is for'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='prep_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many there are.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Meetings before the first dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='prep_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Meetings before the first dose, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='preparation_note',
        field=models.CharField(blank=True, default='', help_text='You can add drinks, medicines to skip, and what to wear or bring.', max_length=300, verbose_name='More about what to do before a dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='prescribed_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who prescribes'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='price_excludes',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose what people pay for separately.', verbose_name='Not in the price'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='price_note',
        field=models.CharField(blank=True, default='', help_text='You can add packages, extra fees, or what the drug store charges.', max_length=300, verbose_name='More about prices'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='prices_as_of',
        field=models.DateField(blank=True, help_text='Enter the date on which the prices were true.', null=True, verbose_name='Prices as of'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='referral',
        field=models.CharField(blank=True, choices=[('not_needed', 'No referral needed'), ('welcome', 'A referral is welcome, not needed'), ('needed', 'A referral is needed')], default='', help_text='Say whether another clinician has to refer people to you.', max_length=40, verbose_name='Referral'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='refund',
        field=models.CharField(blank=True, choices=[('full_before', 'Full refund, before the dose'), ('partial', 'Partial refund'), ('none', 'No refund')], default='', max_length=40, verbose_name='Refunds'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='rems_certified',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if the clinic is enrolled in the Spravato safety program.', null=True, verbose_name='Certified for Spravato (REMS)'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='reply_hours',
        field=models.PositiveIntegerField(blank=True, help_text='Enter hours, on a business day.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Answers messages within'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='review_after_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the number of sessions until you check together whether it helps.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Progress review after'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='same_therapist',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Count sessions before, during and after the doses.', null=True, verbose_name='The same therapist throughout'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='screening',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='What you check for everyone.', verbose_name='Before the first dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='screening_note',
        field=models.CharField(blank=True, default='', help_text='What the list leaves out, such as who does it, or how long it takes.', max_length=300, verbose_name='More about the first check'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='shared_decision',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if you explain the choices and the person decides with you.', null=True, verbose_name='You decide together'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='staff_present',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the fewest people while the medicine acts, in a group too.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Staff in the room'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='stays_with_you',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the licenses of those who watch while the medicine acts.', verbose_name='Who stays with you'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='street',
        field=models.CharField(blank=True, default='', help_text='Enter the number, street and suite.', max_length=200, verbose_name='Street'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='suicide_check_each_dose',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if you do this every time, in a set way, and not only at the start.', null=True, verbose_name='Asks about suicide before each dose'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='team_boards',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Don’t enter names. If you list people above, add their boards there.', verbose_name='Boards of the team'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='telehealth_states',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the states where a clinician is licensed to see people by video.', verbose_name='States served by telehealth'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='tells_other_clinicians',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is with the patient’s consent.', null=True, verbose_name='Tells your other clinicians'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='therapy_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who gives therapy'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='therapy_by_video',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This can be some or all of them.', null=True, verbose_name='Therapy meetings by video'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='therapy_meeting_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes before or after a dose.', null=True, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='Length of a therapy meeting'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='therapy_model',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose several if it depends on the treatment.', verbose_name='Talk therapy'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='therapy_note',
        field=models.CharField(blank=True, default='', help_text='You can add how long a meeting is, who leads it, or the name of another company.', max_length=300, verbose_name='More about therapy'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='therapy_required',
        field=models.CharField(blank=True, choices=[('here', 'Yes, in therapy here'), ('anywhere', 'Yes, in therapy here or elsewhere'), ('no', 'No')], default='', help_text='Say whether people must be in therapy to get the medicine.', max_length=40, verbose_name='Must be in therapy'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='time_zone',
        field=models.CharField(blank=True, choices=[('eastern', 'Eastern time'), ('central', 'Central time'), ('mountain', 'Mountain time'), ('arizona', 'Arizona time (no daylight saving)'), ('pacific', 'Pacific time'), ('alaska', 'Alaska time'), ('hawaii', 'Hawaii time'), ('atlantic', 'Atlantic time (Puerto Rico, US Virgin Islands)'), ('chamorro', 'Chamorro time (Guam, Northern Mariana Islands)'), ('samoa', 'Samoa time')], default='', help_text='Choose the time zone for the hours above.', max_length=40, verbose_name='Time zone'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='travel_schedule',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='This is about people who come from far away.', null=True, verbose_name='Shorter schedule for travelers'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='until_steady',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if they stay until then, however long it takes.', null=True, verbose_name='You stay until you are steady'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='visit_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes pass from door to door.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time at the clinic'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='visit_minutes_most',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes here if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time at the clinic, up to'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='waitlist_weeks',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many weeks.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks on the waiting list'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='website',
        field=models.CharField(blank=True, default='', help_text='Start with https://.', max_length=300, validators=[django.core.validators.URLValidator(message='Enter a web address, for example https://clinic.example.', schemes=['http', 'https'])], verbose_name='Website'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='weight_limit',
        field=models.PositiveIntegerField(blank=True, help_text='Enter pounds. Leave this blank if you have no limit.', null=True, validators=[django.core.validators.MaxValueValidator(1500)], verbose_name='Weight limit'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='without_diagnosis',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Some people want it for growth, or because they feel stuck.', null=True, verbose_name='Takes people without a diagnosis'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='written_plan',
        field=models.BooleanField(blank=True, choices=[(True, 'Yes'), (False, 'No')], help_text='Answer yes if the plan says when treatment stops.', null=True, verbose_name='Written plan with a stopping point'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='written_standard',
        field=models.CharField(blank=True, default='', help_text='Name the standard, or say how to get a copy of your own.', max_length=300, verbose_name='Written standard followed'),
    ),
    migrations.AlterField(
        model_name='listing',
        name='zip',
        field=models.CharField(blank=True, default='', help_text='Enter five or nine digits, for example 80202 or 80202-1234.', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]{5}(-[0-9]{4})?\\Z', 'Enter a ZIP code, for example 80202.')], verbose_name='ZIP code'),
    ),
    migrations.AlterField(
        model_name='mail',
        name='state',
        field=models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Handed to the mail server, no answer yet'), ('sent', 'Sent'), ('dead', 'Not sent: a moderator has to decide'), ('left', 'Not sent: a moderator has decided')], default='queued', max_length=10),
    ),
    migrations.AlterField(
        model_name='offering',
        name='attendance',
        field=models.CharField(blank=True, choices=[('continuous_clinician', 'A clinician in the room the whole time'), ('continuous_therapist', 'A therapist in the room the whole time'), ('within_call', 'Someone in the room or right outside'), ('line_of_sight', 'Always in sight of staff'), ('camera_staffed', 'Staff watch by camera the whole time'), ('intermittent', 'Staff look in now and then'), ('call_bell', 'A bell to call staff'), ('lay_adult', 'An adult you bring'), ('none', 'No one')], default='', help_text='While the medicine is working.', max_length=40, verbose_name='Who watches'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='course_sessions_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Sessions in the usual course, up to'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='course_weeks_most',
        field=models.PositiveIntegerField(blank=True, help_text='Fill this in if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(520)], verbose_name='Weeks of the usual course, up to'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='drug_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='How long the effects last'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='drug_minutes_most',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes here if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='How long the effects last, up to'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='given_by',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose licenses. Don’t enter names.', verbose_name='Who gives it'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='least_sessions',
        field=models.PositiveIntegerField(blank=True, help_text='Enter how many you ask people to agree to.', null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Fewest sessions'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='observation_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter the fewest minutes.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time watched after the last dose'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='pace',
        field=models.CharField(blank=True, choices=[('daily', 'Every day'), ('days_in_a_row', 'Several days in a row'), ('three_a_week', 'Three times a week'), ('twice_a_week', 'Twice a week'), ('weekly', 'Once a week'), ('every_two_weeks', 'Every two weeks'), ('monthly', 'Once a month'), ('spravato_schedule', 'The schedule of the Spravato label'), ('as_agreed', 'As agreed with each person')], default='', help_text='This is about the first weeks.', max_length=40, verbose_name='How often you come'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='prices_as_of',
        field=models.DateField(blank=True, help_text='Enter the date on which the prices were true.', null=True, verbose_name='Prices as of'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='route',
        field=models.CharField(blank=True, choices=[('iv', 'IV infusion'), ('im', 'Injection into a muscle'), ('sc', 'Injection under the skin'), ('esketamine_nasal', 'Spravato nasal spray (esketamine)'), ('racemic_nasal', 'Pharmacy-made (compounded) nasal spray'), ('sublingual', 'Lozenge under the tongue'), ('oral', 'Swallowed'), ('rectal', 'Rectal'), ('combined', 'Two ways in one session')], default='', max_length=40, verbose_name='How it is given'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='setting',
        field=models.CharField(blank=True, choices=[('hospital_outpatient', 'Hospital outpatient unit'), ('inpatient', 'Hospital, staying overnight'), ('va', 'VA hospital or clinic'), ('surgery_center', 'Surgery center'), ('infusion_clinic', 'Infusion clinic'), ('wellness_iv', 'IV lounge or med spa'), ('psychiatric_practice', 'Psychiatric practice'), ('pain_clinic', 'Pain clinic'), ('primary_care', 'Primary care practice'), ('naturopathic', 'Naturopathic practice'), ('kap_practice', 'Practice for ketamine-assisted psychotherapy'), ('therapy_office', "Therapist's office"), ('residential', 'Residential program'), ('retreat', 'Retreat'), ('home_visit', 'Home, where staff bring and give the drug'), ('home_supervised', 'Home, with a clinician there'), ('home_remote', 'Home, watched by video'), ('home_unsupervised', 'Home, with no one watching')], default='', max_length=40, verbose_name='Where it is given'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='stays_with_you',
        field=directory.facts.fields.CodesField(blank=True, default=list, help_text='Choose the licenses of those who watch while the medicine acts.', verbose_name='Who stays with you'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='therapy_model',
        field=directory.facts.fields.CodesField(blank=True, default=list, verbose_name='Talk therapy'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='visit_minutes',
        field=models.PositiveIntegerField(blank=True, help_text='Enter about how many minutes pass from door to door.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time at the clinic'),
    ),
    migrations.AlterField(
        model_name='offering',
        name='visit_minutes_most',
        field=models.PositiveIntegerField(blank=True, help_text='Enter minutes here if it is a range.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='Time at the clinic, up to'),
    ),
    migrations.AlterField(
        model_name='practitioner',
        name='npi',
        field=models.CharField(blank=True, default='', help_text='Enter the ten digits of the person’s own NPI (type 1).', max_length=10, validators=[django.core.validators.RegexValidator('\\A[0-9]{10}\\Z', 'Enter the ten digits of the NPI.')], verbose_name='NPI'),
    ),
    migrations.AlterField(
        model_name='report',
        name='outcome',
        field=models.CharField(blank=True, choices=[('corrected', 'The listing was corrected'), ('removed', 'The listing was removed'), ('confirmed', 'The listing is right'), ('not_shown', 'We could not confirm it')], default='', max_length=20),
    ),
    migrations.AlterField(
        model_name='report',
        name='reason',
        field=models.CharField(choices=[('closed_or_moved', 'The clinic has closed or moved'), ('wrong_contact', 'The phone, address or website is wrong'), ('not_accepting', 'It does not take new patients'), ('price_wrong', 'The price is wrong'), ('service_not_offered', 'It does not offer what is listed'), ('credential_doubt', 'A license or certificate may not be valid'), ('safety_concern', 'I have a safety concern'), ('duplicate', 'It is listed twice'), ('listed_without_consent', 'It was listed without the clinic’s consent'), ('other', 'Something else')], max_length=30),
    ),
    migrations.AlterField(
        model_name='report',
        name='state',
        field=models.CharField(choices=[('received', 'Received'), ('asked', 'We asked the clinic'), ('closed', 'Closed')], default='received', max_length=10),
    ),
    migrations.AlterField(
        model_name='submission',
        name='state',
        field=models.CharField(choices=[('draft', 'Draft'), ('pending', 'Waiting for a moderator'), ('changes_requested', 'Sent back with questions'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20),
    ),
    migrations.AlterField(
        model_name='training',
        name='code',
        field=models.CharField(choices=[('kap_certificate', 'Ketamine-assisted psychotherapy program lasting several months'), ('kap_short_course', 'Ketamine-assisted psychotherapy short course (under 40 hours)'), ('infusion_course', 'Ketamine infusion course'), ('pain_fellowship', 'Pain medicine fellowship'), ('esketamine_rems', 'Spravato safety program (REMS) training'), ('acls', 'Advanced life support (ACLS)'), ('bls', 'Basic life support (BLS)'), ('pals', 'Life support for children (PALS)'), ('airway', 'Keeping the airway open'), ('conscious_sedation', 'Sedation in which you stay awake'), ('suicide_risk', 'Finding and easing the risk of suicide'), ('touch_and_ethics', 'Touch, consent and ethics'), ('trauma_therapy', 'Trauma therapy training'), ('society_pledge', "A society's pledge (a promise, not a check)"), ('society_member', 'Member of a professional society'), ('other', 'Other training')], max_length=30, verbose_name='Training'),
    ),
    migrations.AlterField(
        model_name='training',
        name='expires_on',
        field=models.DateField(blank=True, null=True, verbose_name='Expires on'),
    ),
    migrations.AlterField(
        model_name='training',
        name='practitioner',
        field=models.CharField(blank=True, default='', help_text='Enter the name of one of the people above.', max_length=120, verbose_name='Whose training'),
    ),
    migrations.AlterConstraint(
        model_name='claim',
        name='claim_granted_on_proof_or_with_a_reason',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'granted'), _negated=True), ('proved_at__isnull', False), models.Q(('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='claim_granted_on_proof_or_with_a_reason', violation_error_message='Explain why you believe that they run this clinic.'),
    ),
    migrations.AlterConstraint(
        model_name='claim',
        name='claim_refused_with_a_reason',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='claim_refused_with_a_reason', violation_error_message='Explain why. The person will read this.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_monitoring_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('monitoring__contains', ['none']), _negated=True), ('monitoring__len', 1), _connector='OR'), name='clinic_monitoring_none_alone', violation_error_message='“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_emergency_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('emergency__contains', ['none']), _negated=True), ('emergency__len', 1), _connector='OR'), name='clinic_emergency_none_alone', violation_error_message='“None of these” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_modality_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('modality__contains', ['none']), _negated=True), ('modality__len', 1), _connector='OR'), name='clinic_modality_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_measures_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('measures__contains', ['none']), _negated=True), ('measures__len', 1), _connector='OR'), name='clinic_measures_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_long_term_checks_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('long_term_checks__contains', ['none']), _negated=True), ('long_term_checks__len', 1), _connector='OR'), name='clinic_long_term_checks_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_insurance_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('insurance__contains', ['none']), _negated=True), ('insurance__len', 1), _connector='OR'), name='clinic_insurance_none_alone', violation_error_message='“No insurance” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_attendance_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance__contains', ['none']), _negated=True), ('attendance__len', 1), _connector='OR'), name='clinic_attendance_none_alone', violation_error_message='“No one” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_maintenance_kind_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('maintenance_kind__contains', ['none']), _negated=True), ('maintenance_kind__len', 1), _connector='OR'), name='clinic_maintenance_kind_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_between_visits_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('between_visits__contains', ['none']), _negated=True), ('between_visits__len', 1), _connector='OR'), name='clinic_between_visits_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='clinic',
        name='clinic_team_boards_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('team_boards__contains', ['none']), _negated=True), ('team_boards__len', 1), _connector='OR'), name='clinic_team_boards_none_alone', violation_error_message='“No board certification” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='invitation',
        name='invitation_open_once',
        constraint=models.UniqueConstraint(condition=models.Q(('accepted_at', None)), fields=('organization', 'email'), name='invitation_open_once', violation_error_message='This person has already been invited.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_monitoring_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('monitoring__contains', ['none']), _negated=True), ('monitoring__len', 1), _connector='OR'), name='listing_monitoring_none_alone', violation_error_message='“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_emergency_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('emergency__contains', ['none']), _negated=True), ('emergency__len', 1), _connector='OR'), name='listing_emergency_none_alone', violation_error_message='“None of these” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_modality_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('modality__contains', ['none']), _negated=True), ('modality__len', 1), _connector='OR'), name='listing_modality_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_measures_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('measures__contains', ['none']), _negated=True), ('measures__len', 1), _connector='OR'), name='listing_measures_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_long_term_checks_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('long_term_checks__contains', ['none']), _negated=True), ('long_term_checks__len', 1), _connector='OR'), name='listing_long_term_checks_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_insurance_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('insurance__contains', ['none']), _negated=True), ('insurance__len', 1), _connector='OR'), name='listing_insurance_none_alone', violation_error_message='“No insurance” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_attendance_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance__contains', ['none']), _negated=True), ('attendance__len', 1), _connector='OR'), name='listing_attendance_none_alone', violation_error_message='“No one” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_maintenance_kind_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('maintenance_kind__contains', ['none']), _negated=True), ('maintenance_kind__len', 1), _connector='OR'), name='listing_maintenance_kind_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_between_visits_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('between_visits__contains', ['none']), _negated=True), ('between_visits__len', 1), _connector='OR'), name='listing_between_visits_none_alone', violation_error_message='“None” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='listing',
        name='listing_team_boards_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('team_boards__contains', ['none']), _negated=True), ('team_boards__len', 1), _connector='OR'), name='listing_team_boards_none_alone', violation_error_message='“No board certification” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='offering',
        name='offering_monitoring_none_alone',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('monitoring__contains', ['none']), _negated=True), ('monitoring__len', 1), _connector='OR'), name='offering_monitoring_none_alone', violation_error_message='“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.'),
    ),
    migrations.AlterConstraint(
        model_name='practitioner',
        name='associate_names_a_supervisor',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('license', 'associate'), _negated=True), models.Q(('supervisor', ''), _negated=True), _connector='OR'), name='associate_names_a_supervisor', violation_error_message='Enter who supervises this therapist in training.'),
    ),
    migrations.AlterConstraint(
        model_name='report',
        name='report_closed_with_an_outcome',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='report_closed_with_an_outcome', violation_error_message='Choose a result. The reader can look it up.'),
    ),
    migrations.AlterConstraint(
        model_name='submission',
        name='submission_rejected_with_a_reason',
        constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='submission_rejected_with_a_reason', violation_error_message='Choose a reason. The clinic will read it.'),
    ),
    migrations.AlterConstraint(
        model_name='submission',
        name='submission_sends_back_with_a_reason',
        constraint=models.CheckConstraint(condition=models.Q(('sent_back', {}), models.Q(('state', 'approved'), models.Q(models.Q(('reason', ''), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR')), _connector='OR'), name='submission_sends_back_with_a_reason', violation_error_message='Say why you are sending something back. The clinic will read it.'),
    ),
]


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0023_license_kind_not_stated'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [ChangeWords(CHANGES)]

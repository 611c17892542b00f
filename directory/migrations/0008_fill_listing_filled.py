from django.db import migrations

# As they stood on the day of this migration. What is stated later is counted when a listing is published, and
# a migration that asked the code of that later day would look for columns that are not there yet.
SECTIONS = (
    """
    name alias organization about street city state zip country latitude longitude point_source phone
    phone_extension email website booking_url opening_hours telehealth_states npi availability waitlist_weeks
    availability_on languages populations
    """,
    "practitioners training patients_treated life_support_on_site written_standard",
    "off_label_disclosed drug_source home_dosing discipline_disclosed",
    """
    screening exclusion_uncontrolled_hypertension exclusion_cardiac_disease exclusion_aneurysm_stroke
    exclusion_raised_icp_iop exclusion_psychosis exclusion_active_mania exclusion_active_sud
    exclusion_pregnancy exclusion_breastfeeding exclusion_bladder_disease exclusion_severe_liver
    exclusion_untreated_hyperthyroid exclusion_dementia exclusion_under_18 exclusion_bmi_limit
    exclusion_acute_suicidality exclusion_no_escort exclusion_no_outside_clinician conditions
    """,
    """
    route setting attendance monitoring emergency observation_minutes escort_required private_room
    companion_allowed
    """,
    """
    therapy_model therapy_timing prep_sessions integration_sessions therapy_in_price modality own_therapist
    touch_policy
    """,
    """
    written_plan course_sessions course_weeks measures after_hours maintenance long_term_checks
    tells_other_clinicians
    """,
    """
    intake_fee session_price_low session_price_high course_price prices_as_of price_includes payment
    insurance good_faith_estimate consent_ahead refund patient_marketing complaints accessibility
    """,
)


def fill(apps, schema_editor):
    """Count again for what was published before the column was there."""
    Listing = apps.get_model("directory", "Listing")
    for listing in Listing.objects.filter(filled=[]).iterator(chunk_size=500):
        filled = [
            sum(getattr(listing, name) not in (None, "", [], {}) for name in names.split())
            for names in SECTIONS
        ]
        Listing.objects.filter(pk=listing.pk).update(filled=filled)


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_listing_filled")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

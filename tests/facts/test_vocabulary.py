"""The codes of the vocabulary, which are in addresses and files and must not change."""

from django.db.models import TextChoices

from directory.facts import vocabulary as v


def test_every_code_of_the_vocabulary_is_there():
    """Codes are stable: renaming one breaks addresses and files, so each is written down here again."""
    assert {name: set(getattr(v, name).values) for name in CODES} == {
        name: set(codes.split()) for name, codes in CODES.items()
    }


def test_every_class_of_codes_is_written_down_here():
    classes = {
        name for name, one in vars(v).items() if isinstance(one, type) and issubclass(one, TextChoices)
    }

    assert classes - {"TextChoices"} - OF_A_STANDARD == set(CODES)


OF_A_STANDARD = {"Country", "State", "Language"}
CODES = {
    "PointSource": "given zip_centroid",
    "Availability": "accepting waitlist not_accepting",
    "LanguageWay": "clinician interpreter written",
    "Population": "adults older_adults adolescents veterans lgbtq_affirming perinatal chronic_pain"
    " first_responders women people_of_color trans_care clinicians neurodivergent",
    "Role": "leads medical_director prescriber administrator monitor therapist",
    "License": "md do physician resident dentist naturopath pmhnp np cns crna anesthesiologist_assistant"
    " pa rn lpn nurse emt medical_assistant pharmacist psychologist prescribing_psychologist lcsw lmsw"
    " lmft lpc therapist addiction_counselor chaplain peer_specialist associate unlicensed",
    "Training": "kap_certificate kap_short_course infusion_course pain_fellowship esketamine_rems acls bls"
    " pals airway conscious_sedation suicide_risk touch_and_ethics trauma_therapy society_pledge"
    " society_member other",
    "PatientsTreated": "under_50 50_to_199 200_to_999 1000_or_more",
    "LifeSupport": "acls_clinician airway_trained bls_only certified none",
    "DrugSource": "manufacturer outsourcing_facility compounding_pharmacy",
    "HomeDosing": "none in_person_exam_first first_dose_here video_only",
    "Screening": "live_interview history phone_call ecg_if_needed labs_if_needed clearance_if_needed"
    " parent_consent team_review physical_exam psychiatric_assessment ecg labs urine_drug pregnancy_test"
    " medicine_review records_request suicide_scale blood_pressure_and_pulse weight diagnosis_confirmed"
    " pdmp alcohol_drug_questionnaire bladder_baseline memory_baseline questionnaire medical_clearance",
    "Referral": "not_needed welcome needed",
    "BeforeDose": "no_alcohol no_caffeine nothing_after_midnight light_meal skip_stimulants"
    " skip_benzodiazepines skip_lamotrigine skip_opioids keep_medicines keep_antidepressants"
    " keep_blood_pressure_medicine bring_headphones bring_eye_mask bring_blanket bring_journal bring_id"
    " come_early no_cannabis clear_drinks comfortable_clothes set_intention free_day medicine_list",
    "TherapyRequired": "here anywhere no",
    "Exclusion": "excluded case_by_case accepted",
    "Caution": "uncontrolled_hypertension cardiac_disease aneurysm_avm_bleed stroke raised_icp"
    " glaucoma_raised_eye_pressure psychosis active_mania bipolar active_sud opioids_or_benzodiazepines"
    " pregnancy breastfeeding bladder_disease severe_liver untreated_hyperthyroid dementia under_18"
    " bmi_limit acute_suicidality no_escort no_outside_clinician allergy_or_earlier_reaction seizures"
    " sleep_apnea_or_lung_disease kidney dissociative_disorder personality_disorder brain_injury"
    " gut_surgery_glp1_fasting",
    "Condition": "trd mdd postpartum_depression suicidality bipolar_depression trauma ptsd anxiety gad"
    " social_anxiety panic ocd sud alcohol_use eating_disorder grief end_of_life chronic_pain crps"
    " neuropathic_pain fibromyalgia migraine cluster_headache phantom_limb spinal_cord_injury cancer_pain",
    "Route": "iv im sc esketamine_nasal racemic_nasal sublingual oral rectal",
    "Setting": "hospital_outpatient inpatient va surgery_center infusion_clinic wellness_iv"
    " psychiatric_practice pain_clinic primary_care naturopathic kap_practice therapy_office residential"
    " retreat home_visit home_supervised home_remote home_unsupervised",
    "Attendance": "continuous_clinician continuous_therapist within_call line_of_sight camera_staffed"
    " intermittent call_bell lay_adult none",
    "Monitoring": "pulse_oximetry blood_pressure heart_rate ecg capnography breathing_rate sedation_scale"
    " pump self_measured none",
    "Emergency": "oxygen airway_kit suction aed crash_cart bp_medicine rescue_sedative iv_access"
    " antiemetic naloxone glucose transfer_agreement emergency_team drill_12m call_button none",
    "DoseSetting": "by_weight starts_low_goes_up second_dose decided_with_you very_low_daily lower_talking"
    " higher_inward by_response by_label",
    "Comfort": "recliner_or_bed eye_mask music bring_own_music headphones dim_light blanket"
    " nausea_medicine help_to_car snacks_drinks aromatherapy",
    "RideHelp": "arranged taxi_allowed escort_only not_bus_or_train",
    "TherapyModel": "integrated_team partnered outside_prescriber coach referral_list support_only"
    " medicine_only integration_only",
    "TherapyTiming": "prep during same_day within_24h within_48h after_each_dose within_72h within_7d"
    " series on_request",
    "Modality": "cbt act dbt emdr ifs psychodynamic somatic mindfulness motivational exposure"
    " family_couples group integration_circle pain_psychology cpt prolonged_exposure ipt relational"
    " music_or_art meditation_yoga journaling peer_support spiritual_care none",
    "Measure": "phq9 gad7 pcl5 madrs pain_scale other none",
    "AfterDose": "no_alcohol no_big_decisions no_machines no_work rest not_alone",
    "ExaminedHow": "in_person by_video by_phone",
    "MeasuredWhen": "start each_dose between_doses end",
    "AfterHours": "clinician_24h answering_service voicemail none",
    "MaintenanceKind": "none as_needed scheduled membership",
    "BetweenVisits": "app_or_text call exercises none",
    "LongTermCheck": "bladder_questions urinalysis cognition liver blood_pressure none",
    "PriceIncludes": "assessment drug monitoring shipping messages prep integration supplies therapist"
    " follow_up other_medicines",
    "Payment": "self_pay sliding_scale payment_plan financing payment_app card_on_file paid_at_visit"
    " hsa_fsa charity veteran_rate membership card cash check package first_responder_rate maker_savings",
    "Insurance": "none superbill out_of_network_help checks_benefits single_case auto_claims"
    " esketamine_prior_auth therapy_covered assessment_covered commercial medicare medicaid tricare_va"
    " workers_comp",
    "Refund": "full_before partial none",
    "Accessibility": "step_free wheelchair elevator accessible_toilet accessible_parking asl_or_loop"
    " tty_relay large_print low_sensory_room bariatric_chair service_animal public_transport remote_intake"
    " scent_free ride_arranged childcare captioning",
    "OfferingRoute": "iv im sc esketamine_nasal racemic_nasal sublingual oral rectal combined",
    "Purpose": "mood pain any",
    "SessionFormat": "alone couple group",
    "MonitoringInterval": "continuous every_5_to_15_min start_and_end other",
    "DrugGoes": "stays_at_clinic mailed_taken_here mailed_taken_home",
    "OtherDrug": "sedative magnesium lidocaine vitamins nausea_medicine",
    "Pace": "daily days_in_a_row three_a_week twice_a_week weekly every_two_weeks monthly"
    " spravato_schedule as_agreed",
    "PriceUnit": "session course month visit_with_exam",
    "PriceExcludes": "assessment drug prescriber therapy labs supplies boosters tax_and_fees",
    "Payer": "aetna bcbs cigna humana kaiser united optum carelon magellan health_net oscar molina centene"
    " medicare medicare_advantage medicaid tricare va_community_care champva workers_comp other all",
    "PlanType": "ppo hmo pos_epo advantage traditional managed_medicaid",
    "Network": "in_network out_of_network out_of_network_help not_taken",
    "Covered": "assessment therapy spravato_drug observation infusion follow_up",
    "Weekday": "mon tue wed thu fri sat sun",
    "HoursKind": "treatment office phone_or_messages",
    "TimeZone": "eastern central mountain arizona pacific alaska hawaii atlantic chamorro samoa",
    "Board": "psychiatry child_psychiatry addiction anesthesiology pain emergency family neurology"
    " physical_medicine surgery internal pmhnp_bc nbcrna other none",
    "Evidence": "self_reported document_seen register_checked",
    "SubmissionState": "draft pending changes_requested approved rejected withdrawn",
    "ListingState": "current overdue lapsed removed",
    "SourceLicense": "public-domain cc0-1.0 cc-by-4.0",
    "ReportReason": "closed_or_moved wrong_contact not_accepting price_wrong service_not_offered"
    " credential_doubt safety_concern duplicate listed_without_consent other",
    "DecisionReason": "unverifiable overclaim missing_required duplicate conflicts_with_register spam"
    " owner_request",
}

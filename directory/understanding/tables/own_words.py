"""Phrases for what clinics state that is no facet: looked up in the text of the listings."""

PHRASES = """
    free (consultation|consult|call|first talk|first visit|intro call|phone
    call|evaluation|screening|assessment), consulta gratis, consulta gratuita, eye
    (mask|masks|shade|shades), music, playlist, headphones, recliner, recliners, recliner chair, blanket,
    weighted blanket, dim (light|lights|lighting), aromatherapy, snacks, own music, microdose, micro dose,
    microdosing, microdosing ketamine, low dose, psycholytic, high dose, inward journey, journey,
    journeys, weight based, by weight, titrated, titration, uber, lyft, taxi, rideshare, cab, chaperone,
    oxygen, crash cart, defibrillator, aed, narcan, naloxone, emergency equipment, code cart, zofran,
    nausea medicine, anti nausea, antinausea, nausea, magnesium, lidocaine, vitamins, vitamin, midazolam,
    versed, twice a week, three times a week, once a week, weekly, every two weeks, monthly, daily, days
    in a row, consecutive days, back to back, booster, boosters, maintenance, maintenance
    (dose|doses|infusion|infusions|treatment), top up, six infusions, 6 infusions, induction, loading
    phase, series of six, series of 6, refund, refunds, refund policy, cancellation (policy|fee), deposit,
    no show fee, good faith estimate, consent form, written plan, treatment plan, phq 9, phq9, gad 7,
    gad7, pcl 5, pcl5, madrs, lab work, labs, blood tests, bloodwork, blood work, urine test, drug test,
    urine drug test, pregnancy test, physical exam, psychiatric (assessment|evaluation|exam|assessments),
    medication review, medical clearance, compounding pharmacy, compounded, pharmacy, works with my
    therapist, talks to my doctor, coordinate with my
    (doctor|psychiatrist|therapist), works with my doctor, work with my (doctor|psychiatrist|therapist),
    on call, after hours, 24 hour, emergency line, private room, private rooms, companion, bring a friend,
    bring someone, rems, rems certified, rems site, rems
    center, preparation, prep session, prep sessions, prep, female, male, woman, lady, man, black,
    christian, muslim, jewish, hispanic, latino, latina, asian, asian american, african american, native
    american,
    indigenous, white, ivy league, harvard, yale, stanford, nonprofit, non profit, university, academic,
    research, telepsychiatry, medication management, prescriber, prescribes, prescription, ride, rides,
    tufts, tufts health plan, harvard pilgrim, health partners, healthpartners, priority health, select
    health, selecthealth, geisinger, emblem health, emblemhealth, geha, multiplan, first health,
    caresource, care source, fallon, mvp health, medica, providence health plan, pacific source,
    pacificsource, moda, presbyterian health plan, banner health, scan health, alignment health, devoted
    health, clover health, bright health, friday health, upmc, upmc health plan, independent health,
    univera, dean health, quartz, avmed, sentara, optima health, community health plan, allegiance,
    meritain, trustmark, american psychological, christian healthcare ministries, medishare, medi share,
    zion health
"""

# What no listing says in Spanish → what it says.
IN_ENGLISH = {"consulta gratis": "free consult", "consulta gratuita": "free consult"}

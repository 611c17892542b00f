"""Phrases for people: who treats, how they are trained, for whom a clinic is, and who sends them."""

PHYSICIAN = "license:md license:do license:physician"
PSYCHOLOGIST = "license:psychologist license:prescribing_psychologist"
THERAPIST = f"{PSYCHOLOGIST} license:lcsw license:lmft license:lpc license:therapist"
OLD_AGES = "|".join(map(str, range(65, 100)))
IS_AGED = "(im|i am|is|am|aged|age|hes|shes|he is|she is|who is|turning)"
CERTIFIED = (
    "board:psychiatry board:child_psychiatry board:addiction board:anesthesiology board:pain "
    "board:emergency board:family board:neurology board:physical_medicine board:surgery board:internal "
    "board:pmhnp_bc board:nbcrna board:other"
)

PHRASES = {
    # who treats
    PHYSICIAN: """
        doctor, doctors, physician, physicians, medical doctor, medical doctors, md or do, real doctor,
        actual doctor, ketamine (doctor|doctors|physician), doctora, doctores, medico, medicos, medica
        (que|familiar|hispana|latina|en|cerca), (una|la|doctora) medica, an
        actual (doctor|md), md doctor, (seen|treated|run|led) by (a|an) (doctor|physician|md|actual
        doctor), physician (led|run|owned|directed), doctor (led|run|owned), m d, dr, drs,
        (doctor|md|physician|medical doctor|dr) (on site|onsite|present|on staff|on duty|in the
        building|on premises|there|available), (with|has) a (doctor|physician|md) (on
        site|present|there|on staff), medico presente, doctor presente, medico en el sitio
    """,
    "license:do": """
        do doctor, osteopath, osteopathic (doctor|physician), d o, doctor of osteopathy, osteopathic
    """,
    "license:resident": "physician in residency, resident physician, resident doctor, medical resident",
    "specialist:psychiatry": """
        psychiatrist, psychiatrists, psych doctor, psychiatric (doctor|physician), shrink, psiquiatra,
        psiquiatras, board certified psychiatrist, board certified in psychiatry, mental health doctor,
        psychiatrist (run|led|owned), psychiatry board, psych md, doctor of psychiatry, physciatrist,
        physchiatrist, pyschiatrist, phsychiatrist, psychatrist, psyciatrist, psychiatris, sychiatrist
    """,
    "specialist:child_psychiatry": """
        child psychiatrist, child psychiatry, child and adolescent (psychiatrist|psychiatry), adolescent
        psychiatrist, adolescent psychiatry, pediatric psychiatrist, teen psychiatrist, psiquiatra
        (infantil|de adolescentes)
    """,
    "specialist:anesthesiology": """
        anesthesiologist, anesthesiologists, anaesthesiologist, anesthesia (doctor|md|physician),
        anesthesiology, board certified anesthesiologist, anestesiologo, anestesiologa, anestesista,
        anesthesiologist (led|run), anaesthetist, gas doctor, anesthesiologist (present|on site|in the
        room|stays|with me|there|on staff)
    """,
    "board:anesthesiology board:nbcrna license:crna license:anesthesiologist_assistant": """
        anesthesia, anesthesia (provider|providers|trained|team|professional), anestesia
    """,
    "specialist:pain": """
        pain (doctor|doctors|specialist|specialists|physician|management doctor|management
        specialist|medicine doctor|md), pain medicine, board certified (in|) pain (medicine|), medico del
        dolor, especialista en dolor
    """,
    "specialist:emergency": """
        emergency (physician|doctor|medicine|medicine doctor|room doctor), er
        (doctor|physician|doc|docs|md), board certified emergency (physician|doctor), emergency medicine
        physician
    """,
    "specialist:family": """
        family (doctor|physician|medicine|medicine doctor), medico de familia, family md
    """,
    "specialist:internal": """
        internist, internists, internal medicine, internal medicine (doctor|physician)
    """,
    "specialist:neurology": "neurologist, neurologists, neurology, neurologo",
    "specialist:surgery": "surgeon, surgeons, cirujano",
    "specialist:addiction": """
        addiction (doctor|specialist|psychiatrist|medicine|medicine doctor|physician|psychiatry),
        addictionologist
    """,
    "specialist:physical_medicine": """
        physiatrist, pmr doctor, pm and r, physical medicine (doctor|and rehabilitation|), rehab doctor,
        rehabilitation doctor
    """,
    CERTIFIED: """
        board certified, boarded, board certification, board certified
        (doctor|physician|provider|md|clinician|specialist), certified by a board, certificado por la
        junta, board (cert|certs), boards, board eligible or certified
    """,
    "license:np license:pmhnp": """
        nurse practitioner, nurse practitioners, np, nps, n p, enfermera practicante, aprn nurse
        practitioner, dnp, arnp, nurse practicioner, nurse
        (practioner|practitoner|practicioner|practioners|practioneer|pratitioner)
    """,
    "license:np license:pmhnp license:cns license:crna": """
        aprn, aprns, advanced practice nurse, advanced practice (registered|) nurse, apn, advanced
        practice provider
    """,
    "license:pmhnp": """
        pmhnp, pmhnps, psychiatric (nurse practitioner|np|nurse), psych (np|nurse practitioner|nurse),
        mental health (nurse practitioner|np|nurse), pmhnp bc, enfermera psiquiatrica, psych arnp
    """,
    "license:cns": "cns, clinical nurse specialist",
    "license:crna": """
        crna, crnas, nurse anesthetist, nurse anesthetists, certified registered nurse anesthetist, nurse
        anesthesiologist, c r n a, anesthetist, crna (run|led|owned), nurse anesthesia
    """,
    "license:anesthesiologist_assistant": """
        anesthesiologist assistant, caa, certified anesthesiologist assistant, anesthesia assistant
    """,
    "license:pa": """
        physician assistant, physician assistants, physicians assistant, physician associate, pa c, pas,
        asistente medico
    """,
    "license:rn": "rn, rns, registered nurse, registered nurses, r n, enfermera registrada",
    "license:lpn": """
        lpn, lvn, practical nurse, vocational nurse, licensed practical nurse, licensed vocational nurse
    """,
    "license:rn license:lpn license:nurse": """
        nurse, nurses, enfermera, enfermero, enfermeras, nursing staff, nurse (led|run|owned), iv nurse,
        ketamine nurse
    """,
    "license:emt": "emt, (paramedic|emt) (on staff|on site|onsite|present), emts, paramedic or emt",
    "license:medical_assistant": "medical assistant, medical assistants",
    "license:pharmacist": "pharmacist, pharmacists, pharmd, farmaceutico",
    "license:dentist": "dentist, dentists, dentista, dds",
    PSYCHOLOGIST: """
        psychologist, psychologists, clinical psychologist, licensed psychologist, psyd, psicologo,
        psicologa, psicologos, phd psychologist, psy d, doctor of psychology
    """,
    "license:prescribing_psychologist": """
        prescribing psychologist, psychologist who may prescribe, psychologist who prescribes, rxp
    """,
    "license:lcsw": """
        lcsw, lcsws, licsw, lisw, clinical social worker, licensed clinical social worker, lcsw c, lcsw r,
        liscw, l c s w
    """,
    "license:lmsw": "lmsw, msw",
    "license:lcsw license:lmsw": """
        social worker, social workers, licensed social worker, trabajadora social, trabajador social,
        social work
    """,
    "license:lmft": """
        lmft, mft, marriage and family therapist, family therapist, marriage therapist, lmfts, licensed
        marriage and family therapist, couples therapist, marriage counselor, couples counselor, terapeuta
        familiar
    """,
    "license:lpc": """
        lpc, lmhc, lpcc, lcpc, lcmhc, lpcs, mental health counselor, licensed mental health counselor,
        professional counselor, licensed professional counselor, licensed counselor, lpc mhsp, clinical
        counselor, clinical mental health counselor, lpca
    """,
    "license:lpc license:addiction_counselor": """
        counselor, counselors, counsellor, consejero, consejera, consejeros
    """,
    "license:addiction_counselor": """
        addiction counselor, drug counselor, substance abuse counselor, alcohol counselor, cadc, ladc,
        lcdc, drug and alcohol counselor, consejero de adicciones
    """,
    THERAPIST: """
        therapist, therapists, licensed therapist, psychotherapist, psychotherapists, talk therapist,
        terapeuta, terapeutas, psicoterapeuta, licensed (psychotherapist|mental health
        professional|clinician therapist), ketamine therapist
    """,
    "license:chaplain": "chaplain, chaplains, capellan, clergy, minister, pastor, priest, rabbi",
    "license:peer_specialist": "peer specialist, peer counselor, peer worker, certified peer",
    "license:associate": """
        therapist in training, associate therapist, intern, trainee, supervised therapist, therapy intern,
        student therapist, interns, trainees, lower cost trainee
    """,
    "training:kap_certificate training:kap_short_course": """
        (kap|kat|ketamine assisted psychotherapy|ketamine assisted therapy)
        (trained|certified|training|certificate|certification), trained in (kap|ketamine assisted
        psychotherapy|ketamine assisted therapy|ketamine), ketamine (training|trained|certified),
        certified (in kap|ketamine therapist|kap therapist), trained in ketamine therapy, kap trained
        therapist, maps trained, polaris trained, fluence trained
    """,
    "training:infusion_course": "infusion (course|training|trained), ketamine infusion (course|training)",
    "training:pain_fellowship": """
        pain fellowship, fellowship trained (in|) pain (medicine|), pain (fellow|fellowship trained)
    """,
    "training:esketamine_rems": "rems trained, rems training, rems certified staff",
    "training:acls": """
        acls, advanced life support, advanced cardiac life support, acls (certified|trained), acls
        certification, advanced cardiovascular life support
    """,
    "training:bls": "bls, basic life support, cpr, cpr (certified|trained), bls certified",
    "training:pals": "pals, pediatric advanced life support, life support for children, pals certified",
    "training:acls training:bls training:pals": "life support, life support (trained|certified|training)",
    "training:airway": "airway, airway (trained|management|training), airway skills",
    "training:conscious_sedation": "conscious sedation, sedation (trained|training), moderate sedation",
    "training:suicide_risk": "suicide risk training, suicide prevention training",
    "training:touch_and_ethics": "ethics training, touch and ethics",
    "training:trauma_therapy": "trauma trained, trauma training, trained in trauma",
    "training:society_member training:society_pledge": """
        askp, askp member, ketamine society, american society of ketamine physicians, askp3, society
        member, kriya
    """,
    # for whom
    "population:adults": "adults, adults only, adult, adultos, grown ups",
    "population:older_adults": f"""
        {IS_AGED} ({OLD_AGES}), ({OLD_AGES}) (year|years|yr) old, ({OLD_AGES}) yo,
        senior,
        (tiene|tengo|de) ({OLD_AGES}) anos, seniors, senior citizen, senior citizens, elderly, older adult,
        older adults, older
        (people|patients|person|patient), geriatric, geriatrics, over (65|60|70), (65|60|70) and
        (over|older), elders, adultos mayores, ancianos, tercera edad, old people, my
        (elderly|aging|older) (mother|father|parents|parent|mom|dad), aging parent, adulto mayor, personas
        mayores, retiree, retirees, grandmother, grandfather, my grandma
    """,
    "population:adolescents": """
        teen, teens, adol, teenager, teenagers, teenage, teenaged, adolescent, adolescents, youth, youths, my
        (teen|teenager|kid|child|teenage son|teenage daughter|adolescent), my (son|daughter) is
        (13|14|15|16|17), adolescente, adolescentes, jovenes, kids, kid, child, children, pediatric,
        teenage (son|daughter|boy|girl|kid), hijo adolescente, hija adolescente, ninos, nino, young
        people, for (kids|children|teens), teen (treatment|program|clinic|friendly), minors allowed
    """,
    "population:veterans": """
        veteran, veterans, vet, vets, oif, oef, military, army, navy, marine, marines, air force, ex military,
        service member, service members, active duty, military veteran, veteranos, veterano, combat
        (vet|veteran|veterans|vets), war veteran, for (veterans|vets|military), vet friendly, veteran
        friendly, veterana, national guard, ex marine, militares, former military, coast guard, soldiers,
        soldier, veteran (owned|program|services|care|patients), military (families|personnel)
    """,
    "population:lgbtq_affirming": """
        lgbt, lgbtq, lgbtqia, lgbtqa, lgbtqi, lgb, glbt, queer, gay, lesbian, bisexual,
        (lgbt|lgbtq|lgbtqia|queer|gay|lesbian)
        (friendly|affirming|affirmative|people|clinic|welcoming|inclusive|competent|owned|safe|allied|community),
        gay man, gay men, affirming, pansexual, asexual, affirming care, queer (friendly|affirming), lgbtq
        (plus|ally), comunidad lgbt, gays
    """,
    "population:trans_care population:lgbtq_affirming": """
        trans, transgender, nonbinary, non binary, enby, gender (affirming|diverse|affirming care), trans
        (friendly|affirming|people|man|woman|men|women|care|inclusive|competent|patients), transgender
        (friendly|affirming|people|patients|care), genderqueer, gender nonconforming, personas trans,
        transgenero, transsexual
    """,
    "population:perinatal": """
        perinatal, new (mom|moms|mother|mothers|parent|parents|dad), maternal (mental health|), mothers to
        be, nueva mama, moms to be, pregnant people and new parents, postpartum moms, postpartum mom,
        nursing moms, new baby
    """,
    "population:chronic_pain": """
        pain people, people with chronic pain, chronic pain (patient|patients|people), for people in pain
    """,
    "population:first_responders": """
        first responder, first responders, firefighter, firefighters, fire fighter, fire fighters,
        fireman, firemen, police, police officer, police officers, cop, cops, paramedic, paramedics, law
        enforcement, ems, ems worker, fire department, sheriff, deputy, corrections officer, 911
        (dispatcher|operator), dispatcher, dispatchers, bombero, bomberos, policia, primeros auxilios,
        rescatistas,
        responders, emergency responder, emergency responders
    """,
    "population:women": """
        women, women only, for women, womens, womens (health|clinic|mental health), mujeres, para mujeres,
        ladies, women focused, female patients
    """,
    "population:people_of_color": """
        people of color, poc, bipoc, persons of color, person of color, bipoc
        (friendly|affirming|therapist|clinic|people), communities of color, woman of color, women of
        color, personas de color
    """,
    "population:clinicians": """
        health workers, healthcare workers, health care workers, health worker, healthcare
        (worker|professional|professionals), (im|i am) a (nurse|doctor|physician|therapist), burned out
        (nurse|doctor), for (nurses|doctors|clinicians|healthcare workers), physician health, clinician
        wellness, medical professionals as patients, nurses as patients, health workers as patients,
        (nurses|doctors|clinicians|physicians|therapists|healthcare workers) as patients, nurses and
        doctors as patients, doctors and nurses as patients, clinicians who are patients,
        (nurse|doctor|therapist|clinician|physician) as (a|) patient
    """,
    "population:neurodivergent": """
        neurodivergent, neuro divergent, autistic, autism, asd, adhd, add, aspergers, neurodiverse, autism
        spectrum, on the spectrum, adhd (friendly|people), autismo, autista, asperger, autism
        (friendly|spectrum disorder), tdah, sensory issues, neurodivergent (friendly|affirming|people),
        audhd
    """,
    # what they ask for
    "referral:not_needed referral:welcome": """
        no referral, no referral (needed|required|necessary), without (a|) (referral|doctors referral),
        self referral, self refer, self referrals, do (i|you) need a referral, need a referral, is a
        referral (needed|required), no doctor referral, no doctors referral, sin referencia, sin referido,
        dont need a referral, do not need a referral, referral not (needed|required), referral needed, no
        doctors note, no need for a referral, refer myself, walk in, walk ins, walk ins welcome, no
        necesito referencia, without referral
    """,
    "referral:welcome referral:not_needed referral:needed": """
        referral, referrals, referral from my (doctor|psychiatrist), referido, my doctor (referred|is
        referring) me, referring (doctor|provider|physician), (i want|i would like) to refer, accepts
        referrals, take referrals, doctors referral, referencia, remision
    """,
    "therapy_required:no": """
        therapy not required, no therapy (required|requirement), without required therapy, dont have to do
        therapy, therapy optional, optional therapy, not required to do therapy, no mandatory therapy
    """,
    "therapy_required:anywhere": """
        (work with|bring|keep|keep seeing|use|with|see|) (my|your) own (therapist|counselor), own therapist,
        therapy with my own therapist
    """,
    "therapy_required:here therapy_required:anywhere": """
        therapy required, therapy is required, required therapy, mandatory therapy, must be in therapy
    """,
}

# Words that mean something else without their accent → words of PHRASES. Medica is an insurer.
ACCENTED = {"médica": "doctora", "médicas": "doctoras"}
# Before a name: “Dr. Overton”.
TITLES = frozenset("dr drs doctor doctora mr mrs ms miss prof nurse".split())  # noqa: SIM905

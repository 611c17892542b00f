"""Phrases for how the drug is given, where, in which company, with which therapy.

A cell holds keys of facets, as alternatives: `+` divides what must be true together, `!` leaves out those
that state it, `~` marks a guess, `^` holds where no other condition is named, and `setting:home_*` stands for
every code that begins so. A phrase must be true of every clinic that states the code. `(a|b) c` stands for
`a c` and `b c`.
"""

THERAPY = "therapy_model:integrated_team therapy_model:partnered therapy_model:outside_prescriber"
WITH_THERAPY = f"{THERAPY} therapy_model:integration_only"
KAP = f"{THERAPY} setting:kap_practice"

PHRASES = {
    # how it is given
    "route:iv": """
        iv, i v, ivs, intravenous, intravenously, infusion, drip, drips, iv drip, iv infusion, iv
        ketamine, iv ketamine only, iv (drip|) (treatment|therapy), drip therapy, iv (infusion
        therapy|ketamine infusion|push), ketamine
        (drip|infusion|iv|infusion therapy), infusion (therapy|suite|treatment), infused, (through|by|in)
        (a|the|my) vein, into (a|the|my) vein, low dose infusion, suero, por suero, infusion intravenosa,
        infusiones, intravenosa, intravenoso, via intravenosa, por la vena, en la vena, goteo, intra
        venous
    """,
    "route:im": """
        im, i m, im ketamine only, intramuscular, intra muscular, intramuscularly, im
        (injection|shot|ketamine), into
        (a|the) muscle, intramuscular (injection|shot|ketamine), muscle (shot|injection), (shot|injection)
        in (the|my) (arm|muscle), deltoid, intramuscular injection, inyeccion intramuscular
    """,
    "route:im route:sc": """
        shot, injection, injections, injected, injectable, jab, ketamine (shot|injection|jab), inyeccion,
        inyecciones, inyectable, inyectada
    """,
    "route:sc": """
        sc, s c, subq, sub q, sq, subcutaneous, sub cutaneous, subcutaneously, under the skin, subcutaneo,
        subcutanea, bajo la piel, self injection, subcutaneous (shot|injection)
    """,
    "route:iv route:im route:sc": "needle, needles, with a needle, aguja, agujas",
    "!route:iv route:im route:sc": """
        no needles, no needle, needle free, needleless, without needles, afraid of needles, fear of
        needles, needle phobia, scared of needles, hate needles, sin agujas, miedo a las agujas, needle
        phobic
    """,
    "route:esketamine_nasal": """
        spravato, esketamine, s ketamine, esketamine nasal (spray|), spravato
        (treatment|clinic|spray|nasal spray), (johnson and johnson|j and j|janssen|fda approved) (nasal
        spray|nose spray|spray|ketamine|esketamine|ketamine spray), fda approved ketamine (nasal spray|),
        esketamina, (intranasal|nasal) esketamine, spravato esketamine, espravato, janssen, johnson and
        johnson, j and j, jandj
    """,
    "route:esketamine_nasal route:racemic_nasal": """
        nasal spray, nose spray, nasal, nasal ketamine, nasal ketamine only, ketamine (nasal|nose) spray,
        intranasal, spray,
        ketamine spray, up (the|my) nose, through (the|my) nose, espray nasal, rociador nasal, aerosol
        nasal, spray nasal, por la nariz, nasally, nose
    """,
    "route:racemic_nasal": """
        compounded nasal (spray|ketamine|ketamine spray|), compounded (ketamine|) nasal spray, racemic
        nasal (spray|), ketamine inhaler, nasal inhaler, inhaler, generic nasal spray, racemic (ketamine|)
        nasal spray
    """,
    "route:iv route:im route:sc route:sublingual route:oral route:rectal route:racemic_nasal": """
        generic, generic ketamine, racemic, racemic ketamine, regular ketamine
    """,
    "route:sublingual": """
        sublingual, sub lingual, sublingually, sublingual ketamine only, troche, troches, lozenge,
        lozenges, rdt, rdts, odt, odts,
        buccal, under (the|my|your) tongue, dissolving (tablet|tablets|pill), rapid dissolve (tablet|),
        rapidly dissolving tablet, (orally|oral) (dissolving|disintegrating) tablet,
        (dissolve|dissolves|dissolving) (in|under) (the|my|your) (mouth|tongue), swish, swish and
        (swallow|spit), ketamine (troche|lozenge|troches|lozenges|rdt), debajo de la lengua, bajo la
        lengua, pastilla sublingual, sublinguales, gummies, melt, melts, ketamine melts, sl, sl
        (troche|troches|lozenge|lozenges|ketamine|tablet), sublingual (troche|lozenge|tablet), dissolving,
        dissolvable, mouth dissolving, melt in (your|my|the) mouth
    """,
    "route:oral": """
        oral, orally, oral ketamine only, pill, pills, tablet, tablets, capsule, capsules, swallow,
        swallowed, by mouth, oral
        ketamine, ketamine (pill|pills|tablet|tablets|capsule|capsules), pastilla, pastillas, pildora,
        pildoras, tableta, tabletas, capsulas, oral (capsule|pill|tablet), por la boca, via oral
    """,
    "route:rectal": "rectal, rectally, suppository, suppositories, ketamine suppository, supositorio",
    "route:combined": "two ways in one session, combined routes",
    # where
    "setting:home_*": """
        at home, in home, in my home, at my home, home, from home, from my home, athome, in the home,
        inhome, in (my|our) (own|) (house|living room|bed|bedroom|couch|apartment), at my
        (house|place|apartment), home based, homebased, home
        (ketamine|treatment|use|therapy|dosing|program|doses|sessions|infusion|infusions|kit), at home
        (ketamine|treatment|therapy|program|doses), take home, takehome, take it home, take home
        (ketamine|doses), in house treatment, en casa, en mi casa, a domicilio, desde casa, en el hogar,
        tratamiento en casa, own home, comfort of (my|your|home)
    """,
    "setting:home_remote": """
        telehealth, tele health, telemedicine, tele medicine, tele ketamine, teleketamine, virtual,
        virtually, online, remote, remotely, online ketamine, (telehealth|virtual|online|remote)
        (ketamine|clinic|treatment|therapy|program|provider|visit|visits|appointment|appointments), video
        visit, video visits, by video, on video, via video, over video, over zoom, by zoom, via zoom, on
        zoom, zoom, video
        appointment, telesalud, telemedicina, en linea, por video, videollamada, por videollamada, virtual
        visit, e visit
    """,
    "setting:home_remote setting:home_unsupervised": """
        mail order, by mail, in the mail, mailed, mailed (to me|home|to my home), mail, shipped, shipped
        to (me|my home|my house|my door), ship to (me|home), delivered, delivered to (me|my door|my home),
        delivery, home delivery, shipping, mail order ketamine, por correo, envio a domicilio,
        (ship|ships|mail|mails|send|sends|deliver|delivers|sent) (to|it to|me|them to) (me|my house|my
        home|home|my door|my place|my address|your home)
    """,
    "setting:home_unsupervised": "self led, self guided",
    "setting:home_visit": """
        house call, house calls, home visit, home visits, housecall, mobile
        (clinic|infusion|infusions|iv|ketamine|nurse|service|unit), comes to (me|you|my house|my home|your
        home), come to (me|my house|my home|our house|us), concierge, in home
        (infusion|infusions|iv|nurse), visita a domicilio, nurse comes to my (house|home)
    """,
    "setting:home_supervised": """
        supervised at home, home with a (clinician|nurse|doctor), at home with (a|)
        (nurse|clinician|doctor|supervision)
    """,
    "!setting:home_*": """
        in office, in clinic, in person, inperson, inoffice, inclinic, at (a|the) (clinic|office), on site
        treatment, face to face, at the doctors office, in a (clinic|medical office|medical
        setting|doctors office|clinical setting), in (the|) doctors office, brick and mortar, en persona,
        presencial, in an (actual|real|physical) (office|clinic), en (la|una|) clinica, en consultorio, en
        el consultorio, physical location, medical
        setting, medical office
    """,
    "setting:hospital_outpatient setting:inpatient setting:va": """
        hospital, hospitals, in (a|the) hospital, hospital based, at (a|the) hospital, medical center,
        hospitales, en (el|un) hospital
    """,
    "setting:hospital_outpatient": """
        hospital outpatient, outpatient hospital, hospital outpatient unit, university hospital outpatient
    """,
    "setting:inpatient": """
        inpatient, in patient, overnight, stay overnight, hospital stay, admitted, staying overnight,
        hospitalized, hospitalizado, internado
    """,
    "setting:surgery_center": """
        surgery center, surgical center, asc, ambulatory surgery center, outpatient surgery center
    """,
    "setting:va": "va (hospital|clinic|medical center), veterans hospital, va health care, vamc",
    "setting:infusion_clinic": """
        infusion (clinic|center|centre|clinics|centers), ketamine infusion
        (clinic|center), clinica de infusion
    """,
    "setting:wellness_iv": """
        medspa, med spa, medi spa, medical spa, iv lounge, iv bar, drip bar, hydration
        (clinic|lounge|bar|), wellness spa, iv (spa|hydration|therapy lounge), spa, wellness
        (clinic|center) with iv
    """,
    "setting:psychiatric_practice": """
        psychiatric (practice|clinic|office), psychiatry, psychiatry (practice|clinic|office),
        psychiatrist office, psychiatrists office, interventional psychiatry, psychiatric, clinica
        psiquiatrica, psiquiatria, psych (clinic|office|practice)
    """,
    "setting:pain_clinic": """
        pain (clinic|center|management|management clinic|practice|management center|doctor office),
        clinica del dolor, manejo del dolor
    """,
    "setting:primary_care": """
        primary care, family (practice|doctor office), primary care (clinic|office|practice), atencion
        primaria
    """,
    "setting:naturopathic license:naturopath": """
        naturopath, naturopathic, naturopathic (doctor|clinic|physician|medicine|practice), nd, natural
        doctor, naturopata
    """,
    "setting:therapy_office": """
        therapist office, therapists office, therapy office, in (my|a|the) therapists office, counseling
        office, at my therapists
    """,
    "setting:residential": """
        residential, residential (treatment|program|rehab|center), live in program, residencial
    """,
    "setting:retreat": """
        retreat, retreats, ketamine retreat, weekend retreat, wellness retreat, retiro, retiros
    """,
    # in which company
    "format:group": """
        group, groups, in a group, group
        (session|sessions|ketamine|treatment|setting|dosing|program|experience), with other people, with
        others, en grupo, grupal, ketamine group, ketamine circle
    """,
    "format:group modality:group": """
        group therapy, terapia (de|en) grupo, terapia grupal, therapy group, group psychotherapy
    """,
    "format:alone": """
        private (session|sessions|treatment|room), one on one, 1 on 1, one to one, individual, individual
        (session|sessions|treatment), by myself, individually, one person at a time, solo,
        individualizado, sesion individual, just me
    """,
    "format:couple modality:family_couples": """
        couple, couples, with my (partner|husband|wife|spouse|boyfriend|girlfriend), couples
        (therapy|session|sessions|ketamine|counseling|treatment), parejas, en pareja, terapia de pareja,
        marriage counseling, (do it|do this|do ketamine|take it|go|trip|treated) together, together with
        my (partner|wife|husband|boyfriend|girlfriend), couples session
    """,
    # therapy
    WITH_THERAPY: """
        therapy, with therapy, with talk therapy, talk therapy, psychotherapy, with psychotherapy, with
        (a|) therapist, with counseling, counseling, counselling, therapy included, includes therapy,
        ketamine with therapy, and therapy, plus therapy, with therapeutic support, therapy support,
        talking therapy, con terapia, terapia, psicoterapia, con psicoterapia, terapia hablada, with (a|)
        counselor, therapy sessions, therapy during
    """,
    KAP: """
        kap, kat, ketamine assisted (psychotherapy|therapy), ketamine assisted, assisted
        (psychotherapy|therapy), psychedelic (therapy|psychotherapy), psychedelic assisted
        (therapy|psychotherapy), kap (therapy|therapist|provider|session|sessions|clinic|practice), kat
        therapy, (terapia|psicoterapia) asistida con ketamina, psychedelic therapist, ketamine
        (psychotherapy|psychotherapist)
    """,
    "therapy_model:integration_only modality:integration_circle": """
        integration, integration (session|sessions|support|therapy|meeting|meetings|work|coaching), with
        integration, prep and integration, preparation and integration, help integrating, integracion
    """,
    "modality:integration_circle": "integration (circle|group|circles|groups), group integration",
    "therapy_model:integrated_team": """
        therapy by the same team, same team, therapist on staff, in house (therapist|therapy), therapist
        on site, therapists on staff, on staff therapist, onsite therapy
    """,
    "therapy_model:outside_prescriber": """
        medical partner, outside prescriber, prescriber by zoom, outside medical provider, journey
        clinical, partner prescriber
    """,
    "therapy_model:coach": """
        coach, coaching, ketamine guide, integration guide, guide, psychedelic guide, ketamine coach, with
        a (coach|guide), guided
    """,
    "therapy_model:support_only": "sitter, trip sitter, sitter no therapy, a sitter",
    "therapy_model:medicine_only": """
        medicine only, medication only, just (the|) (medicine|drug|ketamine|medication|infusion), only
        (the|) (medicine|drug|medication), drug only, ketamine only, no talking, without talking, dont
        want to talk, do not want to talk, med only, solo (el|) medicamento, solo medicina
    """,
    "therapy_model:integration_only": """
        therapy only, integration only, therapist only, i already have ketamine, after ketamine therapy,
        (no|without) (medication|drug|drugs|medicine|ketamine) just therapy, just therapy, only therapy,
        solo terapia
    """,
    "therapy_model:referral_list": "list of therapists, therapist referrals",
    "modality:cbt": """
        cbt, cognitive behavioral (therapy|), cognitive behavioural (therapy|), cognitive therapy, terapia
        cognitivo conductual, cognitivo conductual, cbt (therapy|therapist)
    """,
    "modality:act": "acceptance and commitment (therapy|), act therapy, acceptance commitment therapy",
    "modality:dbt": """
        dbt, dialectical behavior (therapy|), dialectical (behavioral|behaviour) therapy, dialectical, dbt
        (therapy|therapist|skills)
    """,
    "modality:emdr": """
        emdr, emdr (therapy|therapist|trained), eye movement desensitization, eye movement (therapy|), e m
        d r
    """,
    "modality:ifs": """
        ifs, internal family systems (therapy|), parts work, ifs (therapy|therapist|informed|trained),
        parts therapy
    """,
    "modality:psychodynamic": "psychodynamic (therapy|), psychoanalytic, psychoanalysis, psicodinamica",
    "modality:somatic": """
        somatic, somatic (therapy|experiencing|work|therapist), body (therapy|work|based therapy|based),
        bodywork, somatica
    """,
    "modality:mindfulness": "mindfulness (therapy|based therapy|), mindful, atencion plena",
    "modality:meditation_yoga": """
        meditation, meditate, breathwork, yoga, breathing (work|exercises|), breath work, meditacion,
        respiracion
    """,
    "modality:motivational": "motivational (interviewing|), entrevista motivacional",
    "modality:exposure modality:prolonged_exposure": """
        exposure, exposure therapy, exposure and response prevention, erp, terapia de exposicion
    """,
    "modality:prolonged_exposure": "prolonged exposure (therapy|)",
    "modality:cpt": "cpt, cognitive processing (therapy|)",
    "modality:ipt": "ipt, interpersonal (therapy|psychotherapy|)",
    "modality:family_couples": """
        family therapy, family counseling, terapia familiar, family or couples therapy, with my family,
        family sessions
    """,
    "modality:pain_psychology": """
        pain psychology, pain psychologist, pain (counseling|therapy), psychologist for pain
    """,
    "modality:relational": """
        attachment, attachment (therapy|based|work|style|based therapy), relational (therapy|)
    """,
    "modality:music_or_art": """
        art (therapy|therapist), music (therapy|therapist), (music|art) therapy, creative (therapy|arts),
        arteterapia, musicoterapia
    """,
    "modality:journaling": "journal, journaling",
    "modality:peer_support": """
        peer (support|support group|group|counseling), support group, apoyo de pares, grupo de apoyo,
        peers
    """,
    "modality:spiritual_care": """
        spiritual, spiritual (care|support|guidance|counseling), religious, faith (based|), christian
        (therapy|counseling|clinic|therapist), shaman, shamanic, pastoral, espiritual, spirituality,
        ceremony, ceremonial, religion, church, god, cristiano, cristiana, woo
    """,
    "purpose:mood": """
        mood, for mood, mental health, mood (disorder|disorders|treatment), salud mental, animo, psych,
        emotional, behavioral health, mental (illness|health treatment)
    """,
    # how long
    "visit_length:up_to_1_hour": """
        (under|less than) (an|one|1|a) hour, (up to|max) (an|one|1) hour, an hour or less, short
        (visit|visits|session|sessions|appointment), (45|40|30) minutes, 45 minute, 40 minute, 30 minute,
        quick (visit|session|treatment), one hour, 60 minutes, 1 hour
    """,
    "visit_length:1_to_2_hours": """
        two hours, 2 hours, 90 minutes, 120 minutes, an hour and a half, 1 to 2 hours, hour and a half, 90
        minute, 2 hour, two hour
    """,
    "visit_length:2_to_3_hours": "three hours, 3 hours, 2 to 3 hours, 3 hour, three hour",
    "visit_length:over_3_hours": """
        half (a|) day, four hours, 4 hours, over 3 hours, 4 hour, four hour, several hours, long
        (session|sessions), longer (session|sessions)
    """,
    "route:iv + visit_length:over_3_hours": """
        long infusion, long infusions, longer infusion, longer infusions, extended infusion, extended
        infusions, 4 hour infusion, four hour infusion, all day infusion
    """,
    "setting:inpatient setting:hospital_outpatient": """
        psych hospital, psychiatric hospital, mental hospital, hospital psiquiatrico
    """,
    "!setting:home_remote": """
        no video, no telehealth, not by video, not online, no online, not virtual, no zoom, not
        telehealth, no virtual, sin video
    """,
}

# Beside a state: seen by video there, wherever the clinic stands.
BY_VIDEO = """
    telehealth, telemedicine, virtual, virtually, online, teleketamine, tele ketamine, zoom, video, by
    video, via telehealth, by telehealth, remote, (by|via|over|through)
    (video|telehealth|telemedicine|zoom) (in|for),
    (telehealth|telemedicine|online|virtual|remote|teleketamine|virtually|remotely) (in|for|from),
    (telehealth|online|virtual|remote|telemedicine) ketamine (in|for|), (telehealth|virtual|online|video)
    (visits|visit|appointments|appointment|treatment|therapy|clinic|clinics|provider|providers) (in|for|),
    licensed (in|for), serves, serving, ships to, ship to, mails to, deliver to, delivers to, por video
    en, telesalud en, en linea en
"""

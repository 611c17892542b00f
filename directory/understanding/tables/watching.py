"""Phrases for who watches during a session, who stays in the room, and what is measured."""

NURSE_STAYS = (
    "stays_with:rn stays_with:lpn stays_with:nurse stays_with:np stays_with:pmhnp"
    " stays_with:crna stays_with:cns"
)
PHYSICIAN_STAYS = "stays_with:md stays_with:do stays_with:physician"
ALWAYS_THERE = "attendance:continuous_clinician attendance:continuous_therapist"
WATCHED = f"{ALWAYS_THERE} attendance:line_of_sight attendance:within_call attendance:camera_staffed"
MEASURED = (
    "monitoring:pulse_oximetry monitoring:blood_pressure monitoring:heart_rate monitoring:ecg"
    " monitoring:capnography monitoring:breathing_rate monitoring:sedation_scale"
)

PHRASES = {
    # who watches
    "attendance:continuous_clinician": """
        (clinician|provider|medical professional|medical staff|professional|medical person|someone
        medical|medical provider) (in the room|stays with me|with me|present|at all times|in the room with
        me|the whole time|in the room the whole time|in room), constant (medical|) supervision, medical
        supervision, medically supervised, medically supervised (ketamine|treatment|session), clinical
        supervision, clinician present, (supervised|watched|monitored) by (a|) (clinician|medical
        professional|medical staff), supervision medica
    """,
    "attendance:continuous_therapist": """
        therapist (in|during) (session|sessions|the session), (with a|) therapist who (is|will be)
        (actually|) (in
        the room|there|present|with me|in the room with me) (the entire time|the whole time|all the time|),
        therapist (in the room|stays with me|with me|present|sits with me|in the room with me|during|at
        all times|in room|during the session|the whole time|in the room the whole time|there|during
        treatment|during dosing|stays), (with|has) a therapist (in the room|present|with me|during the
        session|during), therapist stays the whole time, terapeuta (presente|en la sala|conmigo),
        counselor (in the room|present|with me)
    """,
    ALWAYS_THERE: """
        not (left|be|being) alone, not (left|be) by myself, never (left|) alone, never left, not alone,
        (someone|somebody|staff|a person|a staff member|person) (in the room|with me|stays with me|sits
        with me|there|is with me|stays|present|will be with me|in the room with me|be with me|there with
        me|in room) (the whole time|the entire time|at all times|throughout|all the time|),
        (someone|somebody) (watches|watching) (me|over me|the whole time|), dont want to be (left|) alone,
        do not want to be (left|) alone, dont leave me alone, do they leave (you|me) alone, will i be
        alone, am i (left|) alone, (will|does) someone stay (with me|), (will|does)
        (someone|anyone|somebody) (be with|sit with|watch|stay with) (me|you), 1 to 1 supervision, one to
        one supervision, constant supervision, someone by my side, not leave me alone, acompanado,
        acompanada, no (me|) (dejen|dejan) (sola|solo), alguien conmigo, que no me dejen (solo|sola),
        continuous supervision, continuously watched, (sit|sits|sitting) with me, in the room with me, in
        the room, in room, (stay|stays|staying|be|sit|is) (in the room|with me|by my side|in the room with
        me|beside me) (the whole time|the entire time|throughout|at all times|), (whole|entire) time with
        me, stays with (you|the patient), with me the (whole|entire) time, stay in the room with me, stays
        in the room, present the whole time, always someone (there|with me), (continuous|constant)
        monitoring, constantly (monitored|watched), monitored (the whole time|throughout|at all
        times|continuously), continuously monitored
    """,
    WATCHED: """
        supervised, supervision, monitored by staff, watched, watched over, staff watches, observed, under
        observation, supervised (ketamine|session|treatment|sessions), staff present, supervisado,
        supervisada, bajo supervision, con supervision, vigilado, closely watched
    """,
    f"{WATCHED} {MEASURED}": """
        monitored, monitoring, closely monitored, monitored (ketamine|session|treatment), medical
        monitoring, with monitoring, monitoreo, monitoreado, medically monitored, patient monitoring
    """,
    "attendance:camera_staffed": """
        by camera, camera, watched by camera, video monitoring, on camera, monitored by (camera|video),
        staff watch by camera, watched by video, camara, video monitored
    """,
    "attendance:within_call": """
        (right|just) outside (the|my) (door|room), someone nearby, within call, within earshot, outside the
        door, staff
        nearby
    """,
    "attendance:line_of_sight": "line of sight, in sight, always in sight, in view",
    "attendance:intermittent": """
        checks in now and then, check on me, checked on, looked in on, look in now and then, alone in the
        room, left alone, privacy during
    """,
    "attendance:call_bell": "call bell, bell to call, call button, buzzer, nurse call",
    "attendance:lay_adult": """
        safety sitter, peer treatment monitor, ptm, bring my own sitter, an adult i bring, friend as (a|)
        sitter, my own sitter, adult you bring, bring a sitter
    """,
    NURSE_STAYS: """
        nurse (in the room|with me|stays with me|present|stays|at all times|in room|sits with me|in the
        room with me|the whole time|watches|watching|there|by my side|during|watching me|monitoring
        me|beside me|nearby|on site|onsite|on duty|there the whole time|in the room the whole time|at my
        side|stays in the room), (with|has) a nurse (in the room|present|with me|there|on site),
        (watched|monitored|supervised) by a nurse, rn (in the room|present|with me|on site|stays),
        registered nurse (in the room|present|with me|on site), nurse supervision, nurse supervised, nurse
        monitored, enfermera (presente|en la sala|conmigo), nurse will stay, with a nurse, nurse
        (monitors|monitoring|watching over me|supervising|stays with you), have a nurse with me, con
        enfermera
    """,
    PHYSICIAN_STAYS: """
        (doctor|md|physician|medical doctor|dr) (in the room|stays|stays with me|stays with you|with me|in
        room|at all times|there the whole time|watching|in the room with me|sits with me|the whole
        time|during|during treatment|during the infusion|always present|in the room the whole
        time|supervised|supervision|by my side), (with|has) a (doctor|physician) in the room,
        (watched|monitored|supervised) by a (doctor|physician), medico en la sala
    """,
    "stays_with:crna": """
        crna (in the room|present|stays|with me|on site|stays with me), nurse anesthetist (in the
        room|present|with me|stays)
    """,
    # what is measured
    "monitoring:pulse_oximetry": """
        oxygen (level|levels|monitor|monitoring|saturation|monitored), pulse ox, pulse oximeter, pulse
        oximetry, oximeter, oximetry, spo2, o2 sat, o2 monitor, nivel de oxigeno, oxygen (is|)
        (checked|measured)
    """,
    "monitoring:blood_pressure": """
        blood pressure, bp, blood pressure
        (monitored|monitoring|checks|check|checked|cuff|monitor|measured|is monitored|taken),
        (monitor|check|checks|monitors|measure) (my|your|) blood pressure, presion arterial, bp
        (monitored|checks|monitoring|cuff)
    """,
    "monitoring:blood_pressure monitoring:heart_rate monitoring:breathing_rate": """
        vitals, vital signs, vitals (monitored|monitoring|checked|monitor), vital signs
        (monitored|monitoring|checked|measured), signos vitales, (monitor|check|monitors) (my|)
        (vitals|vital signs), vital monitoring
    """,
    "monitoring:heart_rate": """
        heart rate, pulse, heart rate (monitor|monitoring|monitored|checked), pulse (monitored|checked),
        ritmo cardiaco, pulso, frecuencia cardiaca
    """,
    "monitoring:heart_rate monitoring:ecg": """
        heart (monitor|monitoring|monitored), cardiac (monitor|monitoring|monitored), monitor cardiaco,
        (monitor|check|watch|monitors|checks|watches) (my|your|the) heart
    """,
    "monitoring:ecg": """
        ecg, ekg, electrocardiogram, heart tracing, telemetry, ekg (monitoring|monitor|monitored), ecg
        (monitoring|monitor|monitored), electrocardiograma, 12 lead, e k g
    """,
    "monitoring:capnography": """
        capnography, etco2, co2 monitor, end tidal (co2|), capnograph, breathing monitor, end tidal
        monitoring
    """,
    "monitoring:breathing_rate monitoring:capnography": """
        breathing (rate|monitored|is monitored|checked), respiratory (rate|monitoring|), respiration,
        respiratory monitoring
    """,
    "monitoring:sedation_scale": "sedation (scale|level|score)",
    "monitoring:pump": "infusion pump, iv pump, pump, pumps, smart pump",
    "monitoring:self_measured": """
        measure it yourself, measure (my|) own blood pressure, cuff at home, self measured, self monitored
    """,
    "attendance:none setting:home_unsupervised": """
        no one watching, nobody watching, no one watches, nobody watches, no supervision, unsupervised,
        home alone, alone at home, by myself at home, without supervision
    """,
}

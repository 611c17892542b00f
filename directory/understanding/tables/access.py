"""Phrases for getting in: free places, access, opening times, and how far a listing is checked."""

PHRASES = {
    "availability:accepting": """
        accepting, accepting (new|) (patients|clients), taking (new|) (patients|clients), taking new
        patients now, (accepting|taking|seeing|accepts) new (pt|pts|patient), accepts (new|)
        (patients|clients), (take|takes|accept) new (patients|clients), new
        patients, new patient, new (patient|patients)
        (welcome|appointments|appointment|openings|accepted), open to new patients, currently
        (accepting|taking) (new|) (patients|clients), no (waitlist|waiting list|wait
        list|wait|waiting|waitlists|long wait|wait time), without (a|) (waitlist|waiting list|wait
        list|wait), not (a|) (waitlist|waiting list), zero wait, short wait, no long wait list, openings,
        opening, has openings, any openings, availability, available now, available appointments,
        appointments available, has availability, availability now, (are you|is anyone|still)
        (taking|accepting) (new|) (patients|clients|people), aceptan (nuevos|) pacientes, aceptando
        (nuevos|) pacientes, aceptan pacientes nuevos, sin lista de espera, nuevos pacientes, pacientes
        nuevos, sin espera, disponibilidad, disponible, tomando pacientes, dont want to wait, do not want
        to wait, cant wait (long|months|weeks|), space for new patients, not full, has room, open spots,
        open slots, slots, taking on (new|) (patients|clients), seeing new (patients|clients), see new
        patients, welcoming new patients, no long (wait|waits|waitlist|waitlists|waiting list|wait list),
        (shortest|shorter) (wait|waitlist), not a long wait, asap, as soon as possible, right away,
        immediately, immediate (appointment|appointments|opening|openings|availability), soon, sooner,
        quick appointment, same (day|week) (appointment|appointments|visit|visits|infusion|), this week,
        urgent, urgently, get in (soon|quickly|fast|right away|asap), see me (soon|today|now|quickly|this
        week), first available, soonest, soonest appointment, earliest appointment, next available, lo
        antes posible, pronto, cuanto antes, urgente, start (right away|soon|immediately|this week|now),
        fast appointment, emergency appointment, get in fast, how soon
    """,
    "availability:waitlist": """
        waitlist, waiting list, wait list, waitlists, lista de espera, on a waitlist, join a waitlist
    """,
    "availability:not_accepting": """
        not accepting (new|) patients, not taking (new|) patients, closed to new patients
    """,
    # access
    "accessibility:wheelchair": """
        wheelchair, wheelchairs, wheel chair, wheel chair (accessible|access), wheelchair
        (accessible|access|friendly|user|ramp|bound|users), in a wheelchair, uses a wheelchair, use a
        wheelchair, handicap (accessible|access), handicapped (accessible|access|), handicap, ada
        (accessible|compliant), silla de ruedas, scooter, power chair, mobility (scooter|device|chair),
        disabled access, accesible para silla de ruedas, (im|i am) in a wheelchair, power wheelchair,
        electric wheelchair
    """,
    "accessibility:wheelchair accessibility:step_free": """
        accessible, accessibility, accessible (clinic|entrance|building|office), disability
        (access|friendly), disabled, mobility (issues|problems|impaired|aid|), cant walk (well|far|),
        trouble walking, walker, discapacitados, accesible, accesibilidad, discapacidad, acceso para
        discapacitados, hard to walk, bad (knees|hip|hips), cane, rollator
    """,
    "accessibility:step_free": """
        step free, no steps, no stairs, cant (climb|do|use|manage) (stairs|steps), cannot (climb|do|use)
        (stairs|steps), without (stairs|steps), stair free, ramp, ramps, ground floor, first floor, street
        level, one level, sin escaleras, sin escalones, rampa, planta baja, level entrance, stepfree, step
        free (access|entrance), no step, stairs, steps, main floor, ground level
    """,
    "accessibility:elevator": """
        elevator, elevators, lift, ascensor, elevador, elevator (access|in the building|building), has an
        elevator
    """,
    "accessibility:accessible_toilet": """
        accessible (restroom|bathroom|toilet|restrooms|washroom), wheelchair
        (bathroom|restroom|toilet|accessible bathroom), handicap (bathroom|restroom), grab bars, bano
        accesible, ada (bathroom|restroom), disabled (bathroom|toilet|restroom), restroom, bathroom
    """,
    "accessibility:accessible_parking": """
        accessible (parking|parking space), handicap (parking|spot|parking spot), handicapped parking,
        disabled parking, estacionamiento para discapacitados, ada parking, handicap placard, parking for
        disabled
    """,
    "accessibility:asl_or_loop": """
        hard of hearing, hearing (impaired|loss|loop|aid|aids|impairment), deaf, deaf
        (friendly|patients|patient|accessible), hearing disability, cant hear (well|), hoh, sordo, sorda,
        sordos, sign language or hearing loop, induction loop, hearing assistance, auditiva, loop
    """,
    "accessibility:tty_relay": """
        tty, tdd, relay (calls|service|call|), tty or relay calls, video relay, ttd
    """,
    "accessibility:large_print": """
        large print, big print, large (type|text), low vision, visually impaired, vision impaired, blind,
        letra grande, legally blind, visual impairment, ciego, poor eyesight, sight impaired, braille
    """,
    "accessibility:low_sensory_room": """
        low sensory, quiet (room|rooms|space|place|environment), sensory
        (room|friendly|sensitive|sensitivity|processing|overload|safe), low light (room|), low
        stimulation, calm (room|space|environment), autism friendly room, light sensitive, noise
        sensitive, sensory friendly room, cuarto tranquilo, dark room, dim room, sala tranquila, sensitive
        to (light|noise|sound), bright lights, private quiet room
    """,
    "accessibility:bariatric_chair": """
        bariatric chair, large (chair|chairs|recliner), wide (chair|chairs), plus size chair, big chair,
        extra wide chair, oversized chair
    """,
    "accessibility:service_animal": """
        service (animal|animals|dog|dogs), guide (dog|dogs), seeing eye dog, assistance (dog|animal),
        emotional support (animal|dog), esa, support (dog|animal), my dog, (bring|with) my (service|) dog,
        therapy dog, perro de servicio, animal de servicio, animales de servicio, bring (a|my) (service|)
        (dog|animal), dogs allowed
    """,
    "accessibility:public_transport": """
        public (transport|transportation|transit), near (a|the|) (bus|train|subway|metro|transit|light
        rail|train station|bus stop|metro station|bus line|subway station|rail|bart|marta), bus
        (line|stop|route|accessible), on (a|the) bus (line|route), by (bus|train|subway|metro),
        (subway|metro|train|transit|bus|light rail|rail) (station|access|accessible|line|stop|), transit,
        take the (bus|train|subway), light rail, transporte publico, cerca del (metro|bus|autobus|tren),
        walking distance to (the|) (bus|train|subway|transit), reachable by (bus|public
        transit|train|public transportation), accessible by (bus|train|public transit|public
        transportation), en autobus, autobus, parada de autobus, cerca de una parada
    """,
    "accessibility:remote_intake": """
        (intake|consult|consultation|evaluation|assessment|first visit|screening|appointment)
        (by|over|via|through|on) (phone|video|zoom|telehealth|the phone),
        (phone|video|virtual|telehealth|online|zoom|remote)
        (intake|consult|consultation|evaluation|assessment|screening), remote intake, intake by phone or
        video, consulta (por telefono|por video|virtual), first visit online, online first visit, virtual
        first visit
    """,
    "accessibility:scent_free": """
        scent free, fragrance free, scentfree, unscented, mcs, chemical (sensitivity|sensitivities),
        multiple chemical sensitivity, no (perfume|perfumes|fragrance|fragrances|scents|scent), sin
        perfumes, allergic to (perfume|scents|fragrance), perfume free, sin fragancias, sensitive to
        (smells|scents|perfume), scent (sensitive|sensitivity), sensitive to scents, fragrance
        (sensitive|sensitivity), smell sensitive
    """,
    "accessibility:ride_arranged": """
        ride arranged, arrange (a|my) ride, (offers|provides|provide|offer|give|gives)
        (rides|transportation|a ride), rides (home|provided|included|arranged), ride home, transportation
        (provided|included|help|home|assistance|arranged|), transport home, help with (a|)
        (ride|transportation|rides), pick me up, picks (me|you) up, shuttle, transporte, transporte
        incluido, will they drive me home, drive me home, medical transport
    """,
    "accessibility:childcare": """
        childcare, child care, babysitting, babysitter, daycare, day care, guarderia, bring my
        (kids|children|baby|child), kids can come, watch my (kids|child), cuidado de ninos
    """,
    "accessibility:captioning": """
        captioning, captions, live captions, captioned, subtitles, closed captions, cc captions,
        subtitulos, cart captioning
    """,
    # opening times
    "open:evenings": """
        evening, evenings, open evenings, evening
        (appointment|appointments|hours|session|sessions|visits|slots), after (work|school|five|hours
        appointments|5|6|5pm|6pm|5 pm|6 pm|business hours|6 p m|5 p m), late, late
        (hours|appointments|appointment|afternoon or evening|evening|night|nights|day), night, nights, at
        night, night (appointments|appointment|hours), open late, open (until|till|til)
        (7|8|9|6|7pm|8pm|9pm|7 pm|8 pm|late), (im|i am) at work (all day|during the day), work
        (days|during the day|full time), work 9 to 5, weeknight, weeknights, weekday evenings, nocturno,
        por la tarde, por las tardes, en la noche, por la noche, tardes, noches, despues del trabajo,
        tonight, evening hours available, later in the day, horario nocturno, work nine to five,
        (outside|outside of|after)
        (business|work|working|office) hours, around my work schedule, after i get off work, get off
        work, (6|7|8|9) (pm|p m|oclock), (6|7|8|9)pm, (until|till|til|after|at|past) (5|6|7|8|9)
        (pm|oclock|p m|), (until|till|til|after|at|past) (5|6|7|8|9)pm, 5 30 pm, 6 30 pm, 7 30 pm, 6 30,
        after 5 30
    """,
    "open:saturday": """
        saturday, saturdays, sat appointments, on (a|) saturday, on saturdays, open (on|)
        (saturday|saturdays), saturday
        (appointment|appointments|hours|sessions|morning|mornings|infusion), sabado, sabados, los sabados,
        open sat, sabado por la manana, sat
    """,
    "open:sunday": """
        sunday, sundays, on (a|) sunday, on sundays, open (on|) (sunday|sundays), sunday
        (appointment|appointments|hours|sessions), domingo, domingos, los domingos, open sun
    """,
    "open:saturday open:sunday": """
        weekend, weekends, week end, week ends, on (the|) (weekend|weekends), open (on|) (weekends|the
        weekend|weekend), weekend
        (appointment|appointments|hours|availability|sessions|treatment|infusions), fin de semana, fines
        de semana, los fines de semana, only (free|off) (on|) weekends, not (on|during) (weekdays|the
        week), cant come (on|during) (weekdays|the week), saturday or sunday, (sat|saturday|saturdays)
        (and|or|) (sun|sunday|sundays), work (monday to
        friday|weekdays|mon fri|during the week)
    """,
    "open:saturday + open:sunday": """
        7 days, seven days (a week|), 7 days a week, open (7|seven) days (a week|), every day of the week,
        open every day, los siete dias
    """,
    # how far a listing is checked
    "evidence:document_seen evidence:register_checked": """
        verified, verified (clinic|clinics|provider|providers|listing|listings|license|licenses), license
        (checked|verified|check), licenses (checked|verified), vetted, checked, credentials
        (checked|verified), document seen, proof, with proof, legit, legitimate, trustworthy, trusted,
        verificado, verificados, verificada, real clinic, confirmed license, background checked, checked
        licenses, not a scam, scam
    """,
    "evidence:register_checked": """
        (checked|verified) in a (public|) register, register checked, npi (verified|checked), npi, nppes,
        checked in a public register, state license (checked|verified)
    """,
    "evidence:self_reported": "self reported, self report",
    "confirmed:current": """
        confirmed, recently (confirmed|updated|verified), up to date, current information, confirmed
        (recently|lately|within 90 days|by the clinic), updated (recently|lately), latest information,
        still (open|in business|operating), actualizado, confirmado, still exists, current listing, up to
        date (listing|listings|info|information), recent information
    """,
    "open:evenings open:saturday open:sunday": """
        (nights|evenings|night|evening) (and|or) (weekends|weekend|saturdays|saturday), (weekends|weekend)
        (and|or) (evenings|nights|evening), noches y fines de semana, after hours or weekends, after work
        or weekends, after hours appointments
    """,
    "availability:accepting availability:waitlist": "short (waitlist|wait list|waiting list)",
}

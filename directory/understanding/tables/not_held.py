"""What people look for that the directory does not hold: phrases by code, and what it holds instead."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "tms": """
        tms, transcranial magnetic stimulation, transcranial magnetic, dtms, deep tms, rtms, magnetic
        stimulation, neurostar, brainsway, theta burst, saint protocol, estimulacion magnetica,
        estimulacion magnetica transcraneal, saint tms, tms (therapy|clinic|treatment|center|near me)
    """,
    "ect": """
        ect, electroconvulsive, electroconvulsive therapy, electro shock, electroshock, shock therapy,
        electroshock therapy, electrochoques, terapia electroconvulsiva, shock treatment, ect
        (therapy|treatment|clinic)
    """,
    "psychedelic": """
        psilocybin, psilocybin (therapy|clinic|center|service center|treatment), mushroom, mushrooms,
        magic mushrooms, shrooms, mdma, mdma (therapy|assisted therapy|clinic|treatment), ecstasy, molly,
        lsd, acid trip, ayahuasca, ayahuasca (retreat|ceremony), ibogaine, ibogaine (clinic|treatment),
        iboga, dmt, 5 meo dmt, peyote, mescaline, san pedro, salvia, kambo, hongos, hongos magicos,
        psilocibina, microdose mushrooms, microdosing (mushrooms|psilocybin|lsd), cannabis, medical
        marijuana, marijuana, cbd, weed, thc, dispensary
    """,
    "treatment": """
        botox, filler, fillers, nad, nad plus, nad iv, nad therapy, nad infusion, exosomes, stem cell,
        stem cells, prp, (iv|) vitamin (drip|drips), arketamine, r ketamine, myers cocktail, myers, iv
        vitamins, vitamin infusion, hormone
        therapy, hormones, testosterone, trt, hrt, weight loss clinic, peptides, chelation, hyperbaric,
        hyperbaric oxygen, neurofeedback, biofeedback, vagus nerve stimulation, vns, stellate ganglion
        block, sgb, stellate ganglion, nerve block, nerve blocks, epidural, lidocaine infusion clinic,
        acupuncture, chiropractor, chiropractic, massage, hypnosis, hypnotherapy, reiki, genesight,
        genetic testing, red light therapy, cryotherapy, sauna, float tank, dentistry, plastic surgery,
        deep brain stimulation, dbs, exomind, auvelity, zuranolone, zurzuvae, brexanolone, zulresso,
        acupuntura, quiropractico, detox, medical detox, photobiomodulation, light therapy,
        hypnotherapist, hypnotist, massage therapist
    """,
    "suboxone": """
        suboxone, buprenorphine, methadone, methadone clinic, vivitrol, sublocade, subutex, naltrexone,
        mat program, mat clinic, medication assisted treatment, suboxone
        (clinic|doctor|treatment|provider), adderall, stimulants, adhd (meds|medication), prescription
        refill, refill, refills, medication refill
    """,
    "stars": """
        star, stars, 5 star, five star, 4 star, 5 stars, five stars, rating, ratings, rated, top rated,
        highly rated, highest rated, star rating, yelp, google (rating|ratings|reviews), healthgrades,
        calificaciones, estrellas, calificacion, rank, ranked, ranking, rankings
    """,
    "reviews": """
        review, reviews, reviewed, testimonial, testimonials, patient
        (reviews|stories|experiences|testimonials|feedback), success stories, success story, feedback,
        opinions, complaints about, reddit, resenas, opiniones, comentarios, testimonios, what people say,
        real reviews, well reviewed, before and after
    """,
    "best": """
        best, top, top 10, top ten, best
        (rated|clinic|clinics|provider|providers|place|places|treatment|reviews|in the country|in
        town|option), number one, highest quality, world class, leading, award winning, renowned, most
        recommended, reputable, good reputation, reputation, famous, mejor, mejores, la mejor, el mejor,
        las mejores, los mejores, well known, most popular, popular, top (clinics|clinic), finest,
        excellent, highly recommended
    """,
    "rates": """
        success (rate|rates), effectiveness, effective, most effective, does it work, does ketamine work,
        efficacy, cure, cures, response (rate|rates), remission (rate|rates), outcomes, results, cure
        rate, how well it works, guaranteed, guarantee, tasa de exito, efectividad, proven, works best,
        money back guarantee, success, funciona la ketamina, success percentage, remission
    """,
    "safety_record": """
        malpractice, lawsuit, lawsuits, disciplinary (action|actions|record|history), sanction, sanctions,
        license complaints, sued, complaint, complaints, death, deaths, safest, adverse events, board
        actions
    """,
    "phone_hours": """
        early (morning|mornings|appointment|appointments|hours), morning, mornings, morning
        (appointment|appointments|hours), before work, lunch, lunch (hour|break|time), lunchtime, opening
        hours, hours of operation, business hours, what time, what are your hours, holiday hours, open
        holidays, holidays, open 24 hours, 24 7, 24 hours, open now, phone hours, monday, tuesday,
        wednesday, thursday, friday, (mon|tue|tues|wed|thu|thur|thurs|fri), mondays, tuesdays, wednesdays,
        thursdays, fridays, weekday, weekdays,
        por la manana, lunes, martes, miercoles, jueves, viernes, abierto ahora, horario, horarios, hours
        open, early, hours, clinic hours, opening times
    """,
    "distance": """
        distance by (bus|car|train), (minutes|mins) (away|drive|driving|from me), minute drive, minutes by
        (car|bus), drive time, travel time, commute, how far, directions, miles away by bus, traffic, map
        directions
    """,
    "parking": """
        parking, free parking, parking lot, parking garage, street parking, valet, estacionamiento,
        parqueo, easy parking
    """,
    "company": """
        mindbloom, joyous, nue life, nuelife, better u, betterucare, innerwell, wondermed, my ketamine
        home, peak health ketamine, choose ketamine, isha health, field trip, field trip health, ketamine
        wellness centers, actify, novamind, smith ketamine, pandameds, anywhere clinic, tripsitter clinic,
        trip sitter clinic, hims, lemonaid, talkspace, betterhelp, cerebral, talkiatry, stella, nushama,
        klarisana, greenbrook, mindful health solutions, success tms, irwin naturals, dr smith ketamine,
        happy ketamine, skylight psychedelics, taconic psychiatry, bexson
    """,
    "buy": """
        buy ketamine, where to buy, for sale, powder, street ketamine, special k, dealer, no prescription,
        without (a|) prescription, over the counter, ketamine powder, buy online, order ketamine without
        prescription, comprar ketamina, get high, recreational, party, k hole, buy, cat valium
    """,
    "study": """
        clinical (trial|trials), trial, trials, paid study, study, studies, research study, estudio
        clinico, ensayo clinico
    """,
    "job": """
        job, jobs, hiring, careers, career, salary, employment, training course for clinicians, how to
        open a ketamine clinic, franchise, franchises, trabajo en clinica, internship, vacancies, start a
        ketamine clinic, nurse jobs, malpractice insurance
    """,
    "medical_question": """
        side effects, side effect, is it safe, is ketamine safe, safety, safe, (can i|) drive (myself|)
        home, dosage, half life,
        interactions, drug interactions, how long does it last, how does (it|ketamine) work, what is
        ketamine, addictive, is ketamine addictive, risks, efectos secundarios, is ketamine legal, bladder
        damage, overview, withdrawal, que es la ketamina, es seguro, es segura, milligrams, mg, how long
        does ketamine last, what to expect, does it hurt, is it legal, legality, is this legal
    """,
    "animals": """
        vet clinic, veterinarian, veterinary, for (dogs|cats|my cat|horses|pets), animal hospital,
        veterinario, horse tranquilizer, for my dog
    """,
    "sleep": """
        insomnia, cant sleep, (cant|cannot|can not) sleep at night, can not sleep, cannot sleep, sleep
        problems, trouble sleeping, no puedo
        dormir, insomnio, sleep disorder, sleep issues, cant fall asleep, narcolepsy
    """,
    "condition": """
        tinnitus, ringing in (the|my|) ears, parkinsons, multiple sclerosis, lupus, long covid, lyme, lyme
        disease, ringing in my
        ears, chronic fatigue, chronic fatigue syndrome, me cfs, tourettes, tourette, schizoid,
        rheumatoid, crohns, ibs, gastroparesis, huntingtons, als disease, weight loss, smoking cessation,
        quit smoking, stop smoking, anger issues, anger, burnout, burn out, burned out, gambling, gambling
        addiction,
        stuttering, hair loss, erectile dysfunction, pots, mast cell, mcas, vertigo, tmj, internet
        addiction, porn addiction, sex addiction, esclerosis multiple, brain fog, smoking, nicotine,
        vaping, dementia treatment, stroke recovery, fatigue, tremor, als
    """,
}
SENTENCES = {
    "tms": _("We do not list TMS. This directory holds clinics that offer ketamine or Spravato."),
    "ect": _("We do not list ECT. This directory holds clinics that offer ketamine or Spravato."),
    "psychedelic": _("Ketamine and Spravato are the only drugs of this kind that this directory holds."),
    "treatment": _("This directory holds ketamine and Spravato treatment, and the therapy beside it."),
    "suboxone": _(
        "We do not say who prescribes other medicines. You can see who treats alcohol or drug use disorder."
    ),
    "stars": _(
        "There are no stars or ratings here. You can see what each clinic states, and what was checked."
    ),
    "reviews": _("There are no reviews here. You can see what each clinic states, and what was checked."),
    "best": _("We do not rank clinics. Filter by what matters to you, and compare up to four."),
    "rates": _("We do not list rates of success. You can see how each clinic measures how you are doing."),
    "safety_record": _(
        "We do not hold complaints or court cases. The state board of each license does: see the listing."
    ),
    "phone_hours": _(
        "The hours of each clinic are on its page. You can filter by evenings, Saturday and Sunday."
    ),
    "distance": _("We show miles in a straight line, not the time it takes to get there."),
    "parking": _("We list accessible parking, and clinics near public transit, but no other parking."),
    "company": _(
        "No clinic of that name is in this directory. You can filter by treatment at home or by video."
    ),
    "buy": _(
        "This directory holds clinics that examine and treat people. We do not say where to buy ketamine."
    ),
    "study": _("We do not list studies. This directory holds clinics that treat patients."),
    "job": _("We do not list jobs or courses. This directory holds clinics that treat patients."),
    "medical_question": _("The guides answer questions about ketamine. This page finds clinics."),
    "animals": _("This directory holds clinics that treat people."),
    "sleep": _(
        "Clinics do not state sleep problems here. You can filter by depression, anxiety, PTSD or pain."
    ),
    "condition": _("Clinics do not state this condition here. You can filter by those that they do state."),
}

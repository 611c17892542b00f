"""Words that narrow nothing: said by the way, of grammar, or true of the whole directory."""

# What every listing is.
WHOLE = """
    ketamine, ketamine
    (clinic|clinics|center|centers|centre|treatment|treatments|therapy|therapies|provider|providers|place|places|services|service|practice|practices|office|offices|options|directory|list|listings|near
    me|help|program|programs|specialist|specialists|care|session|sessions|patient|patients|experience|wellness|medicine|drug|use|available|dose|doses|dosing|protocol|locations),
    clinic, clinics, center, centers, centre, provider, providers, place, places, facility, facilities,
    practice, practices, office, offices, treatment, treatments, treat, treats, treated, treating,
    location, locations, service, services, session, sessions, appointment, appointments, visit, visits,
    program, programs, specialist, specialists, care, options, option, medicine, medication, medications,
    drug, protocol, dose, doses, dosing, therapy
    (center|centers|clinic|clinics|place|places|provider|providers) (for|with) ketamine, ketamine therapy
    (center|centers|clinic|clinics|provider|providers|near me), ketamine treatment
    (center|centers|clinic|clinics|provider|providers|near me|options|services|facility|facilities),
    ketamine (center|clinic) (near me|locations), treatment
    (center|centers|clinic|clinics|provider|facility|options), therapy (center|centers|clinic|clinics),
    wellness, wellness (center|centers|clinic|clinics), health, (health|medical)
    (center|clinic|clinics|centers), ketamina, clinica, clinicas, clinica de ketamina, clinicas de
    ketamina, (terapia|tratamiento|tratamientos|terapias) (con|de) ketamina, tratamiento, tratamientos,
    centro, centros, centro de ketamina, consultorio, consultorios, cita, citas, sesion, sesiones,
    proveedor, proveedores, medicamento, ket, ketamin, patient, patients, pacientes, paciente, dr
    ketamine, ketalar, ketalar (infusion|clinic|), directory, list, listing, listings, all clinics, every
    clinic, clinics list, all, clients, client, someone who gives ketamine, who gives ketamine, that
    (do|does|offer|offers|gives|give) ketamine, ketamine assisted treatment, (treatment|treatments|clinics)
    available, experience, experiences,
    medical, psychedelic, psychedelics, psychedelic (clinic|clinics|medicine|treatment|center|provider),
    outpatient, out patient, outpatient (clinic|treatment|program|center), appt, appts, zip,
    zipcode, zip code, llc, l l c, pllc, p l l c, p c, inc, incorporated, ltd, corp, llp, company, dba, d
    b a, d or b or a, doing business as
"""

# Pronouns, verbs and courtesies of a sentence. What follows them is not a name.
SAID = """
    i, im, ive, id, ill, me, my, mine, myself, we, were, weve, well, us, our, ours, you, your, yours,
    youre, youve, yall, he, hes, him, his, she, shes, her, hers, they, theyre, them, their, theirs, it,
    its, someone, somebody, anyone, anybody, everyone, everybody, something, anything, everything, who,
    whom, whose, which, what, whats, when, where, wheres, why, how, that, thats, this, these, those,
    there, theres, am, is, isnt, are, arent, was, wasnt, be, been, being, do, does, doing, did, done,
    have, has, had, having, havent, hasnt, can, could, couldnt, may, might, must, shall, should, will,
    would, wont, let, lets, get, gets, got, getting, give, gives, given, giving, gave, go, goes, going,
    went, gone, come, comes, coming, came, make, makes, making, made, take, takes, taking, took, taken,
    accept, accepts, accepting, accepted, offer, offers, offering, offered, provide, provides, providing,
    provided, want, wants, wanted, wanting, wanna, need, needs, needed, needing, like, likes, liked, look,
    looks, looking, looked, lookin, find, finds, finding, found, search, searching, seek, seeking, seeks,
    try, tries, trying, tried, use, uses, using, used, know, knows, knowing, think, thinking, thought,
    believe, hope, hoping, wish, wonder, wondering, help, helps, helping, helped, ask, asks, asking,
    asked, tell, told, tells, say, says, said, see, sees, seeing, saw, seen, show, shows, feel, feels,
    feeling, felt, work, works, working, worked, live, lives, living, lived, stay, stays, start, starts,
    starting, started, recommend, recommends, recommended, recommendation, recommendations, suggest,
    suggestion, suggestions, suggested, prefer, prefers, preferred, preferably, require, requires, allow,
    allows, allowed, willing, able, interested, diagnosed, suffer, suffers, suffering, struggle,
    struggles, struggling, deal, dealing, battle, battling, experience with, speak, speaks, speaking,
    talk, talks, talking, call, calling, called, call me, tell me, near me, for me, help me, with me, pay,
    pays, paying, paid, cover, covers, charge, charges, book, booking, schedule, scheduling, scheduled,
    drive, drives, driving, travel, traveling, visit me, specialize, specializes, specializing,
    specialized, specialise, deals, handle, handles, support, supports, serve, open, hi, hello, hey, hola,
    dear, good (morning|afternoon|evening|day), thanks, thank you, thank, thx, please, pls, plz, sorry,
    excuse me, yes, yeah, ok, okay, sure, best regards, regards, sincerely, lol, um, uh, wow, oh, well
    then, (a|any|one) question, question, questions, quick question, just wondering, i was wondering,
    could you, (does|do) anyone know, anyone know, i guess, i mean, you know, no idea, not sure, not
    certain, dont know, do not know, no matter, not only, why not, no problem, no longer, cant find,
    cannot find, not yet, doesnt matter, does not matter, dont mind, do not mind, dont care, husband,
    husbands, wife, wifes, spouse, son, sons, daughter, daughters, mother, mothers, mom, moms, mum,
    father, fathers, dad, dads, brother, brothers, sister, sisters, friend, friends, girlfriend,
    boyfriend, partner, partners, family, parent, parents, relative, aunt, uncle, cousin, grandson,
    granddaughter, nephew, niece, fiance, fiancee, person, people, guy, folks, human, loved one, loved
    ones, patient of mine, client of mine, years, year, months, month, weeks, week, days, day, hours,
    hour, minutes, time, times, long time, life, lifetime, since, ago, decade, decades, often, always,
    currently, presently, lately, finally, already, still, yet, again, ever, soon enough, recently, later,
    once, twice, first time, while, whole, entire, really, very, pretty, quite, just, also, too, even,
    only, maybe, perhaps, probably, actually, basically, honestly, especially, ideally, mostly, mainly,
    generally, usually, possibly, possible, hopefully, unfortunately, kind of, sort of, kinda, sorta, lot,
    lots, lots of, a lot, bit, a bit, little, much, many, more, most, less, least, several, some, any,
    every, each, other, others, another, else, same, different, various, such, etc, enough, few, severe,
    severely, bad, badly, terrible, horrible, awful, serious, extreme, mild, moderate, intense, major,
    chronic, long term, lifelong, good, great, nice, decent, new, old one, big, small, certain, specific,
    special, particular, right, wrong, real, available for, local, nearby, close, closest, nearest, near,
    around here, near here, around me, close to me, close to home, by me, near home, in my area, my area,
    area, in the area, around, near my house, in my town, in town, my city, close by, not far, not too
    far, within reach, here, location near me, nearest to me, local to me, nearest me, within driving
    distance, driving distance, walking distance, in person near me, disorder, disorders, condition,
    conditions, problem, problems, issue, issues, symptom, symptoms, diagnosis, illness, disease,
    syndrome, medical condition, medical history, history, stuff, thing, things, kind, kinds, type, types,
    way, ways, idea, info, information, details, about, regarding, concerning, case, cases, reason,
    friendly, based, related, including, include, includes, included, such as, like a, as well, as well
    as, name, named, called the, want to know, would like to know, looking for, search for, looking to, in
    search of, where can i, where do i, where to, how can i, how do i, how to, is there, are there, do
    they, do you, does it, can you, can i, can we, can they, should i, will they, would you, who can, who
    does, who do, who is, who are, who has, who have, who will, that is, that are, that has, that have,
    that do, that does, that can, that will, that take, that takes, that accept, that accepts, that offer,
    that offers, which is, which are, i am, i have, i need, i want, i would like, id like, im looking, we
    are, we have, we need, we live, i live, i live in, we live in, im in, i am in, located, located in,
    based in, living in, moving to, visiting, from here, is it ok, is it okay, is it possible, its ok, it
    is ok, ok with, okay with, do it, for it, with it, to it, at it, of it, it is, and it, if it, as
    possible, check, checks, happy, glad, ready, afraid, scared, worried about, anymore, any more, at all,
    so far, in general, in particular, in the, in a, in my, in our, in an, in this, in your, for my, for
    our, for us, for him, for her, for them, for myself, on my, to my, with my, of my, at my, by my, give
    me, gives me, let me, let me know, told me, treat me, see me, take me, takes me, to me, about me, like
    me, and me, is me, makes me, all of my, because, cause, since i, so i, so that, but, though, although,
    however, either, whether, if, then, than, so, until, unless, as, patient with, clinic that, clinics
    that, place that, places that, provider who, one, ones, two, three, both, own, anyway, please help,
    please advise, appreciated, advice, guidance, second opinion, consider, considering, interest, learn,
    read, heard, hear, saw online, best way, new to this, beginner, newbie, options for, choice, choices,
    choose, choosing, compare, comparing, comparison, available in, top notch, busco, buscando, buscar,
    necesito, necesita, necesitamos, quiero, quiere, quisiera, queremos, tengo, tiene, tienen, tenemos,
    hay, es, esta, estan, estoy, soy, ser, puedo, puede, pueden, ayuda con, ayuda para, donde, cual,
    cuales, como, cuando, quien, quienes, que, cerca, cerca de mi, cerca de, cercano, cercana, aqui, por
    favor, gracias, buenos dias, buenas, buenas tardes para, mi, mis, su, sus, tu, nuestro, nuestra, para
    mi, esposo, esposa, hijo, hija, madre, padre, mama, papa, hermano, hermana, amigo, amiga, familia,
    persona, personas, alguien, alguno, alguna, acepta, aceptan, ofrecen, ofrece, atienden, atiende,
    toman, toma, dan, da, hacen, hace, trabajan, cubre, cubren, sufro, sufre, padezco, padece, tratan,
    trata, trate, tratar, muy, mucho, mucha, muchos, mas, menos, tambien, pero, porque, si, bueno, buena,
    mejor opcion, algun, alguna clinica, alguien que, lugar, lugares, opcion, opciones, vivo, vivo en,
    vivimos en, informacion, saber, vivir en, gente, saben, sabe, conocen, me gustaria, trastorno,
    problemas, problema, enfermedad, anos, grave, severo, severa, who watches, who watches me, who will
    watch me, my (doctor|psychiatrist|therapist|pcp|primary care
    doctor|gp|neurologist|counselor|physician|doc|oncologist), (the|a|my)
    (doctor|psychiatrist|therapist|doc|va)
    (said|told|says|thinks|wants|suggested|recommended|mentioned|sent|told me|said that|says it|says
    i|says she|says he), doctor (told|said|recommended|suggested), i am a nurse practitioner, im a nurse
    practitioner, i am a (pcp|psychiatrist|therapist|social worker|primary care doctor), pt, pts, refer,
    refer a patient, referring, refer my patient, referring a patient, referral for my patient, on behalf
    of, phone number, phone, address, website, email, contact, telephone, number, fax, directions to, web
    site, url, lexapro, wellbutrin, effexor, zoloft, prozac, paxil, celexa, cymbalta, abilify, seroquel,
    lithium, lamictal, gabapentin, lyrica, trazodone, ssri, ssris, snri, snris, maoi, remeron, buspar,
    rexulti, vraylar, latuda, topamax, trintellix, viibryd, pristiq, sertraline, fluoxetine, bupropion,
    escitalopram, duloxetine, venlafaxine, nortriptyline, amitriptyline, antipsychotic, antipsychotics,
    mood stabilizer, triptans, (can|may|could|will) (my|a)
    (wife|husband|partner|friend|mom|mother|dad|father|son|daughter|family|spouse|sister|brother)
    (stay|come|sit|be) (with me|in the room|in the room with me|there|), united states, the united states,
    usa, u s a, in the us, in the usa, america, in america, nationwide, anywhere, hi there, legal,
    legally, payment, payment options, ways to pay, alone, afterwards, afterward, doesnt, didnt, dont,
    together, abierto, abierta, abiertos, rather, nothing else, (let|allow|allows|lets|have|bring) my
    (husband|wife|partner|mom|mother|dad|father|friend|sister|brother|son|daughter|spouse|boyfriend|girlfriend)
    (sit|stay|come|be|in|wait) (with me|there|along|in the room|), a couple of, (i|we) have
    (a|one|two|three|four|small|little|young) (kid|kids|child|children), bring my
    (wife|husband|spouse|partner|mom|mother|dad|father|friend|sister|brother), (watch|monitor|observe|keep)
    (me|you|us|them|patients) for (an|one|two|three|2|3)
    (hour|hours), (a|an|half an|one|two|three|10|15|20|25|30|35|40|45|50|60|90)
    (minute|minutes|min|mins|hour|hours|hr|hrs) (from|away|away from|drive|drive from|outside|north
    of|south of|east
    of|west of), into the room, (every|each|all|at|last) (night|nights), hx, hx of, history of, s or p,
    f or u, dx, dx with, requesting, difference between, what is the
    difference between, lic, ft, approx, recovering, first (visit|appointment|time|session|step), first,
    101, tomorrow, today, now, next week, tonight at, newly, second, third, anymore please, (we are|im|i
    am|were|from) (a|the) (small|busy|rural|) (primary care|family medicine|family
    practice|psychiatric|psychiatry|pain|therapy|residential|mental health)
    (office|practice|clinic|doctor|program|provider|clinician), year old, years old, yr old, yo, (do
    not|dont|cannot|cant|can not|not) drive (at night|in the dark|on the highway|on highways|far|long
    distances|much|anymore),
    (every|another|any|many|several|most|other|his|her|our|their|your|hospice|family)
    (doctor|doctors|therapist|therapists|psychiatrist|psychiatrists|nurse|nurses), the doctor, a doctor
    said, the nurse, hospice nurse, my nurse, dear doctor, vs, versus,
    (photo|picture|valid|government|state) id (needed|required|), id (card|required|check),
    (need|needs|bring|show|no|any)
    (an|) id, (drivers|driver|driving) license, reading, reading about, thinking about,
    learning about, wondering about, researching, looked into, look into, looking into, curious, curious
    about
"""

# Little words. A name may stand after them: "at Harbor".
GRAMMAR = """
    a, an, the, of, at, to, in, on, by, for, with, from, into, onto, near to, next to, close to, around
    the, within, about the, after, before, during, between, through, via, per, and, plus, also and, up,
    down, out, off, over, under, inside, outside, across, along, toward, towards, upon, as a, not just,
    please and, el, la, los, las, un, una, unos, unas, de, del, en, con, por, para, al, y, a la, e, lo,
    se, le, les, sobre, entre, desde, hacia, area of, in and around, s, t, d, m, re, ll, ve
"""

OR = """
    or, o, nor, and or, or maybe, or else, or even, or a, or an, or at least, or with, u, either or, or
    else a, or some, or else an
"""

# What leaves out those that state the next words.
NO = """
    no, not, non, without, w o, sans, except, excluding, exclude, anything but, (anywhere|everywhere)
    (but|except), other than, instead of,
    rather than, avoid, avoiding, dont want, do not want, doesnt want, does not want, dont like, do not
    like, dont need, do not need, hate, not a fan of, against, never, nothing with, not with, not a, not
    an, not the, not in, not at, not on, not by, not any, none of, no more, cant do, cannot do, cant have,
    cannot have, cant take, cannot take, cant use, cannot use, cant tolerate, wont do, wont take, will not
    do, will not take, not interested in, not looking for, do not do, dont do, dont use, do not use,
    refuse, not into, opposed to, skip, minus, free of, dislike, not comfortable with, cant stand, not
    for, not doing, not using, not taking, sin, no quiero, no me gusta, no me gustan, excepto, menos el,
    menos la, evitar, nada de, no queremos, no quiere, que no sea, que no sean, no use, no usen, ni,
    nothing, rather not, id rather not, would rather not, prefer not, preferably not, neither, doesnt do,
    doesnt do it, does not do, doesnt (use|offer), does not (use|offer), nada, ningun, ninguna, rather not
    be, prefer not to, would prefer not, not be, no se, that isnt, that is not, thats not, who is not, who
    isnt, not another, no other
"""

# What the reader does not have: the next words say nothing of a clinic.
LACK = """
    dont have, do not have, doesnt have, does not have, dont have a, do not have a, dont have any, do not
    have any, never had, never had a, i lost my, no tengo, no tiene, no
    tenemos, have no, no hx of, no history of, denies, denies any, without a history of
"""

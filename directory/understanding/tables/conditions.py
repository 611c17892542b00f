"""Phrases for what somebody has: conditions that are treated, and what a clinic may exclude people for."""

DEPRESSION = "condition:mdd condition:trd condition:postpartum_depression condition:bipolar_depression"
TEEN_AGES = "12|13|14|15|16|17"
IS_AGED = "(im|i am|is|am|aged|age|hes|shes|he is|she is|who is|turning)"

PHRASES = {
    DEPRESSION: """
        depression, depressed, depressive, depressive disorder,
        (major|severe|clinical|bad|deep|chronic|unipolar) depression, feeling (down|low|depressed),
        depression (treatment|clinic|therapy|help|medication), antidepressant, depresion, deprimido,
        deprimida, depresion (mayor|severa|grave|cronica), dysthymia, persistent depressive disorder,
        persistent depression, seasonal depression, tristeza, im depressed, the blues, melancholia,
        hopelessness, so sad, very sad, sadness, low mood, (cant|cannot) get out of bed, (always|cant
        stop|keep) crying, crying
        (all the time|every day|all day|a lot), (no|zero|lack of|lost my|lost all) (energy|motivation|will
        to do anything),
        no energy (or|and|no) motivation, no interest in anything, no joy, sad, sad all the time, always
        sad, feeling sad,
        sad and empty, feeling empty
    """,
    "condition:mdd condition:trd": """
        major depressive (disorder|), mdd, major depression, trastorno depresivo mayor
    """,
    "condition:trd": """
        trd, treatment resistant depression, resistant depression, refractory depression, treatment
        refractory (depression|), hard to treat depression,
        (antidepressants|meds|medications|medicines|pills|medication|ssris|drugs|prozac|zoloft|lexapro)
        (dont work|do not work|didnt work|dont help|havent worked|have not worked|not working|did not
        work|failed|stopped working|arent working|never worked|have failed), failed
        (antidepressants|medications|meds|everything|ssris|treatment), no
        (antidepressant|medication|medicine) (works|worked|has worked), antidepressants that dont work,
        medication resistant (depression|), drug resistant depression, depresion resistente, depression
        that (doesnt respond|does not respond|wont go away), stubborn depression, resistant to
        (treatment|medication|antidepressants)
    """,
    "condition:postpartum_depression": """
        ppd, postpartum depression, post partum depression, postnatal depression, depression after
        (birth|giving birth|having a baby|baby|my baby|delivery|childbirth), baby blues, depresion
        (posparto|postparto|post parto), perinatal depression, depressed after (baby|giving birth|having a
        baby|my baby)
    """,
    "condition:postpartum_depression population:perinatal": """
        postpartum, post partum, postnatal, posparto, postparto
    """,
    "condition:suicidality": """
        suicidal, suicide, suicidality, suicidal (ideation|thoughts|thinking|depression), thoughts of
        suicide, ideation, suicida, ideas suicidas, suicidio
    """,
    "condition:bipolar_depression": "bipolar depression, bipolar (2|ii|two) depression, depresion bipolar",
    "condition:bipolar_depression takes:bipolar": """
        bipolar, bi polar, bipolar (disorder|1|2|i|ii|type 1|type 2|one|two), manic depression, manic
        depressive, bipolarity, bipolar (people|patients), trastorno bipolar, cyclothymia
    """,
    "condition:trauma condition:ptsd": """
        trauma, traumatic, traumatized, childhood (trauma|abuse), trauma (survivor|survivors|treatment), c
        ptsd, cptsd, complex (trauma|ptsd|post traumatic stress), sexual (assault|abuse|trauma)
        (survivor|survivors|), mst, military sexual trauma, abuse, abuse survivor, developmental trauma,
        traumas, victima de abuso, past trauma, assault survivor, domestic violence, raped, rape
        (survivor|victim|), molested, sexually (abused|assaulted), abused as a
        child
    """,
    "condition:ptsd": """
        ptsd, post traumatic stress (disorder|), posttraumatic stress (disorder|), post traumatic,
        posttraumatic, combat (trauma|stress|ptsd), p t s d, flashbacks, tept, shell shock, estres
        postraumatico, trastorno de estres postraumatico, ptsd treatment, combat veteran ptsd, pstd, ptds,
        p tsd, ptssd, nightmares, night terrors, pesadillas
    """,
    "condition:trauma training:trauma_therapy modality:emdr modality:cpt modality:prolonged_exposure": """
        trauma informed, trauma informed (care|therapy|clinic|therapist), trauma focused (therapy|),
        trauma (therapy|therapist|specialist|work|sensitive), informed about trauma, terapia de trauma
    """,
    "condition:anxiety": """
        anxiety, anxious, anxieties, anxiety (disorder|treatment|disorders|meds|help), severe anxiety,
        worry, worrying, worried all the time, nervous, nerves, always worried, cant stop worrying,
        ansiedad, ansioso, ansiosa, nervios, trastorno de ansiedad, bad nerves, health anxiety, anxiety
        (and stress|clinic), constant worry
    """,
    "condition:gad": "gad, generalized anxiety (disorder|), generalised anxiety, ansiedad generalizada",
    "condition:social_anxiety": """
        social anxiety (disorder|), social phobia, shyness, fear of people, ansiedad social, afraid of
        people, anxious around people, socially anxious
    """,
    "condition:panic": """
        panic, panic (attack|attacks|disorder), ataques de panico, panico, ataque de panico, agoraphobia,
        agoraphobic,
        (fear of|afraid of|afraid to|scared to) (leave|leaving) (the|my) house,
        panicking
    """,
    "condition:ocd": """
        ocd, obsessive compulsive (disorder|), obsessive, obsessions, compulsions, intrusive thoughts, o c
        d, trastorno obsesivo compulsivo, toc, obsessive thoughts, pensamientos intrusivos, hoarding,
        hoarder, pure o,
        rituals, compulsive
    """,
    "condition:sud": """
        sud, substance (use|abuse|use disorder), drug (addiction|abuse|use|use disorder|problem),
        (opioid|opiate|heroin|cocaine|meth|fentanyl|methamphetamine) (addiction|use
        disorder|use|abuse|dependence), oud, alcohol or drug use disorder, getting off drugs, rehab, drug
        rehab, cocaine, heroin, drogas, adiccion a las drogas, quit (drugs|using|cocaine|heroin), opioid,
        opiate, substance, meth
    """,
    "condition:sud condition:alcohol_use": """
        addiction, addictions, addicted, addict, adiccion, adicciones, addiction
        (treatment|recovery|help), in recovery, dependence, relapse, sobriety
    """,
    "condition:alcohol_use condition:sud": """
        alcohol, alcoholism, alcohol (use|use disorder|abuse|addiction|problem|dependence), alcoholic,
        aud, drinking, drinking (problem|too much), (cutting|cut) (down|back) (on|) (drinking|alcohol|my
        drinking), stop drinking, quit drinking, drink less, drinks too much, problem drinking,
        (reduce|less) (drinking|alcohol), alcoholismo, dejar de beber, dejar (el alcohol|de tomar),
        problema con el alcohol, drink too much, quitting (drinking|alcohol), heavy drinking,
        (cutting|cut) (down|back), sober, getting sober
    """,
    "condition:eating_disorder": """
        eating disorder, anorexia, anorexic, bulimia, bulimic, binge eating (disorder|), arfid, bed
        disorder, trastorno alimenticio, trastorno alimentario, trastornos alimenticios, disordered
        eating, eating problem, binge
    """,
    "condition:grief": """
        grief, grieving, bereavement, bereaved, (loss|death) of (a|my|our) (loved
        one|husband|wife|child|son|daughter|mother|father|mom|dad|parent|spouse|partner|brother|sister),
        mourning, duelo, perdida de un ser querido, my (husband|wife|son|daughter|mother|father|mom|dad)
        died, lost (my|our|his|her)
        (husband|wife|son|daughter|mother|father|mom|dad|brother|sister|child|baby|spouse|partner), loss
        of a loved one, luto
    """,
    "condition:end_of_life": """
        end of life, end of life (distress|anxiety|care), dying, terminal, terminally ill, terminal
        (illness|cancer|diagnosis), hospice, palliative (care|), existential (distress|), fear of
        (death|dying), cuidados paliativos, fin de la vida, life threatening illness, death anxiety
    """,
    "condition:chronic_pain": """
        chronic pain, chronic (back|neck|joint|body|leg|knee|pelvic|nerve|widespread) pain, back pain,
        neck pain, joint pain, pelvic pain, long term pain, constant pain, pain all the time, body pain,
        always in pain, in pain, pain (relief|treatment|patient|patients|condition|conditions|syndrome),
        dolor cronico, dolor, dolores, dolor de (espalda|cuello|rodilla), sciatica, arthritis, (bad|bum)
        (back|neck|knee|knees|hip|shoulder), back (problems|trouble|injury|surgery), failed back
        (surgery|syndrome|surgery syndrome), (slipped|herniated|bulging|ruptured) (disc|disk|discs|disks),
        degenerative
        (disc|disk) (disease|), spinal stenosis, pain in (my|both|the|his|her)
        (back|neck|legs|leg|arms|arm|feet|foot|hands|hip|hips|knee|knees|shoulder|jaw),
        sickle cell (disease|pain|anemia|), endo pain, severe
        pain, intractable pain, ehlers danlos, endometriosis, persistent pain, pain that wont go away,
        artritis, chronic pain (treatment|syndrome|relief), lower back pain, knee pain, hip pain, shoulder
        pain, ongoing pain, all over pain
    """,
    "condition:chronic_pain purpose:pain": """
        pain, for pain, pain ketamine, ketamine for pain, ketamine for chronic pain
    """,
    "condition:chronic_pain purpose:pain + route:iv": "pain (infusion|infusions)",
    "condition:crps": """
        crps, complex regional pain (syndrome|), rsd, reflex sympathetic dystrophy, regional pain
        syndrome, c r p s, crps (1|2|i|ii|type 1|type 2), rsds, causalgia, sindrome de dolor regional
        complejo, dolor regional complejo, amps pain, sympathetic dystrophy
    """,
    "condition:neuropathic_pain": """
        nerve pain, neuropathic pain, neuropathic, neuropathy, neuropathies, neuralgia, trigeminal
        (neuralgia|), pudendal (neuralgia|), nerve damage, pinched nerve, peripheral neuropathy, diabetic
        (neuropathy|nerve pain), small fiber (neuropathy|), occipital neuralgia, burning
        (pain|feet|nerves), shingles (pain|), postherpetic (neuralgia|), neuropatia, dolor neuropatico,
        dolor de nervios, dolor nervioso, neuralgia del trigemino, nerve injury, tingling, damaged nerve,
        damaged nerves, radiculopathy, face pain, facial pain
    """,
    "condition:fibromyalgia": "fibromyalgia, fibro, fibromialgia, fms, fibro myalgia, fibromyalgia pain",
    "condition:migraine": """
        migraine, migraines, migraine (headache|headaches), chronic
        (migraine|migraines|headache|headaches), migrana, migranas, severe headaches, bad headaches,
        jaqueca, jaquecas, ocular migraine, vestibular migraine
    """,
    "condition:migraine condition:cluster_headache": """
        headache, headaches, dolor de cabeza, dolores de cabeza, head pain, head aches
    """,
    "condition:cluster_headache": """
        cluster (headache|headaches), clusters, cluster head aches, cefalea en racimos, suicide headache,
        suicide headaches
    """,
    "condition:phantom_limb": """
        phantom (limb|pain|limb pain|limb syndrome|leg pain|arm pain), amputation, amputee, amputees,
        stump pain, miembro fantasma, dolor fantasma, missing limb, lost (a|my) (leg|arm|limb)
    """,
    "condition:spinal_cord_injury": """
        spinal cord (injury|injuries|), spinal injury, sci pain, lesion medular, paralyzed, paraplegic,
        quadriplegic
    """,
    "condition:cancer_pain": """
        cancer pain, cancer, stage (1|2|3|4|i|ii|iii|iv|one|two|three|four) (cancer|breast cancer|lung
        cancer|colon cancer),
        oncology, cancer (patient|patients|treatment), chemo pain, dolor por cancer,
        pain from cancer, tumor pain, chemo, chemotherapy
    """,
    # whom a clinic takes
    "takes:uncontrolled_hypertension": """
        (uncontrolled|) high blood pressure, hypertension, htn, uncontrolled hypertension, presion alta, alta
        presion, hipertension, high bp
    """,
    "takes:cardiac_disease": """
        heart (disease|condition|problem|problems|trouble|failure|attack|issues), cardiac
        (disease|condition|patient|), arrhythmia, afib, a fib, atrial fibrillation, pacemaker, enfermedad
        del corazon, problemas del corazon, bad heart, weak heart, heart conditions
    """,
    "takes:aneurysm_avm_bleed": """
        aneurysm, brain bleed, avm, bleeding in the brain, brain aneurysm, aneurisma
    """,
    "takes:stroke": "stroke, had a stroke, tia, mini stroke, derrame cerebral, past stroke",
    "takes:raised_icp": """
        intracranial (pressure|hypertension), raised pressure in the skull, idiopathic intracranial
        hypertension, iih, hydrocephalus, brain pressure
    """,
    "takes:glaucoma_raised_eye_pressure": "glaucoma, eye pressure, high eye pressure",
    "takes:psychosis": """
        psychosis, psychotic, schizophrenia, schizophrenic, schizoaffective, schizoaffective disorder,
        hearing voices, hallucinations, esquizofrenia, psicosis, history of psychosis
    """,
    "takes:active_mania": "mania, manic, manic episode, hypomania, active mania, hypomanic",
    "takes:active_sud": """
        still (drinking|using), active (addiction|alcohol use|drug use), currently drinking, actively
        using
    """,
    "takes:opioids_or_benzodiazepines": """
        benzo, benzos, benzodiazepine, benzodiazepines, xanax, klonopin, ativan, valium, clonazepam,
        lorazepam, alprazolam, diazepam, on (opioids|opiates|benzos|pain
        meds|xanax|klonopin|ativan|valium|oxycodone|methadone), taking
        (opioids|opiates|benzos|xanax|klonopin|ativan|valium|oxycodone|benzodiazepines), take
        (opioids|opiates|benzos|xanax|klonopin|ativan|valium|oxycodone|benzodiazepines), benzodiacepinas,
        oxycodone, percocet, tramadol, hydrocodone, opioid medication, pain meds, pain pills, restoril,
        temazepam
    """,
    "takes:pregnancy population:perinatal": """
        pregnant, pregnancy, expecting, expecting a baby, while pregnant, embarazada, embarazo, im
        pregnant, prenatal
    """,
    "takes:breastfeeding": """
        breastfeeding, breast feeding, breastfeed, nursing a baby, lactating, lactancia, dando pecho,
        nursing mother, pumping milk, amamantando, breast milk, nursing (my|a|our)
        (baby|child|newborn|infant|son|daughter), nursing mom
    """,
    "takes:bladder_disease": """
        bladder (disease|problem|problems|condition|issues|), interstitial cystitis, cystitis, problemas
        de vejiga, vejiga, overactive bladder
    """,
    "takes:severe_liver": """
        liver (disease|problem|problems|failure|), cirrhosis, hepatitis, severe liver disease, hepatitis
        c, problemas de higado, cirrosis, fatty liver
    """,
    "takes:untreated_hyperthyroid": """
        hyperthyroid, hyperthyroidism, overactive thyroid, graves disease, thyroid, thyroid
        (problem|disease), tiroides
    """,
    "takes:dementia": "dementia, alzheimers, alzheimer, memory loss, alzheimers disease, demencia",
    "takes:under_18 population:adolescents": f"""
        {IS_AGED} ({TEEN_AGES}), ({TEEN_AGES}) (year|years|yr|yrs) old, ({TEEN_AGES}) yo,
        under
        18, minor, minors, under eighteen, (17|16|15|14|13) (year old|years old|yo|yr old), (my|our)
        (17|16|15|14|13) year old, menor de edad, menores, (hijo|hija|nino|nina|tiene|tengo|joven) (de|)
        ({TEEN_AGES}) anos, younger than 18, adolescent patient, high
        school student, high schooler
    """,
    "takes:bmi_limit accessibility:bariatric_chair": """
        bmi, obese, obesity, overweight, high bmi, over (300|350|400) (pounds|lbs), (300|350|400)
        (pounds|lbs), larger (body|bodies), bariatric, plus size, weight limit, fat, obeso, heavy person,
        big person, sobrepeso, chair for larger bodies, large body
    """,
    "takes:acute_suicidality": "acute suicidality, acute thoughts of suicide",
    "takes:no_escort accessibility:ride_arranged": """
        no (one|body) to (drive|take|pick) me (home|up|), nobody (to|can) (drive|take) me (home|), no
        driver, no ride (home|), dont have (a|) (ride|driver|one to drive me|anyone to drive me), do not
        have a (ride|driver), without a (driver|ride|car), i dont drive, i cant drive, cant drive
        (myself|home|), no (car|transportation), no escort, have no (one|ride|driver), live alone, need a
        ride (home|), i need a ride, no tengo (quien me lleve|carro|quien me maneje|transporte), no one
        can drive me (home|), no one to take me home, nobody to bring me, dont have a car, need
        (transportation|a driver|someone to drive me), no license
    """,
    "takes:no_outside_clinician": """
        dont have a (doctor|therapist|psychiatrist|pcp|primary care doctor), no (doctor|pcp|primary care
        doctor|psychiatrist) of my own, no pcp, i have no doctor, without a (pcp|primary care doctor), no
        clinician outside this clinic
    """,
    "takes:allergy_or_earlier_reaction": """
        allergy, allergic, allergic to ketamine, bad reaction, allergies, alergia, alergica, bad trip,
        earlier bad reaction
    """,
    "takes:seizures": "seizure, seizures, epilepsy, epileptic, seizure disorder, epilepsia, convulsiones",
    "takes:sleep_apnea_or_lung_disease": """
        sleep apnea, apnea, copd, asthma, lung disease, cpap, emphysema, oxygen at home, apnea del sueno,
        asma, breathing problems, lung problems, on oxygen, use oxygen
    """,
    "takes:kidney": """
        kidney (disease|problem|problems|failure|), ckd, dialysis, renal (disease|failure), rinon,
        rinones, enfermedad renal
    """,
    "takes:dissociative_disorder": """
        dissociative (disorder|identity disorder|), did disorder, dissociation, depersonalization,
        derealization, dpdr, dissociate, multiple personalities, multiple personality disorder
    """,
    "takes:personality_disorder": """
        personality disorder, bpd, borderline (personality disorder|personality|), narcissistic, trastorno
        limite, borderline disorder, trastorno de personalidad
    """,
    "takes:brain_injury": """
        brain injury, tbi, traumatic brain injury, concussion, concussions, head injury, lesion cerebral,
        post concussion (syndrome|), brain damage
    """,
    "takes:gut_surgery_glp1_fasting": """
        ozempic, wegovy, glp 1, glp1, mounjaro, zepbound, semaglutide, tirzepatide, gastric
        (bypass|sleeve), bariatric surgery, weight loss (surgery|drug|shot|shots), trulicity, on
        (ozempic|wegovy|mounjaro|zepbound|a glp 1), gastric bypass surgery, saxenda
    """,
    "^condition:trd": """
        treatment resistant, refractory, nothing (works|worked|has worked|is working|helps|helped|has
        helped|else works|else worked|else has worked|seems to work|else helps), tried everything, (ive|i
        have|have|he has|she has) tried everything, resistente al tratamiento, nada (funciona|me
        funciona|ha funcionado|me ayuda)
    """,
}

"""Phrases for who pays: insurers, insurance, ways to pay, and "cheap"."""

INSURED = (
    "insurance:commercial insurance:medicare insurance:medicaid insurance:tricare_va insurance:workers_comp"
    " insurance:auto_claims insurance:therapy_covered insurance:assessment_covered"
    " insurance:esketamine_prior_auth insurer:* insurer:other insurer:all"
)
MEDICAID = "insurer:medicaid insurance:medicaid"

PHRASES = {
    "insurer:aetna": """
        aetna, atna, etna insurance, aetna (insurance|ppo|hmo|health|plan|choice|open access), cvs aetna,
        cvs health insurance
    """,
    "insurer:bcbs": """
        bcbs, blue cross, blue cross blue shield, blue shield, bluecross, blueshield, bluecross
        blueshield, anthem, anthem (blue cross|bcbs|blue cross blue shield|insurance), empire (blue
        cross|bcbs|blue cross blue shield), independence (blue cross|bcbs), blue cross and blue shield, bc
        bs, b c b s, highmark, highmark (blue cross|bcbs|blue cross blue shield), carefirst, carefirst
        (bcbs|blue cross), premera, premera blue cross, regence, regence (bcbs|blue cross|blue shield),
        horizon (blue cross|bcbs), florida blue, wellmark, keystone (health|first|blue cross), excellus,
        bcbs (ppo|hmo|insurance|federal), federal blue cross, fep blue, fep bcbs, blue
        (plan|card|advantage), capital blue cross, bcbs of, blue cross of, blue shield of, blue cross blue
        shield of, elevance, blues insurance, cruz azul, wellpoint
    """,
    "insurer:bcbs + state:WA": """
        (regence|premera|) (blueshield|blue shield|blue cross|bluecross|bcbs) of washington (state|)
    """,
    "insurer:cigna": """
        cigna, cigna (insurance|ppo|hmo|healthcare|health|open access|plus), evernorth, signa, the cigna
        group, express scripts insurance
    """,
    "insurer:humana": "humana, humana (insurance|ppo|hmo|gold|gold plus|health)",
    "insurer:kaiser": "kaiser, kaiser (permanente|insurance|hmo), permanente, kp insurance, kiaser",
    "insurer:united": """
        united healthcare, unitedhealthcare, united health care, united health, unitedhealth, uhc, umr,
        united (insurance|health insurance|healthcare insurance), uhc (ppo|hmo|insurance|choice|choice
        plus), unitedhealth group, unitedhealthcare (insurance|choice plus), oxford health (plans|),
        golden rule, united behavioral health, surest, all savers, united
    """,
    "insurer:optum": "optum, optum (insurance|behavioral|behavioral health|health), ubh",
    "insurer:carelon": """
        carelon, carelon (behavioral|behavioral health), beacon (health|health options), beacon health
        strategies, value options, valueoptions
    """,
    "insurer:magellan": "magellan, magellan (health|healthcare|insurance|behavioral|behavioral health)",
    "insurer:health_net": "health net, healthnet, mhn, health net insurance, managed health network",
    "insurer:oscar": "oscar, oscar (health|insurance|health insurance)",
    "insurer:molina": "molina, molina (healthcare|health|insurance|medicaid|health care), molena",
    "insurer:centene": """
        centene, ambetter, ambetter (health|insurance), wellcare, centene (insurance|health), fidelis
        (care|), sunshine health, superior health plan, peach state health
    """,
    "insurer:medicare insurance:medicare": """
        medicare, medicare (part b|part a|part d|insurance|b|plan|original), original medicare,
        (traditional|straight|regular) medicare, medi care, part b, social security insurance, medicare
        and medicaid office,
        medicare supplement, medigap
    """,
    "insurer:medicare_advantage": """
        medicare advantage (plan|plans|), advantage plan, part c, medicare part c, medicare (hmo|ppo)
    """,
    MEDICAID: """
        medicaid, medicade, medicad, medicate insurance, medicaid (insurance|plan|coverage|patients),
        state insurance, welfare insurance, medi caid, managed medicaid, seguro del estado, seguro
        estatal, public insurance, medical card, title 19, state medicaid, (reforma|) plan vital, la
        reforma, reforma de salud, government insurance
    """,
    f"{MEDICAID} + state:CA": "medi cal, medical in california, medi cal insurance, medi-cal managed care",
    f"{MEDICAID} + state:CO": "health first colorado, first health colorado",
    f"{MEDICAID} + state:MA": "masshealth, mass health, mass health insurance",
    f"{MEDICAID} + state:TN": "tenncare, tenn care",
    f"{MEDICAID} + state:AZ": """
        ahcccs, access arizona medicaid, arizona health care cost containment (system|)
    """,
    f"{MEDICAID} + state:WI": "badgercare, badger care, badgercare plus, forwardhealth, forward health",
    f"{MEDICAID} + state:WA": "apple health, washington apple health",
    f"{MEDICAID} + state:OR": "oregon health plan, ohp",
    f"{MEDICAID} + state:OK": "soonercare, sooner care",
    f"{MEDICAID} + state:ME": "mainecare, maine care",
    f"{MEDICAID} + state:MO": "mo healthnet, missouri healthnet",
    f"{MEDICAID} + state:CT": "husky health, husky (a|b|c|d|plan), connecticut husky",
    f"{MEDICAID} + state:IN": "hoosier healthwise, hoosier care connect, healthy indiana plan",
    f"{MEDICAID} + state:NJ": "nj familycare, nj family care, new jersey familycare, familycare",
    f"{MEDICAID} + state:VT": "dr dynasaur, green mountain care",
    f"{MEDICAID} + state:LA": "healthy louisiana, bayou health",
    f"{MEDICAID} + state:NM": "centennial care, turquoise care",
    f"{MEDICAID} + state:KS": "kancare, kan care",
    f"{MEDICAID} + state:AK": "denalicare, denali care",
    f"{MEDICAID} + state:HI": "med quest, medquest, quest integration",
    f"{MEDICAID} + state:SC": "healthy connections",
    f"{MEDICAID} + state:GA": "peachcare, peach care, peachcare for kids, georgia pathways",
    f"{MEDICAID} + state:VA": "cardinal care, famis",
    f"{MEDICAID} + state:MI": "healthy michigan (plan|), michild",
    f"{MEDICAID} + state:TX": "starplus, star plus, texas star (medicaid|)",
    f"{MEDICAID} + state:RI": "rite care, ritecare",
    f"{MEDICAID} + state:NE": "heritage health",
    f"{MEDICAID} + state:AR": "arkids, arhome, ar home",
    f"{MEDICAID} + state:IA": "hawki, hawk i",
    f"{MEDICAID} + state:MT": "healthy montana kids",
    f"{MEDICAID} + state:MN": "minnesotacare, minnesota care",
    f"{MEDICAID} + state:PA": "healthchoices, health choices pennsylvania",
    "insurer:tricare insurance:tricare_va": """
        tricare, tri care, triwest tricare, humana military, tricare (prime|select|for
        life|insurance|west|east), military (insurance|health insurance|coverage), seguro militar,
        dependents insurance military
    """,
    "insurer:va_community_care insurer:tricare insurance:tricare_va": "triwest, tri west",
    "insurer:va_community_care insurance:tricare_va": """
        va community care, community care, va (benefits|referral|insurance|coverage|choice|health
        insurance|pays|covered|authorization), veterans (affairs|community
        care|benefits|administration|choice), veteran (community care|benefits|affairs), va community care
        network, vaccn, through the va, (does|will) the va (pay|cover), covered by (the|) va, paid by
        (the|) va, va disability, department of veterans affairs, use my va, va paid, my va benefits, the
        va pays
    """,
    "insurer:champva": "champva, champ va, champva insurance",
    "insurer:workers_comp insurance:workers_comp": """
        workers comp, workers compensation, workmans comp, worker comp, work comp, work injury, on the job
        injury, injured at work, compensacion laboral, hurt at work, l and i, l and i claim, (department
        of|) labor and industries, workmens comp,
        accidente de trabajo
    """,
    "insurance:auto_claims": """
        auto (claim|accident|insurance claim|claims|injury), car accident (claim|insurance|injury|), no
        fault, pip, pip insurance, personal injury (claim|protection|), accidente de auto, motor vehicle
        accident, mva, car crash, car wreck
    """,
    "insurance:superbill": """
        superbill, super bill, superbills, receipt for (my|) insurance, bill for my insurer, submit to
        (my|) insurance, itemized (bill|receipt), reimbursement, get reimbursed, reimburse, reimbursed by
        insurance, insurance reimbursement, reimbursed, get reimbursed by insurance
    """,
    "insurance:out_of_network_help insurance:superbill": """
        out of network, oon, out of network (benefits|help|claims|coverage|reimbursement), outofnetwork,
        fuera de la red, oon benefits
    """,
    "insurance:checks_benefits": """
        check my (benefits|insurance|coverage), verify (my|) (benefits|insurance|coverage), benefit check,
        benefits check, insurance verification, checks (your|my) benefits, verify coverage, benefits
        verification
    """,
    "insurance:single_case": "single case agreement, single case, gap exception, sca agreement",
    "insurance:esketamine_prior_auth": """
        prior (authorization|auth), pre authorization, preauthorization, prior authorization for spravato,
        pre auth, preauth, autorizacion previa, gets prior auth, handles prior authorization
    """,
    "insurance:therapy_covered": """
        insurance for (the|) therapy, therapy covered (by insurance|), covers the therapy, (insurance|bill
        insurance) for therapy sessions, therapy billed to insurance
    """,
    "insurance:assessment_covered": """
        insurance for the (assessment|evaluation|consult|intake), assessment covered,
        (evaluation|consult|intake) covered by insurance
    """,
    "insurance:commercial": """
        commercial insurance, private insurance, employer insurance, commercial plan, insurance through
        work, insurance from work, job insurance, private health insurance, seguro privado, seguro
        comercial, commercial plans, insurance from my job, marketplace insurance, obamacare, aca plan,
        aca
    """,
    INSURED: """
        insurance, insurances, insured, health insurance,
        (take|takes|taking|accept|accepts|accepting|using|use|bill|bills|with|through|via|for|on|have|has)
        (my|our|your|health|most|any|) (insurance|insurances), (does|will|can|do) (my|) insurance
        (cover|covers|pay|pays) (it|this|for it|for this|for|), insurance
        (cover|covers|covered|coverage|accepted|pay|pays|pay for it|plans|friendly|based), covered by
        (my|) insurance, covered by insurance, is (it|this) covered (by insurance|), coverage, covered, in
        network, innetwork, in network (provider|providers|clinic|with my insurance|insurance), seguro,
        seguro medico, seguros, acepta seguro, aceptan seguro, aceptan (mi|) seguro, con seguro, cubre el
        seguro, lo cubre el seguro, aseguranza, ppo, hmo, (take|takes|accept|accepts) ppo, ppo insurance,
        hmo insurance, insurance taken, insurance company, aseguradora, health plan, my plan, deductible,
        (con|de|tengo|mi|) seguro (medico|de salud)
    """,
    # ways to pay
    "payment:self_pay payment:cash": """
        cash, cash pay, cash price, pay cash, efectivo, en efectivo, cash only, paying cash, pago en
        efectivo, cash (patient|patients|based|rate|option)
    """,
    "payment:self_pay": """
        self pay, selfpay, private pay, out of pocket, pay out of pocket, paying out of pocket, no
        insurance, without insurance, uninsured, (dont|do not) have (any|) (health|) insurance, have no
        (health|) insurance, no health insurance, not insured, lost my insurance, pay myself, paying
        myself, pay (it|for it) myself, sin seguro, no tengo seguro, pago propio, without (any|) (health|)
        insurance, (not|dont) use insurance, pay on my own, private payment, no insurance needed, not
        using insurance, sin aseguranza, between insurances
    """,
    "payment:sliding_scale": """
        sliding scale, sliding fee, sliding (fee scale|scale fee|scales), low income, income based, based
        on income, price by income, reduced (fee|price|rate|cost), low fee, pay what (i|you) can, escala
        movil, bajos ingresos, segun ingresos, discount for low income, on disability, fixed income, ssi,
        ssdi, poor, financial hardship, hardship, broke, reduced fees, cant afford (it|much|ketamine|),
        cannot afford (it|), on a fixed income, unemployed, escala de pago, bajos recursos, pocos
        recursos, escasos recursos
    """,
    "payment:payment_plan": """
        payment plan, payment plans, installments, installment plan, pay monthly, monthly payments,
        monthly payment, pay over time, plan de pago, plan de pagos, planes de pago, a plazos, pagos
        mensuales, pay in installments, payments over time, pay in parts, in payments, pagar a plazos,
        break up payments, cuotas, (take|takes|accept|accepts|make|offer|offers) payments,
        (take|takes|accept|accepts|offer|offers|offering) payment (plan|plans)
    """,
    "payment:payment_plan payment:financing": """
        pay later, buy now pay later, pay it off, credit terms, interest free, no interest, zero interest
    """,
    "payment:financing": """
        financing, finance, carecredit, care credit, cherry financing, loan, loans, affirm, advance care
        card, prosper, medical loan, lender, klarna, afterpay, financiamiento, prestamo, financed, medical
        credit card, wells fargo health advantage, sunbit, alphaeon, offers financing, finance options
    """,
    "payment:hsa_fsa": """
        hsa, fsa, hsa card, fsa card, health savings (account|), flexible spending (account|), flex card,
        flex spending, h s a, f s a, hsa fsa, flex account, hra, hsa funds, health savings card, cuenta de
        ahorros para la salud
    """,
    "payment:charity": """
        charity, charity (care|fund), grant, grants, scholarship, scholarships, financial
        (assistance|aid|help), help paying, help with (cost|costs|the cost|paying), free treatment, free
        ketamine, free clinic, for free, pro bono, ayuda financiera, becas, beca, assistance paying,
        donated treatment, nonprofit fund, assistance program, ayuda para pagar, gratis, gratuito, for
        free treatment, free, no cost, at no cost
    """,
    "payment:veteran_rate": """
        veteran (discount|discounts|rate|price|pricing), (discount|discounts) for
        (veterans|military|vets|a veteran), military (discount|discounts|rate), veterans
        (discount|discounts|rate), discount veterans, vet discount, descuento para veteranos, lower price
        for veterans, va discount
    """,
    "payment:first_responder_rate": """
        first responder (discount|discounts|rate|price), (discount|discounts) for (first
        responders|police|firefighters|cops|nurses and first responders), police discount, firefighter
        discount, first responders discount, ems discount
    """,
    "payment:veteran_rate payment:first_responder_rate payment:package": """
        discount, discounts, discounted, special price, descuento, descuentos, deal, deals, special rate
    """,
    "payment:membership": """
        membership, membership (plan|program|fee|model), member plan, monthly membership, subscription,
        subscribe, membresia, suscripcion
    """,
    "payment:card": """
        credit card, debit card, credit cards, pay by card, pay with (a|) (card|credit card|debit card),
        visa, mastercard, amex, american express, tarjeta de credito, tarjeta, tarjeta de debito, apple
        pay, takes cards, discover card
    """,
    "payment:check": """
        pay by check, personal check, by check, checks accepted, con cheque, pay with (a|) check, write a
        check
    """,
    "payment:payment_app": """
        venmo, zelle, paypal, cash app, cashapp, payment app, pay by app, bitcoin, crypto
    """,
    "payment:card_on_file": "card on file",
    "payment:paid_at_visit": """
        pay (at|on the day of) the visit, pay at (time of service|my visit|the appointment|each visit),
        pay per (visit|session), pay as (you|i) go, no prepayment, paid at visit, pay when i come
    """,
    "payment:package": """
        package, packages, package (deal|deals|price|pricing|discount), bundle, bundles, bundled, several
        sessions at once, paquete, paquetes, bulk (discount|price), series discount, package of (six|6),
        discount for a package, multi session discount, prepay discount, discount for
        (multiple|several|many|a package of|a series of|buying) sessions, multiple session discount,
        discount for multiple (infusions|treatments|sessions)
    """,
    "payment:maker_savings": """
        copay card, copay (assistance|help|program|coupon|savings), copay, copays, coupon, coupons,
        spravato (savings|withme|with me|coupon|savings program|savings card|copay|copay card|assistance),
        savings (card|program), carepath, withme, with me program, janssen (carepath|savings), j and j
        withme, manufacturer (savings|coupon|assistance|discount), cupon, patient assistance (program|),
        savings from the maker, makers savings program, drug company help
    """,
    "insurance:none": """
        no insurance (accepted|taken), (dont|do not|doesnt|does not) (take|accept) (any|) insurance, not
        accept insurance, no acepta seguro, no aceptan seguro
    """,
    "payment:check payment:cash": "check or cash, cash or check, cash and check, cash check",
}

# Asks for the lowest price first, and narrows nothing.
LOWEST_PRICE = """
    cheap, cheaper, cheapest, cheapest (place|clinic), affordable, affordable
    (treatment|care|price|prices), affordability, low cost, lowcost, lower cost, lowest
    (cost|price|prices), least expensive, less expensive, inexpensive, not (too|so|very|that|) expensive,
    not cost (a lot|too much), budget, budget friendly, on a budget, tight budget, economical, reasonable
    (price|prices|cost|priced|rates), reasonably priced, good (price|prices|value), low
    (price|prices|priced), best price, best (prices|value|deal), price, prices, pricing, cost, costs,
    fees, rates, rate, how much, how much (does|do|is|would|will) (it|a session|an
    infusion|treatment|this|that|they|the treatment|one session) (cost|costs|charge|), how much (it
    costs|you charge|per session|a session|they charge|money), what (does|do|would|will) (it|a session|an
    infusion|treatment|one session|you|they) (cost|charge), what is the (cost|price), whats the
    (cost|price), price (list|per session), cost (per|of) (a|) (session|treatment), (cost|price) of
    treatment, treatment (cost|costs|price), session (cost|price), barato, barata, baratos, baratas,
    economico, economica, economicos, mas barato, bajo costo, precio, precios, costo, cuanto cuesta,
    cuanto vale, cuanto cobran, cuanto cuestan, precio bajo, accesible de precio, asequible, a buen
    precio, sort by price, by price, inexpensively, not a fortune, wont break the bank, how expensive,
    expensive, por sesion
"""

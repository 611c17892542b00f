"""Phrases for the languages of a clinic."""

NOT_ENGLISH = (
    "language:ase "
    "language:es language:zh language:yue language:tl language:vi language:ar language:fr language:ko "
    "language:ru language:pt language:ht language:hi language:de language:pl language:it language:ur "
    "language:fa language:ja language:he language:uk language:so language:am language:nv language:bn "
    "language:pa language:gu language:hmn language:km"
)

PHRASES = {
    # languages
    "language:en": "english (speaking|speaker|), ingles, habla ingles, speaks english, in english",
    "language:es": """
        spanish, spanish
        (speaking|speaker|speakers|language|interpreter|translator|clinic), (speak|speaks|speaking|in)
        spanish, espanol,
        (habla|hablan|hable|hablar|que hable|que hablen|hablamos|hablo|en|se habla|que habla|que hablan)
        (en|) espanol, castellano, espanol hablado, hispanohablante, latino doctor who speaks spanish,
        bilingual spanish, hable espanol, bilingual, bilingue, se habla espanol, espaniol, habla hispana,
        espa ol
    """,
    "language:zh": """
        mandarin, mandarin (speaking|chinese|speaker), (speaks|speak|in) mandarin, putonghua, mandarin
        chinese
    """,
    "language:yue": "cantonese, cantonese speaking, (speaks|speak|in) cantonese",
    "language:zh language:yue": """
        chinese, chinese (speaking|language|interpreter|speaker), (speaks|speak|in) chinese
    """,
    "language:tl": """
        tagalog, tagalog speaking, (speaks|speak|in) (tagalog|filipino), filipino (speaking|language),
        filipino, filipina, pilipino
    """,
    "language:vi": "vietnamese, vietnamese (speaking|language|interpreter), (speaks|speak|in) vietnamese",
    "language:ar": "arabic, arabic (speaking|speaker|interpreter), (speaks|speak|in) arabic, arabe",
    "language:fr": """
        french, french (speaking|speaker|language), (speaks|speak|in) french, francais, parle francais
    """,
    "language:ko": """
        korean, korean (speaking|speaker|language|interpreter), (speaks|speak|in) korean, hangul
    """,
    "language:ru": "russian, russian (speaking|speaker|language|interpreter), (speaks|speak|in) russian",
    "language:pt": """
        portuguese, portuguese (speaking|speaker|language), (speaks|speak|in) portuguese, portugues,
        brazilian portuguese, fala portugues, brazilian
    """,
    "language:ht": """
        haitian creole, creole, kreyol, kreyol ayisyen, (speaks|speak|in) (creole|haitian|kreyol|haitian
        creole), haitian creole (speaking|), creole speaking
    """,
    "language:hi": "hindi, hindi (speaking|speaker), (speaks|speak|in) hindi",
    "language:de": "german, german (speaking|speaker|language), (speaks|speak|in) german, deutsch",
    "language:pl": """
        polish, polish (speaking|speaker|language), (speaks|speak|in) polish, polski, po polsku
    """,
    "language:it": "italian, italian (speaking|speaker|language), (speaks|speak|in) italian, italiano",
    "language:ur": "urdu, urdu speaking, (speaks|speak|in) urdu",
    "language:fa": """
        farsi, persian, persian (farsi|speaking|speaker), farsi (speaking|speaker), (speaks|speak|in)
        (farsi|persian)
    """,
    "language:ja": """
        japanese, japanese (speaking|speaker|language|interpreter), (speaks|speak|in) japanese, nihongo
    """,
    "language:he": "hebrew, hebrew (speaking|speaker), (speaks|speak|in) hebrew, ivrit",
    "language:uk": "ukrainian, ukrainian (speaking|speaker), (speaks|speak|in) ukrainian",
    "language:so": "somali (speaking|speaker|language|), (speaks|speak|in) somali",
    "language:am": "amharic, amharic (speaking|speaker), (speaks|speak|in) (amharic|ethiopian)",
    "language:nv": "navajo, navajo (speaking|language|speaker), (speaks|speak|in) navajo, dine bizaad",
    "language:bn": "bengali, bangla, bengali speaking, (speaks|speak|in) (bengali|bangla)",
    "language:pa": "punjabi, panjabi, punjabi speaking, (speaks|speak|in) (punjabi|panjabi)",
    "language:gu": "gujarati, gujarati speaking, (speaks|speak|in) gujarati",
    "language:hmn": "hmong, hmong (speaking|language|speaker), (speaks|speak|in) hmong",
    "language:km": "khmer, cambodian, khmer speaking, (speaks|speak|in) (khmer|cambodian)",
    "language:ase accessibility:asl_or_loop": """
        asl, sign language, american sign language, sign language
        (interpreter|interpreters|interpretation), asl
        (interpreter|interpreters|interpretation|fluent|speaking), signs asl, uses asl, lenguaje de senas,
        lengua de senas, interprete de senas, deaf interpreter, signing, interpreter for the deaf,
        interpreter for deaf, interpreter for asl, a s l, (deaf|hard of hearing) and need an interpreter
    """,
    NOT_ENGLISH: """
        interpreter, interpreters, translator, multilingual, other languages, language interpreter,
        interprete, traductor, non english speaking, doesnt speak english, does not speak english, limited
        english, traduccion, translation, translated, translators, idiomas, interpreting, no english, dont
        speak english, doesnt speak any english, no habla ingles, no hablo ingles, speaks no english
    """,
}

"""Names and texts of invented clinics: few words in many of them, many words in few (Zipf)."""

from itertools import accumulate

from directory.folding import fold
from directory.places.gazetteer import gazetteer

CONSONANTS, VOWELS = "bdfghklmnprstvw", "aeiou"
# Most frequent first, in each list.
FIRST_WORDS = """Mindful Serenity Harmony Clarity Revive Insight Summit Renew Bright Novus Elevate Evolve
    Innovative Advanced Integrative Pacific Lakeside Hope Compass Horizon Journey Phoenix Lotus Ember Nova
    Riverbend Harbor Cedar Prairie Canyon Meadow Juniper Granite Sunrise Willow Aspen Cascade Desert Coastal
    Blue Silver Golden Northern Southern Eastside Westside Midtown Uptown Downtown Valley Mountain Ocean Bay
    Oak Maple Pine Birch Magnolia Sage Clover Fern Heron Falcon Raven Sparrow Bluebird Lighthouse Beacon
    Anchor Bridge Gateway Pathway Crossroads Threshold Keystone Cornerstone Milestone Landmark Heritage
    Legacy Liberty Unity Trinity Grace Mercy Saint Allied Premier Complete Total Whole Inner Deep Clear Calm
    Quiet Still Gentle Kind Open""".split()  # noqa: SIM905
CLINIC_WORDS = """Ketamine|Wellness|Ketamine Therapy|Psychiatry|Health|Infusion|Mental Health|
    Ketamine Wellness|Psychotherapy|Pain|Behavioral Health|Medical|Recovery|TMS and Ketamine|Anesthesia|
    Integrative Medicine|Healing|Mind|Neuro|Counseling|Infusion Therapy|
    Pain Management""".replace("\n    ", "").split("|")
ENDINGS = """Center|Clinic|Associates|Clinics|Group|Institute|Practice|Centers|Partners|Care|Collective|
    Studio|Services|Solutions|Therapy|Specialists|Lounge|House""".replace("\n    ", "").split("|")
GIVEN_NAMES = """James Mary Michael Jennifer David Linda Sarah Robert Jessica William Lisa John Karen Daniel
    Emily Thomas Susan Christopher Ashley Matthew Amanda Anthony Melissa Mark Stephanie Steven Nicole Andrew
    Rachel Joshua Laura Kevin Megan Brian Amy George Angela Jason Maria Ryan Anna Priya Wei José Lucía Omar
    Fatima Kofi Ngozi Hiroshi Mei Carlos Elena Dmitri Olga Amir Leila Raj Anjali Femi Inés Zoe Quinn Tara
    Uma Víctor Ximena Yusuf Grace Hugo Nora Dev Carla Ben Ana""".split()  # noqa: SIM905
SURNAMES = """Smith Johnson Williams Brown Jones García Miller Davis Rodríguez Martínez Hernández López
    Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Pérez Thompson White Harris Sánchez Clark
    Ramírez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson
    Baker Hall Rivera Campbell Mitchell Carter Roberts Patel Kim Chen Wang Singh Khan Cohen O'Brien Murphy
    Kelly""".split()  # noqa: SIM905
STREETS = """Main Oak Park Maple Cedar Elm Washington Lake Hill Pine Walnut Spring North Ridge Church Willow
    Mill Sunset Railroad Jackson Cherry West South River Center Highland Lincoln Broadway University
    Medical Center College Market Union Franklin""".split()  # noqa: SIM905
STREET_ENDINGS = ("Street", "Avenue", "Road", "Boulevard", "Drive", "Lane", "Parkway", "Way", "Court")

NOUNS = """treatment ketamine depression therapy care pain anxiety clinic patients infusion team visit
    medicine session healing dose support life experience wellness approach room mind relief trauma nurse
    health practice plan program doctor symptoms brain recovery mood comfort family protocol veterans process
    physician center body evaluation safety therapist option research integration change depression history
    questions office hope consultation goals service music journey setting chair light minutes specialist
    anesthesia stress burnout balance community insight blanket garden staff partner neuroplasticity
    insurance evening weekend Spravato esketamine lozenge injection nasal spray antidepressant diagnosis
    PTSD OCD bipolar pregnancy fibromyalgia migraine neuropathy""".split()  # noqa: SIM905
ADJECTIVES = """safe new calm individual mental personal chronic severe careful quiet whole effective medical
    experienced resistant private gentle compassionate clinical warm advanced comfortable modern local
    holistic trained first long innovative certified evidence-based low-dose confidential affordable
    bilingual licensed board-certified nonjudgmental therapeutic psychedelic dissociative""".split()  # noqa: SIM905
VERBS = """offer provide treat help support meet use give plan monitor believe work follow begin combine
    explain listen create design tailor welcome guide review discuss measure recommend coordinate
    specialize""".split()  # noqa: SIM905
PEOPLE = """patients people adults veterans you families clients women teens clinicians couples
    first responders""".split()  # noqa: SIM905
SHAPES = (
    "We {v} {a} {n} for {p}.",
    "Our {n} is {a} and {a}.",
    "We {v} {n}, {n} and {n}.",
    "Our team will {v} your {n} before the first {n}.",
    "You will {v} with a {a} {n} in a {a} {n}.",
    "The {n} takes about {m} minutes, and a {n} stays with you.",
    "We {v} {p} with {n} who have tried other {n}.",
    "{t}, our {n} began as a {a} {n}.",
    "Many {p} {v} us for {n}.",
    "Ask about {a} {n} and {n}.",
    "Every {n} begins with a {a} {n}.",
    "We are open after work on {d}.",
    "Our nurses have {h} hours of training in {n}.",
    "We do not {v} {n} without a {a} {n}.",
)
TIMES = ("Since 2016", "In 2019", "For ten years", "Since 2021", "Years ago", "From the first day")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MAX_CHARACTERS = 1_200  # of the text "about"


class Zipf:
    """Draws items: the first most often, the second half as often, the third a third as often, …"""

    def __init__(self, items, flatter=0):
        self.items = list(items)
        self.weights = list(accumulate(1 / (rank + 1 + flatter) for rank in range(len(self.items))))

    def draw(self, chance, amount):
        return chance.choices(self.items, cum_weights=self.weights, k=amount)


def surname(chance):
    """One of some 400,000 surnames that nobody has, like `Tavorin`."""
    pairs = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice([2, 3])))
    return ("".join(pairs) + chance.choice("lnrst")).title()


class Texts:
    """Texts in the clinics' own words, made of sentences. Most are short, and some long."""

    def __init__(self, chance, sentences):
        tail = sorted(gazetteer().english)
        chance.shuffle(tail)
        slots = {
            "n": Zipf([*NOUNS, *tail]),
            "a": Zipf([*ADJECTIVES, *tail[: len(tail) // 4]]),
            "v": Zipf(VERBS),
            "p": Zipf(PEOPLE),
            "t": Zipf(TIMES),
            "d": Zipf(DAYS),
            "m": Zipf(range(30, 180, 5)),
            "h": Zipf((150, 40, 100, 300)),
        }
        made = (self._sentence(chance, slots) for _ in range(sentences))
        self.sentences = [(text, fold(text)) for text in dict.fromkeys(made)]
        common = Zipf(self.sentences, flatter=200)
        self.weights = common.weights

    def _sentence(self, chance, slots):
        shape = chance.choice(SHAPES)
        for slot, words in slots.items():
            while "{" + slot + "}" in shape:
                shape = shape.replace("{" + slot + "}", str(words.draw(chance, 1)[0]), 1)
        return shape[0].upper() + shape[1:]

    def draw(self, chance, amount):
        """(text, folded text) of as many clinics. Half of the texts have under 200 characters."""
        lengths = [min(14, max(1, round(chance.lognormvariate(1.1, 0.7)))) for _ in range(amount)]
        drawn = iter(chance.choices(self.sentences, cum_weights=self.weights, k=sum(lengths)))
        return [self._join([next(drawn) for _ in range(length)]) for length in lengths]

    def _join(self, sentences):
        room = MAX_CHARACTERS
        kept = []
        for text, folded in sentences:
            room -= len(text) + 1
            if room < 0:
                break
            kept.append((text, folded))
        return " ".join(text for text, _folded in kept), " ".join(folded for _text, folded in kept)

"""The one reader of what is typed: both boxes → an Understanding. Pure: no database, no request."""

from dataclasses import dataclass, field, replace

from directory.facts.synonyms import IDENTITY_WORDS
from directory.folding import fold, plain
from directory.places.among import find_place
from directory.places.place import Place
from directory.places.resolve import read_place
from directory.places.sentences import split_distance
from directory.understanding.claims import Claim, ClaimedText
from directory.understanding.fillers import kind_of_word
from directory.understanding.long_texts import LONG_TEXT, NOT_ASKED_FOR, is_incidental
from directory.understanding.names import NameBook
from directory.understanding.not_held import not_held
from directory.understanding.parts import NotHeld, Part, Understanding
from directory.understanding.phrases import Reading, begins_with_no, option_labels
from directory.understanding.states import SMALL_WORDS, is_guessed, states_by_words
from directory.understanding.tables.own_words import IN_ENGLISH
from directory.understanding.tokens import tokenize
from directory.web.crisis import asks_for_help

LITTLE_WORDS = frozenset({"filler", "grammar", "whole", "no", "lack", "or"})
WORDS_OF_A_SENTENCE = 3  # pronouns and verbs
MAX_WORDS_AFTER_NO = 4  # "no, I would not like a pill"
# Facets of which "no" says nothing that a clinic states: "I don't have Medicaid", "not PTSD".
BY_VIDEO = ("setting:home_remote",)
NEVER_EXCLUDED = ("condition", "takes", "insurer", "insurance", "language", "state", "evidence", "confirmed")


def understand(q: str, near: str, names: NameBook) -> Understanding:
    """What both boxes mean. A place in the box for a place goes before one among the search words."""
    beside = _read_near(near, names)
    has_place = any(part.kind in ("place", "video") for part in beside.parts)
    boxes = (_read_label(q, names) or _Reader("q", q, names, has_place=has_place), beside)
    return Understanding(
        q,
        near,
        tuple(part for box in boxes for part in box.parts),
        tuple(typed for box in boxes for typed in box.texts(box.unused)),
        tuple(one for box in boxes for one in box.not_held),
        tuple(typed for box in boxes for typed in box.texts(box.left_over)),
        asks_for_help(q) or asks_for_help(near),
    )


def _read_label(q, names):
    """The box of words where it holds the whole label of an option: "Breathing (capnography)"; else None."""
    typed = q.strip()
    keys = option_labels().get(plain(typed))
    if not keys or typed.startswith(('"', "“")):
        return None
    span = (q.index(typed), q.index(typed) + len(typed))
    reader = _Reader("q", "", names)
    reader.parts.append(Part("facet", "q", typed, span, keys=keys, terms=tuple(fold(typed).split())))
    return reader


def _read_near(near, names):
    """The box for a place, read as one place if it is one: "Denver, CO", but not "spravato denver"."""
    place = read_place(near) if near.strip() and not begins_with_no(near) else None
    if place is None:
        return _Reader("near", near, names, strict=False)
    is_plain = not near.lstrip()[:1].isdigit() and split_distance(near)[0] == near
    if isinstance(place, Place) and is_plain:
        reader = _Reader("near", near, names, strict=False)
        own_state = (f"state:{place.state}",)  # "Seatle, WA" says nothing beside the place
        kinds = {part.kind for part in reader.parts if part.keys != own_state}
        labels = {part.place.label for part in reader.parts if isinstance(part.place, Place)}
        if labels == {place.label} and (len(kinds) > 1 or reader.not_held) and not kinds & {"text", "name"}:
            return reader
    typed = near.strip()
    span = (near.index(typed), near.index(typed) + len(typed))
    corrected = getattr(place, "corrected", "")
    terms = tuple(fold(typed).split())
    reader = _Reader("near", "", names)
    reader.parts.append(Part("place", "near", typed, span, place=place, corrected=corrected, terms=terms))
    return reader


@dataclass
class _Reader:
    """Reads one box from left to right.

    unused, left_over  (first token, token behind the last) of words that narrow nothing
    """

    box: str
    text: str
    names: NameBook
    strict: bool = True
    has_place: bool = False
    parts: list[Part] = field(default_factory=list)
    not_held: list[NotHeld] = field(default_factory=list)
    unused: list[tuple[int, int]] = field(default_factory=list)
    left_over: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self):
        self.tokens = tokenize(self.text)
        self.no_at = -1  # the token at which a negation that holds begins
        self.is_lacking = False  # "I don't have" rather than "no"
        self.no_stop = 0  # the token behind which it is to hold
        self.said_at = -1  # the token behind the last pronoun or verb
        self.said = 0  # how many of them there were
        self.is_understood = False  # something was, or a sentence has begun
        self.last: list[int] = []  # places in `parts` of what the last facet became
        self.after_or = False
        self.fallbacks: list[Part] = []
        self.claimed = ClaimedText(self.text, self.tokens, self.names, self.strict)
        for claim in self.claimed.claims:
            self._take(claim)
        self._drop_fallbacks()
        for start, stop, name in self.claimed.beside:
            self._add(Claim(start, stop), "name", terms=tuple(name.split()), guess=True)
        if len(self.tokens) >= LONG_TEXT:
            self._drop_incidental()

    def _drop_incidental(self):
        """Narrow by nothing that a long text only mentions; words to look up are left over."""
        whole_names = {claim.name for claim in self.claimed.claims if claim.name}
        incidental = [part for part in self.parts if is_incidental(part, self.tokens, whole_names)]
        self.parts = [part for part in self.parts if part not in incidental]
        for part in incidental:
            inside = [
                at for at, token in enumerate(self.tokens) if part.span[0] <= token.start < part.span[1]
            ]
            spans = self.left_over if part.kind in ("text", "name") else self.unused
            spans.append((inside[0], inside[-1] + 1))
        self.left_over.sort()
        self.unused.sort()

    def _drop_fallbacks(self):
        """Forget "nothing works" as a word for depression, where another condition is named."""
        named = [part for part in self.parts if any(key.startswith("condition:") for key in part.keys)]
        others = [part for part in named if part not in self.fallbacks and "condition:mdd" not in part.keys]
        if any("condition:trd" not in part.keys for part in others):
            self.parts = [part for part in self.parts if part not in self.fallbacks]

    def texts(self, spans: list[tuple[int, int]]) -> list[str]:
        """The words of spans of tokens as they were typed; spans that touch are one text."""
        joined: list[tuple[int, int]] = []
        for start, stop in spans:
            if joined and joined[-1][1] == start and not self.tokens[start].after:
                joined[-1] = joined[-1][0], stop
            else:
                joined.append((start, stop))
        return [self.text[self.tokens[start].start : self.tokens[stop - 1].stop] for start, stop in joined]

    @property
    def _is_in_sentence(self):
        """True after several pronouns or verbs."""
        return self.said >= WORDS_OF_A_SENTENCE

    # ---- one claim

    def _take(self, claim):
        if self.tokens[claim.start].after and claim.start > self.no_at:
            self.no_at = -1
        if claim.entry and claim.entry.kind in LITTLE_WORDS:
            self._take_little_word(claim)
            return
        self._take_meaning(claim)
        self.is_understood = self.is_understood or claim.is_explained
        self.after_or = False
        self.no_stop = claim.stop if self.no_at >= 0 else 0

    def _take_little_word(self, claim):
        kind = claim.entry.kind
        if kind == "filler":
            self.said_at = claim.stop
            self.said += 1
            self.is_understood = True
        if kind in ("no", "lack"):
            self.is_lacking = kind == "lack"
            self.no_at, self.no_stop, self.last = claim.start, 0, []
        elif kind == "or":
            self.after_or = bool(self.last)
            self.no_stop = 0
        elif self.no_stop or claim.stop - self.no_at > MAX_WORDS_AFTER_NO + 2:
            self.no_at = -1
        self.unused.append((claim.start, claim.stop))

    def _take_meaning(self, claim):
        if self.no_stop:  # "no IV" ended, and no "or" followed
            self.no_at = -1
        kind = claim.entry.kind if claim.entry else ""
        if kind == "facet":
            self._take_facet(claim, claim.entry.readings)
            return
        self.last = []
        if kind == "not_held" and len(self.tokens) >= LONG_TEXT and claim.entry.code in NOT_ASKED_FOR:
            self.unused.append((claim.start, claim.stop))
        elif kind == "not_held":
            one = not_held(claim.entry.code, self._typed(claim), self.box, self._span(claim))
            self.not_held.append(one)
        elif self.no_at >= 0 and not claim.price and not claim.state:
            self._leave_out(claim)
        elif kind == "order":
            self._take_order(claim)
        elif kind == "text" and self._is_in_sentence and self._typed(claim).lower() in IDENTITY_WORDS:
            self.unused.append((claim.start, claim.stop))
        elif english := IN_ENGLISH.get(" ".join(self._terms(claim))):
            self._add(claim, "text", terms=tuple(english.split()), corrected=english)
        elif kind == "text" or claim.is_quoted:
            self._add(claim, "text")
        else:
            self._take_exact(claim)

    def _leave_out(self, claim):
        """ "Not in California" leaves a state out; what else is no facet cannot be left out."""
        if isinstance(claim.place, Place) and claim.place.kind == "state":
            keys = (f"state:{claim.place.state}",)
            self._add(Claim(self.no_at, claim.stop), "facet", keys=keys, excluded=True)
        else:
            self.left_over.append((self.no_at, claim.stop))

    def _take_exact(self, claim):
        if claim.price:
            self._add(claim, "price", price=claim.price)
        elif claim.state:
            self._add(claim, "video", state=claim.state)
        elif claim.name:
            self._add(claim, "name", terms=tuple(claim.name.split()))
        elif claim.place:
            self._take_place(claim, claim.place)
        elif claim.keys and not self._is_little_word(claim):
            self._take_state(claim)
        elif claim.keys:
            self.unused.append((claim.start, claim.stop))
        else:
            self._take_word(claim)

    def _take_order(self, claim):
        if any(part.kind == "price" for part in self.parts):
            self.unused.append((claim.start, claim.stop))
        else:
            self._add(claim, "price")

    def _take_place(self, claim, place, *, guess=False):
        if not self.has_place:
            corrected = getattr(place, "corrected", "")
            self._add(claim, "place", place=place, guess=guess, corrected=corrected)
            self.has_place = True
        elif isinstance(place, Place) and place.kind == "state":
            self._add(claim, "facet", keys=(f"state:{place.state}",), guess=guess)
        else:
            self._add(claim, "text")

    def _is_little_word(self, claim):
        """True for "me" at the end of a sentence, which has pronouns or verbs: no Maine."""
        token = self.tokens[claim.start]
        return token.word in SMALL_WORDS and token.text.islower() and self.said > 0

    def _take_state(self, claim):
        code = claim.keys[0].removeprefix("state:")
        guess = is_guessed(claim.keys)
        state = read_place(code) if claim.keys == (f"state:{code}",) else None
        if isinstance(state, Place):  # "LA" is rather a town
            self._take_place(claim, state, guess=guess)
        else:
            self._take_facet(claim, (Reading(claim.keys, is_guess=guess),))

    def _take_word(self, claim):
        token = self.tokens[claim.start]
        term = self.claimed.corrections.get(claim.start) or " ".join(token.terms) or token.word
        kind = kind_of_word(
            term,
            names=self.names,
            in_sentence=self.said_at == claim.start > 0 or self._is_in_sentence,
            stands_alone=not self.is_understood,
        )
        if kind == "unused" or self._is_another_place(term, token):
            self.unused.append((claim.start, claim.stop))
            return
        terms = tuple((self.names.spelling(term) or term).split())  # "½" is folded to "1 2"
        before = self.parts[-1] if self.parts else None
        if kind == "name" and before and before.kind == "name" and self._touches(before, claim):
            self.parts[-1] = replace(
                before,
                typed=self.text[before.span[0] : self._span(claim)[1]],
                span=(before.span[0], self._span(claim)[1]),
                terms=before.terms + terms,
            )
        else:
            self._add(claim, kind, terms=terms)

    def _is_another_place(self, term, token):
        """True for a state or, in a sentence, a town beside the place that is searched around."""
        if not self.has_place:
            return False
        return term in states_by_words() or (
            self._is_in_sentence and find_place([token.text], strict=True) is not None
        )

    def _touches(self, part, claim):
        """True if a claim begins right behind the words of a part."""
        return (
            claim.start > 0
            and part.span[1] == self.tokens[claim.start - 1].stop
            and not self.tokens[claim.start].after
        )

    # ---- facets

    def _take_facet(self, claim, readings):
        start = claim.start
        if self.no_at >= 0:
            start = self.no_at
            facets = {key.partition(":")[0] for key in readings[0].keys}
            if self.is_lacking or facets & set(NEVER_EXCLUDED):
                self.unused = [span for span in self.unused if span[0] < start] + [(start, claim.stop)]
                self.last = []
                return
            self.unused = [span for span in self.unused if span[0] < start]
            readings = (replace(readings[0], is_excluded=not readings[0].is_excluded),)
        if self.after_or and self._join(claim, readings):
            return
        if readings[0].keys == BY_VIDEO and (part := self._state_before(claim)):
            self._take_video(claim, part)
            return
        first = len(self.parts)
        for reading in readings:
            self._add_facet(Claim(start, claim.stop), reading)
        self.last = list(range(first, len(self.parts)))

    def _state_before(self, claim):
        """The part of a state right before a claim: "Texas telehealth"; else None."""
        part = self.parts[-1] if self.parts else None
        is_state = part and isinstance(part.place, Place) and part.place.kind == "state"
        return part if is_state and self._touches(part, claim) else None

    def _take_video(self, claim, part):
        """Read "telehealth" behind a state as "by video in" it."""
        span = (part.span[0], self._span(claim)[1])
        typed = self.text[span[0] : span[1]]
        terms = tuple(fold(typed).split())
        self.parts[-1] = Part("video", self.box, typed, span, state=part.place.state, terms=terms)

    def _add_facet(self, claim, reading):
        state = reading.keys[0].removeprefix("state:")
        if len(reading.keys) == 1 and state != reading.keys[0]:
            place = read_place(state)
            has_place = self.has_place or any(one.place for one in self.claimed.claims)
            if isinstance(place, Place) and place.kind == "state" and not has_place:
                self._take_place(claim, place)
                return
        if any(part.keys == reading.keys and part.excluded == reading.is_excluded for part in self.parts):
            self.unused.append((claim.start, claim.stop))
            return
        self._add(claim, "facet", keys=reading.keys, excluded=reading.is_excluded, guess=reading.is_guess)
        if reading.is_fallback:
            self.fallbacks.append(self.parts[-1])

    def _join(self, claim, readings):
        """Join "Spravato" to "IV or": one part with the values of both. False if they differ in facet."""
        joined = [self.parts[at] for at in self.last]
        if len(joined) != len(readings):
            return False
        for part, reading in zip(joined, readings, strict=True):
            facets = [{key.partition(":")[0] for key in keys} for keys in (part.keys, reading.keys)]
            if part.excluded != reading.is_excluded or not facets[0] & facets[1]:
                return False
        for at, reading in zip(self.last, readings, strict=True):
            part, stop = self.parts[at], self._span(claim)[1]
            self.parts[at] = replace(
                part,
                typed=self.text[part.span[0] : stop],
                span=(part.span[0], stop),
                keys=tuple(dict.fromkeys(part.keys + reading.keys)),
                guess=part.guess or reading.is_guess,
                corrected=" ".join(filter(None, [part.corrected, self._corrected(claim)])),
                terms=part.terms + self._terms(claim),
            )
        return True

    # ---- parts

    def _add(self, claim, kind, **meaning):
        meaning.setdefault("terms", self._terms(claim))
        meaning["corrected"] = meaning.get("corrected") or self._corrected(claim)
        self.parts.append(Part(kind, self.box, self._typed(claim), self._span(claim), **meaning))

    def _span(self, claim):
        return self.tokens[claim.start].start, self.tokens[claim.stop - 1].stop

    def _typed(self, claim):
        start, stop = self._span(claim)
        return self.text[start:stop]

    def _terms(self, claim):
        return tuple(fold(self._typed(claim)).split())

    def _corrected(self, claim):
        """The words of a claim as they were read, if one of them was misspelled."""
        if not any(at in self.claimed.corrections for at in range(claim.start, claim.stop)):
            return ""
        return " ".join(self.claimed.words[claim.start : claim.stop])

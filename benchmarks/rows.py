"""The rows of clinics in every table, one batch after another: names, places, people, days and evidence."""

import json
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.utils.text import slugify

from benchmarks import words
from benchmarks.patterns import NULL, SOURCE
from directory.folding import fold, plain
from directory.models.listing import NO_EXPIRY
from directory.publishing.slugs import MAX_CHARACTERS

MAX_AGE_DAYS = 400  # of the oldest listing
SPREAD = 0.04  # degrees across a ZIP code
REMOVED_SHARE, CHANGED_SHARE, RENEWED_SHARE, CLAIMED_SHARE = 0.01, 0.15, 0.65, 0.2
EVIDENCE_EVERY = 40  # every fortieth clinic has evidence
NAMESPACE = UUID("b0c1a1a5-7d0c-4f29-9f5e-6a2f5f0f8d3e")  # of the organizations
HOUR = "T15:00:00+00:00"  # the same day in every time zone of the states


class Chains:
    """Organizations with several sites: few with very many, and many with few."""

    def __init__(self, chance, size, slugs):
        amount = max(3, size // 40)
        names = {}
        while len(names) < amount:
            first = chance.choice([*words.FIRST_WORDS, words.surname(chance)])
            name = f"{first} {chance.choice(words.CLINIC_WORDS)}"
            names.setdefault(f"{name} {len(names)}" if name in names else name)
        self.organizations = [
            (number, name, slugs(name), str(uuid5(NAMESPACE, name))) for number, name in enumerate(names, 1)
        ]
        self.shares = words.Zipf(self.organizations, flatter=5)


class Slugs:
    """Gives every text a slug that no other has, as publishing/slugs.py does."""

    def __init__(self):
        self.last = {}

    def __call__(self, text):
        base = slugify(plain(text))[:MAX_CHARACTERS] or "clinic"
        number = self.last.get(base, 0) + 1
        slug = base if number == 1 else f"{base}-{number}"
        while number > 1 and slug in self.last:
            number += 1
            slug = f"{base}-{number}"
        self.last[base] = number
        self.last.setdefault(slug, 1)
        return slug


class Rows:
    """Makes the rows of all clinics, the first published first.

    patterns  state → its patterns
    """

    def __init__(self, *, chance, size, today: date, spots, patterns, texts, user):
        self.chance, self.size, self.today, self.user = chance, size, today, str(user)
        self.spots, self.patterns, self.texts = spots, patterns, texts
        self.slugs = Slugs()
        self.chains = Chains(chance, size, Slugs())
        self.first_words = words.Zipf(words.FIRST_WORDS)
        self.clinic_words = words.Zipf(words.CLINIC_WORDS, flatter=1)
        self.endings = words.Zipf(words.ENDINGS)
        self.given_names = words.Zipf(words.GIVEN_NAMES, flatter=10)
        self.surnames = words.Zipf(words.SURNAMES, flatter=10)
        self.streets = words.Zipf(words.STREETS, flatter=5)
        self.days = [(today - timedelta(days=age)).isoformat() for age in range(MAX_AGE_DAYS + 30)]
        self.last_submission = size

    def batch(self, first, amount):
        """Table → its rows of `amount` clinics from number `first`."""
        chance = self.chance
        made = {name: [] for name in (*TABLES, "event", "verification")}
        drawn = zip(
            range(first, first + amount),
            self.spots.draw(chance, amount),
            self.texts.draw(chance, amount),
            self.first_words.draw(chance, amount),
            self.clinic_words.draw(chance, amount),
            self.endings.draw(chance, amount),
            self.streets.draw(chance, amount),
            strict=True,
        )
        for number, spot, about, *name_words, street in drawn:
            patterns = self.patterns[spot.state]
            pattern = patterns[int(chance.random() * len(patterns))]
            values = self._values(number, spot, pattern, name_words, street)
            self._date(values, number, pattern)
            self._describe(values, pattern, spot, about)
            self._record_evidence(values, pattern, number, made["verification"])
            self._append(made, values, pattern)
        return made

    def _values(self, number, spot, pattern, name_words, street):
        """What stands for the tokens, but for the days, the texts and the evidence."""
        chance, rand = self.chance, self.chance.random
        key, organization, organization_slug, organization_uid = NULL, "", "", NULL
        name = self._name(name_words, spot.town)
        if pattern.in_chain:
            ((key, organization, organization_slug, organization_uid),) = self.chains.shares.draw(chance, 1)
            name = f"{organization} {spot.town}"
        site = "".join(plain(name).split())[:48] + ("" if rand() < 0.5 else spot.state.lower())
        return {
            "id": str(number),
            "uid": str(UUID(int=chance.getrandbits(128), version=4)),
            "name": name,
            "slug": self.slugs(f"{name} {spot.town}"),
            "alias": f"{name_words[0]} {spot.town}" if pattern.has_alias else "",
            "organization": organization,
            "organization_slug": organization_slug,
            "organization_uid": organization_uid,
            "organization_id": str(key),
            "street": f"{int(9999 * rand()) + 1} {street} {words.STREET_ENDINGS[int(9 * rand() * rand())]}",
            "city": spot.town,
            "zip": spot.zip,
            "latitude": f"{spot.latitude + (rand() - 0.5) * SPREAD:.5f}",
            "longitude": f"{spot.longitude + (rand() - 0.5) * SPREAD:.5f}",
            "phone": f"+1{201 + int(780 * rand())}555{number % 10_000:04}",
            "npi": f"1{int(1e9 * rand()):09}",
            "license": str(10_000 + int(90_000 * rand())),
            "site": site,
            "user": self.user,
            "submission": str(number),
            "source": f"generated:{number}" if pattern.imported else "",
            "imported_from": SOURCE if pattern.imported else "",
        } | self._people(pattern)

    def _people(self, pattern):
        if not pattern.people:
            return {}
        given = self.given_names.draw(self.chance, len(pattern.people))
        family = self.surnames.draw(self.chance, len(pattern.people))
        return {
            person: f"{first} {last if self.chance.random() < 0.6 else words.surname(self.chance)}"
            for person, first, last in zip(pattern.people, given, family, strict=True)
        }

    def _name(self, name_words, town):
        first, clinic, ending = name_words
        kind = self.chance.random()
        if kind < 0.25:
            first = words.surname(self.chance)
        elif kind < 0.37:
            first = town
        elif kind < 0.55:
            return f"{first} {clinic} of {town}" if kind < 0.45 else f"{first} {clinic}"
        return f"{first} {clinic} {ending}"

    def _date(self, values, number, pattern):
        """When it was sent, published, changed, confirmed and removed."""
        ages = self._ages(number, pattern)
        day = {name: NULL if age is None else self.days[age] for name, age in ages.items()}
        at = {name: NULL if one == NULL else one + HOUR for name, one in day.items()}
        newest = min(ages["last"], ages["act"] or ages["last"])
        per_day = max(1, self.size // MAX_AGE_DAYS)
        if ages["removed"] is not None:
            newest = ages["removed"]
        values |= {
            "day": day["sent"],
            "changed": day["changed"],
            "version": "1" if ages["changed"] == ages["sent"] else "2",
            "first_published_on": day["published"],
            "published_on": day["last"],
            "confirmed_on": day["confirmed"],
            "directory_version": str((MAX_AGE_DAYS - newest) * per_day + number % per_day + 1),
            "act_at": at["act"],
            "listing_changed_at": self.days[newest] + HOUR,
            "removed_at": at["removed"],
            "closed_at": at["removed"],
            "sent_at": at["sent"],
            "decided_at": at["published"],
            "sent_at2": at["changed"],
            "decided_at2": at["last"],
            "created_at": at["sent"],
            "changed_at": at["last"],
            "imported_at": at["sent"] if pattern.imported else NULL,
        }

    def _ages(self, number, pattern):
        """Ages in days; None where it never happened. The oldest listing has number 1.

        last  of the latest version;  act  of a confirmation after it
        """
        chance = self.chance
        published = last = MAX_AGE_DAYS - number * MAX_AGE_DAYS // (self.size + 1)
        changed = sent = published + int(5 * chance.random())
        if pattern.first and chance.random() < CHANGED_SHARE:
            changed = int(published * chance.random())
            last = max(0, changed - 1)
        act = None
        if chance.random() < (CLAIMED_SHARE if pattern.imported else RENEWED_SHARE):
            act = int(last * chance.random() ** 1.5)
        return {
            "sent": sent,
            "published": published,
            "changed": changed,
            "last": last,
            "act": act,
            "confirmed": (None if pattern.imported else sent) if act is None else act,
            "removed": (last if act is None else act) // 2 if chance.random() < REMOVED_SHARE else None,
        }

    def _describe(self, values, pattern, spot, about):
        """The text of the clinic's own, and the search texts with what differs."""
        text, folded = about if pattern.has_about else ("", "")
        if pattern.refused and pattern.refused.search(text):
            folded = fold(pattern.refused.sub(" ", text))
        people = [values[person] for person in pattern.people]
        values |= {
            "about": text,
            "search_text_a": fold(f"{values['name']} {values['alias']} {values['organization']}"),
            "search_text_b": fold(" ".join([spot.town, pattern.state_label, spot.zip, *people])),
            "search_text_d": f"{folded} {pattern.words_d}".strip(),
        }

    def _record_evidence(self, values, pattern, number, verifications):
        values |= {"evidence": "[]", "document_seen_until": NULL, "register_checked_until": NULL}
        if number % EVIDENCE_EVERY or not pattern.has_route:
            return
        person = values[pattern.people[0]] if pattern.people else ""
        kind = "register_checked" if person else "document_seen"
        until = (self.today + timedelta(days=30 + number % 700)).isoformat() if number % 3 else None
        entry = {
            "statement": "practitioners" if person else "route",
            "person": person,
            "kind": kind,
            "about": "license" if person else "other",
            "on": values["published_on"],
            "until": until,
            "source": "A register" if person else "A certificate",
            "url": "https://register.example/" if person else "",
        }
        values["evidence"] = json.dumps([entry], ensure_ascii=False)
        values[f"{kind}_until"] = until or NO_EXPIRY.isoformat()
        shown = [entry["statement"], person, kind, entry["about"], "agrees", entry["source"], entry["url"]]
        seen = [entry["on"], NULL, until or NULL, NULL, values["user"], values["changed_at"]]
        verifications.append("\t".join([values["id"], *shown, *seen]) + "\n")

    def _append(self, made, values, pattern):
        for name in TABLES:
            if name != "submission":
                made[name].append(pattern.rows[name].fill(values))
        events = [("published", values["decided_at"], values["submission"], "1", "")]
        if values["version"] == "1":
            made["submission"].append(pattern.rows["submission"].fill(values))
        else:
            self.last_submission += 1
            values["submission2"] = str(self.last_submission)
            made["submission"] += [pattern.first.fill(values), pattern.rows["second"].fill(values)]
            events.append(("published", values["decided_at2"], values["submission2"], "2", ""))
        events.append(("confirmed", values["act_at"], NULL, values["version"], ""))
        events.append(("removed", values["removed_at"], NULL, values["version"], "owner_request"))
        for kind, at, submission, version, reason in events:
            if at != NULL:
                row = [at, kind, values["name"], values["slug"], submission, version, reason, ""]
                made["event"].append("\t".join(row) + "\n")


TABLES = ("clinic", "listing", "submission", "practitioners", "training", "offerings")

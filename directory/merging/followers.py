"""What follows a merged clinic to the one that was kept, and goes back when the merge is taken back.

Reports, messages and notes follow; so do claims that wait, review flags, and the people of the organization.
Submissions and decided claims stay with the clinic on which they were made, so its history can be read.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from directory.facts.statements import is_stated
from directory.models import (
    Claim,
    Clinic,
    ClinicPair,
    Code,
    JoinedOrganization,
    Membership,
    Message,
    Note,
    Organization,
    Report,
    ReviewFlag,
    Submission,
    Verification,
)
from directory.moderation.errors import RefusedError
from directory.publishing.snapshot import Snapshot

Moved = dict[str, Any]  # JSON: what to give back
MOVED_MODELS = {"reports": Report, "messages": Message, "notes": Note}


def move(kept: Clinic, merged: Clinic, *, is_listed: bool, at: datetime) -> Moved:
    """Move everything but evidence from one locked clinic to another. Returns what `give_back` needs.

    is_listed  whether the merged clinic was published
    raises     RefusedError where two organizations with members would have to become one
    """
    moved: Moved = _move_organization(kept, merged, is_listed=is_listed)
    for name, model in MOVED_MODELS.items():
        rows = model.objects.filter(clinic=merged.pk)
        moved[name] = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.update(clinic=kept.pk)
    return moved | _move_claims(kept, merged, at=at) | _move_flags(kept, merged) | _move_pairs(kept, merged)


def give_back(kept: Clinic, merged: Clinic, moved: Moved) -> None:
    """Move back what `move` moved, where it is still with the kept clinic."""
    for name, model in MOVED_MODELS.items():
        model.objects.filter(pk__in=moved[name], clinic=kept.pk).update(clinic=merged.pk)
    _give_back_claims(kept, merged, moved)
    ReviewFlag.objects.filter(pk__in=moved["flags_from"], clinic=kept.pk).update(clinic=merged.pk)
    ReviewFlag.objects.filter(pk__in=moved["flags_to"], other=kept.pk).update(other=merged.pk)
    flags = [ReviewFlag(**flag) for flag in moved["flags_gone"]]
    ReviewFlag.objects.bulk_create(flags, ignore_conflicts=True)
    made = ClinicPair.objects.filter(pk__in=moved["pairs_made"])
    forget_findings(pk for pair in made.values_list("first", "second") for pk in pair)
    made.delete()
    ClinicPair.objects.bulk_create(
        [ClinicPair(**pair) for pair in moved["pairs_gone"]], ignore_conflicts=True
    )
    _give_back_organization(kept, merged, moved)


# ---- organizations


def _move_organization(kept, merged, *, is_listed):
    """The people of a merged listing maintain the kept one; the merged clinic leaves the organization.

    Those of a clinic that was never listed do not: nobody has checked who they are. Their claim follows.
    """
    ids = {kept.organization_id, merged.organization_id} - {None}
    # Locked behind the clinics, as in membership/: nobody becomes a member meanwhile.
    list(Organization.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    before = {"kept": _described(kept.organization), "merged": _described(merged.organization)}
    organization = kept.organization
    is_other = merged.organization_id != kept.organization_id
    if is_listed and is_other and _has_members(merged.organization_id):
        if _has_members(kept.organization_id):
            raise RefusedError(
                _("Both clinics have people who manage them. Join the two organizations first, then merge.")
            )
        organization = merged.organization
    Clinic.objects.filter(pk=kept.pk).update(organization=organization)
    Clinic.objects.filter(pk=merged.pk).update(organization=None)
    return {"organizations": {**before, "after": organization and organization.pk}}


def _has_members(organization):
    return organization is not None and Membership.objects.filter(organization=organization).exists()


def _described(organization):
    return [organization.pk, organization.slug] if organization else None


def _give_back_organization(kept, merged, moved):
    before = moved["organizations"]
    Clinic.objects.filter(pk=merged.pk).update(organization=_found_again(before["merged"]))
    if kept.organization_id == before["after"]:
        Clinic.objects.filter(pk=kept.pk).update(organization=_found_again(before["kept"]))


def _found_again(described):
    """The Organization, or the one that it was joined to since, or None."""
    if described is None:
        return None
    pk, slug = described
    joined = JoinedOrganization.objects.filter(slug=slug).order_by("-pk").first()
    return Organization.objects.filter(pk=pk).first() or (joined and joined.kept)


# ---- claims


def _move_claims(kept, merged, *, at):
    """Move the claims that wait. Who has a claim on the kept clinic already keeps that one.

    A code was sent to the address that the merged listing published. It proves nothing about the kept one.
    """
    waiting = Claim.objects.filter(clinic=merged.pk, state=Claim.State.WAITING)
    on_kept = Claim.objects.filter(clinic=kept.pk, state=Claim.State.WAITING).values("claimed_by")
    doubled = list(waiting.filter(claimed_by__in=on_kept).order_by("pk").values_list("pk", flat=True))
    Claim.objects.filter(pk__in=doubled).update(state=Claim.State.WITHDRAWN)
    claims = list(waiting.order_by("pk"))
    proofs = {str(claim.pk): claim.proved_at.isoformat() for claim in claims if claim.proved_at}
    moved = [claim.pk for claim in claims]
    Code.objects.filter(claim__in=moved, used_at=None).update(used_at=at)
    Claim.objects.filter(pk__in=moved).update(clinic=kept.pk, proved_at=None)
    return {"claims": moved, "claims_withdrawn": doubled, "proofs": proofs}


def _give_back_claims(kept, merged, moved):
    waiting = Claim.objects.filter(pk__in=moved["claims"], clinic=kept.pk, state=Claim.State.WAITING)
    for claim in waiting:
        proof = moved["proofs"].get(str(claim.pk))
        Claim.objects.filter(pk=claim.pk).update(
            clinic=merged.pk, proved_at=datetime.fromisoformat(proof) if proof else None
        )
    Claim.objects.filter(pk__in=moved["claims_withdrawn"], state=Claim.State.WITHDRAWN).update(
        state=Claim.State.WAITING
    )


# ---- flags and decided pairs


def _move_flags(kept, merged):
    """Flags between the two are gone; others name the kept clinic, unless one of the kind does already."""
    columns = ("clinic_id", "kind", "other_id", "shared", "miles")
    of_both = ReviewFlag.objects.filter(between("clinic", "other", kept.pk, merged.pk))
    gone = list(of_both.values(*columns))
    of_both.delete()
    by_clinic = ReviewFlag.objects.filter(clinic=kept.pk).values_list("kind", "other")
    known = set(by_clinic)
    flags_from = [
        flag.pk
        for flag in ReviewFlag.objects.filter(clinic=merged.pk)
        if (flag.kind, flag.other_id) not in known
    ]
    naming_kept = ReviewFlag.objects.filter(other=kept.pk).values("clinic")
    flags_to = list(
        ReviewFlag.objects.filter(other=merged.pk)
        .exclude(clinic__in=naming_kept)
        .values_list("pk", flat=True)
    )
    ReviewFlag.objects.filter(pk__in=flags_from).update(clinic=kept.pk)
    ReviewFlag.objects.filter(pk__in=flags_to).update(other=kept.pk)
    return {"flags_gone": gone, "flags_from": flags_from, "flags_to": flags_to}


def _move_pairs(kept, merged):
    """What is not the merged clinic is not the kept one either: the two are one clinic."""
    columns = ("first_id", "second_id", "verdict", "decided_by_id", "decided_at")
    between = ClinicPair.objects.of(kept.pk, merged.pk)
    gone = [pair | {"decided_at": pair["decided_at"].isoformat()} for pair in between.values(*columns)]
    between.delete()
    made, others = [], {kept.pk}
    for pair in ClinicPair.objects.filter(Q(first=merged.pk) | Q(second=merged.pk)):
        other = pair.second_id if pair.first_id == merged.pk else pair.first_id
        first, second = sorted([kept.pk, other])
        copy, is_new = ClinicPair.objects.get_or_create(
            first_id=first,
            second_id=second,
            defaults={
                "verdict": pair.verdict,
                "decided_by_id": pair.decided_by_id,
                "decided_at": pair.decided_at,
            },
        )
        made += [copy.pk] if is_new else []
        others.add(other)
    forget_findings(others)
    return {"pairs_gone": gone, "pairs_made": made}


def forget_findings(clinics: Iterable[int]) -> None:
    """Have the checks look again at what waits of these clinics: which pairs they may find has changed."""
    Submission.objects.waiting().filter(clinic__in=list(clinics)).update(findings_basis="")


def between(one: str, other: str, first: int, second: int) -> Q:
    """A Q for rows whose columns `one` and `other` name two clinics, in any order."""
    return Q(**{one: first, other: second}) | Q(**{one: second, other: first})


# ---- evidence


def move_evidence(kept: int, merged: int, *, content: Snapshot, theirs: Snapshot, on: date) -> Moved:
    """Move the evidence in force of what the kept listing now states as the merged one did.

    content  what the kept listing states now; `theirs`: what the merged one stated
    returns  what `give_back_evidence` needs

    Evidence of the same subject and kind on both: the newer one is shown.
    """
    moved, dropped = [], []
    ours = list(Verification.objects.in_force().filter(clinic=kept))
    for one in Verification.objects.in_force().filter(clinic=merged).order_by("pk"):
        if not _is_about(one, content, theirs):
            continue
        same = [other for other in ours if _has_same_subject(one, other)]
        if any(other.seen_on >= one.seen_on for other in same):
            continue
        dropped += [other.pk for other in same]
        moved.append(one.pk)
    Verification.objects.filter(pk__in=dropped).update(dropped_on=on)
    Verification.objects.filter(pk__in=moved).update(clinic=kept)
    return {"verifications": moved, "verifications_dropped": dropped}


def give_back_evidence(kept: int, merged: int, moved: Moved) -> None:
    """Move evidence back, before the kept listing is published without what it is about."""
    Verification.objects.filter(pk__in=moved["verifications"], clinic=kept).update(clinic=merged)


def restore_evidence(kept: int, moved: Moved) -> None:
    """Have evidence count again that the merge dropped, once the listing says again what it is about."""
    Verification.objects.filter(pk__in=moved["verifications_dropped"], clinic=kept).update(dropped_on=None)


def _is_about(one, content, theirs):
    if one.person:
        records = [_person(side["practitioners"], one.person) for side in (content, theirs)]
        return records[0] is not None and records[0] == records[1]
    return is_stated(theirs[one.statement]) and content[one.statement] == theirs[one.statement]


def _person(practitioners: Iterable[Any], name: str):
    return next((person for person in practitioners if person["name"] == name), None)


def _has_same_subject(one, other):
    return all(
        getattr(one, name) == getattr(other, name) for name in ("statement", "person", "about", "kind")
    )

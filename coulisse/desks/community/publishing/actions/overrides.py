"""Out against the register of rights: by somebody who manages the desk, for a reason, as it stands."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.community.facts.composing import GateOverridden
from coulisse.desks.community.publishing.actions.publications import NotCleared, arm
from coulisse.desks.community.publishing.agreement import content_hash, held_back
from coulisse.desks.community.publishing.guarding import rights_of
from coulisse.desks.community.publishing.models import Override, Publication
from coulisse.desks.community.publishing.overrides import key_of, may_be_overridden
from coulisse.desks.community.publishing.telling import about, tell
from coulisse.foundation.accounts.models import User


class ReasonMissing(ValueError):
    """Nobody overrides without saying why."""


class NothingToOverride(Exception):
    """The register has nothing against it."""


class NeverOverridden(Exception):
    """Somebody took a consent back, a minor is shown, or the register could not be asked."""


@transaction.atomic
def arm_despite(*, publication: Publication, why: str, by: User, at: datetime, due_at: datetime) -> Publication:
    """Note who lets it out against which obstacles and why, and arm it.

    The right to do so is the page's to ask. Raises `ReasonMissing`, `NothingToOverride`, `NeverOverridden`, and
    what `arm` raises: an embargo and an approval stay as they are.
    """
    if not why.strip():
        raise ReasonMissing
    row = Publication.objects.select_for_update(of=("self",)).select_related("account").get(pk=publication.pk)
    row.due_at = due_at
    own = held_back(row, at=at)
    if own:
        raise NotCleared(own)
    answer = rights_of(row, at=at)
    if answer.allowed:
        raise NothingToOverride
    if not answer.reasons or not all(may_be_overridden(one) for one in answer.reasons):
        raise NeverOverridden
    keys = tuple(dict.fromkeys(key_of(one) for one in answer.reasons))
    Override.objects.create(
        publication=row, content_hash=content_hash(row), obstacles=list(keys), why=why.strip()[:500], by=by, at=at
    )
    tell(row, GateOverridden(obstacles=keys, why=why.strip()[:500], **about(row)), at, by)
    return arm(publication=row, by=by, at=at, due_at=due_at)

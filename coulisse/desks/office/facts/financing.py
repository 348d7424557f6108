"""What the financing announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSource(Fact):
    """Which source of the plan."""

    source_id: int
    name: str


@fact("office.financing.source-added", _("%(by)s added %(name)s to the financing plan"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAdded(OneSource):
    cents: int


@fact("office.financing.source-changed", _("%(by)s changed %(name)s in the financing plan"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged(OneSource):
    fields: tuple[str, ...]


@fact("office.financing.source-removed", _("%(by)s took %(name)s off the financing plan"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRemoved(OneSource):
    cents: int


@fact("office.financing.source-restored", _("%(by)s put %(name)s back on the financing plan"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRestored(OneSource):
    cents: int


@fact("office.financing.tranches-set", _("%(by)s wrote the tranches of %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TranchesSet(OneSource):
    count: int


@fact("office.financing.tranche-moved", _("%(by)s moved a tranche of %(name)s from %(was)s to %(due)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheMoved(OneSource):
    """The cash forecast follows; dates as ISO text, empty for none."""

    tranche_id: int
    number: int
    cents: int
    was: str
    due: str


@fact("office.financing.tranche-received", _("%(by)s wrote a payment of %(name)s as received"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheReceived(OneSource):
    tranche_id: int
    number: int
    cents: int
    received_on: str


@fact("office.financing.condition-changed", _("%(by)s changed a condition of %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionChanged(OneSource):
    text: str


@fact("office.financing.plan-frozen", _("%(by)s froze version %(number)s of the financing plan"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFrozen(Fact):
    number: int
    cents: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCall(Fact):
    """A date of a fund."""

    call_id: int
    title: str
    day: str


@fact("office.financing.call-added", _("%(by)s added a date of a fund: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CallAdded(OneCall):
    pass


@fact("office.financing.call-changed", _("%(by)s changed a date of a fund: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CallChanged(OneCall):
    fields: tuple[str, ...]


@fact("office.financing.call-removed", _("%(by)s took a date of a fund away: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CallRemoved(OneCall):
    pass


@fact("office.financing.call-restored", _("%(by)s put a date of a fund back: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CallRestored(OneCall):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDossier(Fact):
    """An application to a fund."""

    dossier_id: int
    title: str


@fact("office.financing.dossier-opened", _("%(by)s opened the dossier %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierOpened(OneDossier):
    fund: str


@fact("office.financing.piece-changed", _("%(by)s changed a piece of the dossier %(title)s: %(piece)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PieceChanged(OneDossier):
    piece: str


@fact("office.financing.dossier-built", _("The dossier %(title)s was frozen as PDF no. %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierBuilt(OneDossier):
    number: int
    pages: int
    sha256: str


@fact("office.financing.waterfall-changed", _("%(by)s changed the order in which receipts are shared out"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallChanged(Fact):
    tiers: int

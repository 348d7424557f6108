"""What the cash announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("office.cash.balance-read", _("%(by)s read the balance of the bank"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRead(Fact):
    reading_id: int
    cents: int
    read_at: str


@fact("office.cash.balance-dropped", _("%(by)s took back a balance of the bank"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceDropped(Fact):
    reading_id: int


@fact("office.cash.balance-restored", _("%(by)s put a balance of the bank back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRestored(Fact):
    reading_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMovement(Fact):
    """Which planned movement."""

    movement_id: int
    label: str


@fact("office.cash.movement-planned", _("%(by)s planned %(label)s in the cash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MovementPlanned(OneMovement):
    cents: int


@fact("office.cash.movement-changed", _("%(by)s changed %(label)s in the cash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MovementChanged(OneMovement):
    fields: tuple[str, ...]


@fact("office.cash.movement-dropped", _("%(by)s took %(label)s out of the cash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MovementDropped(OneMovement):
    pass


@fact("office.cash.movement-restored", _("%(by)s put %(label)s back into the cash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRestored(OneMovement):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OneScenario(Fact):
    """Which scenario."""

    scenario_id: int
    name: str


@fact("office.cash.scenario-saved", _("%(by)s saved the cash scenario “%(name)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSaved(OneScenario):
    pass


@fact("office.cash.scenario-dropped", _("%(by)s took the cash scenario “%(name)s” away"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioDropped(OneScenario):
    pass


@fact("office.cash.scenario-restored", _("%(by)s put the cash scenario “%(name)s” back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRestored(OneScenario):
    pass


@fact("office.cash.settings-changed", _("%(by)s changed how the cash is watched"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CashSettingsChanged(Fact):
    fields: tuple[str, ...]

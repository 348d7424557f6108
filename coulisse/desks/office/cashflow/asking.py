"""What the address of the forecast asks for: scenario, what is tried, weeks or months, which week is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict

from coulisse.desks.office.cashflow.changes import read_all, write
from coulisse.engines.cashflow import MONTHS, WEEKS

SPANS: Final = {WEEKS: (15, 26, 52), MONTHS: (6, 12, 24)}
"""How many weeks or months the curve may show; the first is shown unasked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A state of the page; each link is another one."""

    scenario: int | None = None
    tries: tuple[str, ...] = ()
    by: str = WEEKS
    length: int = SPANS[WEEKS][0]
    slot: str = ""
    twin: bool = False
    lost: int = 0
    """Changes of the address that could not be read."""

    @property
    def changes(self) -> list[dict[str, Any]]:
        return read_all(self.tries)[0]

    def address(self, anchor: str = "", **other: Any) -> str:
        """The address of a state that differs from this one."""
        state = replace(self, **other)
        first = SPANS[state.by][0]
        asked: list[tuple[str, str]] = [("try", text) for text in state.tries]
        for name, value in (
            ("scenario", str(state.scenario) if state.scenario is not None else ""),
            ("by", state.by if state.by != WEEKS else ""),
            ("length", str(state.length) if state.length != first else ""),
            ("open", state.slot),
            ("table", "1" if state.twin else ""),
        ):
            if value:
                asked.append((name, value))
        return f"?{urlencode(asked)}{f'#{anchor}' if anchor else ''}"

    def trying(self, *changes: Mapping[str, Any]) -> str:
        """The address with these changes tried too, the week closed."""
        return self.address("cash", tries=(*self.tries, *(write(dict(one)) for one in changes)), slot="")


def asked_of(query: QueryDict, scenarios: Sequence[int]) -> Asked:
    """What could be understood of an address; the rest is as if it had not been asked."""
    by = MONTHS if query.get("by") == MONTHS else WEEKS
    length, scenario = query.get("length", ""), query.get("scenario", "")
    changes, lost = read_all(query.getlist("try"))
    return Asked(
        scenario=next((pk for pk in scenarios if str(pk) == scenario), None),
        tries=tuple(write(change) for change in changes),
        by=by,
        length=next((n for n in SPANS[by] if str(n) == length), SPANS[by][0]),
        slot=query.get("open", "")[:8],
        twin=query.get("table") == "1",
        lost=lost,
    )

"""The limits as the parameter store ships them, made into records as a desk does from its rows."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import coulisse
from coulisse.engines.worktime import AgeRules, Limit, Rule, Rules, Window, ages, hours, hours_of_day
from coulisse.kernel.confidence import Confidence

DATA = Path(coulisse.__file__).parent / "foundation" / "parameters" / "data" / "worktime.json"


@cache
def _shipped() -> dict[str, list[dict[str, Any]]]:
    return {entry["code"]: entry["values"] for entry in json.loads(DATA.read_text("utf-8"))}


def _value(code: str, joint_committee: str, regime: str) -> tuple[str, Rule] | None:
    """The value for that very committee and regime, else the general one; None where nobody has found it."""
    code = f"worktime.{code}"
    fitting = [
        one
        for one in _shipped()[code]
        if one.get("joint_committee", "") in ("", joint_committee) and one.get("regime", "") in ("", regime)
    ]
    best = max(fitting, key=lambda one: ("joint_committee" in one) + ("regime" in one), default=None)
    if best is None or not best["value"]:
        return None
    rule = Rule(
        code,
        best["source"],
        date.fromisoformat(best["read_on"]),
        Confidence(best["confidence"]),
        best.get("joint_committee", ""),
        best.get("regime", ""),
    )
    return best["value"], rule


def limit(code: str, *, joint_committee: str = "", regime: str = "") -> Limit | None:
    found = _value(code, joint_committee, regime)
    return Limit(hours(found[0]), found[1]) if found else None


def _window(code: str, regime: str) -> Window | None:
    found = _value(code, "", regime)
    return Window(*hours_of_day(found[0]), found[1]) if found else None


def _children(regime: str) -> AgeRules:
    first, last = ages(regime)
    derogation = _value("child_derogation", "", "")
    return AgeRules(
        first,
        last,
        daily_most=limit("child_hours", regime=regime),
        window=_window("child_window", regime),
        break_after=limit("child_break_after", regime=regime),
        break_length=limit("child_break"),
        daily_rest=limit("child_rest"),
        derogation=derogation[1] if derogation else None,
    )


def _young() -> AgeRules:
    return AgeRules(
        16,
        17,
        daily_most=limit("young_hours"),
        weekly_most=limit("young_week"),
        break_after=limit("young_break_after"),
        break_length=limit("young_break"),
        daily_rest=limit("young_rest"),
    )


def film_rules() -> Rules:
    """Joint committee 303.01: the general day and the excess that the sector allows above it."""
    committee = "303.01"
    day = limit("daily_most", joint_committee=committee)
    excess = limit("daily_excess", joint_committee=committee)
    night_from, night_to = _value("night_from", "", ""), _value("night_to", "", "")
    assert day
    assert excess
    assert night_from
    assert night_to
    return Rules(
        joint_committee=committee,
        daily_rest=limit("daily_rest"),
        weekly_rest=limit("weekly_rest"),
        daily_most=Limit(day.amount + excess.amount, excess.rule),
        weekly_most=limit("weekly_most", joint_committee=committee),
        weekly_average=limit("weekly_average", joint_committee=committee),
        overtime_after=limit("overtime_after", joint_committee=committee),
        night=Window(*hours_of_day(f"{night_from[0]}-{night_to[0]}"), night_from[1]),
        ages=(*(_children(regime) for regime in ("0–6", "7–11", "12–15")), _young()),
    )

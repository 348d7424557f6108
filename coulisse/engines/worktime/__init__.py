"""Working time on a shoot: rest, limits by joint committee, overtime, minors, the projected wrap, daylight.

The engine holds no legal value: limits come in as records with their source and confidence, and every flag names
the rule it applied. See docs/engines/worktime.md.
"""

from coulisse.engines.worktime.check import SomebodyElsesStretch, check
from coulisse.engines.worktime.light import (
    Daylight,
    LightCode,
    LightFlag,
    NotOnEarth,
    daylight,
    exterior_day,
    exterior_night,
)
from coulisse.engines.worktime.limits import average_week, overtime, work_by_day, work_by_week
from coulisse.engines.worktime.minors import age_on, rules_of_age
from coulisse.engines.worktime.reading import UnreadableValue, ages, hours, hours_of_day
from coulisse.engines.worktime.records import (
    AgeRules,
    Attendance,
    Break,
    Code,
    EndsBeforeStart,
    Flag,
    Limit,
    Outcome,
    Person,
    ProjectedStep,
    Projection,
    Rule,
    Rules,
    Step,
    StepKind,
    Stretch,
    Window,
)
from coulisse.engines.worktime.rests import Rest, rests
from coulisse.engines.worktime.wrap import FIVE_MINUTES, NothingPlanned, outcomes, pace_so_far, project

__all__ = [
    "FIVE_MINUTES",
    "AgeRules",
    "Attendance",
    "Break",
    "Code",
    "Daylight",
    "EndsBeforeStart",
    "Flag",
    "LightCode",
    "LightFlag",
    "Limit",
    "NotOnEarth",
    "NothingPlanned",
    "Outcome",
    "Person",
    "ProjectedStep",
    "Projection",
    "Rest",
    "Rule",
    "Rules",
    "SomebodyElsesStretch",
    "Step",
    "StepKind",
    "Stretch",
    "UnreadableValue",
    "Window",
    "age_on",
    "ages",
    "average_week",
    "check",
    "daylight",
    "exterior_day",
    "exterior_night",
    "hours",
    "hours_of_day",
    "outcomes",
    "overtime",
    "pace_so_far",
    "project",
    "rests",
    "rules_of_age",
    "work_by_day",
    "work_by_week",
]

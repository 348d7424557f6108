"""Rapport de production / productierapport: what the day was, beside what it should have been. One A4 page.

It is evidence for the insurer and feeds payroll and costs, so that what nobody measured says « non relevé ».
"""

from coulisse.papers.production_report.page import production_report
from coulisse.papers.production_report.records import (
    Beyond,
    Clocked,
    Count,
    Equipment,
    Incident,
    IncidentKind,
    Minor,
    Moment,
    Presence,
    PresenceKind,
    ProductionReport,
    Progress,
    RestAtRisk,
    RoleHours,
    SceneDone,
    SceneState,
    ShortRest,
    Signature,
)

__all__ = [
    "Beyond",
    "Clocked",
    "Count",
    "Equipment",
    "Incident",
    "IncidentKind",
    "Minor",
    "Moment",
    "Presence",
    "PresenceKind",
    "ProductionReport",
    "Progress",
    "RestAtRisk",
    "RoleHours",
    "SceneDone",
    "SceneState",
    "ShortRest",
    "Signature",
    "production_report",
]

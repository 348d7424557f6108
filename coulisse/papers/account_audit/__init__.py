"""L’audit d’un compte / accountaudit / account audit: how an account was kept, and what may be said of it."""

from coulisse.papers.account_audit.compose import account_audit
from coulisse.papers.account_audit.facts import facts_of
from coulisse.papers.account_audit.records import (
    AuditRecord,
    ChangeTold,
    FormatTold,
    HoursTold,
    HourTold,
    SilenceTold,
)

__all__ = [
    "AuditRecord",
    "ChangeTold",
    "FormatTold",
    "HourTold",
    "HoursTold",
    "SilenceTold",
    "account_audit",
    "facts_of",
]

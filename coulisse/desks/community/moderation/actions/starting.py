"""Lists and rules to begin with; none of them is on."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from coulisse.desks.community.moderation.actions.rules import write_list, write_rule
from coulisse.desks.community.moderation.models import ModerationRule, WordList
from coulisse.desks.community.moderation.starter import LISTS, name_of
from coulisse.engines.moderation import Severity
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production


@transaction.atomic
def start_rules(
    *,
    production: Production | None = None,
    client: Client | None = None,
    by: User,
    at: datetime,
    language: str = "fr",
) -> list[ModerationRule]:
    """For a production or for a client, named in `language`. Nothing where it has rules or lists already."""
    owner = {"production": production, "client": client}
    if WordList.objects.filter(**owner).exists() or ModerationRule.objects.filter(**owner).exists():
        return []
    names = {code: name_of(code, language) for code in ("hate", "insult", "threat", "pace", "spam")}
    rules = []
    for code, texts in LISTS.items():
        lists = [
            write_list(
                row=None,
                values={**owner, "name": names[code], "language": spoken, "terms": terms},
                read_version=0,
                by=by,
                at=at,
            )
            for spoken, terms in texts.items()
        ]
        values = _values(owner, names[code], action="hide", severity=Severity(code))
        rules.append(write_rule(row=None, values=values, lists=lists, read_version=0, by=by, at=at))
    threats = {"severities": [str(Severity.THREAT)]}
    values = _values(owner, names["threat"], action="flag", severity=Severity.THREAT) | threats
    rules.append(write_rule(row=None, values=values, lists=[], read_version=0, by=by, at=at))
    pace = {"rate_count": 8, "rate_minutes": 10}
    values = _values(owner, names["pace"], action="flag", severity="") | pace
    rules.append(write_rule(row=None, values=values, lists=[], read_version=0, by=by, at=at))
    links = {"links": 2}
    values = _values(owner, names["spam"], action="hide", severity=Severity.SPAM) | links
    rules.append(write_rule(row=None, values=values, lists=[], read_version=0, by=by, at=at))
    return rules


def _values(owner: Mapping[str, object], name: str, *, action: str, severity: str) -> dict[str, object]:
    return {
        **owner,
        "name": name,
        "severities": [],
        "language": "",
        "topic": "",
        "links": 0,
        "rate_count": 0,
        "rate_minutes": 10,
        "action": action,
        "severity": str(severity),
    }

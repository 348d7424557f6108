"""What the codes of moderation say to people; neutral words that stand in for a folded text."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.desks.community.moderation.meaning import topic_labels
from coulisse.engines.moderation import ORDER, Severity

SEVERITIES: Final[dict[str, Promise]] = {
    Severity.THREAT: pgettext_lazy("severity", "Threat"),
    Severity.HATE: pgettext_lazy("severity", "Hate"),
    Severity.SEXUAL: pgettext_lazy("severity", "Sexual remark"),
    Severity.INSULT: pgettext_lazy("severity", "Insult"),
    Severity.SPAM: pgettext_lazy("severity", "Advertising"),
    Severity.CRITICISM: pgettext_lazy("severity", "Criticism"),
    Severity.QUESTION: pgettext_lazy("severity", "Question"),
    Severity.PRAISE: pgettext_lazy("severity", "Praise"),
    Severity.PLAIN: pgettext_lazy("severity", "Nothing particular"),
}
COVERS: Final[dict[str, Promise]] = {
    Severity.THREAT: gettext_lazy("A threat, folded"),
    Severity.HATE: gettext_lazy("A hateful comment, folded"),
    Severity.SEXUAL: gettext_lazy("A sexual remark, folded"),
    Severity.INSULT: gettext_lazy("An insult, folded"),
}
TONES: Final[dict[str, str]] = {
    Severity.THREAT: "stop",
    Severity.HATE: "stop",
    Severity.SEXUAL: "stop",
    Severity.INSULT: "warn",
    Severity.SPAM: "warn",
    Severity.CRITICISM: "info",
    Severity.PRAISE: "ok",
}


def severity(code: str) -> str:
    return str(SEVERITIES[code]) if code in SEVERITIES else code


def cover(code: str) -> str:
    return str(COVERS.get(code) or gettext_lazy("A comment, folded"))


def severity_choices() -> list[tuple[str, Promise]]:
    return [(code.value, SEVERITIES[code]) for code in ORDER]


def topic_choices() -> list[tuple[str, str]]:
    language = (get_language() or "fr")[:2]
    return [(code, labels.get(language) or code) for code, labels in topic_labels().items()]


def why(reasons: Sequence[Mapping[str, Any]], rules: Mapping[int, str], *, quotes: bool) -> list[str]:
    """A sentence for each reason. Without `quotes` no word of the comment is repeated: it is folded."""
    return [_one(reason, rules, quotes) for reason in reasons]


def _one(reason: Mapping[str, Any], rules: Mapping[int, str], quotes: bool) -> str:
    words = [str(one) for one in reason.get("words", ())]
    said = ", ".join(f"« {one} »" for one in words) if quotes and words else ""
    rule = rules.get(reason.get("rule") or 0, "")
    match reason.get("code"):
        case "rule":
            sentence = _("Rule “%(rule)s”") % {"rule": rule}
        case "rate":
            told = {"rule": rule, "count": words[0], "minutes": words[1]} if len(words) > 1 else {"rule": rule}
            if len(words) < 2:
                return _("Rule “%(rule)s”") % told
            return _("Rule “%(rule)s”: %(count)s comments of this author in %(minutes)s minutes") % told
        case "links":
            return _("Rule “%(rule)s”: links in the text (%(count)s)") % {
                "rule": rule,
                "count": words[0] if words else "0",
            }
        case "language":
            return _("Rule “%(rule)s”: language") % {"rule": rule}
        case "topic":
            return _("Rule “%(rule)s”: topic") % {"rule": rule}
        case "spared":
            return _("It reads as criticism: no rule hides it.")
        case code:
            sentence = _("Words that read as: %(severity)s") % {"severity": severity(str(code)).lower()}
    return f"{sentence}: {said}" if said else sentence


def waited(span: timedelta) -> str:
    """How long, as one says it: « 12 min », « 1 h 05 », « 3 jours »."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(hours)s h %(minutes)s") % {"hours": minutes // 60, "minutes": f"{minutes % 60:02}"}
    days = minutes // 1_440
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


PROBLEMS: Final[dict[str, Promise]] = {
    "too-short": gettext_lazy("Line %(line)s is too short to be sought: “%(text)s”"),
    "too-long": gettext_lazy("Line %(line)s is too long: at most eight words. “%(text)s”"),
    "no-letter": gettext_lazy("Line %(line)s has no letter: “%(text)s”"),
    "too-many": gettext_lazy("Line %(line)s is one too many: 5,000 at most."),
}
IMPORT_PROBLEMS: Final[dict[str, Promise]] = {
    "text": gettext_lazy("Line %(line)s has no text."),
    "author": gettext_lazy("Line %(line)s does not say who wrote it."),
    "date": gettext_lazy("Line %(line)s: “%(value)s” is no date with an hour."),
}
FIELDS: Final[dict[str, Promise]] = {
    "id": pgettext_lazy("column of comments", "number of the comment"),
    "text": pgettext_lazy("column of comments", "text"),
    "author": pgettext_lazy("column of comments", "author"),
    "name": pgettext_lazy("column of comments", "name shown"),
    "author_id": pgettext_lazy("column of comments", "number of the author"),
    "date": pgettext_lazy("column of comments", "date and hour"),
    "address": pgettext_lazy("column of comments", "address"),
    "parent": pgettext_lazy("column of comments", "answers to"),
    "thread": pgettext_lazy("column of comments", "publication"),
}

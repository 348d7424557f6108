"""The words for channels, languages and reasons, so that a code is never shown."""

from collections.abc import Callable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from coulisse.formats.problems import Unreadable

LANGUAGES = ("fr", "nl", "en", "de")


def language_name(code: str) -> str:
    names = {
        "fr": pgettext("language", "French"),
        "nl": pgettext("language", "Dutch"),
        "en": pgettext("language", "English"),
        "de": pgettext("language", "German"),
    }
    return names.get(code, code.upper())


def language_choices() -> list[tuple[str, str]]:
    return [("", pgettext("language", "not known")), *((code, language_name(code)) for code in LANGUAGES)]


def channel_name(code: str, count: int) -> str:
    """The channel after a figure: « 2 courriels »."""
    names: dict[str, Callable[[int], str]] = {
        "mail": lambda n: ngettext("mail", "mails", n),
        "form": lambda n: ngettext("form", "forms", n),
        "call": lambda n: ngettext("call", "calls", n),
        "letter": lambda n: ngettext("letter", "letters", n),
        "social": lambda n: ngettext("private message", "private messages", n),
        "api": lambda n: ngettext("message by the interface", "messages by the interface", n),
    }
    return names[code](count) if code in names else code


def one_contact(channel: str, when: datetime) -> str:
    """One contact as the subject of a sentence: « Un appel du 15/03, 07:40 »."""
    sentences = {
        "mail": _("A mail of %(day)s, %(time)s"),
        "form": _("A form of %(day)s, %(time)s"),
        "call": _("A call of %(day)s, %(time)s"),
        "letter": _("A letter of %(day)s"),
        "social": _("A private message of %(day)s, %(time)s"),
        "api": _("A message of %(day)s, %(time)s"),
    }
    said = {"day": date_format(when, "d/m"), "time": date_format(when, "H:i")}
    return sentences.get(channel, sentences["api"]) % said


def reason_sentence(code: str, subject: str) -> str:
    """Why two cards may be one, told with one contact of the other as its subject."""
    sentences = {
        "email": _("%(what)s, gives the same e-mail address."),
        "phone": _("%(what)s, bears the same number."),
        "handle": _("%(what)s, comes from an account of that name."),
        "postal": _("%(what)s, bears the same postal address."),
        "town": _("%(what)s, bears the same name, from the same town."),
        "programme": _("%(what)s, bears the same name, about the same programme."),
        "name": _("%(what)s, bears the same name."),
        "hand": _("%(what)s, was put beside it by a colleague."),
    }
    return sentences.get(code, sentences["name"]) % {"what": subject}


def reason_label(code: str) -> str:
    """A reason in a list of several."""
    labels = {
        "email": _("same e-mail address"),
        "phone": _("same number"),
        "handle": _("account of that name"),
        "postal": _("same postal address"),
        "town": _("same town"),
        "programme": _("same programme within three weeks"),
        "name": _("same name"),
        "hand": _("put together by a colleague"),
    }
    return labels.get(code, code)


def trouble_of_file(refusal: Unreadable) -> str:
    """Why nothing of a file can be used."""
    sentence = {
        "empty": _("The file holds no row. Check that you chose the right file."),
        "too-large": _("The file is too large. Split it, and import the parts one after the other."),
        "encrypted": _("This workbook is protected by a password. Save it without, and try again."),
        "old-or-encrypted": _(
            "This workbook is in the format of before 2007, or has a password. Save it as XLSX."
        ),
        "not-a-workbook": _("This workbook cannot be read: it is damaged. Save it again, or as CSV."),
    }.get(refusal.code, _("This file is no table that can be read. Export it again as CSV or XLSX."))
    if refusal.where.line is None:
        return sentence
    return _("Row %(line)s: %(text)s") % {"line": refusal.where.line, "text": sentence}


def field_name(code: str) -> str:
    """A column of a ticket file."""
    names = {
        "order_number": _("Order number"),
        "name": _("Name"),
        "first_name": _("First name"),
        "email": _("E-mail address"),
        "phone": _("Telephone"),
        "performed_on": _("Date of the performance"),
        "starts_at": _("Hour of the performance"),
        "row": pgettext("theatre", "Row"),
        "seat": pgettext("theatre", "Place"),
        "category": pgettext("ticket", "Category"),
        "price": _("Price"),
        "status": pgettext("ticket", "Status"),
    }
    return names.get(code, code)


def trouble_of_cell(code: str, value: str) -> str:
    """Why a cell was refused, and what became of its row."""
    sentences = {
        "order-missing": _("No order number: the row is left out."),
        "date-missing": _("No date of performance: the row is left out."),
        "date": _("Date refused: %(value)s. It is not a day of the calendar. The row is left out."),
        "email": _("E-mail address refused: %(value)s. The rest of the row is imported."),
        "phone": _("Telephone number refused: %(value)s. The rest of the row is imported."),
        "price": _("Price refused: %(value)s. Write it like 24,50. The row is left out."),
        "status": _(
            "Status unknown: %(value)s. Write sold, cancelled, refunded or reserved. The row is left out."
        ),
        "repeated": _("The same place stands twice in this order: the second row is left out."),
    }
    return sentences.get(code, code) % {"value": value}

"""Why an answer does not leave. Each is a named exception; `sentence` says it to the reader, with what to do."""

from django.utils.translation import gettext as _

from coulisse.desks.audience.answers.fields import EmptyFields, UnknownFields


class NotSent(Exception):
    """The answer stays here."""


class NothingSaid(NotSent):
    """There is no text."""


class NoAddress(NotSent):
    """The writer has no e-mail address that works. `bounced` is the one that came back."""

    def __init__(self, bounced: str = "") -> None:
        super().__init__(bounced)
        self.bounced = bounced


class ToAMachine(NotSent):
    """The last message was written by no person."""


class FieldsLeft(NotSent):
    """Fields still stand between braces."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class NotTheLine(NotSent):
    """The family has a holding line, and this is not its approved text."""

    def __init__(self, title: str, number: int, *, is_locked: bool) -> None:
        super().__init__(title)
        self.title, self.number, self.is_locked = title, number, is_locked


class NotApproved(NotSent):
    """This wording leaves only as it was approved."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class Expired(NotSent):
    """The wording is not valid on this day."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class SecondReader(NotSent):
    """This writer is answered only after a second person has read the text."""


class FamilyFrozen(NotSent):
    """A crisis about this family is open, and this text was approved by nobody."""


class IsSpam(NotSent):
    """What is marked as unwanted is not answered."""


class LanguageMissing(NotSent):
    """The wording says nothing in a language that is needed."""

    def __init__(self, language: str, count: int) -> None:
        super().__init__(language)
        self.language, self.count = language, count


class NobodyLeft(NotSent):
    """Everybody was answered, or is out."""


class ForeignConversation(NotSent):
    """A conversation of another production."""


def sentence(refused: Exception) -> str:  # a table of sentences
    """What is refused, why, and what to do."""
    match refused:
        case NothingSaid():
            return _("Nothing to send: the answer is empty.")
        case NoAddress(bounced=bounced) if bounced:
            said = _(
                "Not sent: %(address)s sent our mail back. Answer by letter or telephone, or correct the address."
            )
            return said % {"address": bounced}
        case NoAddress():
            return _("Not sent: this person gave no e-mail address. Answer by letter or by telephone.")
        case ToAMachine():
            return _("Not sent: the last message is automatic, no person would read the answer.")
        case FieldsLeft(fields=fields):
            said = _("Not sent: %(fields)s is not filled in. Write it, or take it out.")
            return said % {"fields": ", ".join(fields)}
        case NotTheLine(is_locked=True, title=title, number=number):
            said = _(
                "Not sent: this family gets the approved line “%(title)s” v%(number)s and nothing else. Insert it."
            )
            return said % {"title": title, "number": number}
        case NotTheLine(title=title):
            said = _("Not sent: the line “%(title)s” of this family waits for approval. Nothing leaves before.")
            return said % {"title": title}
        case NotApproved(title=title):
            said = _("Not sent: “%(title)s” leaves only as it was approved. Insert it again, or ask for approval.")
            return said % {"title": title}
        case Expired(title=title):
            return _("Not sent: “%(title)s” is not valid today. Give it a new date, or use another.") % {
                "title": title
            }
        case SecondReader():
            return _("Not sent: a second person has to read the answer to this writer first.")
        case FamilyFrozen():
            return _(
                "Not sent: a crisis about this family is open. Only an approved text leaves; have one approved."
            )
        case IsSpam():
            return _("Not sent: the conversation is marked as unwanted. Take that back first.")
        case LanguageMissing(language=language, count=count):
            said = _("Nothing prepared: %(count)s people need the text in %(language)s, and it has none.")
            return said % {"language": _LANGUAGES[language](), "count": count}
        case NobodyLeft():
            return _("Nothing prepared: everybody was answered, or is out.")
        case ForeignConversation():
            return _("Nothing prepared: the choice holds conversations of several productions.")
        case UnknownFields(names=names):
            said = _("Refused: {%(names)s} is no field. See the list of fields beside the text.")
            return said % {"names": "}, {".join(names)}
        case EmptyFields(names=names):
            said = _("Refused: nothing is known here for {%(names)s}.")
            return said % {"names": "}, {".join(names)}
        case _:
            return str(refused)


_LANGUAGES = {"fr": lambda: _("French"), "nl": lambda: _("Dutch"), "en": lambda: _("English")}

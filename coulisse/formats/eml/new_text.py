r"""The message without quoted history and without what its program signs with. When unsure, words are kept.

>>> print(new_text("Merci !\n\nLe mar. 3 mars 2026 à 10:12, RTBF <i@x.be> a écrit :\n\n> Bonjour,\n> À demain."))
Merci !
>>> print(new_text("> Venez-vous ?\n\nOui.\n\n> Et Luc ?\n\nNon.\n\n-- \nChloé"))
Oui.
<BLANKLINE>
Non.

Line by line: marked by `>` is quoted; an announcement before marked lines goes with them, and answers written
between them stay. An announcement without marked lines, a block of De / Envoyé / À / Objet or a line
"-----Message d'origine-----" ends the message, where something of its own stands above. What was forwarded is
content: it stays whole. The line `-- ` takes what follows it, a program's advertisement ("Envoyé de mon iPhone")
goes where it ends a passage, and so does the footer of a mailing list.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from coulisse.formats.eml import forms
from coulisse.formats.eml.forms import plain

LONGEST_SIGNATURE: Final = 30
"""Lines with words after `-- `; more than that is no signature. A third of it after `--` without its space."""
WIDEST_BLOCK: Final = 14
"""Lines of a block of De / Envoyé / À / Objet, addresses that run over included."""
LONGEST_FOOTER: Final = 8
MOST_LINES: Final = 200_000


class _Kind(Enum):
    OWN = auto()
    QUOTED = auto()
    ANNOUNCED = auto()  # the line that announces a quotation
    SIGNED = auto()


def is_forward(subject: str) -> bool:
    """The subject says that the message is sent on: Fwd, FW, TR, WG, Doorst.

    >>> is_forward("TR: Votre émission"), is_forward("RE: TR: Votre émission")
    (True, False)
    """
    return forms.FORWARDING_SUBJECT.match(plain(subject)) is not None


def new_text(text: str, *, forwarded: bool = False) -> str:
    """The writer's own words. `forwarded`: a block of headers is what was sent on, and stays."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return text.strip()
    found = _Cut(lines, forwarded=forwarded)
    kept = found.kept()
    if not any(line.strip() for line in kept) and not found.is_sure:
        return text.strip()
    return _tidy(kept)


class _Cut:
    """The lines with what each of them is."""

    def __init__(self, lines: list[str], *, forwarded: bool) -> None:
        self.lines = lines
        self.plain = [plain(line[: forms.WIDEST + 1]) for line in lines]
        self.kinds = [_Kind.OWN] * len(lines)
        self.end = len(lines)
        self.sent_on = len(lines)  # where what was forwarded begins
        self.forwarded = forwarded
        self._looked_at, self._has_own = 0, False
        self._labels: dict[int, frozenset[str]] = {}
        self.is_sure = False  # of having quoted everything, where nothing is left
        self._classify()

    def kept(self) -> list[str]:
        kept: list[str] = []
        for at in range(self.end):
            if self.kinds[at] is _Kind.OWN:
                kept.append(self.lines[at])
            elif kept and kept[-1].strip():
                kept.append("")
        return kept

    def _classify(self) -> None:
        at = 0
        while at < self.end:
            if not self.plain[at]:
                at += 1
                continue
            if self._is_sent_on(at):
                self.sent_on = at
                break
            if _is_marked(self.lines[at]):
                at = self._quoted(at)
            elif (announced := self._announcement(at)) and self._announce(at, announced):
                at += announced
            elif self._ends_here(at):
                self.end = self._before_rule(at)
            else:
                at += 1
        self._sign()

    def _is_sent_on(self, at: int) -> bool:
        if forms.FORWARDED.fullmatch(self.plain[at]):
            return True
        return self.forwarded and self._is_history(at)

    def _quoted(self, at: int) -> int:
        """The marked lines from `at`, one that was wrapped while travelling (`=` at the end) with its rest."""
        while at < self.end:
            if _is_marked(self.lines[at]):
                self.kinds[at] = _Kind.QUOTED
            elif not (at and self.lines[at - 1].endswith("=") and len(self.lines[at - 1]) > 60):
                break
            else:
                self.kinds[at] = _Kind.QUOTED
            at += 1
        return at

    def _announcement(self, at: int) -> int:
        """How many lines from `at` announce a quotation, 0 for none."""
        if not forms.BEGINS.match(self.plain[at]) and not self._foreign(at):
            return 0
        joined = ""
        for count in range(1, 6):
            place = at + count - 1
            if place >= self.end or not self.plain[place] or _is_marked(self.lines[place]):
                break
            if count > 1 and (_opens(self.plain[place]) or not self._has_moment(self.plain[at])):
                break  # a sentence stands before it, which is no part of it
            joined = f"{joined} {self.plain[place]}".strip()
            if len(joined) > forms.WIDEST:
                break
            if joined.endswith((":", "--")) and self._is_announcement(joined, at + count):
                return count
        return 0

    def _is_announcement(self, joined: str, after: int) -> bool:
        marked = self._marked_follows(after)
        has_address = forms.ADDRESS.search(joined) is not None
        has_moment = forms.TIME.search(joined) is not None and forms.YEAR.search(joined) is not None
        if forms.ATTRIBUTION.fullmatch(joined):
            return marked or has_address or has_moment
        if forms.WEAK.fullmatch(joined):
            return marked
        return marked and has_address and any(character.isdigit() for character in joined)

    def _has_moment(self, line: str) -> bool:
        return forms.TIME.search(line) is not None or forms.YEAR.search(line) is not None

    def _foreign(self, at: int) -> bool:
        """Another language's program: a moment or an address, a colon at the end, marked lines after it."""
        for count, line in enumerate(self.plain[at : min(at + 3, self.end)]):
            if line.endswith(":"):
                return (count == 0 or self._has_moment(self.plain[at])) and self._marked_follows(at + count + 1)
            if not line:
                break
        return False

    def _marked_follows(self, at: int) -> bool:
        for place in range(at, min(at + 6, self.end)):
            if self.plain[place] or self.lines[place].strip():
                return _is_marked(self.lines[place])
        return False

    def _announce(self, at: int, count: int) -> bool:
        """Mark an announcement; without marked lines after it, it ends the message if something stands above."""
        if self._marked_follows(at + count):
            self.is_sure = True
        elif self._something_above(at) and not self._answers_below(at):
            self.end = at
        else:
            return False
        for place in range(at, at + count):
            self.kinds[place] = _Kind.ANNOUNCED
        return True

    def _ends_here(self, at: int) -> bool:
        """A block of headers or the mark of an original message, with something above that is the writer's own."""
        return self._is_history(at) and self._something_above(at) and not self._answers_below(at)

    def _is_history(self, at: int) -> bool:
        return forms.ORIGINAL.fullmatch(self.plain[at]) is not None or self._is_block(at)

    def _answers_below(self, at: int) -> bool:
        """The writer says that answers stand between the lines of the history."""
        return any(forms.ANSWERS_BELOW.search(line) for line in self.plain[max(0, at - 60) : at])

    def _is_block(self, at: int) -> bool:
        first = self._label(at)
        if forms.ONE_LINE.fullmatch(self.plain[at]):
            return True
        if not first:
            return self._is_foreign_block(at)
        if "from" not in first and not ("sent" in first and self._after_rule(at)):
            return False
        kinds: set[str] = set()
        blanks = 0
        for place in range(at, min(at + WIDEST_BLOCK, self.end)):
            line = self.plain[place]
            blanks = blanks + 1 if not line else 0
            if blanks > 1:
                break
            kinds |= self._label(place)
        return len(kinds & {"from", "sent", "to", "subject"}) >= 3

    def _label(self, at: int) -> frozenset[str]:
        """Which labels begin the line (`A :` may be one of several languages); none for most lines."""
        if at not in self._labels:
            found = forms.LABEL.fullmatch(self.plain[at])
            self._labels[at] = frozenset(kind for kind in forms.LABELS if found and found[kind] is not None)
        return self._labels[at]

    def _is_foreign_block(self, at: int) -> bool:
        """After a rule of underscores, four labels in a row of any language, one of them with an address."""
        if not self._after_rule(at):
            return False
        block = self.plain[at : min(at + 4, self.end)]
        if len(block) < 4 or not all(forms.ANY_LABEL.fullmatch(line) for line in block):
            return False
        return any(forms.ADDRESS.search(line) for line in block) and any(forms.YEAR.search(line) for line in block)

    def _after_rule(self, at: int) -> bool:
        place = self._previous(at)
        return place >= 0 and forms.RULE.fullmatch(self.plain[place].replace(" ", "")) is not None

    def _before_rule(self, at: int) -> int:
        """Where the message ends when a block begins at `at`: before the rules and marks that lead to it."""
        end = at
        while (place := self._previous(end)) >= 0:
            line = self.plain[place].replace(" ", "")
            if not (forms.RULE.fullmatch(line) or forms.ORIGINAL.fullmatch(self.plain[place])):
                break
            end = place
        return end

    def _previous(self, at: int) -> int:
        """The nearest line above with something on it, -1 for none."""
        place = at - 1
        while place >= 0 and not self.lines[place].strip():
            place -= 1
        return place

    def _something_above(self, at: int) -> bool:
        """Words of the writer's own stand above; each line is looked at once."""
        while self._looked_at < at and not self._has_own:
            place = self._looked_at
            is_rule = forms.RULE.fullmatch(self.plain[place].replace(" ", "")) is not None
            self._has_own = self.kinds[place] is _Kind.OWN and bool(self.lines[place].strip()) and not is_rule
            self._looked_at += 1
        return self._has_own

    def _sign(self) -> None:
        """Signatures, at the end of the message and of each passage before a quotation."""
        end = min(self.end, self.sent_on)
        while end > 0:
            start = end
            while start > 0 and self.kinds[start - 1] is _Kind.OWN:
                start -= 1
            self._sign_passage(start, end)
            while start > 0 and self.kinds[start - 1] is not _Kind.OWN:
                start -= 1
            end = start

    def _sign_passage(self, start: int, end: int) -> None:
        end = self._first(start, end, self._is_footer)
        end = self._first(start, end, self._is_mark)
        last = self._previous(end)
        while last >= start and forms.MOBILE.fullmatch(self.plain[last]) and self._stands_alone(last, start):
            self._take(last, end)
            self.is_sure = True
            last, end = self._previous(last), last

    def _first(self, start: int, end: int, holds: Callable[[int, int], bool]) -> int:
        """Take the passage away from the first line that is such a one; give where it ends now."""
        for at in range(start, end):
            if holds(at, end):
                self._take(at, end)
                return at
        return end

    def _take(self, start: int, end: int) -> None:
        for at in range(start, end):
            if self.lines[at].strip():
                self.kinds[at] = _Kind.SIGNED

    def _is_mark(self, at: int, end: int) -> bool:
        if not forms.MARK.fullmatch(self.plain[at]):
            return False
        following = sum(bool(line.strip()) for line in self.lines[at + 1 : min(end, at + 200)])
        is_exact = self.lines[at].rstrip("\r") == "-- "
        return following <= (LONGEST_SIGNATURE if is_exact else LONGEST_SIGNATURE // 3)

    def _is_footer(self, at: int, end: int) -> bool:
        """The footer of a mailing list: a rule, then a few lines that say so."""
        if end - at > 60 or not forms.LIST_RULE.fullmatch(self.plain[at]):
            return False
        rest = [line for line in self.plain[at + 1 : end] if line]
        return 0 < len(rest) <= LONGEST_FOOTER and any(forms.LIST_WORDS.search(line) for line in rest)

    def _stands_alone(self, at: int, start: int) -> bool:
        """Under an empty line, at the beginning, or under another line of the kind."""
        above = at - 1
        if above < start or not self.lines[above].strip():
            return True
        return self.plain[above].endswith((".", "!", "?", ",")) or self._names_only(above)

    def _names_only(self, at: int) -> bool:
        words = self.plain[at].split()
        return len(words) <= 4 and all(word[:1].isupper() for word in words)


def _opens(line: str) -> bool:
    return forms.BEGINS.match(line) is not None and line[:3].strip() in ("On", "Le", "Op", "Am", "At")


def _is_marked(line: str) -> bool:
    """A line that begins with > and is no face (>:( or >.<)."""
    bare = line.lstrip(" \t\N{ZERO WIDTH NO-BREAK SPACE}")
    return bare[:1] == ">" and (len(line) - len(bare)) < 4 and bare[1:2] not in (":", ";", ".", "=", "_")


def _tidy(lines: list[str]) -> str:
    """Without trailing white space and without two empty lines in a row."""
    kept: list[str] = []
    for line in (line.rstrip() for line in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")

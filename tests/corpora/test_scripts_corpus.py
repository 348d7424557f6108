"""Screenplays and parser fixtures of two libraries, with the dumps that they expect: we agree, or say why not."""

import difflib
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coulisse.engines.screenplay import cue_name, paginate, scenes_of
from coulisse.formats.fdx import read_fdx, write_fdx
from coulisse.formats.fountain import read_fountain, write_fountain
from coulisse.formats.manuscript import read_manuscript
from coulisse.kernel.emphasis import runs
from coulisse.kernel.screenplay import UNPRINTED, Manuscript, Paragraph, ParagraphKind
from tests.corpora.folder import CORPORA

FOLDER = CORPORA / "scripts"
TOOLS, PLAIN = FOLDER / "screenplay-tools", FOLDER / "screenplain"
FILES = sorted((*FOLDER.rglob("*.fountain"), *FOLDER.rglob("*.fdx")))
DUMPS = sorted(
    path
    for path in TOOLS.glob("*.txt")
    if path.with_suffix(".fountain").exists() and path.stem != "tests_Formatted"
)
PAGES = sorted(PLAIN.glob("*.html"))
PAIRS = sorted(path for path in FOLDER.rglob("*.fdx") if path.with_suffix(".fountain").exists())
MERGED = {"tests_Action-Merged": "tests_Action", "tests_Dialogue-Merged": "tests_Dialogue"}
UNMERGED = {"tests_Action-Unmerged": "tests_Action", "tests_Dialogue-Unmerged": "tests_Dialogue"}
REPEATED = re.compile(r"\s*\(CONT['’]D\)")
KINDS = {
    ParagraphKind.HEADING: "HEADING",
    ParagraphKind.CHARACTER: "CHARACTER",
    ParagraphKind.PARENTHETICAL: "PARENTHETICAL",
    ParagraphKind.DIALOGUE: "DIALOGUE",
    ParagraphKind.LYRIC: "LYRIC",
    ParagraphKind.TRANSITION: "TRANSITION",
    ParagraphKind.PAGE_BREAK: "PAGEBREAK",
    ParagraphKind.SECTION: "SECTION",
    ParagraphKind.SYNOPSIS: "SYNOPSIS",
}


def name(path: Path) -> str:
    return path.stem


def read(path: Path) -> Manuscript:
    return read_fountain(path.read_bytes()).records


def differences(theirs: list[str], ours: list[str]) -> list[str]:
    compared = difflib.unified_diff(theirs, ours, lineterm="", n=0)
    return [line for line in compared if not line.startswith(("---", "+++", "@@"))]


class Dump:
    """Our paragraphs in the words of screenplay-tools: actions that follow each other are one."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.remarks: list[Paragraph] = []

    def entries(self) -> list[str]:
        entries = [f'TITLEENTRY:"{key}":"{"|".join(lines)}"' for key, lines in self.manuscript.title_page]
        actions: list[str] = []
        for paragraph in self.manuscript.paragraphs:
            text = self._text(paragraph)
            if paragraph.kind in (ParagraphKind.ACTION, ParagraphKind.NOTE, ParagraphKind.BONEYARD):
                actions.append("|" * (2 + paragraph.blank_lines) * bool(actions) + text)
                continue
            entries.extend(self._action(actions))
            actions = []
            entries.extend(self._other(paragraph, text))
        told = (self._remark(at) for at in range(len(self.remarks)))
        return [*entries, *self._action(actions), *(re.sub(r" +(?=[|])", "", remark) for remark in told)]

    def _action(self, actions: list[str]) -> Iterator[str]:
        if actions:
            yield f'ACTION:"{"".join(actions)}"'

    def _other(self, paragraph: Paragraph, text: str) -> Iterator[str]:
        tags = f" tags:{','.join(paragraph.tags)}" if paragraph.tags else ""
        match paragraph.kind:
            case ParagraphKind.CENTERED:
                yield from (f'ACTION:"{line}" (centered)' for line in text.split("|"))
            case ParagraphKind.CHARACTER:
                cue = REPEATED.sub("", text)
                spoken = cue.partition("(")[0].strip()
                extension = f' "{cue[len(spoken) :].strip()}"' if cue != spoken else ""
                yield f'CHARACTER:"{spoken}"{extension}{" (Dual)" if paragraph.dual else ""}{tags}'
            case ParagraphKind.HEADING:
                number = f" ({paragraph.number})" if paragraph.number else ""
                yield f'HEADING:"{text}"{number}{tags}'
            case ParagraphKind.SECTION:
                yield f'SECTION:"{text}" ({paragraph.depth}){tags}'
            case ParagraphKind.PARENTHETICAL:
                yield f'PARENTHETICAL:"{text[1:-1]}"'
            case _:
                yield f'{KINDS[paragraph.kind]}:"{text}"{tags}'

    def _text(self, paragraph: Paragraph) -> str:
        if paragraph.kind in (ParagraphKind.NOTE, ParagraphKind.BONEYARD):
            return self._hole(paragraph.kind, paragraph.text)
        text, at = "", 0
        for remark in paragraph.remarks:
            text += paragraph.text[at : remark.offset] + self._hole(remark.kind, remark.text)
            at = remark.offset
        return (text + paragraph.text[at:]).replace("\n", "|")

    def _hole(self, kind: ParagraphKind, text: str) -> str:
        self.remarks.append(Paragraph(kind, text))
        at = sum(one.kind is kind for one in self.remarks) - 1
        return f"[[{at}]]" if kind is ParagraphKind.NOTE else f"/*{at}*/"

    def _remark(self, at: int) -> str:
        kind = self.remarks[at].kind
        text = self.remarks[at].text.replace("\n", "|")
        return f'[[{at}]]NOTE:"{text}"' if kind is ParagraphKind.NOTE else f'/*{at}*/BONEYARD:"{text}"'


def expected(path: Path) -> list[str]:
    """Their entries, one each; spaces at the edges and entries that only hold a blank line aside."""
    whole = path.read_text("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    entries = re.split(r'\n(?=(?:[A-Z]+|\[\[\d+\]\][A-Z]+|/\*\d+\*/[A-Z]+):")', whole)
    flat = (re.sub(r"[ ]+(?=\||\"$)", "", entry.replace("\n", "|")) for entry in entries)
    tidy = (re.sub(r'^(ACTION:") +(?=.*\(centered\)$)', r"\1", entry) for entry in flat)
    centered = (re.sub(r' +"( \(centered\))$', r'"\1', entry) for entry in tidy)
    titled = (
        re.sub(r'^(TITLEENTRY:".*?":")[| ]+', r"\1", entry).replace("|    ", "|")
        if entry.startswith("TITLEENTRY")
        else entry
        for entry in centered
    )
    return [entry for entry in titled if entry != 'ACTION:""']


# Where we read otherwise than screenplay-tools, and why: their lines (-) and ours (+).
JUDGED_WRONG = {
    # A cut passage leaves an empty line, so `CUT TO:` stands alone; screenplain's page of the same text agrees.
    "tests_Boneyards": [
        '-ACTION:"As he rattles off the long list, Brick and Steel share a look. This is going to be BAD.'
        '||CUT TO:|/*0*/"',
        '+ACTION:"As he rattles off the long list, Brick and Steel share a look. This is going to be BAD."',
        '+TRANSITION:"CUT TO:"',
        '+ACTION:"/*0*/"',
    ],
    # The specification asks of a name one letter, not that it comes first; « 2E FLIC » speaks in many a script.
    "tests_Character": ['-ACTION:"3CPO|Not work."', '+CHARACTER:"3CPO"', '+DIALOGUE:"Not work."'],
    # An empty line ends a speech; and a note doesn't cross one: then it is no note, and no word is lost.
    "tests_Notes": [
        '-DIALOGUE:"*Did you know Brick and Steel are retired?*||His hand is an inch from the receiver when the '
        "phone RINGS. Scott pauses for a moment, suspicious for some reason.[[2]] He looks around. Phone ringing."
        "|Testing a note without spaces[[3]]|Definitely shouldn't. Because of that blank line.]] He looks around. "
        'Phone ringing."',
        '+DIALOGUE:"*Did you know Brick and Steel are retired?*"',
        '+ACTION:"His hand is an inch from the receiver when the phone RINGS. Scott pauses for a moment, '
        "suspicious for some reason.[[2]] He looks around. Phone ringing.||Testing a note without spaces[[This|"
        "doesn't have spaces. Shouldn't work.||Definitely shouldn't. Because of that blank line.]] He looks "
        'around. Phone ringing."',
        "-[[3]]NOTE:\"This|doesn't have spaces. Shouldn't work.\"",
    ],
    # A lone `WORD:` without a value is no title page: so many scripts begin with FADE IN:.
    "tests_Sections": ['-TITLEENTRY:"CUT TO":""', '+TRANSITION:"CUT TO:"'],
    # Tags aren't part of Fountain. We set them aside at the end of a heading, cue, transition or section, where
    # they would spoil a name; in prose and speech a word after # is a word.
    "tests_Tags": [
        '-ACTION:"This is scene 1, we think!" tags:taggy',
        '+ACTION:"This is scene 1, we think! #taggy"',
        '-DIALOGUE:"Nice day, right?" tags:niceday?',
        '+DIALOGUE:"Nice day, right? #niceday?"',
        '-ACTION:"...where the second-rate carnival is parked for the moment in an Alabama field."'
        " tags:carnivalfield",
        '+ACTION:"...where the second-rate carnival is parked for the moment in an Alabama field. #carnivalfield"',
        '-DIALOGUE:"Bye!" tags:bye:jim',
        '+DIALOGUE:"Bye! #bye:jim"',
        '-ACTION:". NOT A HEADER" tags:bah',
        '+ACTION:". NOT A HEADER #bah"',
    ],
}
# Emphasis inside emphasis is the specification's own example, underlined and italic at once.
NESTED = "From what seems like only INCHES AWAY. <u>Steel’s face FILLS the *Leupold Mark 4* scope</u>."
NESTED_TOO = "From what seems like only INCHES AWAY. <u>Steel’s face FILLS the <i>Leupold Mark 4</i> scope</u>."


@pytest.mark.parametrize("path", DUMPS, ids=name)
def test_we_agree_with_the_dumps_but_for_what_is_listed(path: Path) -> None:
    ours = Dump(read(path.with_suffix(".fountain"))).entries()
    assert differences(expected(path), ours) == JUDGED_WRONG.get(path.stem, [])


@pytest.mark.parametrize("stem", MERGED)
def test_lines_of_one_speech_and_of_one_action_are_joined(stem: str) -> None:
    ours = Dump(read(TOOLS / f"{MERGED[stem]}.fountain")).entries()
    assert differences(expected(TOOLS / f"{stem}.txt"), ours) == []


@pytest.mark.parametrize("stem", UNMERGED)
def test_line_by_line_they_are_the_same(stem: str) -> None:
    """The dump that keeps each line apart; its blank lines stand between the lines of ours."""
    ours = [
        f'{entry.split(chr(34))[0]}"{line}"'
        for entry in Dump(read(TOOLS / f"{UNMERGED[stem]}.fountain")).entries()
        for line in (re.findall(r'"(.*)"', entry)[0].split("|") if "(centered)" not in entry else ())
        if line
    ]
    theirs = [
        f'{entry.split(chr(34))[0]}"{line}"'
        for entry in expected(TOOLS / f"{stem}.txt")
        for line in (re.findall(r'"(.*)"', entry)[0].split("|") if "(centered)" not in entry else ())
        if line
    ]
    assert [line.replace('"    ', '"') for line in ours] == [line.replace('"    ', '"') for line in theirs]


def test_emphasis() -> None:
    lines = (TOOLS / "tests_Formatted.fountain").read_text("utf-8-sig").splitlines()
    theirs = (TOOLS / "tests_Formatted.txt").read_text("utf-8-sig").splitlines()
    assert [as_html(line) for line in lines] == [NESTED_TOO if line == NESTED else line for line in theirs]


def as_html(text: str) -> str:
    tagged = ""
    for run in runs(text):
        part = f"<i>{run.text}</i>" if run.italic else run.text
        part = f"<b>{part}</b>" if run.bold else part
        tagged += f"<u>{part}</u>" if run.underline else part
    return tagged.replace("</u><u>", "").replace("</b><b>", "")


def test_four_fixtures_as_one_text() -> None:
    """Their second parser is fed a title page, sections, cues and speeches; it knows who says each line."""
    stems = ("TitlePage", "Sections", "Character", "Dialogue")
    text = "\n\n".join((TOOLS / f"tests_{stem}.fountain").read_text("utf-8-sig") for stem in stems)
    whole = (TOOLS / "tests_SimpleCallbackParser.txt").read_text("utf-8-sig")
    theirs = re.findall(r"^DIALOGUE: character:(.*?) extension.*? line:(.*?) dual:(\w+)$", whole, re.MULTILINE)
    ours = list(spoken(read_fountain(text.encode()).records))
    assert [line for line in ours if line[0] != "3CPO" or line[1] != "Not work."] == theirs
    headings = re.findall(r"^HEADING: text:(.*?) sceneNum:(.*)$", whole, re.MULTILINE)
    manuscript = read_fountain(text.encode()).records
    assert headings == [
        (one.text, one.number or "null") for one in manuscript.paragraphs if one.kind is ParagraphKind.HEADING
    ]


def spoken(manuscript: Manuscript) -> Iterator[tuple[str, str, str]]:
    cue, dual = "", "false"
    for one in manuscript.paragraphs:
        if one.kind is ParagraphKind.CHARACTER:
            cue, dual = one.text.partition("(")[0].strip(), str(one.dual).lower()
        elif one.kind is ParagraphKind.DIALOGUE:
            yield from ((cue, line, dual) for line in one.text.split("\n") if line)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_we_agree_with_the_web_pages_of_screenplain(path: Path) -> None:
    page = re.sub(r"<br/>", "\n", path.read_text("utf-8"))
    page = re.sub(r'<h6 class="page-break">', "===<h6>", page).replace("<p>&nbsp;</p>", "<p></p>")
    lines = re.sub(r"</p><p[^>]*>|</h6>|</div>", "\n", page)
    theirs = html.unescape(re.sub(r"<[^>]+>", "", lines)).replace("\xa0", " ").rstrip("\n").split("\n")
    printed = (one for one in read(path.with_suffix(".fountain")).paragraphs if one.kind not in UNPRINTED)
    ours = [line for one in printed for line in as_lines(one)]
    assert "\n".join(ours).replace("===\n", "===") == re.sub(r"\n\n(?!Hit)", "\n", "\n".join(theirs))


def as_lines(paragraph: Paragraph) -> list[str]:
    return ["==="] if paragraph.kind is ParagraphKind.PAGE_BREAK else paragraph.text.split("\n")


@pytest.mark.parametrize("path", PAIRS, ids=name)
def test_both_formats_of_a_screenplay_say_the_same(path: Path) -> None:
    """Scene numbers apart where only one of the two was given any, and all that FDX has no place for."""
    theirs = read_fdx(path.read_bytes()).records
    ours = read(path.with_suffix(".fountain"))
    assert printed(ours) == printed(theirs)


def printed(manuscript: Manuscript) -> list[tuple[ParagraphKind, str, bool, str | None]]:
    shown = (one for one in manuscript.paragraphs if one.kind not in UNPRINTED)
    return [(one.kind, one.text, one.dual, one.number) for one in shown]


@pytest.mark.parametrize("program", ["cpp", "csharp", "js", "py"])
def test_what_four_writers_make_of_one_screenplay_is_the_same(program: str) -> None:
    reading = read_fdx((TOOLS / f"tests_TestFDX-FD-Write-{program}.fdx").read_bytes())
    assert reading.problems == ()
    original = printed(read_fdx((TOOLS / "tests_TestFDX-FD.fdx").read_bytes()).records)
    assert [one[:3] for one in printed(reading.records)] == [one[:3] for one in original]


def test_the_lengths_that_two_programs_state_are_those_that_we_measure() -> None:
    for program in ("FD", "FI"):
        manuscript = read_manuscript((TOOLS / f"tests_TestFDX-{program}.fdx").read_bytes()).records
        pagination = paginate(manuscript)
        stated = [scene.eighths for scene in scenes_of(manuscript, pagination)]
        assert stated == [extent.eighths for extent in pagination.extents] == [3, 2]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_is_read_without_a_problem_written_and_read_again(path: Path) -> None:
    reading = read_manuscript(path.read_bytes())
    codes = {problem.code for problem in reading.problems}
    assert codes == ({"note-unclosed"} if path.name == "tests_Notes.fountain" else set())
    manuscript = reading.records
    if path.suffix == ".fdx":
        assert read_fdx(write_fdx(manuscript)).records == manuscript
    assert read_fountain(write_fountain(read_fountain(write_fountain(manuscript)).records)).records == (
        read_fountain(write_fountain(manuscript)).records
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_heading_is_a_scene_and_every_cue_a_name(path: Path) -> None:
    manuscript = read_manuscript(path.read_bytes()).records
    scenes = scenes_of(manuscript, paginate(manuscript))
    assert len(scenes) == sum(one.kind is ParagraphKind.HEADING for one in manuscript.paragraphs)
    assert all(scene.eighths >= 1 and scene.set for scene in scenes)
    cues = {
        cue_name(one.text) for scene in scenes for one in scene.paragraphs if one.kind is ParagraphKind.CHARACTER
    }
    assert cues == {who for scene in scenes for who in scene.characters}


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 40

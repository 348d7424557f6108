"""Write the screenplay: `python -m tools.la_drache.write` makes the two files of the sample house anew.

Each scene is filled with speech until the paginator measures the length that the shooting plan gives it.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from coulisse.engines.screenplay import paginate, scenes_of
from coulisse.formats.fdx import write_fdx
from coulisse.formats.fountain import read_fountain
from coulisse.kernel.screenplay import Manuscript
from tools.la_drache.speech import ALONE, ASIDES, EXTENSIONS, GESTURES, PAIRS, SLOTS, SONG, TRANSITIONS
from tools.la_drache.story import NAMES, PINK, PINK_34, SCENES, Outline

SEED: Final = 1993
FILES: Final = Path(__file__).parent.parent.parent / "coulisse" / "house" / "sample" / "files"
TITLE_PAGE: Final = """Title: La Drache
Credit: un film de
Author: Arnaud Delvigne
Source: version 3, pages blanches
Draft date: 11/01/2027
Contact:
\tMeuse & Fils Films SRL
\true Léopold, 4000 Liège

"""
ACTS: Final = {"1": "# LA PLUIE", "27": "# LA CRUE", "56": "# LA DÉCRUE"}


class DoesNotFit(Exception):
    """No choice of blocks gives the scene its length."""


Measure = Callable[[str], int]
"""The length in eighths of the last scene of a text in Fountain."""


def screenplay(measure: Measure) -> str:
    """The whole text, on white pages."""
    draw = random.Random(SEED)  # noqa: S311  # a fixed seed, so that the file can be made again
    parts = [TITLE_PAGE]
    for outline in SCENES:
        if outline.number in ACTS:
            parts.append(f"{ACTS[outline.number]}\n\n")
        parts.append(fitted(scene(outline, draw, measure), outline, "".join(parts), draw, measure))
    parts.append("> **FIN** <\n")
    return "".join(parts)


def pink_draft(white: str, measure: Measure) -> str:
    """The draft of 17/03/2027: scene 33A is new, 34 opens otherwise, all else is as on the white pages."""
    draw = random.Random(SEED + 1)  # noqa: S311
    outline = next(one for one in SCENES if one.number == "34")
    start = white.index(f"{outline.heading} #34#")
    end = white.index("#35#")
    end = white.rindex("\n\n", start, end) + 2
    before = white[:start] + fitted(scene(PINK, draw, measure), PINK, white[:start], draw, measure)
    return before + white[start:end].replace(outline.opening, PINK_34) + white[end:]


def scene(outline: Outline, draw: random.Random, measure: Measure) -> str:
    """One scene of the wanted length: blocks are added while it is too short, and the last one fitted."""
    text = f"{outline.heading} #{outline.number}#\n\n= {outline.synopsis}\n\n{outline.opening}\n\n"
    for block in blocks(outline, draw):
        longer = text + block
        reached = measure(longer)
        if reached > outline.eighths:
            continue
        text = longer
        if reached == outline.eighths:
            break
    return text


def fitted(text: str, outline: Outline, before: str, draw: random.Random, measure: Measure) -> str:
    """The scene where it stands: a page that ends in a speech takes a line more, so that blocks are changed."""
    kept = text.rstrip("\n").split("\n\n")
    speakers = [NAMES[role] for role in outline.roles]
    for _attempt in range(40):
        joined = "\n\n".join(kept) + "\n\n"
        reached = measure(before + joined)
        if reached == outline.eighths:
            return joined
        if reached > outline.eighths:
            kept.pop()
        else:
            kept.append(filled(draw.choice(GESTURES), draw, speakers))
    raise DoesNotFit(outline.number)


def blocks(outline: Outline, draw: random.Random) -> Iterator[str]:
    """Speeches and gestures, for as long as one asks."""
    said = [pair for about in outline.about for pair in PAIRS.get(about, ())]
    speakers = [NAMES[role] for role in outline.roles]
    for name in speakers[2:]:
        if name not in outline.opening:
            yield f"{name} entre à son tour et reste près du bord, comme au cinéma.\n\n"
    if "fanfare" in outline.about:
        yield "\n".join(SONG) + "\n\n"
    waiting: list[tuple[str, str]] = []
    for turn in range(400):
        if not waiting:
            waiting = draw.sample(said, len(said))
        if turn % 3 == 2:
            yield filled(draw.choice(GESTURES), draw, speakers) + "\n\n"
        elif len(speakers) == 1 or not said:
            yield speech(speakers[0], filled(draw.choice(ALONE), draw, speakers), draw)
        else:
            yield exchange(waiting.pop(), speakers, draw)
        if turn == 40:
            yield f"> {draw.choice(TRANSITIONS)}\n\n"


def exchange(pair: tuple[str, str], speakers: list[str], draw: random.Random) -> str:
    """A line and its answer by two of those present; now and then both at once."""
    first, second = draw.sample(speakers, 2)
    line, answer = (filled(said, draw, speakers) for said in pair)
    if draw.random() < 0.03:
        return f"{first}\n{line}\n\n{second} ^\n{answer}\n\n"
    return speech(first, line, draw) + speech(second, answer, draw)


def speech(name: str, words: str, draw: random.Random) -> str:
    chance = draw.random()
    cue = f"{name} {draw.choice(EXTENSIONS)}" if chance < 0.05 else name
    aside = f"{draw.choice(ASIDES)}\n" if chance > 0.88 else ""
    return f"{cue}\n{aside}{words}\n\n"


def filled(sentence: str, draw: random.Random, speakers: list[str]) -> str:
    """The sentence with its blanks drawn; `{Temps}` begins a sentence and takes a capital."""
    words = {name: draw.choice(choices) for name, choices in sorted(SLOTS.items())}
    capitals = {name.capitalize(): word[0].upper() + word[1:] for name, word in words.items()}
    return sentence.format(**words, **capitals, NOM=draw.choice(speakers))


def length(text: str) -> int:
    """The eighths of the last scene of a text, as the house measures them."""
    manuscript = read_fountain(text.encode()).records
    return scenes_of(manuscript, paginate(manuscript))[-1].eighths


def with_lengths(manuscript: Manuscript) -> Manuscript:
    """The same with the length of each scene stated, as screenwriting programs do."""
    lengths = {one.number: one.eighths for one in (*SCENES, PINK)}
    return replace(
        manuscript,
        paragraphs=tuple(
            replace(one, eighths=lengths[one.number]) if one.number in lengths else one
            for one in manuscript.paragraphs
        ),
    )


def files() -> dict[str, bytes]:
    """The two files of the sample house by name."""
    white = screenplay(length)
    pink = read_fountain(pink_draft(white, length).encode()).records
    return {"la-drache.fountain": white.encode(), "la-drache-roses.fdx": write_fdx(with_lengths(pink))}


def main() -> int:
    for name, content in files().items():
        (FILES / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`coulisse triage FILE [--learn FILE]`: language, family, tone and topic of messages, a line each."""

import argparse
import json
from typing import Any, Final

from coulisse.engines.families import Families, Message
from coulisse.engines.triage.features import hashed
from coulisse.engines.triage.habit import guesses
from coulisse.engines.triage.kinds import kinds_of
from coulisse.engines.triage.language import Guess
from coulisse.engines.triage.learner import Example, Learner
from coulisse.engines.triage.tone import tone_of
from coulisse.house.outcome import Refused
from coulisse.house.source import read_source

MOST_BYTES: Final = 512 * 1024 * 1024
MOST_TOPICS: Final = 100
"""Each takes 3 MB of memory."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help='lines of {"id", "text", "received"?, "sender"?}, or - for standard input')
    parser.add_argument("--learn", metavar="FILE", help='lines of {"text", "topic"} to learn topics from')


def run(options: argparse.Namespace) -> int:
    messages = _lines_of(options.file, "id", "text")
    examples = _lines_of(options.learn, "text", "topic") if options.learn else []
    for line in _triaged(messages, examples):
        if options.json:
            print(_json(line))
        else:
            shown = (line["id"], line["language"], line["family"], line["tone"], line.get("topic", ""))
            written = "  ".join(str(part) for part in shown).rstrip()
            print(written.encode("utf-8", "replace").decode("utf-8"))
    return 0


def _json(line: dict[str, Any]) -> str:
    """Accents as they are; an identifier with half a surrogate pair escaped, as it was given."""
    written = json.dumps(line, ensure_ascii=False)
    is_whole = not any("\ud800" <= letter <= "\udfff" for letter in written)
    return written if is_whole else json.dumps(line)


def _triaged(messages: list[dict[str, Any]], examples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    texts = [str(message["text"]) for message in messages]
    spoken = guesses(texts, [str(message.get("sender") or "") for message in messages])
    families = _families(texts, spoken)
    topics = _topics(texts, examples)
    lines = []
    for number, (message, guess) in enumerate(zip(messages, spoken, strict=True)):
        line = {"id": message["id"], "language": str(guess.language), "family": families[number]}
        confidence = guess.confidence
        if topics:
            line["topic"], confidence = topics[number]
        lines.append({**line, "tone": tone_of(texts[number]).code, "confidence": round(confidence, 3)})
    return lines


def _families(texts: list[str], spoken: list[Guess]) -> list[str]:
    messages = [
        Message(f"{number:08}", text, guess.language, frozenset(one.code for one in kinds_of(text)))
        for number, (text, guess) in enumerate(zip(texts, spoken, strict=True))
    ]
    return [f"f{int(placed.family)}" for placed in Families().place_all(messages)]


def _topics(texts: list[str], examples: list[dict[str, Any]]) -> list[tuple[str, float]]:
    if not examples:
        return []
    labels = {str(one["topic"]) for one in examples}
    if len(labels) > MOST_TOPICS:
        raise Refused("too-many-topics", f"{len(labels)} topics to learn, {MOST_TOPICS} are the most")
    learner = Learner(
        labels,
        [Example(str(one["text"]), str(one["topic"])) for one in examples],
    )
    likely = learner.likely(hashed(texts))
    best = likely.argmax(axis=1)
    return [(learner.labels[label], float(row[label])) for row, label in zip(likely, best, strict=True)]


def _lines_of(file: str, *wanted: str) -> list[dict[str, Any]]:
    """One JSON object a line, with the members that are wanted; empty lines are passed over."""
    lines = []
    for number, raw in enumerate(read_source(file, most=MOST_BYTES).split(b"\n"), 1):
        if not raw.strip():
            continue
        where = f"{file}:{number}"
        try:
            line = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise Refused("not-json", f"{where}: not a line of JSON in UTF-8", where) from error
        if not isinstance(line, dict) or any(name not in line for name in wanted):
            raise Refused("wrong-line", f"{where}: {' and '.join(wanted)} are needed", where)
        if not isinstance(line["text"], str):
            raise Refused("wrong-line", f"{where}: the text is not a text", where)
        lines.append(line)
    return lines

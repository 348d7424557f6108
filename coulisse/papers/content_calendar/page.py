"""The calendar on A4: a heading a day, a row a publication, its text whole."""

from typing import Any

from coulisse.papers import press
from coulisse.papers.content_calendar.records import CalendarDay, CalendarPaper, Post
from coulisse.papers.content_calendar.words import WORDS, counted
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures

LANGUAGES = ("fr", "nl", "en", "de")


def content_calendar(record: CalendarPaper, language: str) -> bytes:
    """The PDF in `language` (fr, nl or en)."""
    words = WORDS[language]
    made = words["made"].format(date=day_in_figures(record.at), hour=hour_in_figures(record.at))
    period = words["period"].format(first=day_in_figures(record.starts_on), last=day_in_figures(record.ends_on))
    return press.pdf(
        "content-calendar",
        {
            "doc": press.document(
                title=f"{words['kind']}, {record.owner}, {period}",
                author=record.house,
                at=record.at,
                left=f"{record.house} · {made}",
                middle=record.owner,
                page=words["page"],
            ),
            "language": language,
            "owner": record.owner,
            "kind": words["kind"],
            "period": period,
            "count": _count(record, language),
            "clocks": words["zone"].format(zone=record.zone) if record.zone else words["brussels"],
            "heads": list(words["heads"]),
            "days": [_day(day, language) for day in record.days if day.posts or day.holidays],
            "none": words["none"] if not record.posts else "",
        },
    )


def _count(record: CalendarPaper, language: str) -> str:
    """« 34 publications (FR 21, NL 13) »."""
    codes = [code for code in LANGUAGES if record.in_language(code)]
    told = counted(language, record.posts)
    if len(codes) <= 1:
        return told
    return f"{told} ({', '.join(f'{code.upper()} {record.in_language(code)}' for code in codes)})"


def _day(day: CalendarDay, language: str) -> dict[str, Any]:
    words = WORDS[language]
    notes = []
    if day.holidays:
        notes.append(words["holiday"].format(names=", ".join(day.holidays)))
    if day.on_call:
        notes.append(words["on_call"].format(names=", ".join(day.on_call)))
    return {
        "title": day_in_words(day.date, language),
        "off": bool(day.holidays),
        "notes": " · ".join(notes),
        "posts": [_post(post, language) for post in day.posts],
    }


def _post(post: Post, language: str) -> dict[str, Any]:
    words = WORDS[language]
    return {
        "hour": hour_in_figures(post.due_at),
        "beside": f"({post.beside})" if post.beside else "",
        "network": post.network,
        "account": post.account,
        "language": post.language.upper(),
        "speech": post.language,
        "text": post.text,
        "under": [
            *([post.tied_to] if post.tied_to else []),
            *(words["picture"].format(alt=alt) for alt in post.pictures),
            *([post.address] if post.address else []),
        ],
        "state": words["states"][post.state],
        "is_stopped": post.state == "stopped",
    }

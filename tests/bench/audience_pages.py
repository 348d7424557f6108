"""The pages of the audience desk of the large house: each asked for with ever other words, rows and periods."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse

from coulisse.desks.audience.crisis.models import Alarm
from coulisse.desks.audience.intake.models import Conversation, Family, Topic
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels
from tests.bench.pages import Ask

GROUPS: Final = ("inbox", "searches", "reports", "others")
INBOX: Final = "audience:inbox:list"
PIVOT: Final = "audience:reports:pivot"
PAGE: Final = 50
FREQUENT: Final = (
    *("merci", "rédaction", "bonjour", "votre", "message", "émission", "sujet", "magazine", "dimanche", "plateau"),
    *("me", "d", "un"),
)
RARE: Final = (
    *("verhaegen", "dewez", "nisramont", "clarinette", "schaerbeek", "wilmotte", "péniche", "orgues", "8829901"),
    *("ourthe", "zzqx", "thonon", "barrage"),
)
TWO: Final = (
    *("merci rédaction", "émission liège", "dewez namur", "clarinette tournai", "message verhaegen", "un barrage"),
    *("merci clarinette", "bonjour zzqx", "plateau visiter", "nous avons", "camille dewez", "schaerbeek un"),
)
MEASURES: Final = ("count", "share", "writers", "families", "delay")
SHOWS: Final = ("open", "mine", "unassigned", "waiting", "answered", "folded", "routed", "spam", "all")


def inbox() -> Iterator[Ask]:
    """The list, its filters, its pages, and a thread beside it."""
    house = Production.objects.order_by("-pk").values_list("pk", flat=True)[:30]
    topics = list(Topic.objects.filter(within__code="house").values_list("pk", flat=True))
    yield _turns("the inbox as it opens", INBOX, [{}])
    yield _turns("of another programme", INBOX, [{"production": pk, "show": "all"} for pk in house])
    for show in SHOWS:
        yield _turns(f"show={show}", INBOX, [{"show": show}])
    for show in ("open", "answered", "all"):
        yield _turns(f"show={show}, a topic", INBOX, [{"show": show, "topic": pk} for pk in topics])
        for language in ("fr", "en"):
            yield _turns(f"show={show}, language={language}", INBOX, [{"show": show, "language": language}])
    kinds = ("question", "praise", "criticism", "complaint", "suggestion", "threat", "press")
    yield _turns("show=all, a kind", INBOX, [{"show": "all", "kind": kind} for kind in kinds])
    channels = ("mail", "form", "call", "letter", "social")
    yield _turns("show=all, a channel", INBOX, [{"show": "all", "channel": channel} for channel in channels])
    yield _turns("show=all, late", INBOX, [{"show": "all", "due": "late"}, {"show": "all", "due": "none"}])
    yield _turns("the second page", INBOX, _pages(PAGE))
    yield _turns("the fiftieth page", INBOX, _pages(50 * PAGE))
    yield _turns("the five thousandth page", INBOX, _pages(5_000 * PAGE))
    yield _turns("the fiftieth page, language=en", INBOX, _pages(50 * PAGE, language="en"))
    yield _turns("what came in since", "audience:inbox:fresh", [{"since": _latest().last_at.isoformat()}])
    yield Ask("audience:inbox:thread", label="a thread", among=_threads(), fragment=True)
    yield Ask("audience:inbox:thread", label="a thread beside the list", among=_threads())


def searches() -> Iterator[Ask]:
    """In the words of a million messages; what is not found is looked for longest."""
    yield _turns("frequent words", INBOX, [{"q": word} for word in FREQUENT])
    yield _turns("rare words", INBOX, [{"q": word} for word in RARE])
    yield _turns("two words", INBOX, [{"q": words} for words in TWO])
    narrowed = [{"q": word, "language": "en"} for word in (*FREQUENT, *RARE)]
    yield _turns("a word, language=en", INBOX, narrowed)
    yield _turns("a word, show=open", INBOX, [{"q": word, "show": "mine"} for word in (*FREQUENT, *RARE)])
    other = Production.objects.order_by("-pk").values_list("pk", flat=True)[0]
    yield _turns(
        "a word, small programme", INBOX, [{"q": word, "production": other} for word in (*FREQUENT, *TWO)]
    )
    many = [{"q": one} for one in Conversation.objects.order_by("-pk").values_list("reference", flat=True)[:40]]
    yield _turns("a number", INBOX, many)


def reports() -> Iterator[Ask]:
    """Tables, their cells, seasons, the list of the syntheses."""
    for measure in MEASURES:
        yield _turns(f"table, {measure}", PIVOT, [{"measure": measure, **one} for one in _eight_weeks()])
    for rows, columns in (("kind", "channel"), ("hour", "weekday"), ("tone", "month"), ("state", "language")):
        asked = [{"rows": rows, "columns": columns, **one} for one in _eight_weeks()]
        yield _turns(f"table, {rows} by {columns}", PIVOT, asked)
    yield _turns("table, programmes of the house", PIVOT, [_house_week(one) for one in range(20)])
    yield _turns("table, a year of one topic", PIVOT, [_topic_year(pk) for pk in _topics()])
    yield _turns("table, a year (for a job)", PIVOT, [{"first": "2025-11-01", "last": "2026-10-31"}])
    cells = [{"topic": pk, **one} for pk in _topics() for one in _eight_weeks()[:4]]
    yield _turns("the messages of a cell", "audience:reports:pivot-messages", cells)
    yield _turns("two seasons", "audience:reports:seasons", [{}, *({"topic": pk} for pk in _topics())])
    whole = {"first": _last_day() - timedelta(days=364), "last": _last_day()}
    yield _turns(
        "two whole years", "audience:reports:seasons", [whole, *({"topic": pk, **whole} for pk in _topics())]
    )
    yield _turns("the syntheses", "audience:reports:list", [{}])


def others() -> Iterator[Ask]:
    """The cockpit, families, people, cases."""
    alarms = [{"alarm": pk} for pk in Alarm.objects.order_by("-pk").values_list("pk", flat=True)[:6]]
    yield _turns("the cockpit", "audience:crisis:cockpit", [{}])
    yield _turns("the cockpit, earlier alarms", "audience:crisis:cockpit", alarms or [{}])
    few = Production.objects.order_by("-pk").values_list("pk", flat=True)[:20]
    yield _turns("the cockpit of others", "audience:crisis:cockpit", [{"production": pk} for pk in few])
    yield _turns("the families", "audience:families:list", [{}])
    many = Family.objects.filter(size__gte=2).order_by("-size").values_list("pk", flat=True)[:10]
    yield Ask("audience:families:family", label="a family", among=_each("audience:families:family", many))
    people = "audience:relations:list"
    yield _turns("the people", people, [{}])
    words = ("dewez", "camille", "verhaegen", "anne", "w1", "public", "martin luc", "van", "@public", "zzqx")
    yield _turns("people by name", people, [{"q": word} for word in words])
    writers = Writer.objects.order_by("pk").values_list("pk", flat=True)[20_000:20_040]
    yield Ask("audience:relations:person", label="a person", among=_each("audience:relations:person", writers))
    yield _turns("the cases", "audience:cases:list", [{}])
    yield _turns("what is due", "audience:cases:due", [{}])
    yield _turns("the answers", "audience:answers:list", [{}])
    yield _turns("the meetings", "audience:meetings:list", [{}])
    yield _turns("the channels", "audience:intake:channels", [{}])


def _turns(label: str, name: str, queries: Sequence[Mapping[str, Any]]) -> Ask:
    """The same page with one question after the other; of the large programme where none is named."""
    here = {"production": _programme()}
    return Ask(name, label=label, among=[Ask(name, query={**here, **query}).address for query in queries])


def _each(name: str, keys: Iterable[int]) -> list[str]:
    return [reverse(name, args=[pk]) for pk in keys]


def _programme() -> int:
    """The one that most messages are about."""
    return Production.objects.get(code="plein-jour").pk


def _latest() -> Conversation:
    return Conversation.objects.filter(production=_programme()).latest("last_at")


def _last_day() -> date:
    """The last of the large sample: the night of the small one lies ahead of it."""
    found = Conversation.objects.filter(production=_programme(), preview__contains=", ").order_by("-pk")[0]
    return to_brussels(found.received_at).date() - timedelta(days=1)


def _topics() -> list[int]:
    return list(Topic.objects.filter(within__code="house").values_list("pk", flat=True)[:8])


def _eight_weeks() -> list[dict[str, Any]]:
    last = _last_day()
    ends = [last - timedelta(days=7 * n) for n in range(8)]
    return [{"first": end - timedelta(days=55), "last": end} for end in ends]


def _house_week(back: int) -> dict[str, Any]:
    last = _last_day() - timedelta(days=7 * back)
    return {"rows": "programme", "whole_house": "1", "first": last - timedelta(days=6), "last": last}


def _topic_year(topic: int) -> dict[str, Any]:
    last = _last_day()
    return {"rows": "kind", "columns": "month", "topic": topic, "first": last - timedelta(days=180), "last": last}


def _pages(behind: int, **asked: str) -> list[dict[str, Any]]:
    """The places at which pages begin so many rows behind the latest, a few beside each other."""
    found = Conversation.objects.filter(production=_programme()).order_by("-last_at", "-pk")
    places = found.values_list("last_at", "pk")[behind : behind + 10]
    return [{"show": "all", "before": f"{at.isoformat()}_{pk}", **asked} for at, pk in places]


def _threads() -> list[str]:
    """Old, young and of the night, fifty in all."""
    found = Conversation.objects.filter(production=_programme(), is_folded=False).order_by("-last_at")
    keys = [*found.values_list("pk", flat=True)[:25], *found.values_list("pk", flat=True)[100_000:100_025]]
    return _each("audience:inbox:thread", keys)

"""What imports cannot show: no clock below the doors, no foreign key between desks, a story for each link."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "coulisse"
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time", "monotonic"}
CONVERSIONS = {"localdate", "localtime"}
"""With an argument they turn a moment into another form of it; without one they read the clock."""
OWNERS_OF_CLOCKS = {"datetime", "date", "timezone", "time", "django_timezone"}
BELOW_THE_DOORS = [
    *(PACKAGE / room for room in ("kernel", "engines", "formats", "papers")),
    *sorted((PACKAGE / "foundation").glob("*/actions*")),
    *sorted((PACKAGE / "desks").glob("*/*/actions*")),
]


def python_files(place: Path) -> Iterator[Path]:
    if place.suffix == ".py":
        yield place
    elif place.is_dir():
        yield from sorted(place.rglob("*.py"))


def clock_readings(source: str) -> list[int]:
    """The lines where `datetime.now()`, `date.today()`, `timezone.localdate()`, `time.time()` … are called."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in OWNERS_OF_CLOCKS
        and not (node.func.attr in CONVERSIONS and node.args)
    ]


def test_the_search_for_clocks_finds_one() -> None:
    source = "from datetime import date\nx = date.today()\ny = timezone.localdate()\nz = timezone.localdate(at)"
    assert clock_readings(source) == [2, 3]


def test_no_clock_is_read_below_the_doors() -> None:
    readings = [
        f"{path.relative_to(ROOT)}:{line}"
        for place in BELOW_THE_DOORS
        for path in python_files(place)
        for line in clock_readings(path.read_text("utf-8"))
    ]
    assert readings == []


def test_no_foreign_key_between_desks() -> None:
    crossings = []
    for model in apps.get_models():
        desk = _desk(model.__module__)
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey):
                other = _desk(field.related_model.__module__)
                if other and other != desk:
                    crossings.append(f"{model.__name__}.{field.name}")
    assert crossings == []


def _desk(module: str) -> str:
    return module.split(".")[2] if module.startswith("coulisse.desks.") else ""


@pytest.mark.parametrize("word", ["utils", "helpers", "misc", "common", "base", "manager"])
def test_no_room_has_an_empty_name(word: str) -> None:
    assert list(PACKAGE.rglob(f"{word}.py")) == []


def test_each_link_has_a_story() -> None:
    links = {path.stem for path in (PACKAGE / "links").glob("*.py") if path.stem != "__init__"}
    stories = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "links").glob("test_*.py")}
    assert sorted(links - stories) == []

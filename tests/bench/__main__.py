"""python -m tests.bench [--no-starts]: the large house, made once and kept in build/bench, and its times.

COULISSE_HOME or COULISSE_DATABASE_URL measure another house; it is filled if it is empty.
COULISSE_BENCH_TIMES is how often each page is asked for (30).
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
AUDIENCE = ("mail", "language", "triage", "families", "growing", "intake", "retag")
COMMUNITY = ("posttext", "publishing", "moderation", "community_pages")


def main() -> None:
    os.environ.setdefault("COULISSE_HOME", str(ROOT / "build" / "bench"))
    os.environ["COULISSE_POOL"] = "0"
    from coulisse.house.opening import bring_to_this_version, open_house

    if "--no-starts" not in sys.argv:
        from tests.bench.clock import table
        from tests.bench.starts import installed, starts

        print(table("Starts", starts()), flush=True)
        print(installed(), flush=True)
    from tests.bench.budget import budgets
    from tests.bench.clock import table
    from tests.bench.papers import papers
    from tests.bench.script_plan import script_plans
    from tests.bench.talent import orders

    print(table("Papers", list(papers())), flush=True)
    print(table("From a screenplay to its papers", list(script_plans())), flush=True)
    print(budgets(), flush=True)
    print(orders(), flush=True)
    from tests.bench.plan import plans

    print(plans(), flush=True)
    _measure_apart(AUDIENCE)
    _measure_apart(COMMUNITY)
    with open_house():
        bring_to_this_version()
        from coulisse.house import sample

        sample.ensure(size="large", say=lambda text: print(text, flush=True))
        _measure_pages()


def _measure_apart(names: tuple[str, ...]) -> None:
    """Reading and understanding mails and posts: each in a process of its own, on corpora and on empty houses."""
    for name in names:
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], cwd=ROOT, check=False)


def _measure_pages() -> None:
    from coulisse.foundation.accounts.models import User
    from tests.bench import audience_pages, pages
    from tests.bench.board import board_times
    from tests.bench.budget_grid import grid_times
    from tests.bench.clock import table
    from tests.bench.office import books

    nadia = User.objects.get(email="nadia@meuse.example")
    odile = User.objects.get(email="odile@meuse.example")
    bastien = User.objects.get(email="bastien@meuse.example")
    marc_olivier = User.objects.get(email="marc-olivier@meuse.example")
    groups = (
        ("Lists, for Nadia (the whole house)", nadia, pages.lists()),
        ("Lists, for Bastien (one production)", bastien, pages.lists()),
        ("One object, for Odile", odile, pages.details()),
        ("The floor, for Odile: a feature of 120 scenes", odile, pages.floor(pages.FEATURE)),
        ("The floor, for Odile: 300 strips over 90 days", odile, pages.floor(pages.LONG_FILM)),
        ("The office, for Odile: 100,000 postings", odile, pages.office()),
        ("The book: search, filters, pages", nadia, pages.people_lists()),
        ("The journal, filtered, for Nadia", nadia, pages.journal_filters()),
        ("The journal, filtered, for Bastien", bastien, pages.journal_filters()),
        ("The palette, for Nadia", nadia, pages.palette()),
        ("The palette, for Bastien", bastien, pages.palette()),
        *(
            (f"The audience, for Marc-Olivier: {name}", marc_olivier, getattr(audience_pages, name)())
            for name in audience_pages.GROUPS
        ),
    )
    slow = []
    for title, who, asked in groups:
        measured = pages.ask(who, asked)
        print(table(title, measured), flush=True)
        slow += [f"{title}: {one.what}" for one in measured if one.is_slow]
    for title, measured in (
        ("A board of 300 strips, for Odile", board_times(odile)),
        ("The grid of a budget of 5,000 lines, for Odile", grid_times(odile)),
        ("The books", list(books())),
    ):
        print(table(title, measured), flush=True)
        slow += [f"{title}: {one.what}" for one in measured if one.is_slow]
    # On a machine that does other work at the same time, the best of the runs says more than the median.
    one, five, _fifteen = os.getloadavg()
    print(
        f"\nload of the machine: {one:.1f} now, {five:.1f} in the last five minutes, {os.cpu_count()} processors"
    )
    print("\nOver 100 ms at p95:" if slow else "\nNothing is over 100 ms at p95.")
    print("\n".join(f"  {line}" for line in slow))


if __name__ == "__main__":
    main()

"""python -m tests.bench.audience [inbox searches reports others]: the audience desk with a million messages.

COULISSE_HOME or COULISSE_DATABASE_URL measure another house; it is filled if it is empty.
COULISSE_BENCH_TIMES is how often each page is asked for (40).
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    os.environ.setdefault("COULISSE_HOME", str(ROOT / "build" / "bench"))
    os.environ.setdefault("COULISSE_BENCH_TIMES", "40")
    os.environ["COULISSE_POOL"] = "0"
    from coulisse.house.opening import bring_to_this_version, open_house

    with open_house():
        bring_to_this_version()
        from coulisse.house import sample

        sample.ensure(size="large", say=lambda text: print(text, flush=True))
        _measure(sys.argv[1:])


def _measure(chosen: list[str]) -> None:
    from coulisse.desks.audience.intake.models import Message
    from coulisse.foundation.accounts.models import User
    from tests.bench import audience_pages, pages
    from tests.bench.clock import table

    marc_olivier = User.objects.get(email="marc-olivier@meuse.example")
    print(f"{Message.objects.count():,} messages".replace(",", " "))
    slow = []
    for name in chosen or audience_pages.GROUPS:
        measured = pages.ask(marc_olivier, getattr(audience_pages, name)())
        print(table(f"The audience, for Marc-Olivier: {name}", measured), flush=True)
        slow += [f"{name}: {one.what}" for one in measured if one.is_slow]
    one, five, _fifteen = os.getloadavg()
    print(
        f"\nload of the machine: {one:.1f} now, {five:.1f} in the last five minutes, {os.cpu_count()} processors"
    )
    print("\nOver 100 ms at p95:" if slow else "\nNothing is over 100 ms at p95.")
    print("\n".join(f"  {line}" for line in slow))


if __name__ == "__main__":
    main()

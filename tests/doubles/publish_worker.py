"""A process that runs the clock of the publish engine over and over, as the ticks of the worker do, when told."""

import sys
from datetime import timedelta

import django


def main() -> None:
    django.setup()
    from django.utils import timezone  # Django must be ready

    from coulisse.desks.community.publishing.clock import turn
    from coulisse.desks.community.publishing.models import Publication
    from tests.doubles.networks.local import connect_locally

    Publication.objects.exists()
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        turn(until=timezone.now() + timedelta(seconds=12), now=timezone.now, connect=connect_locally)


if __name__ == "__main__":
    main()

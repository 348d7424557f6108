"""A process that does the mailroom's work over and over, as the worker's tasks do, once it is told to begin."""

import sys
import time

import django


def main() -> None:
    django.setup()
    from django.utils import timezone  # Django must be ready

    from coulisse.foundation.mailroom.fetching import fetch
    from coulisse.foundation.mailroom.models import Mailbox
    from coulisse.foundation.mailroom.readback import in_doubt, read_back
    from coulisse.foundation.mailroom.sending import note_interrupted, send_due

    Mailbox.objects.exists()
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        at = timezone.now()
        note_interrupted(at=at)
        for pk in in_doubt(at=at):
            read_back(Mailbox.objects.get(pk=pk), now=timezone.now)
        send_due(now=timezone.now, limit=40)
        for mailbox in Mailbox.objects.filter(is_active=True):
            fetch(mailbox, now=timezone.now)
        time.sleep(0.05)


if __name__ == "__main__":
    main()

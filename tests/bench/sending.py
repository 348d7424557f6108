"""python -m tests.bench.sending: how long it takes to put 400 personal letters in the tray, and to send them.

Posting is one transaction on an empty house of its own, made for this and thrown away. Sending is through a true
SMTP server on this machine, each letter with its own connection and its copy.
"""

import os
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

NUMBER = 400
TIMES = 5


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="coulisse-bench-") as folder:
        os.environ["COULISSE_HOME"] = str(Path(folder))
        os.environ["COULISSE_POOL"] = "0"
        os.environ.pop("COULISSE_DATABASE_URL", None)  # it empties tables: never in somebody's house
        from django.core.management import call_command

        from coulisse.house.opening import open_house

        with open_house():
            call_command("migrate", verbosity=0)
            _measure()


def _measure() -> None:
    from django.utils import timezone

    from coulisse.foundation.mailroom.actions import Posting, post_each
    from coulisse.foundation.mailroom.models import Letter, Recipient, State
    from coulisse.foundation.mailroom.sending import send_due
    from tests.doubles.dovecot import dovecot
    from tests.doubles.post_office import post_office
    from tests.foundation.mailroom.scene import PUBLICS, a_mailbox

    text = "Bonjour {0},\n\n" + "Votre message nous est bien parvenu, et il a été lu. " * 30
    with dovecot() as server, post_office(dovecot=server, local={PUBLICS}) as office:
        server.maildir(PUBLICS)
        box = a_mailbox(server, office)
        postings = [
            Posting(
                f"p{each}@public.example",
                "Votre réaction",
                text.format(each),
                mailbox=box,
                about="b.b",
                about_id=1,
            )
            for each in range(NUMBER)
        ]
        spent = []
        for _time in range(TIMES):
            Letter.objects.all().delete()
            begun = perf_counter()
            post_each(postings, by=None, at=timezone.now(), spread=timedelta(0), delay=timedelta(0))
            spent.append(perf_counter() - begun)
        print(f"{NUMBER} letters posted      {median(spent):6.3f} s  (worst of {TIMES}: {max(spent):.3f} s)")
        begun = perf_counter()
        while send_due(now=timezone.now):
            pass
        took = perf_counter() - begun
        sent = Recipient.objects.filter(state=State.SENT).count()
        print(f"{sent} letters sent        {took:6.1f} s  ({sent / took:.0f} a second, with their copies)")


if __name__ == "__main__":
    main()

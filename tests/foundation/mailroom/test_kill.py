"""Four hundred letters, a worker that is killed again and again: each address gets its letter exactly once."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from typing import IO, cast
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.db import connection
from django.utils import timezone

from coulisse.foundation.mailroom.actions import Posting, post_each
from coulisse.foundation.mailroom.models import Recipient, State
from tests.doubles.desks.processes import ROOT, forget_queue, wait_for
from tests.doubles.dovecot import Dovecot
from tests.foundation.mailroom.scene import a_post

NUMBER = 400
AT_RANDOM, AIMED = 5, 3


def start() -> "subprocess.Popen[bytes]":
    """A worker that is ready, and waits for a word."""
    url = urlsplit(os.environ["COULISSE_DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    environment = {
        **os.environ,
        "COULISSE_DATABASE_URL": urlunsplit(url._replace(path=f"/{quote(name)}")),
        "DJANGO_SETTINGS_MODULE": "tests.doubles.mail_house",
        "PGOPTIONS": "-c synchronous_commit=off",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.doubles.mail_worker"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def let_go(worker: "subprocess.Popen[bytes]") -> None:
    cast("IO[bytes]", worker.stdout).readline()
    stdin = cast("IO[bytes]", worker.stdin)
    stdin.write(b"\n")
    stdin.flush()


def end(worker: "subprocess.Popen[bytes]") -> None:
    if worker.poll() is None:
        worker.send_signal(signal.SIGKILL)
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        cast("IO[bytes]", pipe).close()


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_each_of_the_four_hundred_gets_one_letter(mail_host: Dovecot) -> None:
    chance = random.Random()  # other moments each time
    moments = sorted(chance.sample(range(10, NUMBER - 40), AT_RANDOM + AIMED))
    aimed = set(chance.sample(moments, AIMED))
    addresses = [f"p{number}@public.example" for number in range(NUMBER)]
    workers: list[subprocess.Popen[bytes]] = []
    try:
        with a_post(mail_host) as post:
            office = post.office
            office.slow = 0.004
            postings = [Posting(one, "Votre réaction", "Bonjour,", mailbox=post.mailbox) for one in addresses]
            post_each(postings, by=None, at=timezone.now(), spread=timedelta(seconds=6), delay=timedelta(0))
            at_work = start()
            workers.append(at_work)

            def shoot(taken: int) -> None:
                """Between what the server took and what it says of it."""
                if taken in aimed:
                    at_work.send_signal(signal.SIGKILL)

            office.when_taken = shoot
            let_go(at_work)
            caught = 0
            for moment in moments:
                standby = start()
                workers.append(standby)
                wait_for(lambda moment=moment: len(office.taken) >= moment)  # type: ignore[misc]
                end(at_work)
                caught += Recipient.objects.filter(state=State.SENDING).count()
                at_work = standby
                let_go(at_work)
            assert caught >= AIMED

            def all_have_left() -> bool:
                """Every message is sent."""
                return Recipient.objects.filter(state=State.SENT).count() == NUMBER

            wait_for(all_have_left)
            times = Counter(address for one in office.taken for address in one.recipients)
            assert {address: times[address] for address in addresses if times[address] != 1} == {}
            ours = set(Recipient.objects.values_list("message_id", flat=True))

            def each_copy_lies_once() -> bool:
                """One copy of each letter, wherever it lies: one on its way to its folder is met in both."""
                folders = [post.dovecot.mails(post.mailbox.address, folder) for folder in ("", "Sent")]
                return (
                    sum(any(one.encode() in mail for one in ours) for mails in folders for mail in mails) == NUMBER
                )

            wait_for(each_copy_lies_once)
    finally:
        for worker in workers:
            if not cast("IO[bytes]", worker.stdin).closed:
                end(worker)
        forget_queue()

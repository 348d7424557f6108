"""`coulisse migrate`: bring the database to this version; for a new house, invite its first owner."""

import argparse
from datetime import UTC, datetime

from coulisse.house.opening import bring_to_this_version, open_house
from coulisse.house.outcome import Refused, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--owner", metavar="EMAIL", help="print an address by which this person joins as an owner of the house"
    )


def run(options: argparse.Namespace) -> int:
    with open_house():
        applied = bring_to_this_version(talk=not options.json)
        join = _invite_owner(options.owner) if options.owner else ""
    if options.json:
        print_json({"applied": applied, **({"join": join} if join else {})})
        return 0
    print(f"{len(applied)} migrations applied." if applied else "The database is at this version already.")
    if join:
        print(f"Open this address within a week to join as an owner:\n{join}")
    return 0


def _invite_owner(email: str) -> str:
    """The address to join by. Whoever may run this command on the machine may make owners."""
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.urls import reverse

    from coulisse.foundation.accounts.actions.invitations import AlreadyJoined, invite

    try:
        validate_email(email)
        letter = invite(email=email, role="owner", by=None, at=datetime.now(UTC))
    except ValidationError as error:
        raise Refused(
            "owner", f"{email}: not an e-mail address. Write for instance odile@meuse.be", "--owner"
        ) from error
    except AlreadyJoined as error:
        raise Refused(
            "owner", f"{email} has joined already: an owner gives roles on the team page.", "--owner"
        ) from error
    return f"{settings.PUBLIC_URL}{reverse('accounts:join', args=[letter.token])}"

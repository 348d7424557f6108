"""The cue sheet of a film: each music once at a time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.office.facts.rights import CuesChanged
from coulisse.desks.office.rights.actions.telling import of_work, tell_of_work
from coulisse.desks.office.rights.actions.works import MadeFromItself, OfAnotherProduction
from coulisse.desks.office.rights.chains import works_made_of
from coulisse.desks.office.rights.models import Cue, Work
from coulisse.foundation.accounts.models import User


class HeardAtOnce(Exception):
    """This music is heard then already."""


def write_cue(*, film: Work, values: Mapping[str, Any], by: User, at: datetime) -> Cue:
    """A new line. Raises `HeardAtOnce`, `MadeFromItself`, `OfAnotherProduction`."""
    music: Work = values["music"]
    if music.production_id != film.production_id:
        raise OfAnotherProduction(music.pk)
    with transaction.atomic():
        list(Work.objects.select_for_update().filter(production=film.production_id).order_by("pk"))
        if film.pk in works_made_of([music.pk]):
            raise MadeFromItself(music.pk)
        try:
            with transaction.atomic():
                made = Cue.objects.create(film=film, **values)
        except IntegrityError:
            raise HeardAtOnce(music.pk) from None
        _tell(made, by=by, at=at)
    return made


def change_cue(*, cue: Cue, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Cue:
    """Raises `StaleWrite`, `HeardAtOnce`, `MadeFromItself`, `OfAnotherProduction`."""
    music: Work = values.get("music", cue.music)
    if music.production_id != cue.film.production_id:
        raise OfAnotherProduction(music.pk)
    with transaction.atomic():
        list(Work.objects.select_for_update().filter(production=cue.film.production_id).order_by("pk"))
        if cue.film_id in works_made_of([music.pk]):
            raise MadeFromItself(music.pk)
        try:
            with transaction.atomic():
                written = cue.write(values, read_version=read_version)
        except IntegrityError:
            raise HeardAtOnce(music.pk) from None
        _tell(written, by=by, at=at)
    return written


def remove_cue(*, cue: Cue, by: User, at: datetime) -> None:
    """Take a line away."""
    with transaction.atomic():
        Cue.objects.filter(pk=cue.pk).delete()
        _tell(cue, by=by, at=at)


def _tell(cue: Cue, *, by: User, at: datetime) -> None:
    told = CuesChanged(**of_work(cue.film), music_id=cue.music_id, music=cue.music.title)
    tell_of_work(told, cue.film, by=by, at=at)

"""Along the chain of rights, in one query however long it is: down to what works are made of, and up."""

from collections.abc import Iterable

from django.db import connection

DOWN = """
WITH RECURSIVE made(id) AS (
    SELECT unnest(%s::bigint[])
  UNION
    SELECT below.id FROM made JOIN LATERAL (
        SELECT source_id AS id FROM office_derivation WHERE work_id = made.id
      UNION ALL
        SELECT music_id FROM office_cue WHERE film_id = made.id
    ) AS below ON TRUE
) SELECT id FROM made
"""
UP = """
WITH RECURSIVE made(id) AS (
    SELECT unnest(%s::bigint[])
  UNION
    SELECT above.id FROM made JOIN LATERAL (
        SELECT work_id AS id FROM office_derivation WHERE source_id = made.id
      UNION ALL
        SELECT film_id FROM office_cue WHERE music_id = made.id
    ) AS above ON TRUE
) SELECT id FROM made
"""


def works_made_of(works: Iterable[int]) -> set[int]:
    """The works themselves, what they are made from, and the music that is heard in them, all the way down."""
    return _along(DOWN, works)


def works_made_from(works: Iterable[int]) -> set[int]:
    """The works themselves, what is made from them, and the films in which they are heard, all the way up."""
    return _along(UP, works)


def _along(way: str, works: Iterable[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(way, [list(works)])
        return {pk for (pk,) in cursor.fetchall()}

"""Which cards look like two of one person: shared signs, and names that are the same or nearly alike.

The suspicions are rows, renewed with each card written, so that their page costs nothing to open.

| what the two share | points |
|---|---|
| an e-mail address | 60 |
| a VAT number | 60 |
| the name, by its trigrams, from 0.55 on; 1 is the same name in any order | 60 × likeness |
| a name that sounds the same (`keys.sound_key`) | 50 at least |
| a telephone number | 40 |
| the birthday | 25 |

From 50 points on a pair is suspected: an address alone, or names that sound alike, or two weaker signs
together. A telephone number alone is not enough: a firm's switchboard is on everybody's card. Two different
birthdays, or a person and a firm, take 40 points away.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

THRESHOLD: Final = 50
ALIKE: Final = 0.55

# One statement for one card and for twenty thousand: hash joins throughout, and for a few cards the indexes on
# their addresses and numbers (`near_*`). A pair stands once, lower id first.
_RENEW: Final = """
WITH asked AS (
    SELECT id, name_key, sound_key, email_keys, phone_keys, vat, birthday
    FROM people_contact WHERE id = ANY(%(ids)s)
),
pairs AS (
    SELECT a.id AS a, b.id AS b
        FROM (SELECT id, unnest(email_keys) AS key FROM asked) a
        JOIN (SELECT id, unnest(email_keys) AS key FROM people_contact {near_emails}) b USING (key)
    UNION ALL
    SELECT a.id, b.id
        FROM (SELECT id, unnest(phone_keys) AS key FROM asked) a
        JOIN (SELECT id, unnest(phone_keys) AS key FROM people_contact {near_phones}) b USING (key)
    UNION ALL
    SELECT a.id, b.id FROM asked a JOIN people_contact b ON a.vat = b.vat AND b.vat <> ''
    UNION ALL
    SELECT a.id, b.id FROM asked a JOIN people_contact b ON a.birthday = b.birthday
        WHERE similarity(a.name_key, b.name_key) >= %(alike)s
    UNION ALL
    SELECT a.id, b.id FROM asked a JOIN people_contact b ON a.sound_key = b.sound_key
),
ordered AS (SELECT DISTINCT least(a, b) AS one_id, greatest(a, b) AS other_id FROM pairs WHERE a <> b),
signs AS (
    SELECT one_id, other_id,
        one.email_keys && other.email_keys AS email,
        one.vat <> '' AND one.vat = other.vat AS vat,
        one.phone_keys && other.phone_keys AS phone,
        one.name_key = other.name_key AS name,
        one.sound_key = other.sound_key AS sound,
        similarity(one.name_key, other.name_key) AS likeness,
        coalesce(one.birthday = other.birthday, FALSE) AS birthday,
        coalesce(one.birthday <> other.birthday, FALSE) OR one.kind <> other.kind AS against
    FROM ordered
        JOIN people_contact one ON one.id = one_id
        JOIN people_contact other ON other.id = other_id
    WHERE NOT EXISTS (
        SELECT 1 FROM people_notsame denied
        WHERE least(denied.one_id, denied.other_id) = ordered.one_id
            AND greatest(denied.one_id, denied.other_id) = ordered.other_id
    )
),
scored AS (
    SELECT one_id, other_id,
        least(100, 60 * email::int + 60 * vat::int + 40 * phone::int + 25 * birthday::int
            + greatest(50 * sound::int, CASE WHEN likeness >= %(alike)s THEN floor(60 * likeness) ELSE 0 END)
            - 40 * against::int)::int AS score,
        array_remove(ARRAY[
            CASE WHEN name THEN 'name' WHEN sound OR likeness >= %(alike)s THEN 'alike' END,
            CASE WHEN email THEN 'email' END,
            CASE WHEN phone THEN 'phone' END,
            CASE WHEN vat THEN 'vat' END,
            CASE WHEN birthday THEN 'birthday' END
        ], NULL) AS reasons
    FROM signs
)
INSERT INTO people_possibledouble (one_id, other_id, score, reasons)
SELECT one_id, other_id, score, reasons FROM scored WHERE score >= %(threshold)s
ORDER BY score DESC, one_id, other_id
ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
"""

_FORGET: Final = "DELETE FROM people_possibledouble WHERE one_id = ANY(%(ids)s) OR other_id = ANY(%(ids)s)"
_NEAR: Final = {
    "near_emails": "WHERE email_keys && ARRAY(SELECT unnest(email_keys) FROM asked)",
    "near_phones": "WHERE phone_keys && ARRAY(SELECT unnest(phone_keys) FROM asked)",
}
_ONE_BY_ONE: Final = _RENEW.format(**_NEAR)
_AT_ONCE: Final = _RENEW.format(**dict.fromkeys(_NEAR, ""))
_MANY: Final = 200


def suspect_doubles(contact_ids: Sequence[int]) -> None:
    """Renew the suspicions about these cards. Call inside the transaction that wrote them."""
    values: dict[str, Any] = {"ids": list(contact_ids), "alike": ALIKE, "threshold": THRESHOLD}
    many = len(contact_ids) > _MANY
    with connection.cursor() as cursor:
        if many:
            # The planner knows nothing of rows just loaded, and would compare each with each.
            cursor.execute("ANALYZE people_contact")
        # Compiling this statement takes the server forty times as long as running it.
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(_FORGET, values)
        cursor.execute(_AT_ONCE if many else _ONE_BY_ONE, values)

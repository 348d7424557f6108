"""Names as they stand in a narrow column."""


def short_name(name: str) -> str:
    """The initials of the first name, then the rest as it is.

    >>> short_name("Yvan Grosjean"), short_name("Anne-Sophie Legrand"), short_name("Dirk Van Acker")
    ('Y. Grosjean', 'A.-S. Legrand', 'D. Van Acker')
    """
    first, _, rest = name.strip().partition(" ")
    if not rest:
        return first
    return "-".join(f"{part[:1]}." for part in first.split("-") if part) + f" {rest}"

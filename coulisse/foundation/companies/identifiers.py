"""How the numbers of a company are stored (compact) and shown (as Belgians write them).

>>> compact_vat("0403.019.261", country="BE")
'BE0403019261'
>>> written_vat("BE0403019261")
'BE 0403.019.261'
>>> written_iban("BE71096123456769")
'BE71 0961 2345 6769'
"""

from stdnum import iban as iban_number


def compact_vat(value: str, *, country: str) -> str:
    """Without spaces and points; a number without letters gets its country's, a Belgian one its tenth figure."""
    bare = "".join(sign for sign in value.upper() if sign.isalnum())
    if bare.isdigit():
        bare = country.upper() + bare
    if bare.startswith("BE") and len(bare) == 11:
        bare = f"BE0{bare[2:]}"
    return bare


def written_vat(value: str) -> str:
    """`BE 0403.019.261`; another country's number keeps its own form after the two letters."""
    country, figures = value[:2], value[2:]
    if country == "BE" and len(figures) == 10:
        return f"BE {figures[:4]}.{figures[4:7]}.{figures[7:]}"
    return f"{country} {figures}".strip()


def compact_iban(value: str) -> str:
    return "".join(sign for sign in value.upper() if sign.isalnum())


def written_iban(value: str) -> str:
    """In groups of four."""
    return str(iban_number.format(value)) if value else ""

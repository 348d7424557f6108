"""How a line is split, in one cell: `BE 51; FR 34; LU 15`, or a code alone."""

from collections.abc import Mapping


def write_cuts(codes: Mapping[str, str]) -> str:
    """
    >>> write_cuts({"BE": "51", "FR": "34"}), write_cuts({"BLOC 1": "1"}), write_cuts({"BE": "1"})
    ('BE 51; FR 34', 'BLOC 1 1', 'BE')
    """
    if len(codes) == 1:
        code, weight = next(iter(codes.items()))
        if weight == "1" and not _is_number(code.split()[-1] if code.split() else ""):
            return code
    return "; ".join(f"{code} {weight}" for code, weight in codes.items())


def read_cuts(text: str) -> dict[str, str] | None:
    """The weights by code; None where the text says something else.

    >>> read_cuts("BE 51; FR 34"), read_cuts("BE 51 FR 34 LU 15"), read_cuts("Wallonie"), read_cuts("BLOC 1 1")
    ({'BE': '51', 'FR': '34'}, {'BE': '51', 'FR': '34', 'LU': '15'}, {'Wallonie': '1'}, {'BLOC 1': '1'})
    """
    words = text.replace("%", "").split()
    if ";" not in text and len(words) > 2 and len(words) % 2 == 0 and _alternate(words):
        return {code: weight.replace(",", ".") for code, weight in zip(words[::2], words[1::2], strict=True)}
    found: dict[str, str] = {}
    for part in text.replace("%", "").split(";"):
        code, _space, weight = part.strip().rpartition(" ")
        code, weight = (
            (code.strip(), weight.replace(",", ".")) if code and _is_number(weight) else (part.strip(), "1")
        )
        if not code or code in found or len(code) > 40:
            return None
        found[code] = weight
    return found


def _alternate(words: list[str]) -> bool:
    return all(_is_number(word) == bool(place % 2) for place, word in enumerate(words))


def _is_number(word: str) -> bool:
    whole, _mark, decimals = word.replace(",", ".").partition(".")
    return whole.isascii() and whole.isdecimal() and len(word) <= 12 and (not decimals or decimals.isdecimal())

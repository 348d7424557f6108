"""`coulisse budget compute FILE`: every account and fringe of a budget to the cent, and what could not be counted.

A line or a name that is wrong is a problem, and the rest is counted. Only a document that is no budget is refused.
"""

import argparse
import json
from collections.abc import Iterator
from typing import Any, Final

from coulisse.engines.budget import Account, Budget, Fringe, Global, Line, Problem, Result, compute
from coulisse.house.outcome import Refused, print_json
from coulisse.house.source import read_source
from coulisse.kernel import FractionOfACent, Money, NotAPlainNumber, UnknownCurrency

MOST_BYTES: Final = 32 * 1024 * 1024
LONGEST_WORD: Final = 80
WORDS: Final = {
    "account-cycle": "the accounts above it run in a circle",
    "amount-too-large": "the amount is too large for a budget",
    "arguments": "%(name)s takes other arguments",
    "bad-cutoff": "the cutoff is not an amount of 0 or more, such as 3000.00",
    "bad-fringe-value": "its percent or amount is not a number written with a dot",
    "bad-name": "a global is named with letters, digits and underscores, and not min, max or round",
    "bad-rate": "the rate of %(currency)s is not a number above 0",
    "cycle": "it refers to itself, directly or through others",
    "division-by-zero": "a division by zero",
    "duplicate-account": "two accounts have this number; their lines are counted together",
    "duplicate-fringe": "two fringes have this code; the first counts",
    "duplicate-global": "two globals have this name; the first counts",
    "empty": "nothing is written here",
    "missing": "this key is missing",
    "missing-rate": "no rate is given for %(currency)s",
    "name-in-error": "the global %(name)s has no value",
    "percent-or-flat": "a fringe has either a percent or a flat amount",
    "places": "round takes a whole number of places, at most 10",
    "too-deep": "too many parentheses in one another",
    "too-large": "the number is too large",
    "too-long": "a formula has at most 500 characters",
    "unexpected": "“%(name)s” is not expected here",
    "unfinished": "the formula stops too early",
    "unknown-account": "no account has the number %(name)s",
    "unknown-fringe": "no fringe has the code %(name)s",
    "unknown-name": "no global has the name %(name)s",
    "wrong-type": "another kind of value is needed here",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["compute"], help="compute every account and fringe")
    parser.add_argument("file", help="a budget as JSON, or - for standard input")


def run(options: argparse.Namespace) -> int:
    content = read_source(options.file, most=MOST_BYTES)
    try:
        budget, problems = read_budget(content)
    except _NoBudget as bad:
        where = ":".join(part for part in (options.file, bad.where) if part)
        raise Refused(bad.code, f"{where}: {bad.message}", where) from bad
    result = compute(budget)
    found = [*problems, *result.problems]
    if options.json:
        print_json(_document(result, found))
    else:
        print("\n".join(_lines(budget, result, found)))
    return 0


class _NoBudget(Exception):
    """The document is not a budget at this place."""

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where
        self.message = message


def read_budget(content: bytes) -> tuple[Budget, list[Problem]]:
    """The budget of a JSON document. Numbers are taken as they are written, for 0.1 is a tenth here."""
    document = _parsed(content)
    problems: list[Problem] = []
    currency = _text(document.get("currency", "EUR"))
    fringes = _items(document, "fringes")
    accounts = _items(document, "accounts", needed=True)
    rates = _mapping(document, "rates")
    try:
        budget = Budget(
            currency,
            tuple(Global(name, _text(value)) for name, value in _mapping(document, "globals").items()),
            tuple(_fringe(one, f"fringes[{at}]", currency, problems) for at, one in enumerate(fringes)),
            tuple(_account(one, f"accounts[{at}]", at, problems) for at, one in enumerate(accounts)),
            rates={name: _text(value) for name, value in rates.items()},
        )
    except UnknownCurrency as error:
        raise _NoBudget("currency", "currency", "a currency is three capital letters, such as EUR") from error
    return budget, problems


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(
            content, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once_each
        )
    except _NoBudget:
        raise
    except (ValueError, RecursionError) as error:
        raise _NoBudget("json", "", "not a JSON document") from error
    if not isinstance(document, dict):
        raise _NoBudget("type", "", "a budget is a JSON object")
    return document


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NoBudget("duplicate-key", _shown(twice), "this key stands twice in one object")
    return found


def _items(document: dict[str, Any], key: str, *, needed: bool = False) -> list[dict[str, Any]]:
    if document.get(key) is None:
        if needed:
            raise _NoBudget("missing", key, "this key is missing")
        return []
    items = document[key]
    if not isinstance(items, list):
        raise _NoBudget("type", key, "a list is needed")
    for at, item in enumerate(items):
        if not isinstance(item, dict):
            raise _NoBudget("type", f"{key}[{at}]", "an object is needed")
    return items


def _mapping(document: dict[str, Any], key: str) -> dict[str, Any]:
    found = document.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise _NoBudget("type", key, "an object is needed")
    return found


def _text(value: object) -> str:
    """A text as it is; anything else as it was written, for the engine to stumble over at its place."""
    return value if isinstance(value, str) else json.dumps(value)


def _named(item: dict[str, Any], key: str, where: str) -> str:
    name = item.get(key)
    if not isinstance(name, str) or not name.strip():
        raise _NoBudget("missing" if name is None else "type", f"{where}.{key}", "a text is needed")
    return name


def _fringe(item: dict[str, Any], where: str, currency: str, problems: list[Problem]) -> Fringe:
    code = _named(item, "code", where)
    kinds = [kind for kind in ("percent", "flat") if item.get(kind) is not None]
    if len(kinds) != 1:
        problems.append(_problem("percent-or-flat", f"fringes/{code}"))
        return Fringe(code, "percent", "0", currency=currency)
    cutoff = _cutoff(item, code, currency, problems)
    value = _text(item[kinds[0]]) if cutoff is not _UNREADABLE else "0"
    bound = cutoff if isinstance(cutoff, Money) else None
    return Fringe(code, "flat" if kinds[0] == "flat" else "percent", value, bound, currency=currency)


_UNREADABLE: Final = object()


def _cutoff(item: dict[str, Any], code: str, currency: str, problems: list[Problem]) -> object:
    if item.get("cutoff") is None:
        return None
    try:
        cutoff = Money.parse(_text(item["cutoff"]), currency)
    except (NotAPlainNumber, FractionOfACent):
        cutoff = None
    if cutoff is None or cutoff.cents < 0:
        problems.append(_problem("bad-cutoff", f"fringes/{code}/cutoff"))
        return _UNREADABLE
    return cutoff


def _account(item: dict[str, Any], where: str, at: int, problems: list[Problem]) -> Account:
    number = _named(item, "number", where)
    lines = item.get("lines")
    if lines is not None and not isinstance(lines, list):
        raise _NoBudget("type", f"{where}.lines", "a list is needed")
    name = item.get("name")
    read = tuple(
        _line(line, (at, place), f"{number}/{place + 1}", problems) for place, line in enumerate(lines or ())
    )
    return Account(number, name if isinstance(name, str) else "", read)


def _line(item: object, key: tuple[int, int], where: str, problems: list[Problem]) -> Line:
    if not isinstance(item, dict):
        problems.append(_problem("wrong-type", where))
        return Line(key, "", "", "")
    faults = list(_faults(item, where))
    if faults:
        problems += faults
        return Line(key, "", "", "")
    currency = item.get("currency")
    return Line(
        key,
        _text(item["quantity"]),
        "" if item.get("multiplier") is None else _text(item["multiplier"]),
        _text(item["rate"]),
        currency or None,
        tuple(item.get("fringes") or ()),
        item.get("person") or "",
    )


def _faults(item: dict[str, Any], where: str) -> Iterator[Problem]:
    for field in ("quantity", "rate"):
        if item.get(field) in (None, ""):
            yield _problem("missing", f"{where}/{field}")
    for field in ("quantity", "multiplier", "rate", "currency", "person"):
        if not isinstance(item.get(field, ""), str | None):
            yield _problem("wrong-type", f"{where}/{field}")
    fringes = item.get("fringes")
    is_list = fringes is None or isinstance(fringes, list)
    if not is_list or any(not isinstance(code, str) for code in fringes or ()):
        yield _problem("wrong-type", f"{where}/fringes")


def _problem(code: str, where: str) -> Problem:
    return Problem(code, where, f"budget.{code}")


def _document(result: Result, problems: list[Problem]) -> dict[str, Any]:
    return {
        "total": result.total.plain(),
        "accounts": {_shown(number): amount.plain() for number, amount in result.accounts.items()},
        "fringes": {_shown(code): amount.plain() for code, amount in result.fringes.items()},
        "problems": [{"code": one.code, "where": _shown(one.where), "message": _message(one)} for one in problems],
    }


def _message(problem: Problem) -> str:
    params = {name: str(value)[:LONGEST_WORD] for name, value in problem.params.items()}
    words = WORDS[problem.code] % params if problem.code in WORDS else problem.code
    place = f" (character {int(params['place']) + 1})" if "place" in params else ""
    return _shown(f"{problem.where}: {words}{place}")


def _shown(text: str) -> str:
    """Half a character, which JSON allows and UTF-8 does not, is shown as a question mark."""
    return text.encode("utf-8", "replace").decode()


def _lines(budget: Budget, result: Result, problems: list[Problem]) -> list[str]:
    names = {account.number: account.name for account in reversed(budget.accounts)}
    rows = [(number, names[number], amount.plain()) for number, amount in result.accounts.items()]
    rows += [(code, "", amount.plain()) for code, amount in result.fringes.items()]
    rows.append(("Total", budget.currency, result.total.plain()))
    first, second, last = (max(len(row[column]) for row in rows) for column in range(3))
    lines = [f"{row[0]:<{first}}  {row[1]:<{second}}  {row[2]:>{last}}" for row in rows]
    return [_shown(line) for line in lines] + [_message(one) for one in problems]

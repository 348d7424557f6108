"""What the budget grid shows before its script runs: cents and plain numbers in words of the reader."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template

from coulisse.foundation.ui.templatetags.coulisse import reader
from coulisse.kernel.money import Money
from coulisse.kernel.writing import MINUS, write_amount, write_number

register = template.Library()


@register.filter
def cents(value: int | str | None) -> str:
    """`1 284,37`; nothing where there is no figure."""
    return write_amount(Money(value), reader()) if isinstance(value, int) else ""


@register.filter
def difference(value: int, base: int | None) -> str:
    """`+12 680,00`, or nothing where both are the same or there is nothing to compare with."""
    if not isinstance(base, int) or not isinstance(value, int) or value == base:
        return ""
    written = write_amount(Money(value - base), reader())
    return written if written.startswith(MINUS) else f"+{written}"


@register.filter
def decimal(value: str | None) -> str:
    """A plain number with a dot, as the reader writes it."""
    return "" if value in (None, "") else write_number(Decimal(value), reader())


@register.simple_tag
def chosen_account(data: Mapping[str, Any], asked: str | None) -> Mapping[str, Any] | None:
    """The account that was asked for, else the first that holds lines."""
    accounts: Sequence[Mapping[str, Any]] = data["accounts"]
    by_number = {account["n"]: account for account in accounts}
    if asked and asked in by_number:
        return by_number[asked]
    used = {line["a"] for line in data["lines"]}
    leaves = [account for account in accounts if account["leaf"]]
    return next((account for account in leaves if account["n"] in used), leaves[0] if leaves else None)


@register.simple_tag
def lines_of(data: Mapping[str, Any], account: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """The lines of an account and of what is below it, in the order of the budget."""
    if account is None:
        return []
    below = [account["n"]]
    for other in data["accounts"]:
        if other["parent"] in below:
            below.append(other["n"])
    found = [line for line in data["lines"] if line["a"] in below]
    return sorted(found, key=lambda line: (below.index(line["a"]), line["p"], line["id"]))

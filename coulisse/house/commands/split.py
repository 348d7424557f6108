"""`coulisse split AMOUNT SHARE…`: largest remainder, ties to the earlier, negatives mirrored, sum exact."""

import argparse

from coulisse.house.outcome import Refused, print_json
from coulisse.kernel.allocation import NegativeWeight, NothingToShareBy
from coulisse.kernel.money import FractionOfACent, Money
from coulisse.kernel.plain import NotAPlainNumber, read_plain


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("amount", help="with a dot and at most two decimals, such as 120.05")
    parser.add_argument("shares", nargs="+", metavar="share", help="a weight of 0 or more, such as 51 or 33.3")


def run(options: argparse.Namespace) -> int:
    try:
        amount = Money.parse(options.amount)
    except (NotAPlainNumber, FractionOfACent) as error:
        raise Refused("amount", f"{options.amount}: not an amount such as 120.05", "amount") from error
    weights = []
    for share in options.shares:
        try:
            weights.append(read_plain(share))
        except NotAPlainNumber as error:
            raise Refused("share", f"{share}: not a weight such as 51 or 33.3", f"share {share}") from error
    try:
        parts = [part.plain() for part in amount.allocate(weights)]
    except NegativeWeight as error:
        raise Refused("share", "A share is below zero; shares are weights of 0 or more.", "share") from error
    except NothingToShareBy as error:
        raise Refused("share", "No share is above zero: there is nothing to share by.", "share") from error
    if options.json:
        print_json({"parts": parts})
    else:
        print("\n".join(parts))
    return 0

"""`coulisse split AMOUNT SHARE…`: largest remainder, ties to the earlier, sum exact."""

import argparse
from decimal import Decimal, InvalidOperation

from coulisse.__main__ import Refused, print_json
from coulisse.kernel.money import Money

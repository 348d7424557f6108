"""Writing cells into one sheet of the workbook: what is text stays text, whatever it looks like."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from coulisse.formats.tabular.escaping import RISKY

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EXACT_DIGITS: Final = 15
AMOUNT, NUMBER, DAY = "#,##0.00", "#,##0.######", "dd/mm/yyyy"
A4: Final = 9
_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: "Workbook") -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> "Format":
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


@dataclass(slots=True)
class Pen:
    """One sheet, and how its cells look."""

    sheet: "Worksheet"
    styles: Styles

    def head(self, titles: tuple[str, ...]) -> None:
        style = self.styles.get(bold=True, text_wrap=True, valign="top", bottom=1, bg_color="#EDEDED")
        for number, title in enumerate(titles):
            self.sheet.write_string(0, number, title, style)

    def text(self, row: int, number: int, text: str, **look: Any) -> None:
        if not text:
            return
        # Left alone, editing such a cell would make a formula of it.
        risky = {"quote_prefix": True} if RISKY.match(text) else {}
        self.sheet.write_string(row, number, text, self.styles.get(num_format="@", **risky, **look))

    def number(self, row: int, number: int, value: Decimal, *, shown: str = NUMBER, **look: Any) -> None:
        self.sheet.write_number(row, number, float(value), self.styles.get(num_format=shown, **look))

    def cents(self, row: int, number: int, cents: int, **look: Any) -> None:
        self.number(row, number, Decimal(cents) / 100, shown=AMOUNT, **look)

    def formula(
        self, row: int, number: int, text: str, value: Decimal, *, shown: str = AMOUNT, **look: Any
    ) -> None:
        self.sheet.write_formula(row, number, f"={text}", self.styles.get(num_format=shown, **look), float(value))

    def sum(self, row: int, number: int, text: str, cents: int, **look: Any) -> None:
        self.formula(row, number, text, Decimal(cents) / 100, **look)

    def widths(self, *widths: int) -> None:
        for number, width in enumerate(widths):
            self.sheet.set_column(number, number, width)

    def hide(self, first: int, last: int) -> None:
        self.sheet.set_column(first, last, 14, None, {"hidden": True})

    def print_on_a4(self, *, title: str, page: str, rows: int, columns: int) -> None:
        """Landscape, as wide as the page, the heads on each."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{title.replace('&', '&&')[:200]}&R&A")
        sheet.set_footer(f"&C{page}")
        sheet.print_area(0, 0, max(rows - 1, 0), columns - 1)
        sheet.freeze_panes(1, 0)


def is_exact(text: str) -> bool:
    """Whether a stored text is a number that a spreadsheet holds exactly."""
    digits = text.removeprefix("-").replace(".", "")
    return bool(_PLAIN.fullmatch(text)) and len(digits) <= EXACT_DIGITS

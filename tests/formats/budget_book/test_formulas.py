"""Formulas there and back, and the names that a spreadsheet would misread."""

import pytest

from coulisse.formats.budget_book.formulas import Names, accounts_in


def test_names_that_are_cells_or_words_get_an_underscore() -> None:
    names = Names(("SEM", "sem", "SEM1", "SEM1_", "true", "été", "min", "R1", "ACC_x", "RATE_USD"))
    assert names.cells == {
        "SEM": "SEM",
        "sem": "sem_",
        "SEM1": "SEM1_",
        "SEM1_": "SEM1__",
        "true": "true_",
        "été": "été",
        "R1": "R1_",
    } | {one: names.cells[one] for one in ("min", "ACC_x", "RATE_USD") if one in names.cells}


@pytest.mark.parametrize(
    "stored",
    [
        "6.5",
        "SEM*5",
        "max(SEM,2)+min(1,JOURS)",
        "round(SEM/3,2)",
        "@31/100+@31.2",
        "-(SEM+1)*-2",
        "round(JOURS*@27,0)",
    ],
)
def test_what_goes_out_comes_back(stored: str) -> None:
    names = Names(("SEM", "JOURS"))
    out = names.out(stored)
    assert out is not None and names.back(f"={out}") == stored


@pytest.mark.parametrize(
    ("formula", "stored"),
    [
        ("=6.5*SEM", "6.5*SEM"),
        ("of:=MAX(SEM;2)", "max(SEM,2)"),
        ("=sem*10%", "SEM*10/100"),
        ("=1.5E3", "1500"),
        ("=A1*2", None),
        ("=SUM(A1:A3)", None),
        ('=HYPERLINK("x")', None),
        ("='[other.xlsx]S'!A1", None),
        ("=" + "1+" * 9_000, None),
    ],
)
def test_what_a_spreadsheet_says(formula: str, stored: str | None) -> None:
    assert Names(("SEM",)).back(formula) == stored


def test_accounts_named_in_a_formula() -> None:
    assert accounts_in("@31*2+@31.2") == {"31", "31.2"}

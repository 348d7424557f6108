"""Random budgets for the property tests: small, and full of everything."""

from fractions import Fraction

from hypothesis import strategies as st

from coulisse.engines.budget import Account, Budget, Charge, Fringe, Global, Line
from coulisse.kernel import Money

NUMBERS = ("1", "2", "3", "1.1", "2.5")
PARENTS = {"1": "", "2": "", "3": "", "1.1": "1", "2.5": "1.1"}
NAMES = ("A", "B", "C", "D")

amounts = st.decimals(min_value=-500, max_value=5000, places=2).map(lambda one: f"{one:f}")
small = st.integers(min_value=0, max_value=12).map(str)
formulas = st.one_of(
    small,
    amounts,
    st.sampled_from(
        (
            "A*5",
            "A+B/3",
            "min(A, B)",
            "round(C/7, 1)",
            "D",
            "MISSING*2",
            "1/(A-A)",
            "@1.1/100",
            "@2*0.01",
            "max(@3,B)",
        )
    ),
    st.sampled_from(("", "2*(", "5..", "@9")),
)
global_formulas = st.one_of(small, st.sampled_from(("A*2", "B+1", "1/3", "@3/10", "D-B", "7", "oops+1")))


@st.composite
def lines(draw: st.DrawFn, key: int) -> Line:
    return Line(
        key,
        draw(formulas),
        draw(st.sampled_from(("", "1", "2", "B"))),
        draw(formulas),
        draw(st.sampled_from((None, None, None, "USD", "CHF"))),
        tuple(draw(st.lists(st.sampled_from(("ONSS", "TOP", "KIT", "USDKIT", "NONE")), max_size=3))),
        draw(st.sampled_from(("", "", "ann", "bob"))),
        {
            "territory": draw(
                st.sampled_from(({}, {"BE": 1}, {"BE": 51, "FR": 34, "LU": 15}, {"FR": Fraction(1, 3)}))
            )
        },
    )


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    accounts = []
    for at, number in enumerate(NUMBERS):
        count = draw(st.integers(min_value=0, max_value=4))
        own = tuple(draw(lines(10 * at + place)) for place in range(count))
        accounts.append(Account(number, number, own, PARENTS[number]))
    return Budget(
        globals=tuple(Global(name, draw(global_formulas)) for name in NAMES),
        fringes=(draw(percent_fringes("ONSS")), draw(percent_fringes("TOP")), *FLAT),
        accounts=tuple(accounts),
        charges=CHARGES,
        rates={"USD": "0.92"},
    )


FLAT = (Fringe("KIT", "flat", "100.00"), Fringe("USDKIT", "flat", "10.01", currency="USD"))
CHARGES = (
    Charge("IMP", "Imprévus", "10", excluded=("2",), on_fringes=True),
    Charge("FG", "Frais généraux", "7.5", bases=("1", "1.1", "3"), account="3"),
)


@st.composite
def percent_fringes(draw: st.DrawFn, code: str) -> Fringe:
    cutoff = draw(st.one_of(st.none(), st.integers(min_value=0, max_value=900_000).map(Money)))
    floor = draw(st.one_of(st.none(), st.integers(min_value=0, max_value=100_000).map(Money)))
    return Fringe(code, "percent", draw(st.sampled_from(("25", "13.07", "0", "108.5"))), cutoff, floor)

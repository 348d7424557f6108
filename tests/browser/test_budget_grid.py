"""The budget in a browser: typed with the keys, pasted from a spreadsheet, taken back, shared with others."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from coulisse.desks.office.budget.actions.lines import Cell, paste, set_cells
from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.kernel.language import Language
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt, Theme
from tests.browser.witness import Witness
from tests.cast import AT, Cast
from tests.desks.office.budget.small import line_called, set_weeks, small_budget

pytestmark = IN_A_BROWSER


@pytest.fixture
def budget(cast: Cast) -> Budget:
    return small_budget(cast)


@pytest.fixture
def page(page_at: PageAt, cast: Cast, budget: Budget) -> Iterator[Page]:
    """Account 31, at a desk; left before the house is emptied, for it asks for news every two seconds."""
    page = page_at(DESKTOP, user=cast.nadia)
    open_account(page)
    yield page
    leave(page)


def open_account(page: Page, query: str = "account=31") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/office/budget/?{query}")
    expect(page.locator("[data-budget].is-live")).to_be_visible()
    expect(page.locator("[data-grid]")).to_be_focused()


def leave(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")


def cell(page: Page, row: int, column: str) -> Locator:
    """By what stands at its head, from row 1."""
    heads = ["code", "d", "x", "q", "u", "r", "amt"]
    return page.locator(f"#gc-{row - 1}-{heads.index(column)}")


def total_of(page: Page, account: str) -> Locator:
    return page.locator(f'[data-account="{account}"] [data-total]')


def grand_total(page: Page) -> Locator:
    return page.locator("[data-grand-total]")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved].done")).to_contain_text("Enregistré à")


def type_into(page: Page, row: int, column: str, text: str, *, ends: str = "Enter") -> None:
    cell(page, row, column).click()
    page.keyboard.type(text)
    page.keyboard.press(ends)


def put_on_clipboard(page: Page, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)


def test_a_cell_is_typed_with_the_keys_and_the_totals_follow_each_key(page: Page, budget: Budget) -> None:
    """The cursor starts on the quantity of the first line: 6 weeks of camera at 2 350,00."""
    expect(page.locator("[data-rich]")).to_have_text("= semaines_tournage soit 6 sem.")
    page.keyboard.press("F2")
    page.keyboard.type("*2")
    expect(page.locator("[data-preview]")).to_contain_text("28 200,00")
    expect(total_of(page, "31")).to_have_text("38 360,00")
    page.keyboard.press("Escape")
    expect(total_of(page, "31")).to_have_text("24 260,00")
    page.keyboard.type("6,5")
    expect(cell(page, 1, "amt")).to_have_text("15 275,00")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("1.234,56")
    page.keyboard.press("Enter")
    expect(page.locator("[data-cell]")).to_have_text("D2")
    expect(cell(page, 1, "amt")).to_have_text("8 024,64")
    saved(page)
    line = line_called(budget, "Corps caméra et viseur")
    assert (line.quantity, line.rate) == ("6.5", "1234.56")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(cell(page, 1, "amt")).to_have_text("14 100,00")
    page.keyboard.press("Control+y")
    expect(cell(page, 1, "q")).to_have_text("6,5")


def test_the_cursor_goes_where_a_spreadsheet_s_goes(page: Page) -> None:
    where = page.locator("[data-selection]")
    expect(where).to_have_text("D1")
    for keys, place in (
        ("ArrowDown", "D2"),
        ("ArrowRight", "E2"),
        ("Home", "A2"),
        ("Control+End", "R3"),
        ("Control+Home", "A1"),
        ("End", "R1"),
        ("Shift+Tab", "Q1"),
        ("Control+a", "A1:R3"),
        ("Control+Home", "A1"),
        ("Shift+ArrowDown", "A1:A2"),
        ("PageDown", "A9"),
    ):
        page.keyboard.press(keys)
        expect(where).to_have_text(place)
    cell(page, 1, "amt").click()
    cell(page, 3, "amt").click(modifiers=["Shift"])
    expect(page.locator("[data-sum]")).to_have_text("24 260,00")
    expect(page.locator("[data-count]")).to_have_text("3")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("[data-grid]")).not_to_be_focused()


def test_214_rows_are_pasted_from_a_spreadsheet_and_taken_back_in_one_step(page: Page, budget: Budget) -> None:
    rows = "\r\n".join(f'"Repas ""équipe"" {n}"\t2\t1\tjours\t1.234,56' for n in range(214))
    page.locator('[data-account="41"] a').click()
    cell(page, 1, "d").click()
    put_on_clipboard(page, rows)
    page.keyboard.press("Control+v")
    expect(total_of(page, "41")).to_have_text("528 391,68")
    saved(page)
    assert BudgetLine.objects.filter(budget=budget, account__number="41").count() == 214
    assert line_called(budget, 'Repas "équipe" 213').rate == "1234.56"
    page.keyboard.press("Control+z")
    expect(total_of(page, "41")).to_have_text("0,00")
    assert not BudgetLine.objects.filter(budget=budget, account__number="41").exists()
    page.keyboard.press("Control+Shift+z")
    expect(total_of(page, "41")).to_have_text("528 391,68")


def test_cells_leave_as_belgian_numbers_and_formulas_stay_formulas(page: Page, budget: Budget) -> None:
    cell(page, 1, "q").click()
    cell(page, 2, "r").click(modifiers=["Shift"])
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
        "6\tsem.\t2350,00",
        "6\tsem.\t1480,00",
    ]
    cell(page, 3, "q").click()
    page.keyboard.press("Control+v")
    expect(cell(page, 3, "amt")).to_have_text("14 100,00")
    expect(cell(page, 4, "amt")).to_have_text("8 880,00")
    saved(page)
    assert line_called(budget, "Essais caméra").quantity == "semaines_tournage"


def test_fill_down_clear_insert_and_delete(page: Page, budget: Budget) -> None:
    cell(page, 1, "r").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(cell(page, 3, "amt")).to_have_text("4 700,00")
    page.keyboard.press("Delete")
    expect(total_of(page, "31")).to_have_text("0,00")
    page.keyboard.press("Control+z")
    expect(total_of(page, "31")).to_have_text("32 900,00")
    cell(page, 1, "d").click()
    page.keyboard.press("Control+;")
    expect(page.locator("[data-cell]")).to_have_text("B2")
    page.keyboard.type("Les élingues")
    page.keyboard.press("Tab")
    expect(cell(page, 2, "d")).to_have_text("Les élingues")
    expect(cell(page, 3, "d")).to_have_text("Optiques anamorphiques")
    cell(page, 2, "d").click()
    page.keyboard.press("Control+-")
    expect(cell(page, 2, "d")).to_have_text("Optiques anamorphiques")
    saved(page)
    assert not BudgetLine.objects.filter(budget=budget, description="Les élingues").exists()


def test_a_new_line_is_typed_under_the_last_without_waiting(page: Page, budget: Budget) -> None:
    cell(page, 4, "d").click()
    for text, key in (
        ("Second stabilisateur", "Tab"),
        ("1", "Tab"),
        ("6", "Tab"),
        ("jours", "Tab"),
        ("185", "Enter"),
    ):
        page.keyboard.type(text)
        page.keyboard.press(key)
    expect(cell(page, 4, "amt")).to_have_text("1 110,00")
    expect(page.locator("[data-cell]")).to_have_text("B5")
    saved(page)
    line = line_called(budget, "Second stabilisateur")
    assert (line.multiplier, line.quantity, line.unit, line.rate) == ("1", "6", "jours", "185")


def test_a_global_moves_every_line_that_hangs_on_it(page: Page, budget: Budget) -> None:
    expect(page.locator("[data-touched]")).to_have_text("2 lignes dépendent d’une globale")
    field = page.get_by_label("semaines_tournage")
    field.fill("6,5")
    expect(page.locator("[data-effect] [data-moved-lines]")).to_have_text("3")
    expect(cell(page, 1, "q")).to_have_text("6,5")
    field.press("Enter")
    # 3 lines: 1 175,00 + 740,00 + 1 050,00; and 27 % of the last.
    expect(page.locator("[data-moved-total]")).to_have_text("+3 248,50 €")
    expect(page.locator("[data-moved-fringes]")).to_have_text("1")
    expect(grand_total(page)).to_have_text("43 510,50")
    page.locator("[data-show-moved]").click()
    expect(page.locator("[data-title]")).to_contain_text("de 6 à 6,5")
    expect(page.locator(".gx-body .gxr:not(.gx-account)")).to_have_count(3)


def test_what_somebody_else_types_arrives_by_itself(page: Page, budget: Budget, cast: Cast) -> None:
    type_into(page, 3, "q", "4")
    saved(page)
    set_weeks(budget, "7", cast.solange)
    expect(cell(page, 1, "q")).to_have_text("7")
    expect(page.locator("#toasts .toast")).to_contain_text("Solange De Backer")
    expect(cell(page, 3, "amt")).to_have_text("2 560,00")


def test_two_browsers_edit_one_budget_and_a_conflict_shows_both_values(
    page: Page, page_at: PageAt, budget: Budget, cast: Cast, witness: Witness
) -> None:
    witness.foresee("409 POST")
    other = page_at(DESKTOP, user=cast.solange)
    open_account(other)
    type_into(page, 1, "r", "2400")
    type_into(other, 2, "r", "1500")
    expect(cell(other, 1, "r")).to_have_text("2 400,00")
    expect(cell(page, 2, "r")).to_have_text("1 500,00")
    # Both in the same cell: the second is told, with both values, and decides.
    cell(page, 3, "r").click()
    page.keyboard.type("700")
    type_into(other, 3, "r", "650")
    saved(other)
    page.keyboard.press("Enter")
    note = page.locator("[data-notes] .note.warn")
    expect(note).to_contain_text("Solange De Backer")
    expect(note).to_contain_text("650")
    expect(note).to_contain_text("700")
    expect(cell(page, 3, "r")).to_have_text("650,00")
    note.get_by_role("button").last.click()
    expect(cell(page, 3, "r")).to_have_text("700,00")
    expect(cell(other, 3, "r")).to_have_text("700,00")
    saved(page)
    assert line_called(budget, "Essais caméra").rate == "700"
    leave(other)


def test_what_cannot_be_read_is_said_and_kept_until_it_is_mended(
    page: Page, budget: Budget, witness: Witness
) -> None:
    witness.foresee("422 POST")
    type_into(page, 3, "q", "=2*(1+")
    expect(page.locator("[data-notes] .note.stop")).to_be_visible()
    expect(cell(page, 3, "q")).to_have_text("=2*(1+")
    expect(cell(page, 3, "q")).to_have_attribute("aria-invalid", "true")
    page.locator("[data-notes]").get_by_role("button").last.click()
    expect(page.locator(".gx-editor")).to_have_value("=2*(1+")
    page.keyboard.type("1)")
    page.keyboard.press("Enter")
    expect(cell(page, 3, "q")).to_have_text("4")
    saved(page)
    assert line_called(budget, "Essais caméra").quantity == "2*(1+1)"


def test_offline_keeps_what_was_typed_and_sends_it_later(page: Page, budget: Budget, witness: Witness) -> None:
    witness.foresee("net::ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    type_into(page, 3, "q", "9")
    expect(page.locator("[data-saved].warn")).to_contain_text("Hors ligne")
    expect(cell(page, 3, "amt")).to_have_text("5 760,00")
    expect(total_of(page, "31")).to_have_text("28 740,00")
    page.context.set_offline(False)
    saved(page)
    assert line_called(budget, "Essais caméra").quantity == "9"


def test_sorted_for_the_eye_and_found_again(page: Page, budget: Budget) -> None:
    page.locator('[data-sorts="r"]').click()
    expect(page.locator("[data-sorted]")).to_contain_text("Trié par Taux")
    expect(cell(page, 1, "d")).to_have_text("Essais caméra")
    page.locator("[data-unsort]").click()
    expect(cell(page, 1, "d")).to_have_text("Corps caméra et viseur")
    page.locator("[data-grid]").focus()
    page.keyboard.press("Control+f")
    page.keyboard.type("1 480")
    expect(page.locator("[data-found]")).to_have_text("1 sur 1")
    page.keyboard.press("Escape")
    expect(page.locator("[data-cell]")).to_have_text("F2")
    assert [line.description for line in BudgetLine.objects.filter(budget=budget, account__number="31")] == [
        "Corps caméra et viseur",
        "Optiques anamorphiques",
        "Essais caméra",
    ]


def test_a_comment_is_written_beside_a_line(page: Page, budget: Budget) -> None:
    cell(page, 3, "d").click()
    page.keyboard.press("Shift+F10")
    page.keyboard.press("c")
    drawer = page.locator("#line-comments")
    expect(drawer.locator("h2")).to_have_text("3103 Essais caméra")
    drawer.locator("textarea").fill("Le loueur confirme lundi.")
    assert findings(page) == []
    drawer.get_by_role("button").last.click()
    expect(drawer.locator("[data-comments-list] li")).to_contain_text("Le loueur confirme lundi.")
    page.keyboard.press("Escape")
    expect(page.locator("[data-grid]")).to_be_focused()
    expect(cell(page, 3, "d").locator(".cm")).to_have_text("1")


def test_a_figure_of_a_calculator_goes_into_the_cell(page: Page) -> None:
    cell(page, 3, "r").click()
    page.evaluate("document.dispatchEvent(new CustomEvent('coulisse:insert', {detail: {text: '725,50'}}))")
    page.keyboard.press("Enter")
    expect(cell(page, 3, "amt")).to_have_text("1 451,00")
    saved(page)


def test_five_thousand_lines_scroll_and_are_edited(
    page_at: PageAt, budget: Budget, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    """How long it takes is printed, and no limit asserted: that is the bench's matter."""
    for account in ("21", "22", "32", "33", "34"):
        rows = [[f"Ligne {account}-{n}", "semaines_tournage" if n % 5 == 0 else "3", "150"] for n in range(1000)]
        paste(
            budget=budget,
            account=account,
            start=None,
            fields=["d", "q", "r"],
            rows=rows,
            language=Language.FR,
            by=cast.nadia,
            at=AT,
        )
    page = page_at(DESKTOP, user=cast.nadia)
    began = time.perf_counter()
    open_account(page, "all=1")
    opened = time.perf_counter() - began
    frames: list[float] = page.evaluate(SCROLL)
    page.keyboard.press("Control+End")
    row = page.locator(".gx-body .gxr.at")
    expect(row).to_be_visible()
    page.keyboard.press("Home")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    typed: float = page.evaluate(TYPE)
    page.keyboard.type("8")
    began = time.perf_counter()
    page.keyboard.press("Enter")
    saved(page)
    kept = time.perf_counter() - began
    assert BudgetLine.objects.get(budget=budget, description="Ligne 34-999").quantity == "8"
    assert page.locator(".gx-body .gxr").count() < 60
    with capsys.disabled():
        frames.sort()
        print(
            f"\n5,004 lines: opened in {opened:.2f} s; 120 frames of scrolling, median "
            f"{frames[len(frames) // 2]:.1f} ms, slowest {frames[-1]:.1f} ms; one key typed and every total "
            f"shown in {typed:.1f} ms; kept by the server in {kept * 1000:.0f} ms"
        )
    leave(page)


SCROLL = """async () => {
  const scroller = document.querySelector("[data-scroller]"), times = [];
  for (let frame = 0; frame < 120; frame += 1) {
    const before = performance.now();
    scroller.scrollTop = (frame * 1237) % (scroller.scrollHeight - scroller.clientHeight);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - before);
  }
  return times;
}"""
TYPE = """async () => {
  const grid = document.querySelector("[data-grid]");
  grid.dispatchEvent(new KeyboardEvent("keydown", {key: "F2", bubbles: true, cancelable: true}));
  const field = document.querySelector(".gx-editor");
  field.value = "";
  const before = performance.now();
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  const took = performance.now() - before;
  await new Promise(requestAnimationFrame);
  return took;
}"""


def test_the_agreed_budget_is_read_and_not_typed_into(page_at: PageAt, budget: Budget, cast: Cast) -> None:
    Budget.objects.filter(pk=budget.pk).update(state=Budget.State.ORIGINAL, locked_at=AT)
    page = page_at(DESKTOP, user=cast.nadia)
    open_account(page)
    page.keyboard.type("7")
    expect(page.locator(".gx-editor")).to_be_hidden()
    expect(page.locator("[data-status] [data-said]")).not_to_be_empty()
    expect(cell(page, 1, "q")).to_have_text("6")
    leave(page)


def test_on_the_phone_the_budget_is_read_without_overflow(page_at: PageAt, budget: Budget, cast: Cast) -> None:
    page = page_at(PHONE, user=cast.nadia)
    page.goto("/office/budget/")
    expect(page.locator(".mid")).to_be_hidden()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    assert findings(page) == []
    page.locator('[data-account="31"] a').tap()
    expect(page.locator(".gl tbody tr")).to_have_count(3)
    expect(page.locator(".gl")).to_contain_text("24 260,00")
    expect(page.locator("[data-grid]")).to_be_hidden()
    assert not page.evaluate(wide)
    assert findings(page) == []
    page.locator(".back").tap()
    expect(page.locator('[data-account="31"] a')).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page_at: PageAt, budget: Budget, cast: Cast, theme: Theme) -> None:
    page = page_at(DESKTOP, user=cast.nadia, theme=theme)
    open_account(page)
    assert findings(page) == []
    page.keyboard.press("F2")
    page.keyboard.type("+s")
    expect(page.locator(".gx-hints")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+F10")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+f")
    assert findings(page) == []
    leave(page)


def test_another_s_cell_is_refused_by_its_version_alone_when_it_is_another_field(
    page: Page, budget: Budget, cast: Cast
) -> None:
    """Solange changes the unit of the line while Nadia types its rate: both stay."""
    line = line_called(budget, "Essais caméra")
    cell(page, 3, "r").click()
    page.keyboard.type("645")
    set_cells(
        budget=budget,
        cells=[Cell(line.pk, line.version, "u", "séances")],
        language=Language.FR,
        by=cast.solange,
        at=AT,
    )
    page.keyboard.press("Enter")
    saved(page)
    expect(cell(page, 3, "u")).to_have_text("séances")
    expect(cell(page, 3, "r")).to_have_text("645,00")

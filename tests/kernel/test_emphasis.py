"""Light markup: what it means, what it leaves alone, and that it can be put and taken off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel.emphasis import literal, marked, plain, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a*", "a"), ("**a**", "a"), ("***a***", "a"), ("_a_", "a"), ("****a****", "****a****"),
        ("* a*", "* a*"), ("*a *", "*a *"), ("snake_case_name", "snake_case_name"), ("\\*a\\*", "*a*"),
        ("*a\nb*", "*a\nb*"), ("**a *b***", "a b"), ("a\\", "a\\"), ("\\x", "\\x"),
    ],
)  # fmt: skip
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text("a *_\\\n", max_size=40))
def test_a_run_is_a_piece_of_the_text(text: str) -> None:
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs(text))


@given(st.text("aé *_\\\n", max_size=40))
def test_a_literal_text_holds_no_markup(text: str) -> None:
    assert plain(literal(text)) == text


@given(st.text("aé \n", max_size=20), st.booleans(), st.booleans(), st.booleans())
def test_marks_are_read_as_they_were_put(text: str, bold: bool, italic: bool, underline: bool) -> None:
    styled = marked(text, bold=bold, italic=italic, underline=underline)
    assert plain(styled) == text
    shown = [run for run in runs(styled) if run.text.strip()]
    assert all((run.bold, run.italic, run.underline) == (bold, italic, underline) for run in shown)

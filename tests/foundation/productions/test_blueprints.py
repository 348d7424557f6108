from datetime import date

import pytest

from coulisse.foundation.accounts.roles import ROLES
from coulisse.foundation.productions.blueprints import (
    Blueprint,
    Kind,
    UnknownBlueprint,
    Words,
    blueprint,
    sheet,
    table,
)
from coulisse.foundation.productions.models import Production


def every_word() -> list[Words]:
    found = [words for each in table().blueprints.values() for words in (each.label, each.about)]
    found += [task.title for each in table().blueprints.values() for task in each.tasks]
    for each in table().types.values():
        for detail in each.details:
            found += [detail.label, *([detail.hint] if detail.hint else ())]
            found += [option.label for option in detail.options]
    return found


def test_every_type_has_a_sheet_and_a_template() -> None:
    assert set(table().types) == set(Production.Type.values)
    assert {each.type for each in table().blueprints.values()} == set(Production.Type.values)


def test_every_word_is_there_in_the_three_languages() -> None:
    assert [words for words in every_word() if not (words.fr and words.nl and words.en)] == []


def test_french_marks_have_their_spaces() -> None:
    assert [words.fr for words in every_word() if " :" in words.fr or " ?" in words.fr or "n° " in words.fr] == []


@pytest.mark.parametrize("each", table().blueprints.values(), ids=lambda each: each.code)
def test_templates_name_roles_that_exist_and_bring_tasks(each: Blueprint) -> None:
    assert {task.role for task in each.tasks} <= set(ROLES)
    assert len({task.title.fr for task in each.tasks}) == len(each.tasks) >= 4


def test_usual_roles_exist() -> None:
    assert {role for each in table().types.values() for role in each.roles} <= set(ROLES)


def test_choices_offer_something_to_choose() -> None:
    details = [detail for each in table().types.values() for detail in each.details]
    assert all(bool(detail.options) is (detail.kind is Kind.CHOICE) for detail in details)


def test_a_task_counts_from_the_first_or_the_last_day() -> None:
    tasks = blueprint("feature").tasks
    first = next(task for task in tasks if not task.from_end)
    last = next(task for task in tasks if task.from_end)
    assert first.due_on(date(2027, 2, 25), None) == date(2026, 11, 27)
    assert last.due_on(date(2027, 2, 25), None) is None
    assert last.due_on(None, date(2027, 4, 9)) == date(2027, 4, 23)


def test_an_option_is_read_by_its_label() -> None:
    medium = next(detail for detail in sheet("magazine").details if detail.key == "medium")
    assert medium.show("tv", "nl") == "Televisie"


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(UnknownBlueprint):
        blueprint("opera")

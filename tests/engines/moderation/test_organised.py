"""Few accounts that repeat themselves are told apart from many people."""

from datetime import datetime, timedelta

from coulisse.engines.moderation import Spoken, organised

AT = datetime.fromisoformat("2027-04-18T20:30:00+02:00")


def spoken(many: int, accounts: int, families: int, *, prefix: str = "x") -> list[Spoken]:
    return [
        Spoken(
            f"{prefix}{n}",
            f"{prefix}-account-{n % accounts}",
            f"{prefix}-family-{n // accounts % families}",
            AT + timedelta(seconds=n),
        )
        for n in range(many)
    ]


def test_forty_comments_of_six_accounts_with_three_texts_are_one_group() -> None:
    crowd = [Spoken(f"c{n}", f"person-{n}", "the same joke", AT) for n in range(300)]
    (group,) = organised([*crowd, *spoken(40, 6, 3)])
    assert (len(group.comments), len(group.accounts), len(group.families)) == (40, 6, 3)


def test_the_order_of_the_comments_does_not_matter() -> None:
    comments = [*spoken(40, 6, 3), *spoken(24, 4, 2, prefix="y")]
    assert organised(comments) == organised(list(reversed(comments)))
    assert [len(group.comments) for group in organised(comments)] == [40, 24]


def test_one_account_alone_is_no_group() -> None:
    assert organised(spoken(40, 1, 1)) == ()


def test_few_comments_are_no_group() -> None:
    assert organised(spoken(9, 3, 1)) == ()


def test_nothing_in_common_is_no_group() -> None:
    assert organised([Spoken(str(n), f"account-{n % 3}", "", AT) for n in range(60)]) == ()

"""The build driver: what is fresh is left alone, what is missing is named, and the lock names no host."""

import json
import re
from pathlib import Path

import pytest

from coulisse.house import assets
from coulisse.house.assets import SourcesMissing, UnknownIcon, Workshop

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A checkout in small: a lock file and one source."""
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "icons.txt").write_text("bank")
    (tmp_path / "package-lock.json").write_text("{}")
    return Workshop(root=tmp_path)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps that ran; each only makes its folder."""
    ran: list[str] = []

    def stand_in(name: str, folder: str) -> None:
        def step(shop: Workshop) -> None:
            ran.append(name)
            getattr(shop, folder).mkdir(parents=True, exist_ok=True)

        monkeypatch.setattr(assets, name, step)

    stand_in("install_packages", "packages")
    stand_in("build_static", "static")
    stand_in("build_typefaces", "typefaces")
    stand_in("copy_dictionaries", "dictionaries")
    return ran


def test_a_second_build_does_nothing(shop: Workshop, steps: list[str]) -> None:
    assert assets.build(shop) == (
        "node_modules",
        "coulisse/static/coulisse",
        "coulisse/papers/fonts",
        "coulisse/desks/audience/answers/dictionaries",
    )
    steps.clear()
    assert assets.build(shop) == ()
    assert steps == []


def test_a_changed_source_builds_only_what_it_feeds(shop: Workshop, steps: list[str]) -> None:
    assets.build(shop)
    steps.clear()
    (shop.sources / "icons.txt").write_text("bank user")
    assets.build(shop)
    assert steps == ["build_static"]


def test_a_changed_lock_builds_everything(shop: Workshop, steps: list[str]) -> None:
    assets.build(shop)
    steps.clear()
    shop.lock.write_text('{"lockfileVersion": 3}')
    assets.build(shop)
    assert steps == ["install_packages", "build_static", "build_typefaces", "copy_dictionaries"]


def test_a_step_that_fails_is_tried_again(
    shop: Workshop, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Workshop) -> None:
        raise assets.AssetsError("esbuild stopped")

    with monkeypatch.context() as broken:
        broken.setattr(assets, "build_static", fail)
        with pytest.raises(assets.AssetsError):
            assets.build(shop)
    steps.clear()
    assets.build(shop)
    assert steps == ["build_static", "build_typefaces", "copy_dictionaries"]


def test_without_sources_the_reason_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourcesMissing, match="checkout"):
        assets.build(Workshop(root=tmp_path))


def test_a_file_that_changes_its_name_changes_the_fingerprint(tmp_path: Path) -> None:
    one, other = tmp_path / "a.css", tmp_path / "b.css"
    one.write_text("x")
    other.write_text("x")
    assert assets.fingerprint([one]) != assets.fingerprint([other])
    assert assets.fingerprint([one, other]) == assets.fingerprint([other, one])


def test_icons_are_listed_once_and_remarks_left_out() -> None:
    assert assets.icon_names("# desks\nuser bank # twice\nbank\n") == ["bank", "user"]


def test_the_sprite_takes_the_weight_from_the_name(tmp_path: Path) -> None:
    for weight, name in (("regular", "bank"), ("fill", "flag-fill")):
        (tmp_path / weight).mkdir()
        (tmp_path / weight / f"{name}.svg").write_text(
            f'<svg xmlns="x" viewBox="0 0 256 256"><path d="{name}"/></svg>'
        )
    drawn = assets.sprite(["bank", "flag-fill"], tmp_path)
    assert '<symbol id="bank" viewBox="0 0 256 256"><path d="bank"/></symbol>' in drawn
    assert '<symbol id="flag-fill"' in drawn
    assert drawn.count("<svg") == drawn.count("</svg>") == 1


def test_an_icon_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownIcon, match="bnak"):
        assets.sprite(["bnak"], tmp_path)


def test_a_tool_that_fails_gives_its_own_words(tmp_path: Path) -> None:
    node, _ = assets.find_node()
    with pytest.raises(assets.AssetsError, match="no such thing"):
        assets.run([*node, "-e", "throw new Error('no such thing')"], at=tmp_path)


def test_the_lock_is_exact_and_names_no_host() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    wanted = json.loads((ROOT / "package.json").read_text())
    versions = [*wanted.get("dependencies", {}).values(), *wanted.get("devDependencies", {}).values()]
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []

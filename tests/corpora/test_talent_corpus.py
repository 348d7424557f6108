"""Published instances of talent scheduling: each proved, at its known least cost."""

import json
from pathlib import Path

import pytest

from coulisse.engines.stripboard.talent import propose_order
from coulisse.house.commands.schedule import read_casting
from tests.corpora.folder import CORPORA

FILES = sorted((CORPORA / "talent").glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_instance_is_proved(path: Path) -> None:
    known = json.loads(path.read_bytes())
    casting = read_casting(path.read_bytes())
    proposal = propose_order(casting, keep_going=lambda: True)
    assert sorted(proposal.order) == list(range(known["scenes"]))
    assert proposal.cost == proposal.bound == casting.cost_of(proposal.order)
    assert proposal.cost == known.get("optimum", proposal.cost)
    between = known.get("best_known", {"lower": proposal.cost, "upper": proposal.cost})
    assert between["lower"] <= proposal.cost <= between["upper"]

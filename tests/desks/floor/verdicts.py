"""The way into the floor: for whoever has a production there."""

from tests.walk import OTHER_PRODUCTION, OWN, Verdict

VERDICTS = {"floor:home": Verdict(OWN | OTHER_PRODUCTION)}

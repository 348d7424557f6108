"""The way into the audience desk: whoever reads what the public writes."""

from tests.walk import Verdict

PUBLICS = frozenset({"owner", "audience"})
"""The officer of the house and its owner; people of the set and of the books don't read the public's mail."""

VERDICTS = {"audience:home": Verdict(PUBLICS)}

"""Who may search: whoever signs in with a role; what is found is narrowed by `visible_to`."""

from tests.walk import SIGNED_IN, Verdict

VERDICTS = {
    "search:find": Verdict(SIGNED_IN, data=lambda cast: {"q": "magnee"}),
    "api:search": Verdict(SIGNED_IN, data=lambda cast: {"q": "magnee"}),
}

"""The pages that belong to no room, and the API's own: its description is for whoever signs in."""

from tests.walk import EVERYBODY, SIGNED_IN, Verdict

VERDICTS = {
    "matin": Verdict(SIGNED_IN),
    "health": Verdict(EVERYBODY),
    "reset_sample": Verdict(frozenset()),  # only a sample house is made again, and this is none
    "api:openapi-json": Verdict(SIGNED_IN),
    "api:openapi-view": Verdict(SIGNED_IN),
    "api:api-root": Verdict(frozenset()),  # an address that answers nobody
}

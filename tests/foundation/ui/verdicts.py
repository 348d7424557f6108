"""The living page and one's own preferences are for everybody; a desk's door is for whoever signs in."""

from tests.walk import EVERYBODY, SIGNED_IN, Verdict

VERDICTS = {
    "ui:styleguide": Verdict(EVERYBODY),
    "ui:preferences": Verdict(EVERYBODY, method="post", data=lambda cast: {"language": "nl"}),
    "ui:desk": Verdict(SIGNED_IN, args=lambda cast: {"desk": "floor"}),
}

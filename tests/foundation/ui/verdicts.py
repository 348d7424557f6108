"""The living page and one's own preferences are for everybody."""

from tests.walk import EVERYBODY, Verdict

VERDICTS = {
    "ui:styleguide": Verdict(EVERYBODY),
    "ui:preferences": Verdict(EVERYBODY, method="post", data=lambda cast: {"language": "nl"}),
}

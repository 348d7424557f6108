"""The form is anybody's to fill; its keeping is the audience desk's."""

from typing import Any

from django.core import signing

from coulisse.desks.audience.intake.forms_public.pages import THANKS_SALT
from tests.cast import Cast
from tests.desks.audience.intake.forms_public.forming import a_form
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import EVERYBODY, Verdict


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": a_form(cast).pk}


def public(cast: Cast) -> dict[str, Any]:
    return {"slug": a_form(cast).slug}


VERDICTS = {
    "audience:intake:forms": Verdict(PUBLICS),
    "audience:intake:form-add": Verdict(PUBLICS),
    "audience:intake:form-edit": Verdict(PUBLICS, args=one),
    "audience:intake:form-preview": Verdict(PUBLICS, args=one),
    "audience:intake:form-switch": Verdict(PUBLICS, args=one, method="post", data=lambda cast: {"open": "no"}),
    "audience:intake:form": Verdict(EVERYBODY, args=public),
    "audience:intake:form-thanks": Verdict(
        EVERYBODY, args=lambda cast: public(cast) | {"told": signing.dumps("2027-0316-01", salt=THANKS_SALT)}
    ),
}

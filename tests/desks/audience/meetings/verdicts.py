"""Meetings are kept by the audience desk; the public's pages are everybody's, the secret ones their holder's."""

from datetime import timedelta
from typing import Any

from coulisse.desks.audience.meetings.models import (
    Evening,
    Idea,
    Panel,
    PanelInvitation,
    Panelist,
    Question,
    Questionnaire,
    Registration,
)
from coulisse.foundation.accounts.tokens import token_hash
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_writer
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import EVERYBODY, Verdict

TOKEN = "a-secret-of-the-evening"
EVERY = frozenset(EVERYBODY)


def an_evening(cast: Cast, **fields: Any) -> Evening:
    values: dict[str, Any] = {
        "production": cast.drache,
        "slug": f"soiree-{Evening.objects.count() + 1}-avril",
        "titles": {"fr": "Rencontre avec l’équipe", "nl": "Ontmoeting met de ploeg"},
        "intros": {"fr": "Venez parler avec nous.", "nl": "Kom met ons praten."},
        "notices": {"fr": "Vos données servent à l’accueil.", "nl": "Uw gegevens dienen voor het onthaal."},
        "place": "Studio 4, Bruxelles",
        "starts_at": AT + timedelta(days=30),
        "ends_at": AT + timedelta(days=30, hours=2),
        "closes_at": AT + timedelta(days=30),
        "seats": 60,
        **fields,
    }
    return Evening.objects.create(**values)


def a_registration(cast: Cast, **fields: Any) -> Registration:
    evening = fields.pop("evening", None) or an_evening(cast)
    values = {"state": "confirmed", "token_hash": token_hash(TOKEN), "seats": 1, **fields}
    return Registration.objects.create(
        evening=evening,
        writer=a_writer(),
        name="Hubert Lambot",
        email="hubert@public.example",
        language="fr",
        registered_at=AT,
        **values,
    )


def a_questionnaire(cast: Cast, **fields: Any) -> Questionnaire:
    values: dict[str, Any] = {
        "production": cast.drache,
        "slug": "apres-la-soiree",
        "titles": {"fr": "Votre avis", "nl": "Uw mening"},
        "notices": {"fr": "Sans nom.", "nl": "Zonder naam."},
        "is_open": True,
        **fields,
    }
    made = Questionnaire.objects.create(**values)
    Question.objects.create(
        questionnaire=made, position=0, kind="scale", labels={"fr": "Avez-vous aimé ?", "nl": "Vond u het goed?"}
    )
    return made


def a_panel(cast: Cast) -> Panel:
    return Panel.objects.create(production=cast.drache, name="Spectateurs", purpose="Cinq questions par saison")


def pk_of(make: Any) -> Any:
    return lambda cast: {"pk": make(cast).pk}


def a_member(cast: Cast) -> dict[str, Any]:
    made = Panelist.objects.create(panel=a_panel(cast), writer=a_writer(), joined_at=AT)
    return {"pk": made.pk}


def an_idea(cast: Cast) -> dict[str, Any]:
    return {"pk": Idea.objects.create(production=cast.drache, text="Sous-titrez", language="fr", at=AT).pk}


def slug(cast: Cast) -> dict[str, Any]:
    return {"slug": an_evening(cast).slug}


def token(cast: Cast) -> dict[str, Any]:
    a_registration(cast)
    return {"token": TOKEN}


def panel_token(cast: Cast) -> dict[str, Any]:

    member = Panelist.objects.create(panel=a_panel(cast), writer=a_writer(), joined_at=AT)
    PanelInvitation.objects.create(
        questionnaire=a_questionnaire(cast), panelist=member, token_hash=token_hash(TOKEN), sent_at=AT
    )
    return {"token": TOKEN}


M = "audience:meetings"
VERDICTS = {
    f"{M}:list": Verdict(PUBLICS),
    f"{M}:add": Verdict(PUBLICS),
    f"{M}:evening": Verdict(PUBLICS, args=pk_of(an_evening)),
    f"{M}:edit": Verdict(PUBLICS, args=pk_of(an_evening)),
    f"{M}:invite": Verdict(PUBLICS, args=pk_of(an_evening), method="post"),
    f"{M}:door": Verdict(PUBLICS, args=pk_of(an_evening)),
    f"{M}:paper": Verdict(PUBLICS, args=lambda cast: {"pk": an_evening(cast).pk, "kind": "liste"}),
    f"{M}:strike": Verdict(PUBLICS, args=pk_of(a_registration), method="post"),
    f"{M}:welcome": Verdict(PUBLICS, args=pk_of(a_registration), method="post"),
    f"{M}:arrive": Verdict(PUBLICS, args=token),
    f"{M}:questionnaire-add": Verdict(PUBLICS),
    f"{M}:questionnaire": Verdict(PUBLICS, args=pk_of(a_questionnaire)),
    f"{M}:questionnaire-edit": Verdict(PUBLICS, args=pk_of(a_questionnaire)),
    f"{M}:questionnaire-act": Verdict(
        PUBLICS, args=pk_of(a_questionnaire), method="post", data=lambda cast: {"act": "close"}
    ),
    f"{M}:questionnaire-export": Verdict(PUBLICS, args=pk_of(a_questionnaire)),
    f"{M}:panel-add": Verdict(PUBLICS),
    f"{M}:panel": Verdict(PUBLICS, args=pk_of(a_panel)),
    f"{M}:panel-fill": Verdict(PUBLICS, args=pk_of(a_panel), method="post"),
    f"{M}:panel-ask": Verdict(PUBLICS, args=pk_of(a_panel), method="post"),
    f"{M}:panel-leave": Verdict(PUBLICS, args=a_member, method="post"),
    f"{M}:ideas": Verdict(PUBLICS),
    f"{M}:idea-answer": Verdict(PUBLICS, args=an_idea, method="post"),
    f"{M}:public": Verdict(EVERY, args=slug),
    f"{M}:mine": Verdict(EVERY, args=token),
    f"{M}:give-up": Verdict(EVERY, args=token, method="post"),
    f"{M}:questionnaire-public": Verdict(EVERY, args=lambda cast: {"slug": a_questionnaire(cast).slug}),
    f"{M}:questionnaire-panel": Verdict(EVERY, args=panel_token),
    f"{M}:ideas-public": Verdict(EVERY, args=lambda cast: {"code": cast.drache.code}),
}

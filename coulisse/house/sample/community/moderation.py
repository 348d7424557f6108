"""The night of the comments in the sample house: rules on since Friday, a charter, 1,400 comments in three hours.

What a person does about them is left to whoever opens the sample: 180 wait for a review, two threats for a file,
twelve complaints for Marc-Olivier.
"""

from collections.abc import Mapping
from typing import Final

from coulisse.desks.community.moderation.actions.charter import write_charter
from coulisse.desks.community.moderation.actions.rules import dry_run, switch
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.models import ModerationRule
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.community.night import the_night
from coulisse.house.sample.moments import Moments

CHARTER: Final = {
    "fr": (
        "Bienvenue sous les publications de Plein Jour.\n\n"
        "Critiquez l’émission, corrigez-nous, posez vos questions : nous lisons tout et nous répondons. "
        "Restez courtois avec les autres et avec les personnes filmées.\n\n"
        "Nous masquons les menaces, la haine envers un groupe, les insultes et la publicité, après en avoir gardé la "
        "preuve. D’abord un mot, puis un avertissement public, puis le commentaire est masqué, puis l’auteur "
        "bloqué. Les menaces et les propos haineux sont signalés au réseau, à la police ou à Unia.\n\n"
        "Vous n’êtes pas d’accord avec une décision ? Écrivez au service des publics."
    ),
    "nl": (
        "Welkom onder de berichten van Plein Jour.\n\n"
        "Heb kritiek, verbeter ons, stel vragen: we lezen alles en we antwoorden. Blijf hoffelijk tegen elkaar en "
        "tegen wie gefilmd is.\n\n"
        "Bedreigingen, haat tegen een groep, beledigingen en reclame verbergen we, nadat het bewijs bewaard is. Eerst "
        "een woord, dan een openbare waarschuwing, dan wordt de reactie verborgen, dan de auteur geblokkeerd. "
        "Bedreigingen en haat melden we aan het netwerk, aan de politie of aan Unia.\n\n"
        "Niet akkoord met een beslissing? Schrijf naar de publieksdienst."
    ),
}


def receive_the_night(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    production, ines = productions["plein-jour"], people["ines"]
    written = moments.ago(2, 16)
    write_charter(
        production=production,
        slug="plein-jour",
        texts=CHARTER,
        is_public=True,
        read_version=0,
        by=ines,
        at=written,
    )
    for rule in start_rules(production=production, by=ines, at=written):
        dry_run(rule=rule, production=production, at=written)
        switch(rule=ModerationRule.objects.get(pk=rule.pk), is_on=True, by=ines, at=written)
    accounts = NetworkAccount.objects.filter(production=production)
    night = the_night()
    for network in ("bluesky", "instagram"):
        incoming = [one.comment for one in night if one.account == network]
        account = accounts.filter(network=network).order_by("pk").first()
        assert account is not None  # the publications before have made it
        take_in(account=account, incoming=incoming, by=None, at=moments.ago(1, 23, 31))

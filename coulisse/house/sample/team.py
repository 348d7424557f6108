"""Who signs in: one person a role, invited by the owner as anybody is, all with the same password."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from allauth.account.models import EmailAddress

from coulisse.foundation.accounts.actions.invitations import accept_invitation, invite
from coulisse.foundation.accounts.actions.profile import change_profile
from coulisse.foundation.accounts.actions.roles import grant_role
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import OWNER
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

PASSWORD: Final = "une-drache-en-mars"  # noqa: S105  # the sample house has no secret: its sign-in page shows it


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the sample: the role held on the whole house, on one production or on one client."""

    key: str
    name: str
    email: str
    role: str
    language: str = "fr"
    production: str = ""
    client: str = ""


TEAM: Final = (
    Person("odile", "Odile Meuse", "odile@meuse.example", OWNER),
    Person("nadia", "Nadia Verhaeghen", "nadia@meuse.example", "production_administrator"),
    Person("bastien", "Bastien Crahay", "bastien@meuse.example", "production_assistant", production="drache"),
    Person("solange", "Solange De Backer", "solange@meuse.example", "production_manager", production="drache"),
    Person("marc_olivier", "Marc-Olivier Lejeune", "marc-olivier@meuse.example", "audience_officer"),
    Person("delphine", "Delphine Wauthier", "delphine@meuse.example", "audience_officer"),
    Person("ines", "Inès Ouali", "ines@meuse.example", "community_manager"),
    Person("wannes", "Wannes Peeters", "wannes@meuse.example", "writer", language="nl"),
    Person("thierry", "Thierry Massart", "thierry@meuse.example", "reader"),
    Person(
        "pascaline", "Pascaline Thiry", "pascaline@ecluses.example", "production_manager", production="ecluses"
    ),
    Person(
        "fabienne", "Fabienne Rasquin", "fabienne@mediane.example", "production_manager", production="plein-jour"
    ),
    Person("sofia", "Sofia Lemmens", "sofia@meuse.example", "reader", production="capsambre"),
    Person("malik", "Malik Benali", "malik@meuse.example", "reader", production="capsambre"),
    Person("tess", "Tess Claes", "tess@meuse.example", "reader", language="nl", production="capsambre"),
    Person("ilse", "Ilse De Smedt", "ilse@meuse.example", "reader", language="nl", production="capsambre"),
    Person("greg", "Greg Dubois", "greg@meuse.example", "reader", production="capsambre"),
    Person("kobe", "Kobe Maes", "kobe@capsambre.example", "reader", language="nl", client="capsambre"),
)
OWNER_EMAIL: Final = TEAM[0].email


def found_house(*, moments: Moments) -> User:
    """The first person, who owns the house."""
    odile = TEAM[0]
    user = User.objects.create_user(odile.email, PASSWORD, name=odile.name, language=odile.language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    grant_role(user=user, role=OWNER, by=None, at=moments.ago(28, 9))
    return user


def invite_team(
    *, owner: User, productions: Mapping[str, Production], clients: Mapping[str, Client], moments: Moments
) -> dict[str, User]:
    """Everybody else is invited by the owner and joins the next day; returns them by their keys."""
    people = {TEAM[0].key: owner}
    for number, person in enumerate(TEAM[1:]):
        letter = invite(
            email=person.email,
            name=person.name,
            role=person.role,
            language=person.language,
            production=productions.get(person.production),
            client=clients.get(person.client),
            by=owner,
            at=moments.ago(24, 10, number),
        )
        people[person.key] = accept_invitation(
            token=letter.token,
            name=person.name,
            password=None,
            language=person.language,
            at=moments.ago(23, 9, number),
        )
    # One password, hashed once: hashing it for each would be most of the loading.
    User.objects.exclude(pk=owner.pk).update(password=owner.password)
    people = {key: User.objects.get(pk=user.pk) for key, user in people.items()}
    change_profile(user=people["wannes"], name="Wannes Peeters", language="nl", theme="dark", single_keys=True)
    return people

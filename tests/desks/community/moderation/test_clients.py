"""Rules of a client: its accounts are judged by them and by the house's; they are seen by whoever reaches it."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coulisse.desks.community.moderation.actions.rules import (
    ListOfAnother,
    dry_run,
    switch,
    write_list,
    write_rule,
)
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.models import Charter, Comment, ModerationRule, WordList
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.productions.models import Production
from tests.cast import Cast, give, person
from tests.desks.community.moderation.rows import NIGHT, PLAIN, a_comment, by_hand, taken
from tests.desks.community.publishing.rows import an_account

pytestmark = pytest.mark.django_db
HERE = "/community/moderation/"
BEFORE = NIGHT - timedelta(days=2)
LATER = NIGHT + timedelta(hours=1)


def signed_in(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def ines(cast: Cast) -> Browser:
    return signed_in(cast.ines)


@pytest.fixture
def freelance(cast: Cast) -> User:
    """Writes for Festival Cap Sambre, and reads *La Drache* besides; the house is not theirs."""
    user = person("Renaud Piette", "renaud@ailleurs.example")
    give(user, "community_manager", client=cast.client)
    give(user, "community_manager", production=cast.drache)
    return user


def of_client(client: Client, handle: str = "capsambre") -> NetworkAccount:
    return an_account(client=client, production=None, way=NetworkAccount.Way.BY_HAND, handle=handle)


def a_list(cast: Cast, name: str, terms: str, **owner: Production | Client) -> WordList:
    told = {"production": None, "client": None, "name": name, "language": "fr", "terms": terms, **owner}
    return write_list(row=None, values=told, read_version=0, by=cast.ines, at=BEFORE)


def a_rule(
    cast: Cast, name: str, word: str, *, is_on: bool = True, **owner: Production | Client
) -> ModerationRule:
    """Proposes to hide what has this word."""
    values: dict[str, object] = {"production": None, "client": None, "name": name, "severities": []}
    values |= {"language": "", "topic": "", "links": 0, "rate_count": 0, "rate_minutes": 10}
    values |= {"action": "hide", "severity": "insult", **owner}
    lists = [a_list(cast, name, word, **owner)]
    made = write_rule(row=None, values=values, lists=lists, read_version=0, by=cast.ines, at=BEFORE)
    dry_run(rule=made, production=cast.drache, at=BEFORE)
    return switch(rule=made, is_on=True, by=cast.ines, at=BEFORE) if is_on else made


def judged_by(text: str, account: NetworkAccount) -> str:
    """The name of the rule that would hide it; empty where it only waits."""
    row = a_comment(account, text, number=Comment.objects.count() + 1)
    assert (row.state == Comment.State.REVIEW) is (row.rule is not None)
    return row.rule.name if row.rule else ""


def test_a_client_s_accounts_are_judged_by_the_house_s_rules_and_the_client_s(cast: Cast) -> None:
    a_rule(cast, "Maison", "zinzin*")
    a_rule(cast, "Cap Sambre", "péniche*", client=cast.client)
    a_rule(cast, "Lamby", "caramel*", client=cast.other_client)
    a_rule(cast, "La Drache", "drache*", production=cast.drache)
    festival, lamby = of_client(cast.client), of_client(cast.other_client, "lamby")
    assert judged_by("Quel zinzin", festival) == "Maison"
    assert judged_by("Votre péniche coule", festival) == "Cap Sambre"
    assert judged_by("Votre péniche coule", lamby) == ""
    assert judged_by("Bonsoir caramel", lamby) == "Lamby"
    assert judged_by("Bonsoir caramel", festival) == "", "another client's rule says nothing here"
    assert judged_by("Quelle drache", festival) == "", "nor that of a production"
    drache = by_hand(cast.drache)
    assert judged_by("Votre péniche coule", drache) == "", "nor a client's where the house works for itself"
    assert judged_by("Quelle drache", drache) == "La Drache"


def test_a_production_made_for_a_client_is_judged_by_that_client_s_rules_too(cast: Cast) -> None:
    a_rule(cast, "Cap Sambre", "péniche*", client=cast.client)
    a_rule(cast, "Lamby", "caramel*", client=cast.other_client)
    Production.objects.filter(pk=cast.drache.pk).update(client=cast.client)
    account = by_hand(cast.drache)
    assert judged_by("Votre péniche coule", account) == "Cap Sambre"
    assert judged_by("Bonsoir caramel", account) == ""


def test_a_rule_has_one_owner_at_most(cast: Cast) -> None:
    made = a_rule(cast, "Cap Sambre", "péniche*", client=cast.client)
    words = made.lists.get()
    for row in (ModerationRule.objects.filter(pk=made.pk), WordList.objects.filter(pk=words.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(production=cast.drache)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_list(cast, "Cap Sambre", "barge", client=cast.client)


def test_a_rule_takes_no_list_of_another(cast: Cast) -> None:
    house, ours = a_list(cast, "Maison", "zinzin*"), a_list(cast, "À eux", "péniche*", client=cast.client)
    theirs = a_list(cast, "Lamby", "caramel*", client=cast.other_client)
    made = a_rule(cast, "Cap Sambre", "barge*", is_on=False, client=cast.client)
    values = {name: getattr(made, name) for name in ("name", "severities", "language", "topic", "links")}
    values |= {"rate_count": 0, "rate_minutes": 10, "action": "hide", "severity": "", "production": None}
    told = {"row": made, "values": {**values, "client": cast.client}, "by": cast.ines, "at": BEFORE}
    with pytest.raises(ListOfAnother) as refused:
        write_rule(lists=[ours, theirs], read_version=made.version, **told)  # type: ignore[arg-type]
    assert refused.value.row == theirs
    written = write_rule(lists=[house, ours], read_version=made.version, **told)  # type: ignore[arg-type]
    assert set(written.lists.all()) == {house, ours}


def test_a_client_s_rule_is_tried_on_the_client_s_comments_alone(cast: Cast, ines: Browser) -> None:
    Production.objects.filter(pk=cast.gel.pk).update(client=cast.client)
    festival = of_client(cast.client)
    taken(festival, "Votre péniche coule", PLAIN)
    taken(of_client(cast.other_client, "lamby"), "Une péniche en chocolat")
    taken(by_hand(cast.drache), "La péniche de La Drache")
    taken(by_hand(cast.gel, handle="gel"), "La péniche est gelée", first=30)
    made = a_rule(cast, "Péniches", "péniche*", is_on=False, client=cast.client)
    found = dry_run(rule=made, at=LATER)
    assert found.looked_at == 3
    assert {row.text for row, _verdict in found.touched} == {"Votre péniche coule", "La péniche est gelée"}
    with CaptureQueriesContext(connection) as few:
        dry_run(rule=made, at=LATER)
    taken(festival, *["Encore la péniche"] * 12, first=40)
    with CaptureQueriesContext(connection) as many:
        assert len(dry_run(rule=made, at=LATER).touched) == 14
    assert len(many) == len(few)


def test_whoever_tries_a_client_s_rule_sees_only_comments_within_reach(cast: Cast, freelance: User) -> None:
    Production.objects.filter(pk=cast.gel.pk).update(client=cast.client)
    taken(of_client(cast.client), "Votre péniche coule")
    taken(by_hand(cast.gel, handle="gel"), "La péniche est gelée", first=30)
    made = a_rule(cast, "Péniches", "péniche*", is_on=False, client=cast.client)
    Comment.objects.update(said_at=Comment.objects.earliest("said_at").said_at)
    page = signed_in(freelance).get(f"{HERE}rules/{made.pk}/try").content.decode()
    assert "péniche est gelée" not in page


def test_the_page_lets_choose_of_this_client_in_the_client_s_workspace(cast: Cast, ines: Browser) -> None:
    Production.objects.filter(pk=cast.drache.pk).update(client=cast.client)
    add = f"{HERE}rules/add?production={cast.drache.pk}"
    offered = re.findall(r'<option value="([\w-]+)"', ines.get(add).content.decode())
    assert {f"production-{cast.drache.pk}", f"client-{cast.client.pk}", "house"} <= set(offered)
    assert f"client-{cast.other_client.pk}" not in offered
    told = {"name": "Péniches", "links": 2, "rate_count": 0, "rate_minutes": 10, "action": "flag"}
    for name, owner in (("A", ""), ("B", f"client-{cast.client.pk}"), ("C", "house")):
        assert ines.post(add, {**told, "name": name, "owner": owner}).status_code == 302
    refused = ines.post(add, {**told, "name": "D", "owner": f"client-{cast.other_client.pk}"})
    assert refused.status_code == 422
    owners = {row.name: (row.production, row.client) for row in ModerationRule.objects.all()}
    assert owners == {"A": (cast.drache, None), "B": (None, cast.client), "C": (None, None)}
    entry = Entry.objects.filter(kind="community.moderation.rule-changed", client_id=cast.client.pk)
    assert entry.count() == 1, "the journal knows whose it is"
    page = ines.get(f"{HERE}rules?production={cast.drache.pk}").content.decode()
    assert all(f">{name}</a>" in page for name in "ABC") and "Festival Cap Sambre" in page


def test_a_client_without_a_production_has_its_rules_by_its_workspace(cast: Cast, ines: Browser) -> None:
    here = f"?of=client-{cast.other_client.pk}"
    assert (
        f"/community/moderation/rules{here}"
        in ines.get(f"/community/clients/client-{cast.other_client.pk}").content.decode()
    )
    started = ines.post(f"{HERE}rules/start{here}")
    assert started.headers["Location"] == f"{HERE}rules{here}"
    assert ModerationRule.objects.filter(client=cast.other_client, production=None).count() == 5
    assert ModerationRule.objects.count() == 5
    assert start_rules(client=cast.other_client, by=cast.ines, at=NIGHT) == [], "once"
    words = {"name": "À eux", "language": "fr", "terms": "caramel*"}
    ines.post(f"{HERE}lists/add{here}", words)
    made = WordList.objects.get(name="À eux")
    assert (made.client, made.production) == (cast.other_client, None)
    assert ines.post(f"{HERE}lists/add{here}", words).status_code == 422, "such a list is there"
    assert "À eux" in ines.get(f"{HERE}rules/add{here}").content.decode()
    assert "À eux" not in ines.get(f"{HERE}rules/add?production={cast.drache.pk}").content.decode()


def test_another_client_s_rules_are_neither_seen_nor_changed(cast: Cast, freelance: User) -> None:
    ours = a_rule(cast, "Péniches", "péniche*", client=cast.client)
    theirs = a_rule(cast, "Caramels", "caramel*", client=cast.other_client)
    browser = signed_in(freelance)
    page = browser.get(f"{HERE}rules?of=client-{cast.client.pk}").content.decode()
    assert "Péniches" in page and "Caramels" not in page
    assert browser.get(f"{HERE}rules?of=client-{cast.other_client.pk}").status_code == 404
    assert browser.get(f"{HERE}rules/{ours.pk}").status_code == 200
    for address in (f"rules/{theirs.pk}", f"rules/{theirs.pk}/try", f"lists/{theirs.lists.get().pk}"):
        assert browser.get(HERE + address).status_code == 404
    assert browser.post(f"{HERE}rules/{theirs.pk}/switch", {"to": "off"}).status_code == 404
    assert ModerationRule.objects.get(pk=theirs.pk).is_on


def test_who_reaches_the_production_alone_sees_no_rule_of_its_client(cast: Cast) -> None:
    Production.objects.filter(pk=cast.drache.pk).update(client=cast.client)
    a_rule(cast, "Péniches", "péniche*", client=cast.client)
    ours = a_rule(cast, "Gouttes", "goutte*", production=cast.drache)
    manager = person("Renaud Piette", "renaud@ailleurs.example")
    give(manager, "community_manager", production=cast.drache)
    browser = signed_in(manager)
    page = browser.get(f"{HERE}rules?production={cast.drache.pk}").content.decode()
    assert ours.name in page and "Péniches" not in page
    add = browser.get(f"{HERE}rules/add?production={cast.drache.pk}").content.decode()
    assert "Péniches" not in add and 'name="owner"' not in add


def test_the_page_of_rules_asks_as_many_questions_whatever_it_holds(cast: Cast, ines: Browser) -> None:
    Production.objects.filter(pk=cast.drache.pk).update(client=cast.client)
    a_rule(cast, "Première", "une", client=cast.client)
    address = f"{HERE}rules?production={cast.drache.pk}"
    ines.get(address)
    with CaptureQueriesContext(connection) as few:
        ines.get(address)
    for number in range(6):
        a_rule(cast, f"n° {number}", f"mot{number}", client=cast.client)
        a_rule(cast, f"p° {number}", f"mot{number}", production=cast.drache)
    with CaptureQueriesContext(connection) as many:
        assert ines.get(address).content.decode().count("n° ") >= 6
    assert len(many) == len(few)


def test_a_client_has_a_charter_of_its_own_and_its_comments_recall_it(cast: Cast, ines: Browser) -> None:
    here = f"{HERE}charter?of=client-{cast.client.pk}"
    told = {"slug": "cap-sambre", "fr": "Restons à flot.", "nl": "", "en": "", "is_public": "on"}
    assert ines.post(here, told).headers["Location"] == here
    row = Charter.objects.get()
    assert (row.client, row.production) == (cast.client, None)
    public = Browser().get(f"{HERE}charter/cap-sambre").content.decode()
    assert "Restons à flot." in public and "Festival Cap Sambre" in public
    of_the_client = a_comment(of_client(cast.client))
    assert "charter/cap-sambre" in ines.get(f"{HERE}{of_the_client.pk}").content.decode()
    elsewhere = a_comment(of_client(cast.other_client, "lamby"), number=2)
    assert "charter/cap-sambre" not in ines.get(f"{HERE}{elsewhere.pk}").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Charter.objects.create(client=cast.client, slug="autre", changed_at=NIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Charter.objects.create(slug="personne", changed_at=NIGHT)

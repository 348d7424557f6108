"""The screens: what is refused is said in words, nothing of another production is reached, lists stay cheap."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.office.rights.actions import works
from coulisse.desks.office.rights.models import (
    Consent,
    Cue,
    Depiction,
    Licence,
    MusicOffer,
    Obligation,
    Portrayed,
    Release,
    Work,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast
from tests.desks.office.rights.rows import (
    consent,
    derive,
    music,
    obligation,
    offer,
    person,
    poster,
    release,
    show,
    teaser,
    work,
)

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


@pytest.fixture
def nadia(cast: Cast) -> Browser:
    return browser_of(cast.nadia)


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()).replace("\u00a0", " "))


def at(name: str, *args: object) -> str:
    return reverse(f"office:rights:{name}", args=args)


# ---- the register ---------------------------------------------------------------------------------------------


def test_the_list_says_what_is_not_cleared_and_for_whom(cast: Cast, nadia: Browser) -> None:
    poster(cast)
    teaser(cast)
    page = words(nadia.get(at("list"), {"day": "2027-05-05"}))
    assert "4 works are not cleared for this use" in page
    assert "No image right of Bénévole 2026." in page and "ended on 30/04/2027" in page
    web = words(nadia.get(at("list"), {"network": "web", "day": "2027-04-20", "state": "expiring"}))
    assert "Bande-annonce" in web and "Bénévole" not in web
    photos = words(nadia.get(at("list"), {"kind": "photo"}))
    assert "Affiche" not in photos


def test_odd_questions_have_their_defaults(cast: Cast, nadia: Browser) -> None:
    work(cast)
    for odd in (
        {"network": "myspace"},
        {"day": "0207-01-01"},
        {"territory": "XX"},
        {"purpose": "'"},
        {"state": "?"},
    ):
        assert nadia.get(at("list"), odd).status_code == 200
        assert nadia.get(at("work", Work.objects.get().pk), odd).status_code == 200
    assert nadia.get(at("list"), {"territory": "*"}).status_code == 200
    assert nadia.get(at("work", Work.objects.get().pk), {"cell": "x:y"}).status_code == 200


def test_a_mark_of_the_table_asks_for_its_use(cast: Cast, nadia: Browser) -> None:
    film, _song, _licence = teaser(cast)
    day = {"purpose": "promo", "network": "instagram", "day": "2027-04-20"}
    assert "does not cover “Social networks”" in words(nadia.get(at("work", film.pk), day))
    page = words(nadia.get(at("work", film.pk), {**day, "cell": "web:press"}))
    assert "It may be used so until 30/04/2027." in page


def test_only_one_s_own_productions_are_listed(cast: Cast, nadia: Browser) -> None:
    work(cast, "Affiche du Gel", production=cast.gel)
    work(cast)
    assert "Affiche du Gel" not in words(nadia.get(at("list"), {"where": "all"}))
    assert "Affiche du Gel" in words(browser_of(cast.odile).get(at("list"), {"where": "all"}))


def test_the_list_and_the_page_stay_cheap(cast: Cast, nadia: Browser) -> None:
    visual, crop, _who = poster(cast)
    teaser(cast)
    nadia.get(at("list"))
    with CaptureQueriesContext(connection) as few:
        nadia.get(at("list"))
    with CaptureQueriesContext(connection) as page:
        nadia.get(at("work", crop.pk))
    for number in range(8):
        made = work(cast, f"Déclinaison {number}")
        derive(cast, made, visual)
        show(cast, crop, who := person(cast, f"Passante {number}"))
        consent(cast, who)
        music(cast, f"Musique {number}")
    with CaptureQueriesContext(connection) as many:
        nadia.get(at("list"))
    with CaptureQueriesContext(connection) as later:
        nadia.get(at("work", crop.pk))
    assert (len(many), len(later)) == (len(few), len(page))


def test_a_work_is_entered_with_what_it_needs(cast: Cast, nadia: Browser) -> None:
    typed = {"kind": "music", "title": "Vedette", "holding": "licensed", "authors": "Joke\n\nLuc", "needs": []}
    answer = nadia.post(at("add"), typed)
    assert answer.status_code == 422 and "Tick the licences that it needs" in words(answer)
    nadia.post(at("add"), {**typed, "needs": ["music", "author"]})
    made = Work.objects.get()
    assert (made.needs, made.production) == (["music", "author"], cast.drache)
    assert [one.name for one in made.credits.all()] == ["Joke", "Luc"]
    nadia.post(at("edit", made.pk), {**typed, "holding": "own", "needs": ["music"], "version": "1"})
    made.refresh_from_db()
    assert made.needs == [], "a work of the house needs none"


def test_a_sheet_changed_meanwhile_shows_both_values(cast: Cast, nadia: Browser) -> None:
    made = work(cast)
    works.change(work=made, values={"title": "Affiche bis"}, read_version=2, by=cast.solange, at=AT)
    answer = nadia.post(
        at("edit", made.pk), {"kind": "visual", "title": "Affiche ter", "holding": "own", "version": "2"}
    )
    assert answer.status_code == 409 and "Affiche bis" in words(answer) and "Affiche ter" in words(answer)


def test_a_work_leaves_the_register_and_comes_back(cast: Cast, nadia: Browser) -> None:
    made = work(cast)
    assert "cleared for nothing" in words(nadia.post(at("remove", made.pk), follow=True))
    assert "Off the register" in words(nadia.get(at("work", made.pk)))
    nadia.post(at("restore", made.pk))
    assert Work.objects.get().removed_at is None


def test_what_is_typed_reaches_the_page_as_text_only(cast: Cast, nadia: Browser) -> None:
    made = work(cast, "<script>alert(1)</script>")
    show(cast, made, person(cast, "<img src=x onerror=alert(1)>"))
    for page in (at("list"), at("work", made.pk), at("person", Portrayed.objects.get().pk)):
        content = nadia.get(page).content.decode()
        assert "<script>alert" not in content and "<img src=x" not in content


# ---- people, chain, licences ----------------------------------------------------------------------------------


def test_somebody_new_has_an_age_said_by_whoever_enters_them(cast: Cast, nadia: Browser) -> None:
    made = work(cast)
    for typed in ({}, {"name": "Hubert L."}):
        assert nadia.post(at("show", made.pk), typed).status_code == 422
    assert "nobody guesses it" in words(nadia.post(at("show", made.pk), {"name": "Hubert L."}))
    nadia.post(at("show", made.pk), {"name": "Hubert L.", "age": "adult", "where": "à gauche"})
    who = Portrayed.objects.get()
    assert (who.is_minor, who.age_decided_by, Depiction.objects.get().where) == (False, cast.nadia, "à gauche")
    again = nadia.post(at("show", made.pk), {"person": who.pk})
    assert again.status_code == 422 and "listed on this work already" in words(again)
    stranger = person(cast, production=cast.gel)
    assert nadia.post(at("show", made.pk), {"person": stranger.pk}).status_code == 422


def test_the_face_of_a_crop_is_hidden_and_uncovered(cast: Cast, nadia: Browser) -> None:
    visual, crop, volunteer = poster(cast)
    depiction = visual.depictions.get(person=volunteer)
    assert "No image right of Bénévole 2026." in words(nadia.get(at("work", crop.pk)))
    nadia.post(at("hide", crop.pk, depiction.pk), {"how": "blurred"})
    assert "No image right" not in words(nadia.get(at("work", crop.pk)))
    nadia.post(at("uncover", crop.concealments.get().pk))
    assert "No image right of Bénévole 2026." in words(nadia.get(at("work", crop.pk)))
    other = show(cast, work(cast, "Ailleurs"), volunteer)
    answer = nadia.post(at("hide", crop.pk, other.pk), {"how": "blurred"}, follow=True)
    assert "not seen in what this work is made from" in words(answer)


def test_a_crowd_is_decided_in_words(cast: Cast, nadia: Browser) -> None:
    made = work(cast)
    refused = nadia.post(at("crowd", made.pk), {"decision": "exception", "reason": ""})
    assert refused.status_code == 422 and "Say which event" in words(refused)
    nadia.post(at("crowd", made.pk), {"decision": "undecided"})
    crowd = Depiction.objects.get()
    assert "Nobody decided about the crowd yet." in words(nadia.get(at("work", made.pk)))
    decided = {"decision": "unidentifiable", "version": "1"}
    nadia.post(at("decide-crowd", crowd.pk), decided)
    assert "decide again" in words(nadia.post(at("decide-crowd", crowd.pk), decided, follow=True))
    assert "It may be used so." in words(nadia.get(at("work", made.pk)))
    nadia.post(at("take-off", crowd.pk))
    assert not Depiction.objects.exists()


def test_the_list_of_people_is_confirmed_by_somebody(cast: Cast, nadia: Browser) -> None:
    made = work(cast, listed=False)
    assert "Nobody said yet that everybody who is seen is listed." in words(nadia.get(at("work", made.pk)))
    nadia.post(at("list-complete", made.pk))
    page = words(nadia.get(at("work", made.pk)))
    assert "Nadia Verhaeghen said on" in page and "It may be used so." in page
    nadia.post(at("list-open", made.pk))
    assert "Nobody said yet" in words(nadia.get(at("work", made.pk)))


def test_the_chain_is_written_once_and_never_in_a_circle(cast: Cast, nadia: Browser) -> None:
    visual, crop = work(cast), work(cast, "Carré")
    typed = {"source": visual.pk, "kind": "crop", "has_people": "on"}
    nadia.post(at("link", crop.pk), typed)
    link = crop.sources.get()
    assert (link.has_people, link.has_music) == (True, False)
    assert nadia.post(at("link", crop.pk), typed).status_code == 422
    circle = nadia.post(at("link", visual.pk), {"source": crop.pk, "kind": "crop"})
    assert circle.status_code == 422 and "made from this work itself" in words(circle)
    nadia.post(at("cut", link.pk))
    assert not crop.sources.exists()


def test_a_licence_is_entered_changed_and_taken_away(cast: Cast, nadia: Browser) -> None:
    song = music(cast)
    typed = {
        "kind": "music",
        "licensor": "Disques",
        "opens": ["web"],
        "territories": ["BE"],
        "starts_on": "2027-01-01",
    }
    for wrong, said in (
        ({"until": "2026-01-01"}, "The last day comes before the first"),
        ({"opens": []}, "Tick at least one medium"),
        ({"price": "douze"}, "is not a number"),
    ):
        answer = nadia.post(at("add-licence", song.pk), {**typed, **wrong})
        assert answer.status_code == 422 and said in words(answer)
    nadia.post(at("add-licence", song.pk), {**typed, "until": "2027-04-30", "price": "1.250,00"})
    made = Licence.objects.get()
    assert (made.until, made.price_cents, made.territories) == (date(2027, 4, 30), 125000, ["BE"])
    assert "Disques" in words(nadia.get(at("work", song.pk)))
    nadia.post(at("licence", made.pk), {**typed, "opens": ["web", "social"], "version": "1"})
    stale = nadia.post(at("licence", made.pk), {**typed, "version": "1"})
    assert stale.status_code == 409
    nadia.post(at("remove-licence", made.pk))
    assert "It needs a licence, and has none." in words(nadia.get(at("work", song.pk)))
    nadia.post(at("restore-licence", made.pk))
    assert Licence.objects.get().removed_at is None


# ---- persons --------------------------------------------------------------------------------------------------


def test_a_signed_paper_is_entered_with_its_scan(cast: Cast, nadia: Browser) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    who = person(cast)
    nothing = nadia.post(at("agree", who.pk), {"starts_on": "2027-03-01"})
    assert nothing.status_code == 422 and "Tick what was agreed to" in words(nothing)
    scan = SimpleUploadedFile("accord.pdf", b"%PDF-1.4 accord", content_type="application/pdf")
    nadia.post(
        at("agree", who.pk),
        {"taking": "on", "purposes": ["promo", "press"], "starts_on": "2027-03-01", "paper": scan},
    )
    assert Consent.objects.count() == 3
    document = Document.objects.get()
    assert (document.desk, document.private) == ("office", False)
    minor = person(cast, "Zoé", minor=True)
    unsigned = nadia.post(at("agree", minor.pk), {"taking": "on", "starts_on": "2027-03-01"})
    assert unsigned.status_code == 422 and "write who" in words(unsigned)


def test_a_withdrawal_lists_what_shows_them(cast: Cast, nadia: Browser) -> None:
    visual, crop, volunteer = poster(cast)
    (row,) = consent(cast, volunteer)
    empty = nadia.post(at("withdraw", volunteer.pk), {"consents": [row.pk], "reason": ""}, follow=True)
    assert "write in which words it was asked" in words(empty)
    done = nadia.post(at("withdraw", volunteer.pk), {"consents": [row.pk], "reason": "Lettre"}, follow=True)
    page = words(done)
    assert "1 consent withdrawn" in page and visual.title in page and crop.title in page
    assert "entered by Nadia Verhaeghen: Lettre" in page


def test_a_release_is_asked_and_its_link_shown_once(cast: Cast, nadia: Browser) -> None:
    who = person(cast)
    typed = {"ask_purposes": ["promo"], "ask_taking": "on", "ask_starts_on": "2027-03-16", "ask_language": "nl"}
    shown = nadia.post(at("ask", who.pk), typed)
    assert shown.status_code == 200 and "/g/" in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert "/g/" not in nadia.get(at("person", who.pk)).content.decode()
    nadia.post(at("take-release-back", Release.objects.get().pk))
    assert "link closed" in words(nadia.get(at("person", who.pk)))
    bad = nadia.post(at("ask", who.pk), {**typed, "ask_email": "hubert"})
    assert bad.status_code == 422


def test_a_guardian_s_name_is_for_who_may_read_private_things(cast: Cast, nadia: Browser) -> None:
    child = person(cast, "Zoé", minor=True, guardian="Anne Hanquet")
    shown = "Anne Hanquet" in words(nadia.get(at("person", child.pk)))
    assert shown is cast.nadia.scope().may_private(production=cast.drache.pk)


def test_the_sheet_of_a_person(cast: Cast, nadia: Browser) -> None:
    who = person(cast)
    nadia.post(at("edit-person", who.pk), {"name": "Hubert Lambert", "age": "minor", "version": "1"})
    who.refresh_from_db()
    assert (who.name, who.is_minor) == ("Hubert Lambert", True)
    assert nadia.post(at("edit-person", who.pk), {"name": "X", "age": "adult", "version": "1"}).status_code == 409


# ---- music, obligations ---------------------------------------------------------------------------------------


def test_the_cue_sheet_and_its_papers(cast: Cast, nadia: Browser) -> None:
    film, song, _licence = teaser(cast)
    for wrong, said in (
        ({"starts_at": "1:75"}, "go up to 59"),
        ({"starts_at": "midi"}, "Write it like"),
        ({"seconds": "0"}, "At least 1 second"),
        ({"starts_at": "1:10", "seconds": "0:05"}, "heard then already"),
    ):
        typed = {"music": song.pk, "starts_at": "2:00", "seconds": "0:30", "use": "background", **wrong}
        answer = nadia.post(at("cues", film.pk), typed)
        assert answer.status_code == 422 and said in words(answer)
    nadia.post(
        at("cues", film.pk), {"music": song.pk, "starts_at": "1:02:03", "seconds": "0:30", "use": "featured"}
    )
    made = Cue.objects.latest("pk")
    assert made.starts_at == 3723 and "2 musics, 1:00 in all" in words(nadia.get(at("cues", film.pk)))
    changed = {"music": song.pk, "starts_at": "3:00", "seconds": "0:40", "use": "featured", "version": "1"}
    nadia.post(at("cue", made.pk), changed)
    assert nadia.post(at("cue", made.pk), changed).status_code == 409
    assert nadia.get(at("cues-paper", film.pk, "nl")).content[:5] == b"%PDF-"
    assert nadia.get(at("cues-paper", film.pk, "xx")).status_code == 404
    assert nadia.get(at("cues-xlsx", film.pk)).content[:2] == b"PK"
    nadia.post(at("remove-cue", made.pk))
    assert Cue.objects.count() == 1


def test_offers_are_compared_and_decided_in_words(cast: Cast, nadia: Browser) -> None:
    film = work(cast, "La Drache", kind="film")
    publisher = offer(cast, film, 900, favoured="track")
    nadia.post(
        at("offers", film.pk),
        {
            "track": "Vedette",
            "side": "master",
            "offered_by": "Disques",
            "asked": "1.500,00",
            "share": "100",
            "received_on": "2027-03-01",
        },
    )
    label = MusicOffer.objects.get(offered_by="Disques")
    assert "Say why" in words(nadia.post(at("decide-offer", label.pk), {"decision": "choose"}, follow=True))
    nadia.post(at("decide-offer", publisher.pk), {"decision": "choose", "reason": "Le seul"})
    assert "of which €600.00 for others" in words(nadia.get(at("offers", film.pk)))
    nadia.post(at("decide-offer", label.pk), {"decision": "choose", "reason": "Cet enregistrement"})
    assert "The clauses add €600.00" in words(nadia.get(at("offers", film.pk)))
    nadia.post(at("reopen-offer", label.pk))
    label.refresh_from_db()
    assert label.state == "open"
    share = nadia.post(
        at("offers", film.pk),
        {"track": "V", "side": "both", "offered_by": "D", "asked": "1", "share": "0", "received_on": "2027-03-01"},
    )
    assert share.status_code == 422


def test_obligations_late_soon_and_done(cast: Cast, nadia: Browser) -> None:
    late = obligation(cast, "Option sur le roman", kind="option", due_on=date(2020, 1, 1))
    assert "1 obligation is late" in words(nadia.get(at("obligations")))
    answer = nadia.post(at("add-obligation"), {"kind": "option", "title": "Autre option", "alert_days": "14"})
    assert answer.status_code == 422 and "write it" in words(answer)
    nadia.post(
        at("add-obligation"), {"kind": "credit", "title": "Logo", "alert_days": "14", "owner": cast.nadia.pk}
    )
    made = Obligation.objects.get(title="Logo")
    assert made.owner == cast.nadia
    typed = {"kind": "credit", "title": "Logo au début", "alert_days": "7", "version": "1"}
    nadia.post(at("obligation", made.pk), typed)
    assert nadia.post(at("obligation", made.pk), typed).status_code == 409
    nadia.post(at("meet-obligation", late.pk))
    assert "late" not in words(nadia.get(at("obligations"))).split("Done")[0].replace("Calculators", "")
    nadia.post(at("reopen-obligation", late.pk))
    late.refresh_from_db()
    assert late.done_at is None


def test_whoever_only_reads_sees_no_form(cast: Cast) -> None:
    from tests.cast import give
    from tests.cast import person as someone

    reader = someone("Lise Reading", "lise@meuse.example", language="en")
    give(reader, "reader", production=cast.drache)
    made = work(cast)
    asked = release(cast, person(cast)).release
    browser = browser_of(reader)
    if browser.get(at("work", made.pk)).status_code == 200:
        content = browser.get(at("work", made.pk)).content.decode()
        assert "Enter a licence" not in content
    assert browser.post(at("remove", made.pk)).status_code in {403, 404}
    assert browser.post(at("take-release-back", asked.pk)).status_code in {403, 404}

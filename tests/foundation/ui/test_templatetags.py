"""What templates write: numbers and days in the reader's hand, and pieces that a screen reader understands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.foundation.ui.templatetags import coulisse as words
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with translation.override("fr"):
        yield


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def spaced(text: str) -> str:
    return text.replace("_", NO_BREAK).replace("|", NARROW)


class TestBelgianWriting:
    def test_money_follows_the_reader(self) -> None:
        amount = Money(128437)
        assert words.money(amount) == spaced("1_284,37_€")
        assert words.money(amount, "amount") == spaced("1_284,37")
        with translation.override("en"):
            assert words.money(amount) == "€1,284.37"

    def test_what_nobody_knows_is_said_and_differs_from_zero(self) -> None:
        assert words.money(None) == "non disponible"
        assert words.number(None) == words.eighths(None) == words.day(None) == words.rate(None) == "non disponible"
        assert words.money(Money(0)) == spaced("0,00_€")

    def test_numbers_rates_and_eighths(self) -> None:
        assert words.number(20000) == spaced("20_000")
        assert words.number(Decimal("6.5"), 2) == "6,50"
        assert words.rate(Rate.percent("27"), 2) == spaced("27,00_%")
        assert words.eighths(11) == words.eighths(Eighths(11)) == spaced("1_3/8")

    def test_french_spaces_are_for_readers_of_french(self) -> None:
        assert words.frenchspaces("IBAN refusé : vraiment ?") == spaced("IBAN refusé_: vraiment|?")
        with translation.override("nl"):
            assert words.frenchspaces("Echt? Ja: “goed”") == "Echt? Ja: “goed”"

    @pytest.mark.parametrize(
        ("form", "written"),
        [("long", "mardi 16 mars 2027"), ("plain", "16 mars 2027"), ("short", "16/03"), ("full", "16/03/2027")],
    )
    def test_days(self, form: str, written: str) -> None:
        assert words.day(date(2027, 3, 16), form) == written

    def test_the_first_of_a_month_is_an_ordinal_in_french_only(self) -> None:
        assert words.day(date(2027, 5, 1)) == "samedi 1er mai 2027"
        with translation.override("nl"):
            assert words.day(date(2027, 5, 1)) == "zaterdag 1 mei 2027"

    def test_moments_are_shown_on_the_clocks_of_brussels(self) -> None:
        assert words.day(datetime(2027, 7, 1, 5, 25, tzinfo=UTC), "time") == "07:25"
        assert words.day(datetime(2027, 12, 31, 23, 30, tzinfo=UTC), "moment") == "01/01/2028, 00:30"
        assert words.day(time(7, 5), "time") == "07:05"

    def test_texts_in_several_languages_fall_back(self) -> None:
        assert words.tr({"fr": "Décor", "nl": "Decor"}) == "Décor"
        with translation.override("nl"):
            assert words.tr({"fr": "Décor", "nl": ""}) == "Décor"
        assert words.tr(None) == ""

    @pytest.mark.parametrize(
        ("name", "letters"), [("Nadia Verhaegen", "NV"), ("Solange De Backer", "SB"), ("Élise", "É"), ("", "?")]
    )
    def test_initials(self, name: str, letters: str) -> None:
        assert words.initials(name) == letters


class TestPieces:
    def test_an_icon_is_silent_beside_a_word_and_named_alone(self) -> None:
        assert 'aria-hidden="true"' in words.icon("bank")
        assert "icons.svg#bank" in words.icon("bank")
        alone = words.icon("printer", label='Imprimer "tout"')
        assert 'role="img"' in alone
        assert "&quot;tout&quot;" in alone

    def test_what_people_typed_is_escaped(self) -> None:
        assert "<script>" not in draw('{% badge typed "warn" %}', typed="<script>")
        assert "<script>" not in draw("{% note 'stop' %}{{ typed }}{% endnote %}", typed="<script>")
        assert "<script>" not in draw("{% empty typed %}{{ typed }}{% endempty %}", typed="<script>")

    def test_a_stop_note_is_announced_and_another_is_not(self) -> None:
        assert 'role="alert"' in draw("{% note 'stop' %}x{% endnote %}")
        assert 'role="alert"' not in draw("{% note 'ok' %}x{% endnote %}")

    def test_a_progress_bar_has_no_inline_style(self) -> None:
        bar = draw('{% progress 248 400 "Réponses" %}')
        assert 'value="248" max="400"' in bar
        assert "style=" not in bar

    def test_a_source_names_its_day(self) -> None:
        assert words.source("Moniteur belge", date(2027, 1, 2)) == '<p class="src">Moniteur belge · 02/01/2027</p>'


class Letter(forms.Form):
    amount = forms.CharField(label="Montant", help_text="En euros")
    remark = forms.CharField(label="Remarque", required=False)
    urgent = forms.BooleanField(label="Urgent", required=False)
    paper = forms.FileField(label="Pièce", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class TestFields:
    def test_a_refused_field_ties_its_reason_and_hint_to_the_control(self) -> None:
        drawn = draw("{% field form.amount %}", form=Letter({"amount": ""}))
        assert 'aria-invalid="true"' in drawn
        assert 'aria-describedby="id_amount_hint id_amount_error"' in drawn
        assert 'id="id_amount_hint"' in drawn
        assert 'id="id_amount_error"' in drawn

    def test_an_unsent_field_has_no_reason(self) -> None:
        drawn = draw("{% field form.amount %}", form=Letter())
        assert "aria-invalid" not in drawn
        assert "errline" not in drawn

    def test_what_may_be_left_out_says_so(self) -> None:
        form = Letter()
        assert _("(optional)") in draw("{% field form.remark %}", form=form)
        assert _("(optional)") not in draw("{% field form.amount %}", form=form)

    def test_ticks_files_and_hidden_fields_have_their_own_shape(self) -> None:
        form = Letter()
        assert 'class="chk"' in draw("{% field form.urgent %}", form=form)
        assert 'class="drop"' in draw("{% field form.paper %}", form=form)
        assert "<label" not in draw("{% field form.token %}", form=form)

    def test_problems_link_to_their_fields(self) -> None:
        assert 'href="#id_amount"' in draw("{% problems form %}", form=Letter({"amount": ""}))
        assert draw("{% problems form %}", form=Letter()).strip() == ""


class TestLists:
    def test_a_head_turns_the_order_and_forgets_the_page(self) -> None:
        request = RequestFactory().get("/?sort=name&q=écluse&page=4")
        head = draw('{% sort "name" "Nom" %}', request=request)
        assert 'aria-sort="ascending"' in head
        assert "sort=-name" in head
        assert "page=" not in head
        assert "q=%C3%A9cluse" in head
        assert "aria-sort" not in draw('{% sort "city" "Ville" %}', request=request)

    def test_pages_keep_what_was_asked(self) -> None:
        page = Paginator(range(172), 25).get_page(3)
        drawn = draw("{% pages page %}", request=RequestFactory().get("/?q=pont"), page=page)
        assert "?q=pont&amp;page=2" in drawn
        assert "?q=pont&amp;page=4" in drawn
        assert "51 à 75 sur 172" in drawn

    def test_one_page_needs_no_neighbours(self) -> None:
        assert draw("{% pages page %}", page=Paginator(range(3), 25).get_page(1)).strip() == ""

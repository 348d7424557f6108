from django.urls import path, register_converter
from django.urls.converters import StringConverter

from coulisse.desks.audience.reports import guests
from coulisse.desks.audience.reports.pages import figures, letters, pivots, reports, voices


class FigureConverter(StringConverter):
    """`topic:house.schedule`, `bar:3`."""

    regex = r"[\w:.\-]+"


register_converter(FigureConverter, "figure")

app_name = "reports"
urlpatterns = [
    path("", reports.listed, name="list"),
    path("begin", reports.begin, name="begin"),
    path("<int:pk>", reports.report, name="report"),
    path("<int:pk>/words-<slug:language>", reports.words, name="words"),
    path("<int:pk>/count", reports.count, name="count"),
    path("<int:pk>/freeze", reports.freeze, name="freeze"),
    path("<int:pk>/drop", reports.drop, name="drop"),
    path("<int:pk>/again", reports.again, name="again"),
    path("<int:pk>/paper-<slug:language>.<slug:form>", reports.paper, name="paper"),
    path("<int:pk>/figures/<figure:figure>", figures.behind, name="figure"),
    path("<int:pk>/check", figures.check, name="check"),
    path("<int:pk>/voices", voices.voices, name="voices"),
    path("<int:pk>/voices/validate", voices.validate, name="validate"),
    path("<int:pk>/voices/choose", voices.choose, name="choose"),
    path("<int:pk>/voices/<int:verbatim>/withdraw", voices.withdraw, name="withdraw"),
    path("<int:pk>/send", letters.send, name="send"),
    path("copies/<int:pk>/take-back", letters.take_back, name="take-back"),
    path("copies/<str:token>/read", guests.read, name="guest-read"),
    path("copies/<str:token>/reply", guests.reply, name="guest-reply"),
    path("copies/<str:token>/report.pdf", guests.paper, name="guest-paper"),
    path("tables", pivots.table, name="pivot"),
    path("tables/messages", pivots.messages, name="pivot-messages"),
    path("tables/file.<slug:form>", pivots.download, name="pivot-file"),
    path("tables/run", pivots.run, name="pivot-run"),
    path("tables/keep", pivots.keep, name="pivot-keep"),
    path("tables/<int:pk>/drop", pivots.drop, name="pivot-drop"),
    path("seasons", pivots.compare_seasons, name="seasons"),
]

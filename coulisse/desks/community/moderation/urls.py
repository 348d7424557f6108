"""The addresses of moderation."""

from django.urls import path

from coulisse.desks.community.moderation.pages import brake, charter, comments, files, imports, listing, rules

app_name = "moderation"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("fresh", listing.fresh, name="fresh"),
    path("selection", listing.selection, name="selection"),
    path("group", listing.group, name="group"),
    path("brake", brake.pull, name="brake"),
    path("paused", brake.paused, name="paused"),
    path("paused/<int:pk>", brake.resume, name="resume"),
    path("import", imports.add, name="import"),
    path("import/<int:pk>", imports.one, name="imported"),
    path("rules", rules.listed, name="rules"),
    path("rules/start", rules.start, name="start"),
    path("rules/add", rules.add, name="rule-add"),
    path("rules/<int:pk>", rules.edit, name="rule"),
    path("rules/<int:pk>/try", rules.dry_run, name="try"),
    path("rules/<int:pk>/switch", rules.switch, name="switch"),
    path("lists/add", rules.list_add, name="list-add"),
    path("lists/<int:pk>", rules.list_edit, name="list-edit"),
    path("charter", charter.edit, name="charter"),
    path("charter/<slug:slug>", charter.public, name="charter-public"),
    path("files", files.listed, name="files"),
    path("files/add", files.add, name="file-add"),
    path("files/<int:pk>", files.one, name="file"),
    path("files/<int:pk>/file.pdf", files.pdf, name="file-pdf"),
    path("files/<int:pk>/file.zip", files.packed, name="file-zip"),
    path("<int:pk>", comments.comment, name="comment"),
    path("<int:pk>/act", comments.act, name="act"),
    path("<int:pk>/sort", comments.sort, name="sort"),
    path("<int:pk>/show", comments.show, name="show"),
    path("<int:pk>/answer", comments.answer, name="answer"),
    path("<int:pk>/prove", comments.prove, name="prove"),
    path("<int:pk>/transfer", comments.transfer, name="transfer"),
    path("<int:pk>/ask", comments.ask, name="ask"),
    path("readings/<int:pk>", comments.read, name="read"),
]

"""The addresses of the financing."""

from django.urls import path

from coulisse.desks.office.financing.pages import calls, dossiers, plan, recoupment, sources, tranches

app_name = "financing"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("plan.xlsx", plan.workbook, name="workbook"),
    path("plan-<str:language>.pdf", plan.paper, name="paper"),
    path("freeze", plan.freeze, name="freeze"),
    path("versions/<int:pk>/", plan.version, name="version"),
    path("sources/add", sources.add, name="add-source"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/remove", sources.remove, name="remove-source"),
    path("sources/<int:pk>/restore", sources.restore, name="restore-source"),
    path("sources/<int:pk>/tranches", tranches.table, name="tranches"),
    path("sources/<int:pk>/conditions/add", sources.add_condition, name="add-condition"),
    path("conditions/<int:pk>/", sources.edit_condition, name="condition"),
    path("conditions/<int:pk>/remove", sources.remove_condition, name="remove-condition"),
    path("conditions/<int:pk>/restore", sources.restore_condition, name="restore-condition"),
    path("tranches/<int:pk>/move", tranches.move, name="move-tranche"),
    path("tranches/<int:pk>/receive", tranches.receive, name="receive-tranche"),
    path("calls/", calls.calendar, name="calls"),
    path("calls/add", calls.add, name="add-call"),
    path("calls/<int:pk>/", calls.edit, name="call"),
    path("calls/<int:pk>/remove", calls.remove, name="remove-call"),
    path("calls/<int:pk>/restore", calls.restore, name="restore-call"),
    path("dossiers/", dossiers.listing, name="dossiers"),
    path("dossiers/new", dossiers.open_new, name="new-dossier"),
    path("dossiers/<int:pk>/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/pieces/add", dossiers.add_piece, name="add-piece"),
    path("dossiers/<int:pk>/build", dossiers.build, name="build-dossier"),
    path("pieces/<int:pk>/", dossiers.piece, name="piece"),
    path("builds/<int:pk>.pdf", dossiers.pdf, name="dossier-pdf"),
    path("recoupment/", recoupment.page, name="recoupment"),
    path("recoupment/edit", recoupment.edit, name="edit-recoupment"),
]

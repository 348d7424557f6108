from django.urls import path

from coulisse.foundation.people.pages import bonds, book, card, doubles, importing, private

app_name = "people"
urlpatterns = [
    path("", book.contacts, name="contacts"),
    path("selected", book.selected, name="selected"),
    path("export/<slug:form>", book.export, name="export"),
    path("untag", book.untag, name="untag"),
    path("add", card.add, name="add"),
    path("<int:pk>", card.contact, name="contact"),
    path("<int:pk>/edit", card.edit, name="edit"),
    path("<int:pk>/vcard", card.vcard, name="vcard"),
    path("<int:pk>/availability", bonds.note_period, name="note_availability"),
    path("availability/<int:pk>/remove", bonds.remove_period, name="remove_availability"),
    path("<int:pk>/company", bonds.join_company, name="affiliate"),
    path("company/<int:pk>/remove", bonds.leave_company, name="end_affiliation"),
    path("<int:pk>/production", bonds.join_production, name="give_part"),
    path("production/<int:pk>/remove", bonds.leave_production, name="take_part_back"),
    path("<int:pk>/private", private.house_part, name="private"),
    path("<int:pk>/private/<int:production>", private.production_part, name="private_on_production"),
    path("duplicates", doubles.suspected, name="duplicates"),
    path("duplicates/<int:one>/<int:other>/different", doubles.different, name="different"),
    path("duplicates/<int:one>/<int:other>/different/undo", doubles.undo_different, name="undo_different"),
    path("merge/<int:kept>/<int:gone>", doubles.merge, name="merge"),
    path("merge/<int:pk>/undo", doubles.undo, name="undo_merge"),
    path("import", importing.upload, name="import"),
    path("import/<slug:key>", importing.check, name="import_check"),
    path("import/<slug:key>/result", importing.result, name="import_result"),
    path("import/<slug:key>/problems.csv", importing.problems, name="import_problems"),
    path("import/<slug:key>/undo", importing.undo, name="import_undo"),
]

"""Letters on paper, within the addresses of the channels."""

from django.urls import path, re_path

from coulisse.desks.audience.intake.scans import pages

urlpatterns = [
    path("", pages.listed, name="letters"),
    path("add/", pages.add, name="letter-add"),
    path("<int:pk>/", pages.letter, name="letter"),
    path("<int:pk>/read/", pages.read, name="letter-read"),
    path("<int:pk>/text/", pages.type_text, name="letter-text"),
    path("<int:pk>/author/", pages.file_it, name="letter-file"),
    path("<int:pk>/sheets/", pages.add_sheets, name="letter-sheets"),
    path("sheets/<int:pk>/move/", pages.move_sheet, name="letter-move"),
    re_path(r"^sheets/(?P<pk>[0-9]{1,18})/(?P<size>small|large)$", pages.picture, name="letter-picture"),
]

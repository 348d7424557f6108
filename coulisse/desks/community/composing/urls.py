"""The addresses of the composer, the media library and the gate of rights."""

from django.urls import path

from coulisse.desks.community.composing.pages import gate, ideas, media, removals, snippets, variants

app_name = "composing"
urlpatterns = [
    path("", ideas.listing, name="list"),
    path("add", ideas.add, name="add"),
    path("ideas/<int:pk>", ideas.idea, name="idea"),
    path("ideas/<int:pk>/edit", ideas.edit, name="edit"),
    path("ideas/<int:pk>/variants", ideas.add_variant, name="add-variant"),
    path("variants/<int:pk>", variants.variant, name="variant"),
    path("variants/<int:pk>/measure", variants.measure, name="measure"),
    path("variants/<int:pk>/copy", variants.copy, name="copy"),
    path("variants/<int:pk>/limits", variants.read_limits, name="limits"),
    path("variants/<int:pk>/subtitles", variants.add_subtitles, name="subtitles"),
    path("variants/<int:pk>/refused", gate.refused_page, name="refused"),
    path("variants/<int:pk>/replace", gate.replace_file, name="replace"),
    path("variants/<int:pk>/override", gate.override, name="override"),
    path("variants/<int:pk>/ask", gate.ask_office, name="ask"),
    path("media", media.listing, name="media"),
    path("media/<int:pk>", media.file, name="file"),
    path("media/<int:pk>/crop", media.crop, name="crop"),
    path("replies", snippets.listing, name="snippets"),
    path("replies/<int:pk>", snippets.edit, name="snippet"),
    path("replies/<int:pk>/remove", snippets.remove, name="remove-snippet"),
    path("removals", removals.listing, name="removals"),
    path("removals/<int:pk>/seen", removals.see, name="removal-seen"),
]

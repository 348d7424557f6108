"""The people who write."""

from django.urls import path

from coulisse.desks.audience.relations.pages import merges, people, tickets

app_name = "relations"
urlpatterns = [
    path("", people.listed, name="list"),
    path("find/", people.find, name="find"),
    path("merges/", merges.listed, name="merges"),
    path("merges/search/", merges.search, name="search"),
    path("merges/ticked/", merges.merge_ticked, name="merge-ticked"),
    path("merges/<int:pk>/", merges.merge, name="merge"),
    path("merges/<int:pk>/refuse/", merges.refuse, name="refuse"),
    path("merges/<int:pk>/part/", merges.part, name="part"),
    path("tickets/", tickets.listed, name="tickets"),
    path("tickets/limit/", tickets.set_limit, name="limit"),
    path("tickets/imports/<int:pk>/", tickets.one_import, name="ticket-import"),
    path("gestures/<int:pk>/approve/", tickets.approve, name="gesture-approve"),
    path("gestures/<int:pk>/refuse/", tickets.refuse, name="gesture-refuse"),
    path("gestures/<int:pk>/back/", tickets.take_back, name="gesture-back"),
    path("addresses/<int:pk>/remove/", people.remove_address, name="remove-address"),
    path("consents/<int:pk>/withdraw/", people.withdraw_consent, name="withdraw"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/edit/", people.edit, name="edit"),
    path("<int:pk>/addresses/", people.add_address, name="add-address"),
    path("<int:pk>/consents/", people.give_consent, name="consent"),
    path("<int:pk>/merge-with/", merges.merge_with, name="merge-with"),
    path("<int:pk>/gesture/", tickets.offer, name="gesture"),
]

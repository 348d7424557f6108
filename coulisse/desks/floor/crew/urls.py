from django.urls import path

from coulisse.desks.floor.crew import pages

app_name = "crew"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("add", pages.add, name="add"),
    path("addresses", pages.addresses, name="addresses"),
    path("list.pdf", pages.contact_list, name="paper"),
    path("export/<slug:form>", pages.export, name="export"),
    path("posts/<int:pk>", pages.edit, name="edit"),
    path("posts/<int:pk>/leave", pages.leave, name="leave"),
    path("posts/<int:pk>/rejoin", pages.rejoin, name="rejoin"),
    path("roles/<int:pk>", pages.casting, name="casting"),
    path("lights/add", pages.add_light, name="add-light"),
    path("lights/<int:pk>/lift", pages.lift_light, name="lift-light"),
    path("lights/<int:pk>/back", pages.light_back, name="light-back"),
]

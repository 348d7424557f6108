from django.urls import path

from coulisse.desks.floor.breakdown import pages

app_name = "breakdown"
urlpatterns = [
    path("", pages.scenes, name="scenes"),
    path("propose", pages.propose, name="propose"),
    path("confirm", pages.confirm_category, name="confirm_category"),
    path("scenes/<int:pk>", pages.scene, name="scene"),
    path("scenes/<int:pk>/tag", pages.tag, name="tag"),
    path("scenes/<int:pk>/confirm", pages.confirm_scene, name="confirm_scene"),
    path("scenes/<int:pk>/review", pages.review, name="review"),
    path("scenes/<int:pk>/unreview", pages.unreview, name="unreview"),
    path("tags/<int:pk>", pages.tag_edit, name="tag_edit"),
    path("tags/<int:pk>/confirm", pages.confirm, name="confirm"),
    path("tags/<int:pk>/decline", pages.decline, name="decline"),
    path("tags/<int:pk>/reopen", pages.reopen, name="reopen"),
    path("completions", pages.completions, name="completions"),
    path("elements", pages.elements, name="elements"),
    path("elements/roles/number", pages.number_roles, name="number_roles"),
    path("elements/<int:pk>", pages.element, name="element"),
    path("elements/<int:pk>/edit", pages.element_edit, name="element_edit"),
    path("elements/<int:pk>/merge", pages.element_merge, name="element_merge"),
    path("elements/<int:pk>/link", pages.link, name="link"),
    path("links/<int:pk>/unlink", pages.unlink, name="unlink"),
    path("export/<str:what>/<str:form>", pages.export, name="export"),
]

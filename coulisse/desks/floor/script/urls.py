from django.urls import path

from coulisse.desks.floor.script import pages

app_name = "script"
urlpatterns = [
    path("", pages.drafts, name="drafts"),
    path("drafts/<int:pk>", pages.draft, name="draft"),
    path("drafts/<int:pk>/compare", pages.compare, name="compare"),
    path("drafts/<int:pk>/set-aside", pages.set_aside, name="set_aside"),
    path("export/<str:form>", pages.export, name="export"),
    path("scenes", pages.scenes, name="scenes"),
    path("scenes/<int:pk>/edit", pages.scene_edit, name="scene_edit"),
    path("sets", pages.sets, name="sets"),
    path("sets/<int:pk>/edit", pages.set_edit, name="set_edit"),
]

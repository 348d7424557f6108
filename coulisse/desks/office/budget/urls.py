"""The addresses of the budget."""

from django.urls import include, path

from coulisse.desks.office.budget.pages import cells, grid, tables, versions, views

app_name = "budget"
urlpatterns = [
    path("exchange/", include("coulisse.desks.office.budget.exchange.urls")),
    path("", grid.grid, name="grid"),
    path("versions", versions.listing, name="versions"),
    path("begin", versions.begin, name="begin"),
    path("compare", versions.comparison, name="compare"),
    path("prices", views.prices_page, name="prices"),
    path("line/<int:pk>", views.line, name="line"),
    path("<int:pk>/cells", cells.cells, name="cells"),
    path("<int:pk>/insert", cells.insert, name="insert"),
    path("<int:pk>/delete", cells.delete, name="delete"),
    path("<int:pk>/move", cells.move, name="move"),
    path("<int:pk>/paste", cells.paste, name="paste"),
    path("<int:pk>/globals", cells.globals_, name="globals"),
    path("<int:pk>/accounts", cells.accounts, name="accounts"),
    path("<int:pk>/undo", cells.undo, name="undo"),
    path("<int:pk>/redo", cells.redo, name="redo"),
    path("<int:pk>/changes", cells.changes, name="changes"),
    path("<int:pk>/lines", cells.some_lines, name="lines"),
    path("<int:pk>/copy", versions.copy, name="copy"),
    path("<int:pk>/lock", versions.lock, name="lock"),
    path("<int:pk>/take-up", versions.take_up, name="take-up"),
    path("<int:pk>/put-aside", versions.put_aside, name="put-aside"),
    path("<int:pk>/rename", versions.rename, name="rename"),
    path("<int:pk>/tables", tables.overview, name="tables"),
    path("<int:pk>/tables/<slug:kind>", tables.edit, name="table"),
    path("<int:pk>/tables/<slug:kind>/remove", tables.remove, name="table-remove"),
    path("<int:pk>/preset", tables.add_preset, name="preset"),
    path("<int:pk>/explain", views.explain, name="explain"),
    path("<int:pk>/cuts", views.cuts, name="cuts"),
    path("<int:pk>/form/<slug:key>", views.form, name="form"),
    path("<int:pk>/history", views.history, name="history"),
    path("<int:pk>/library", views.from_library, name="library"),
]

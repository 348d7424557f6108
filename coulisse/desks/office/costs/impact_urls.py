"""The addresses of the impact of a cancelled day; they stand in the space of the costs."""

from django.urls import path

from coulisse.desks.office.costs import impact_pages

urlpatterns = [
    path("impact/", impact_pages.listing, name="impacts"),
    path("impact/<int:pk>", impact_pages.show, name="impact"),
    path("impact/<int:pk>/foresee", impact_pages.foresee, name="impact-foresee"),
    path("impact/<int:pk>/take-back", impact_pages.take_back, name="impact-back"),
    path("impact/<int:pk>/again", impact_pages.draw_again, name="impact-again"),
    path("impact/lines/<int:pk>", impact_pages.judge, name="impact-judge"),
    path("impact/costs/add", impact_pages.add_cost, name="impact-add-cost"),
    path("impact/costs/<int:pk>", impact_pages.cost, name="impact-cost"),
    path("impact/costs/<int:pk>/remove", impact_pages.remove_cost, name="impact-remove-cost"),
]

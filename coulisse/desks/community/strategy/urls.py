"""The addresses of the strategy."""

from django.urls import path

from coulisse.desks.community.strategy.pages import ideas, plan, tree

app_name = "strategy"
urlpatterns = [
    path("", tree.tree, name="tree"),
    path("objective/add", plan.objective_add, name="objective-add"),
    path("objective/<int:pk>", tree.objective, name="objective"),
    path("objective/<int:pk>/edit", plan.objective_edit, name="objective-edit"),
    path("objective/<int:pk>/close", tree.close, name="objective-close"),
    path("objective/<int:pk>/figure", plan.indicator_add, name="indicator-add"),
    path("objective/<int:pk>/pillar", plan.pillar_add, name="pillar-add"),
    path("objective/<int:pk>/campaign", plan.campaign_add, name="campaign-add"),
    path("figure/<int:pk>", plan.indicator_edit, name="indicator-edit"),
    path("figure/<int:pk>/read", tree.read, name="read"),
    path("pillar/<int:pk>", plan.pillar_edit, name="pillar-edit"),
    path("campaign/<int:pk>", plan.campaign_edit, name="campaign-edit"),
    path("campaign/<int:pk>/close", plan.campaign_close, name="campaign-close"),
    path("ideas", ideas.board, name="ideas"),
    path("ideas/add", ideas.add, name="idea-add"),
    path("ideas/<int:pk>", ideas.idea, name="idea"),
    path("ideas/<int:pk>/edit", ideas.edit, name="idea-edit"),
    path("ideas/<int:pk>/move", ideas.move, name="idea-move"),
]

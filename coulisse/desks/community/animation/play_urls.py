"""The addresses of animations that everybody opens."""

from django.urls import path

from coulisse.desks.community.animation.pages import public

app_name = "play"
urlpatterns = [
    path("<slug:slug>/", public.page, name="page"),
    path("<slug:slug>/join", public.join, name="join"),
    path("<slug:slug>/state", public.state, name="state"),
    path("<slug:slug>/part", public.part, name="part"),
    path("<slug:slug>/answer", public.answer, name="answer"),
    path("<slug:slug>/rules", public.rules, name="rules"),
    path("<slug:slug>/proof", public.proof, name="proof"),
]

from django.urls import include, path

from coulisse.desks.audience.intake.pages import archives, channels, orders, topics, why

app_name = "intake"
urlpatterns = [
    path("", channels.channels, name="channels"),
    path("unfiled/", channels.unfiled, name="unfiled"),
    path("unfiled/file/", channels.file_under, name="file"),
    path("topics/", topics.topics, name="topics"),
    path("topics/again/", topics.tag_again, name="tag-again"),
    path("topics/meaning/", topics.compare, name="compare"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/archive/", topics.topic_archive, name="topic-archive"),
    path("topics/<int:pk>/back/", topics.topic_back, name="topic-back"),
    path("sets/<int:pk>/add/", topics.topic_add, name="topic-add"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("why/<int:pk>/", why.why, name="why"),
    path("why/<int:pk>/correct/", why.correct, name="correct"),
    path("archives/", archives.archives, name="archives"),
    path("archives/<int:pk>/", archives.archive, name="archive"),
    path("archives/<int:pk>/take-in/", archives.take_in, name="take-in"),
    path("calls/", include("coulisse.desks.audience.intake.calls.urls")),
    path("forms/", include("coulisse.desks.audience.intake.forms_public.urls")),
    path("letters/", include("coulisse.desks.audience.intake.scans.urls")),
]

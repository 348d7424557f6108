"""The addresses of figures, files, audits and pages."""

from django.urls import path, register_converter

from coulisse.desks.community.performance.pages import audits, direction, figures, files, reading


class TableForm:
    """In which form a table leaves."""

    regex = r"csv|xlsx|posts\.csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TableForm, "table_form")

app_name = "performance"
urlpatterns = [
    path("", figures.home, name="home"),
    path("figure/<slug:code>", figures.figure, name="figure"),
    path("table.<table_form:form>", figures.export, name="export"),
    path("posts/", figures.posts, name="posts"),
    path("posts/<int:pk>", figures.post, name="post"),
    path("files/", files.listed, name="files"),
    path("files/<int:pk>", files.one, name="file"),
    path("files/<int:pk>/undo", files.undo, name="file-undo"),
    path("files/<int:pk>/propose", files.propose, name="file-propose"),
    path("audits/", audits.listed, name="audits"),
    path("audits/<int:pk>", audits.one, name="audit"),
    path("audits/<int:pk>/audit.pdf", audits.paper, name="audit-paper"),
    path("hours/", reading.hours, name="hours"),
    path("ratings/", reading.ratings, name="ratings"),
    path("pages/", direction.listed, name="pages"),
    path("pages/schedule", direction.schedule, name="schedule"),
    path("pages/schedule/<int:pk>/stop", direction.stop, name="schedule-stop"),
    path("pages/<int:pk>", direction.one, name="page"),
    path("pages/<int:pk>/page.pdf", direction.paper, name="page-paper"),
]

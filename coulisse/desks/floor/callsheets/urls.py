from django.urls import path

from coulisse.desks.floor.callsheets import guests
from coulisse.desks.floor.callsheets.pages import days, sending, sheets, sides

app_name = "callsheets"
urlpatterns = [
    path("", days.listing, name="list"),
    path("days/<int:pk>/prepare", days.prepare, name="prepare"),
    path("<int:pk>/", sheets.sheet, name="sheet"),
    path("<int:pk>/read", sending.read, name="read"),
    path("<int:pk>/preview/<slug:language>", sheets.preview, name="preview"),
    path("<int:pk>/blocks/<slug:kind>", sheets.block, name="block"),
    path("<int:pk>/blocks/<slug:kind>/plan", sheets.plan_again, name="plan-again"),
    path("<int:pk>/crew/<int:member>", sheets.member_call, name="member-call"),
    path("<int:pk>/roles/<int:role>", sheets.role_call, name="role-call"),
    path("<int:pk>/sides", sides.sides, name="sides"),
    path("<int:pk>/validate", sheets.validate, name="validate"),
    path("<int:pk>/reopen", sheets.reopen, name="reopen"),
    path("versions/<int:pk>/", sending.receipts, name="receipts"),
    path("versions/<int:pk>/send", sending.send, name="send"),
    path("versions/<int:pk>/remind", sending.remind, name="remind"),
    path("versions/<int:pk>/paper/<slug:language>", sending.paper, name="paper"),
    path("receipts/<int:pk>/share", sending.share, name="share"),
    path("receipts/<int:pk>/take-back", sending.take_back, name="take-back"),
    path("receipts/<int:pk>/confirm", sending.confirm, name="confirm"),
    path("receipts/<int:pk>/mend", sending.mend, name="mend"),
    path("g/<str:token>/received", guests.received, name="guest-received"),
    path("g/<str:token>/paper.pdf", guests.paper, name="guest-paper"),
    path("g/<str:token>/call.ics", guests.calendar, name="guest-calendar"),
]

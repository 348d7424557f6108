from django.urls import path

from coulisse.foundation.mailroom.pages import consent, letters, mailboxes

app_name = "mailroom"
urlpatterns = [
    path("", letters.listing, name="list"),
    path("<int:pk>/", letters.letter, name="letter"),
    path("<int:pk>/recall", letters.recall, name="recall"),
    path("<int:pk>/release", letters.release, name="release"),
    path("<int:pk>/resend", letters.resend, name="resend"),
    path("<int:pk>/resend/<int:recipient>", letters.resend_one, name="resend_one"),
    path("<int:pk>/together/recall", letters.recall_batch, name="recall_batch"),
    path("<int:pk>/together/pause", letters.pause_batch, name="pause_batch"),
    path("<int:pk>/together/resume", letters.resume_batch, name="resume_batch"),
    path("mailboxes/", mailboxes.listing, name="mailboxes"),
    path("mailboxes/add", mailboxes.add, name="mailbox_add"),
    path("mailboxes/<int:pk>/", mailboxes.mailbox, name="mailbox"),
    path("mailboxes/<int:pk>/edit", mailboxes.edit, name="mailbox_edit"),
    path("mailboxes/<int:pk>/consent", consent.ask, name="consent"),
    path("mailboxes/consent", consent.answered, name="consented"),
    path("mailboxes/<int:pk>/try", mailboxes.try_now, name="mailbox_try"),
    path("mailboxes/<int:pk>/fetch", mailboxes.fetch_now, name="mailbox_fetch"),
    path("mailboxes/<int:pk>/pause", mailboxes.pause, name="mailbox_pause"),
    path("mailboxes/<int:pk>/resume", mailboxes.resume, name="mailbox_resume"),
    path("mailboxes/<int:pk>/remove", mailboxes.remove, name="mailbox_remove"),
    path("mailboxes/<int:pk>/identities/add", mailboxes.add_identity, name="identity_add"),
    path("identities/<int:pk>/", mailboxes.edit_identity, name="identity"),
    path("identities/<int:pk>/remove", mailboxes.remove_identity, name="identity_remove"),
    path("kept/<int:pk>/mail", mailboxes.kept_mail, name="kept_mail"),
    path("kept/<int:pk>/forget", mailboxes.forget_kept, name="kept_forget"),
]

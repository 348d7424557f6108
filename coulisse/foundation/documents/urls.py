from django.urls import path

from coulisse.foundation.documents import guests
from coulisse.foundation.documents.pages import contents, documents, listing

app_name = "documents"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("add", documents.add, name="add"),
    path("selection/tag", listing.tag_selection, name="tag-selection"),
    path("selection/untag", listing.untag_selection, name="untag-selection"),
    path("selection/trash", listing.trash_selection, name="trash-selection"),
    path("selection/withdraw", listing.withdraw_selection, name="withdraw-selection"),
    path("selection/take-back", listing.take_back_selection, name="take-back-selection"),
    path("selection/zip", listing.zip_selection, name="zip-selection"),
    path("parcels/<int:job>", contents.parcel, name="parcel"),
    path("lent/<str:token>/download", guests.lent_download, name="lent-download"),
    path("lent/<str:token>/pages/<int:page>", guests.lent_page, name="lent-page"),
    path("<int:pk>", documents.detail, name="detail"),
    path("<int:pk>/edit", documents.edit, name="edit"),
    path("<int:pk>/lend", guests.lend_document, name="lend"),
    path("<int:pk>/attach", documents.attach, name="attach"),
    path("<int:pk>/detach", documents.detach, name="detach"),
    path("<int:pk>/trash", documents.trash, name="trash"),
    path("<int:pk>/take-back", documents.take_back, name="take-back"),
    path("<int:pk>/versions", documents.add_version, name="add-version"),
    path("<int:pk>/versions/<int:number>/restore", documents.restore_version, name="restore-version"),
    path("<int:pk>/versions/<int:number>/download", contents.download, name="download"),
    path("<int:pk>/versions/<int:number>/thumbnail", contents.thumbnail, name="thumbnail"),
    path("<int:pk>/versions/<int:number>/pages/<int:page>", contents.page, name="page"),
]

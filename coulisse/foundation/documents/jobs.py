"""The worker's side: reading what came in, making parcels, clearing what nobody needs any more."""

import shutil
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from coulisse.foundation.documents import actions
from coulisse.foundation.documents.actions.keeping import EXAMINE
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.names import clean_name
from coulisse.foundation.documents.queries import visible_to
from coulisse.foundation.documents.vault import MEGABYTE, vault
from coulisse.foundation.documents.writing import written_size
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.jobs.run import Refused, Run

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

PARCEL: Final = "documents.parcel"
LARGEST_PARCEL: Final = 2000 * MEGABYTE
PARCEL_KEPT: Final = 3 * 24 * 3600.0
"""Seconds."""
PACKED: Final = frozenset({"picture", "film", "sound", "archive", "pdf", "word", "sheet", "slides"})
"""Kinds that are compressed already."""


@app.task(name=EXAMINE, queue="jobs")
def examine(version_id: int) -> None:
    version = Version.objects.filter(pk=version_id).first()
    if version is not None and version.examined_at is None:
        actions.examine(version=version, at=timezone.now())


@app.periodic(cron="40 3 * * *")
@app.task(name="documents.clear", queue="sweep", queueing_lock="documents.clear")
def clear(timestamp: int) -> None:
    """Empty the old part of the trash, then what no document holds any more, then the parcels fetched or not."""
    actions.purge(at=timezone.now())
    actions.collect()
    discard_parcels()


def begin_parcel(*, documents: Sequence[Document], by: "User", at: datetime) -> Job:
    """Have a ZIP made of the current versions."""
    words = ngettext("%(count)s document", "%(count)s documents", len(documents)) % {"count": len(documents)}
    return begin(PARCEL, by=by, at=at, title=words, document_ids=[document.pk for document in documents])


@job(PARCEL, restartable=True)
def parcel(run: Run) -> dict[str, Any]:
    """What is asked for is asked again here: a right may have been taken back meanwhile."""
    if run.job.by is None:
        raise Refused(_("Whoever asked for this parcel is no longer of the house."))
    documents = list(
        visible_to(run.job.by)
        .filter(pk__in=run.params["document_ids"])
        .select_related("current")
        .order_by("title", "pk")
    )
    versions = [document.current for document in documents if document.current is not None]
    total = sum(version.size for version in versions)
    if total > LARGEST_PARCEL:
        words = _("These documents weigh %(size)s together; a parcel holds %(limit)s. Choose fewer.")
        raise Refused(words % {"size": written_size(total), "limit": written_size(LARGEST_PARCEL)})
    path = parcel_path(run.job.pk)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{run.attempt}")
    try:
        _pack(run, beside, documents, versions)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    words = ngettext("%(count)s document packed", "%(count)s documents packed", len(versions))
    return {"url": reverse("documents:parcel", args=[run.job.pk]), "text": words % {"count": len(versions)}}


def _pack(run: Run, path: Path, documents: Sequence[Document], versions: Sequence[Version]) -> None:
    run.progress(0, len(versions))
    names = unlike(version.name for version in versions)
    path.touch(mode=0o600)
    with zipfile.ZipFile(path, "w") as parcel_file:
        for done, (document, version, name) in enumerate(zip(documents, versions, names, strict=True), start=1):
            way = zipfile.ZIP_STORED if document.kind in PACKED else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, date_time=timezone.localtime(version.uploaded_at).timetuple()[:6])
            entry.compress_type, entry.external_attr = way, 0o600 << 16
            with vault().open(version.sha256) as content, parcel_file.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(content, target, 1 << 20)
            run.progress(done, note=name)


def unlike(names: Iterable[str]) -> list[str]:
    """The names, those that come again numbered: `plan.pdf`, `plan (2).pdf`."""
    seen: set[str] = set()
    told = []
    for name in map(clean_name, names):
        path, number, other = PurePosixPath(name), 1, name
        while other.casefold() in seen:
            number += 1
            other = f"{path.stem} ({number}){path.suffix}"
        seen.add(other.casefold())
        told.append(other)
    return told


def parcel_path(job_id: int) -> Path:
    return Path(settings.DOCUMENTS).with_name("parcels") / f"{job_id}.zip"


def discard_parcels(*, grace: float = PARCEL_KEPT) -> int:
    """Delete the parcels that are older than three days. Returns how many."""
    old = [path for path in parcel_path(0).parent.glob("*") if time.time() - path.stat().st_mtime >= grace]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)

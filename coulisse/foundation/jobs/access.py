from typing import TYPE_CHECKING

from django.http import Http404

from coulisse.foundation.jobs.models import Job
from coulisse.foundation.jobs.queries import visible_to

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def access_job(user: "User", pk: int, *, to: str = "read") -> Job:
    """One's own job, or any for the owner: whoever may see a job may stop it and begin it again."""
    job = visible_to(user).select_related("by", "file").defer("file__content").filter(pk=pk).first()
    if job is None:
        raise Http404
    return job

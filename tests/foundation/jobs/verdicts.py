from typing import Any

from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.models import JobFile, State
from tests.cast import AT, Cast
from tests.doubles.desks.work import count
from tests.walk import SIGNED_IN, Verdict

WHOSE = frozenset({"owner", "own"})
"""The job of Nadia: hers, and the owner's to see."""


def waiting(cast: Cast) -> dict[str, Any]:
    return {"pk": begin(count, by=cast.nadia, at=AT, title="Compter", to=3).pk}


def failed(cast: Cast) -> dict[str, Any]:
    job = begin(count, by=cast.nadia, at=AT, title="Compter", to=3)
    job.state = State.FAILED
    job.save(update_fields=["state"])
    JobFile.objects.create(job=job, name="a.csv", content_type="text/csv", content=b"a")
    return {"pk": job.pk}


VERDICTS = {
    "jobs:list": Verdict(SIGNED_IN),
    "jobs:one": Verdict(WHOSE, args=waiting),
    "jobs:progress": Verdict(WHOSE, args=waiting),
    "jobs:stop": Verdict(WHOSE, args=waiting, method="post"),
    "jobs:retry": Verdict(WHOSE, args=failed, method="post"),
    "jobs:file": Verdict(WHOSE, args=failed),
    "jobs:journal_export": Verdict(SIGNED_IN, method="post"),
    "api:jobs": Verdict(SIGNED_IN),
    "api:job": Verdict(WHOSE, args=waiting),
    "api:job_stop": Verdict(WHOSE, args=waiting, method="post"),
}

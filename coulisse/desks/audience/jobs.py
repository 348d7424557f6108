"""What the desk does in the background, slice by slice, so that the worker knows it."""

from coulisse.desks.audience.answers.jobs import sweep
from coulisse.desks.audience.cases.jobs import dossier_job
from coulisse.desks.audience.intake import jobs as intake
from coulisse.desks.audience.intake.scans.jobs import read_letter
from coulisse.desks.audience.privacy.jobs import pack_job, retention_job
from coulisse.desks.audience.relations.jobs import alike_job, tickets_job
from coulisse.desks.audience.reports.jobs import count_job, pivot_job

JOBS: tuple[object, ...] = (
    alike_job,
    tickets_job,
    read_letter,
    dossier_job,
    *intake.JOBS,
    sweep,
    count_job,
    pivot_job,
    pack_job,
    retention_job,
)

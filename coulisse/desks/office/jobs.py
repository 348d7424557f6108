"""What the office does in the background, slice by slice, so that the worker knows it."""

from coulisse.desks.office.budget.exchange.jobs import read_in_job
from coulisse.desks.office.financing.jobs import build_job

JOBS = (build_job, read_in_job)

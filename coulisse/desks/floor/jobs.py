"""What the floor does in the background, slice by slice, so that the worker knows it."""

from coulisse.desks.floor.schedule.jobs import propose_job

JOBS = (propose_job,)

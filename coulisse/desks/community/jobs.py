"""What the desk does in the background, slice by slice, so that the worker knows it."""

from coulisse.desks.community.publishing.jobs import JOBS as PUBLISHING

JOBS: tuple[object, ...] = (*PUBLISHING,)

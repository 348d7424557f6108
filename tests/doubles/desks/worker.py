"""`python -m tests.doubles.desks.worker`: a real worker process, to be stopped or killed by a test."""

import django

django.setup()

from coulisse.foundation.jobs.worker import run_worker  # noqa: E402
from tests.doubles.desks import work  # noqa: E402

if __name__ == "__main__":
    work.declare()
    run_worker()

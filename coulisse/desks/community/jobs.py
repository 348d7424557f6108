"""What the desk does in the background, slice by slice, so that the worker knows it."""

from coulisse.desks.community.animation.jobs import JOBS as ANIMATION
from coulisse.desks.community.approving.jobs import JOBS as APPROVING
from coulisse.desks.community.moderation.jobs import JOBS as MODERATION
from coulisse.desks.community.performance.jobs import JOBS as PERFORMANCE
from coulisse.desks.community.publishing.jobs import JOBS as PUBLISHING

JOBS: tuple[object, ...] = (
    *PUBLISHING,
    *PERFORMANCE,
    *ANIMATION,
    *MODERATION,
    *APPROVING,
)

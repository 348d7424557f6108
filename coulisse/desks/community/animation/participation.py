"""Whether one can take part now, by which year ages are counted, and by what a browser is known."""

from datetime import datetime

from coulisse.desks.community.animation.models import Animation
from coulisse.foundation.accounts.tokens import token_hash
from coulisse.kernel.times import to_brussels


def takes_entries(animation: Animation, at: datetime) -> bool:
    """A quiz is opened and closed by hand; everything else has its hours."""
    if animation.state != Animation.State.OPEN:
        return False
    if animation.kind == Animation.Kind.QUIZ:
        return True
    return animation.starts_at <= at < animation.ends_at


def year_of(animation: Animation) -> int:
    """The year by which ages are counted, for everybody the same."""
    return to_brussels(animation.starts_at).year


def browser_hash(animation: Animation, key: str) -> str:
    """Of the browser's secret: another for each animation, so that nobody is followed from one to the next."""
    return token_hash(f"{animation.pk}:{key}") if key else ""

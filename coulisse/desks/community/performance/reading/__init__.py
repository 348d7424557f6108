"""Tables of figures read: pure, rows in, records and troubles out."""

from coulisse.desks.community.performance.reading.ads import AdRow, read_ads
from coulisse.desks.community.performance.reading.cells import DayOrder, Trouble
from coulisse.desks.community.performance.reading.opening import Opened, open_table
from coulisse.desks.community.performance.reading.posts import PostRow, read_posts
from coulisse.desks.community.performance.reading.ratings import RatingRow, read_ratings

__all__ = [
    "AdRow",
    "DayOrder",
    "Opened",
    "PostRow",
    "RatingRow",
    "Trouble",
    "open_table",
    "read_ads",
    "read_posts",
    "read_ratings",
]

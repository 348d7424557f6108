"""What the darkroom draws at most. Apart from the drawing itself, which loads heavy libraries."""

from typing import Final

MOST_PAGES: Final = 500

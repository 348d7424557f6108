"""From a manuscript to pages and scenes. Rules, worked example and source: docs/engines/screenplay.md."""

from coulisse.engines.screenplay.headings import Effect, Heading, parse_heading
from coulisse.engines.screenplay.paginate import (
    A4,
    LETTER,
    Extent,
    Layout,
    Page,
    PageLine,
    Pagination,
    eighths_of,
    paginate,
)
from coulisse.engines.screenplay.scenes import Doubt, Scene, cue_name, scenes_of

__all__ = [
    "A4",
    "LETTER",
    "Doubt",
    "Effect",
    "Extent",
    "Heading",
    "Layout",
    "Page",
    "PageLine",
    "Pagination",
    "Scene",
    "cue_name",
    "eighths_of",
    "paginate",
    "parse_heading",
    "scenes_of",
]

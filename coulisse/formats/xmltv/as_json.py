"""The JSON of `coulisse grid read`.

Titles and categories are texts in the order of the file; times are ISO 8601 with offset, `stop` null where
the file gives none; `where` of a warning is `file:line:field`, as far as it is known.
"""

from typing import TypedDict

from coulisse.formats.problems import ProblemJson, Reading, as_json
from coulisse.formats.xmltv.records import Channel, Grid, Programme


class ChannelJson(TypedDict):
    id: str
    names: list[str]


class ProgrammeJson(TypedDict):
    channel: str
    start: str
    stop: str | None
    titles: list[str]
    categories: list[str]


class GridJson(TypedDict):
    channels: list[ChannelJson]
    programmes: list[ProgrammeJson]
    warnings: list[ProblemJson]


def grid_as_json(reading: Reading[Grid]) -> GridJson:
    """The whole document that the command prints."""
    return {
        "channels": [_channel(channel) for channel in reading.records.channels],
        "programmes": [_programme(programme) for programme in reading.records.programmes],
        "warnings": [as_json(problem) for problem in reading.problems],
    }


def _channel(channel: Channel) -> ChannelJson:
    return {"id": channel.id, "names": [name.text for name in channel.names]}


def _programme(programme: Programme) -> ProgrammeJson:
    return {
        "channel": programme.channel,
        "start": programme.start.isoformat(),
        "stop": programme.stop.isoformat() if programme.stop else None,
        "titles": [title.text for title in programme.titles],
        "categories": [category.text for category in programme.categories],
    }

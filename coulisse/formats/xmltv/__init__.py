"""XMLTV: programme grids of radio and television, as broadcasters and listings services exchange them.

Structure after the DTD of the XMLTV project (version 1): `<tv>` holds channels, then programmes with `start`,
perhaps `stop`, and titles in any number of languages. The reader takes files as they come: elements out of
order, unknown ones, old zone names (BST), times cut short, bytes that break off in the middle. External
entities, document types and the network stay off. The writer keeps the order of the DTD.

>>> from coulisse.formats.xmltv import read_grid, write_grid
>>> reading = read_grid(b'''<tv><channel id="laune.be"><display-name>La Une</display-name></channel>
... <programme start="202703181930 +0100" channel="laune.be"><title lang="fr">Le journal</title></programme>
... </tv>''')
>>> programme = reading.records.programmes[0]
>>> programme.start.isoformat(), programme.stop, programme.titles[0].text
('2027-03-18T19:30:00+01:00', None, 'Le journal')
>>> read_grid(write_grid(reading.records)) == reading
True
>>> read_grid(b"<html/>")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-a-grid at html
"""

from coulisse.formats.xmltv.as_json import GridJson, grid_as_json
from coulisse.formats.xmltv.read import read_grid
from coulisse.formats.xmltv.records import Channel, Credit, EpisodeNumber, Grid, Programme, Text
from coulisse.formats.xmltv.stops import with_stops
from coulisse.formats.xmltv.write import write_grid

__all__ = [
    "Channel",
    "Credit",
    "EpisodeNumber",
    "Grid",
    "GridJson",
    "Programme",
    "Text",
    "grid_as_json",
    "read_grid",
    "with_stops",
    "write_grid",
]

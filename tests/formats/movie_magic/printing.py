"""The two reports as the published lists of their fields have them, typeset here: no sample could be had."""

import typst

PAGE = '#set page(paper: "us-letter", margin: 1.5cm)\n#set text(size: 9pt)\n#set par(spacing: 6pt)\n'

SCENES = (
    # number, INT/EXT, set, time, pages, synopsis, cast
    ("1", "EXT", "CROISETTE", "Day", "1 3/8", "Noémie attend le tram sous la drache.", ("1. NOÉMIE",)),
    ("2A", "INT", "CUISINE DES MARÉCHAL", "Night", "6/8", "Victor casse un verre.", ("1. NOÉMIE", "2. VICTOR")),
    ("3", "INT/EXT", "VOITURE", "Day", "2", "Ils roulent.", ("2. VICTOR", "3. ADÈLE")),
)


def printed(body: str) -> bytes:
    """A PDF of the body, in Typst's words."""
    pdf: bytes = typst.compile((PAGE + body).encode())
    return pdf


def breakdown(scenes: tuple[tuple[str, str, str, str, str, str, tuple[str, ...]], ...] = SCENES) -> bytes:
    """One sheet a scene, a page each."""
    sheets = []
    for at, (number, int_ext, where, time, pages, synopsis, cast) in enumerate(scenes, start=1):
        members = " \\ ".join(cast)
        sheets.append(
            f"#align(center)[La Drache \\ Breakdown Sheet]\n\n"
            f"Sheet \\#: {at} #h(1fr) Scene \\#: {number} #h(1fr) Int/Ext: {int_ext}\n\n"
            f"Set: {where} #h(1fr) Day/Night: {time} #h(1fr) Pages: {pages}\n\n"
            f"Synopsis: {synopsis}\n\n"
            f"Location: Liège #h(1fr) Sequence: {at}\n\n"
            f"Script Page: {at} #h(1fr) Script Day: D1 #h(1fr) Est. Time: 1:30\n\n"
            "#grid(columns: (1fr, 1fr, 1fr), row-gutter: 5pt, [*Cast Members*], [*Props*], [*Vehicles*],"
            f"[{members}], [Parapluie \\ Verre], [Tram])\n\n"
            f"#place(bottom)[Page {at} of {len(scenes)}]\n"
        )
    return printed("#pagebreak()\n".join(sheets))


def schedule(*lines: str) -> bytes:
    """Lines as they are, under the title."""
    escaped = [line.replace("#", "\\#").replace("--", "\\-\\-").replace("*", "\\*") for line in lines]
    return printed("La Drache \\ Shooting Schedule\n\n" + "\n\n".join(escaped))


DAYS = (
    "Scene 1  EXT  CROISETTE  Day  1 3/8 pgs",
    "1",
    "Scene 3  INT/EXT  VOITURE  Day  2 pgs",
    "2, 3",
    "End of Day 1 -- Monday, March 15, 2027 -- 3 3/8 Total Pages",
    "Scene 2A  INT  CUISINE DES MARÉCHAL  Night  6/8 pgs",
    "1, 2",
    "End of Day 2 -- Tuesday, March 16, 2027 -- 6/8 Total Pages",
)

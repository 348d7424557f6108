"""The crew of *La Drache*, as the call sheet of day 15 has it: plain tuples, in the order of the sheet.

Minutes count from the crew call; `leaves_at` is an hour of the own, whatever the wrap. Who has no flat rate is paid
overtime beyond the threshold of the day.
"""

from typing import Final, NamedTuple


class CrewFacts(NamedTuple):
    name: str
    function: str
    department: str
    call_shift: int
    wrap_shift: int = 0
    leaves_at: str = ""
    is_flat_rate: bool = True
    day_rate_cents: int = 32_000
    radio_channel: str = ""
    is_key_contact: bool = False


CREW: Final = (
    CrewFacts("Solange De Backer", "Directrice de production", "production", 0, 0, "", True, 46_000, "1", True),
    CrewFacts("Nadia Verhaeghen", "Administratrice", "production", 90, 0, "", True, 38_000, "", True),
    CrewFacts(
        "Bastien Crahay", "Assistant de production", "production", -45, 0, "17:15", False, 24_000, "1", True
    ),
    CrewFacts("Arnaud Delvigne", "Réalisateur", "direction", 60, 0, "", True, 62_000, "1"),
    CrewFacts("Hélène Poncelet", "1re assistante", "direction", 0, 0, "", True, 42_000, "1", True),
    CrewFacts("Sami Oukil", "2e assistant", "direction", -15, 0, "", True, 30_000, "1"),
    CrewFacts("Brigitte Moreau", "Scripte", "direction", 60, 0, "", True, 38_000, "1"),
    CrewFacts("Lou Marchand", "Renfort figuration", "direction", 0, 0, "17:00", False, 21_000, "1"),
    CrewFacts("Dirk Van Acker", "Chef opérateur", "camera", 30, 0, "", False, 58_000, "2"),
    CrewFacts("Anne-Sophie Legrand", "Cadreuse", "camera", 30, 0, "", True, 45_000, "2"),
    CrewFacts("Julien Thiry", "1er assistant caméra", "camera", 15, 0, "", False, 36_000, "2"),
    CrewFacts("Fien Baert", "2e assistante caméra", "camera", 15, 0, "", True, 28_000, "2"),
    CrewFacts("Olivier Nollet", "DIT / data", "camera", 30, 0, "", True, 34_000, "2"),
    CrewFacts("Marc Lhoest", "Chef électricien", "electric", 0, 0, "", False, 38_000, "3"),
    CrewFacts("Pieter Goossens", "Électricien", "electric", 0, 0, "", True, 31_000, "3"),
    CrewFacts("Laura Dumont", "Électricienne", "electric", 0, 0, "", True, 31_000, "3"),
    CrewFacts("Didier Hubert", "Chef machiniste", "grip", 0, 0, "", False, 38_000, "3"),
    CrewFacts("Youssef Amrani", "Machiniste", "grip", 0, 0, "", True, 31_000, "3"),
    CrewFacts("Tom Evrard", "Machiniste", "grip", 0, 0, "18:00", False, 31_000, "3"),
    CrewFacts("Katrien Maes", "Ingénieure du son", "sound", 45, 0, "", True, 44_000, "2"),
    CrewFacts("Loïc Gillard", "Perchman", "sound", 45, 0, "", True, 31_000, "2"),
    CrewFacts("Valérie Simonis", "Cheffe décoratrice", "art", 0, 0, "", True, 42_000, "4"),
    CrewFacts("Hugo Lambotte", "Accessoiriste", "art", 0, 0, "", True, 31_000, "4"),
    CrewFacts("Nico Frère", "Ripeur", "art", -30, 0, "17:30", False, 26_000, "4"),
    CrewFacts("Inge Willems", "Cheffe costumière", "costume", 0, 0, "", True, 38_000, "4"),
    CrewFacts("Sarah Piette", "Habilleuse", "costume", 0, 0, "", True, 28_000, "4"),
    CrewFacts("Aurore Jadin", "Cheffe maquilleuse", "costume", 0, 0, "", True, 36_000, "4"),
    CrewFacts("Enzo Ricci", "Coiffeur", "costume", 0, 0, "", True, 34_000, "4"),
    CrewFacts("Frédéric Magnée", "Régisseur général", "location", -60, 0, "", False, 36_000, "1", True),
    CrewFacts("Elke Smets", "Régisseuse adjointe", "location", -60, 0, "", False, 29_000, "1"),
    CrewFacts("Rayan Bakkali", "Auxiliaire", "location", -60, 0, "17:00", False, 20_000, "5"),
    CrewFacts("Zoé Henrard", "Auxiliaire", "location", -60, 0, "17:00", False, 20_000, "5"),
    CrewFacts("Alain Gobert", "Chauffeur", "transport", -45, 0, "17:30", False, 22_000, "5"),
    CrewFacts("Benoît Castagne", "Infirmier de plateau", "safety", 30, 0, "18:30", False, 30_000, "1"),
)
"""Thirty-four people."""

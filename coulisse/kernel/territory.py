"""Territories: countries by ISO 3166-1, Belgian regions by ISO 3166-2, Belgian communities by a code of ours.

ISO names no code for the communities. A region and a community aren't nested: the French Community acts in
Wallonia and in Brussels, the Flemish one in Flanders and in Brussels, which is why Brussels has two languages
and some permits two letters.
"""

from dataclasses import dataclass
from typing import Self

from coulisse.kernel.language import Language

_ISO_3166_1 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_ISO_3166_1.split())

# The European Economic Area since the United Kingdom left (1 February 2020).
_EEA_SINCE_2020 = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
EEA = frozenset(_EEA_SINCE_2020.split())

REGIONS = ("BE-BRU", "BE-VLG", "BE-WAL")
COMMUNITIES = ("BE-FWB", "BE-VLC", "BE-DGC")

# Where a community acts, by region. The German-speaking one acts in nine municipalities of Wallonia only.
_ACTS_IN = {
    "BE-FWB": frozenset({"BE-BRU", "BE-WAL"}),
    "BE-VLC": frozenset({"BE-BRU", "BE-VLG"}),
    "BE-DGC": frozenset({"BE-WAL"}),
}

# Official languages among those of the house, the most spoken first.
_LANGUAGES = {
    "BE": (Language.NL, Language.FR, Language.DE),
    "BE-BRU": (Language.FR, Language.NL),
    "BE-VLG": (Language.NL,),
    "BE-WAL": (Language.FR, Language.DE),
    "BE-FWB": (Language.FR,),
    "BE-VLC": (Language.NL,),
    "BE-DGC": (Language.DE,),
    "AT": (Language.DE,),
    "CA": (Language.EN, Language.FR),
    "CH": (Language.DE, Language.FR),
    "DE": (Language.DE,),
    "FR": (Language.FR,),
    "GB": (Language.EN,),
    "IE": (Language.EN,),
    "LU": (Language.FR, Language.DE),
    "MC": (Language.FR,),
    "NL": (Language.NL,),
    "US": (Language.EN,),
}


class UnknownTerritory(ValueError):
    """A code that is neither a country, nor a Belgian region or community."""


@dataclass(frozen=True, slots=True, order=True)
class Territory:
    """A country (`FR`), a Belgian region (`BE-BRU`) or a Belgian community (`BE-FWB`).

    >>> Territory("BE-BRU").is_bilingual, Territory("BE-BRU").within(Territory("BE"))
    (True, True)
    >>> Territory("XX")
    Traceback (most recent call last):
    coulisse.kernel.territory.UnknownTerritory: no territory has the code 'XX'
    """

    code: str

    def __post_init__(self) -> None:
        if self.code not in COUNTRIES and self.code not in REGIONS and self.code not in COMMUNITIES:
            raise UnknownTerritory(f"no territory has the code {self.code!r}")

    @property
    def country(self) -> Self:
        return type(self)(self.code[:2])

    @property
    def is_country(self) -> bool:
        return self.code in COUNTRIES

    @property
    def is_region(self) -> bool:
        return self.code in REGIONS

    @property
    def is_community(self) -> bool:
        return self.code in COMMUNITIES

    @property
    def in_eea(self) -> bool:
        """Whether its country is in the European Economic Area, as it stands since 1 February 2020."""
        return self.country.code in EEA

    @property
    def languages(self) -> tuple[Language, ...]:
        """Official languages that the house reads; none known gives an empty tuple."""
        return _LANGUAGES.get(self.code, ())

    @property
    def is_bilingual(self) -> bool:
        """Whether every public paper is due in two languages: in Belgium, Brussels alone."""
        return self.code == "BE-BRU"

    def within(self, other: "Territory") -> bool:
        """Whether all of it lies in `other`: itself, or its country. No region lies within a community."""
        return self == other or self.country == other

    def acts_in(self, region: "Territory") -> bool:
        """Whether a community acts in at least a part of a region; False for what isn't a community."""
        return region.code in _ACTS_IN.get(self.code, frozenset())

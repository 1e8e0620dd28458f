"""Nations in words: the adjective of each country, and what its people are called."""

from collections.abc import Mapping
from typing import Final

NATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "ARG": ("Argentine", "Argentinian"),
    "AUS": ("Australian", "Aussie"),
    "AUT": ("Austrian",),
    "BEL": ("Belgian",),
    "BRA": ("Brazilian",),
    "CAN": ("Canadian",),
    "CHE": ("Swiss",),
    "CHL": ("Chilean",),
    "CHN": ("Chinese",),
    "COL": ("Colombian",),
    "CZE": ("Czech",),
    "DEU": ("German",),
    "DNK": ("Danish", "Dane"),
    "ESP": ("Spanish", "Spaniard"),
    "FIN": ("Finnish", "Finn"),
    "FRA": ("French", "Frenchman", "Frenchmen"),
    "GBR": ("British", "Brit", "Briton"),
    "HUN": ("Hungarian",),
    "IDN": ("Indonesian",),
    "IND": ("Indian",),
    "IRL": ("Irish", "Irishman", "Irishmen"),
    "ITA": ("Italian",),
    "JPN": ("Japanese",),
    "MAR": ("Moroccan",),
    "MCO": ("Monegasque",),
    "MEX": ("Mexican",),
    "MYS": ("Malaysian",),
    "NLD": ("Dutch", "Dutchman", "Dutchmen"),
    "NZL": ("New Zealand", "New Zealander", "Kiwi"),
    "POL": ("Polish", "Pole"),
    "PRT": ("Portuguese",),
    "RUS": ("Russian",),
    "SWE": ("Swedish", "Swede"),
    "THA": ("Thai",),
    "URY": ("Uruguayan",),
    "USA": ("American",),
    "VEN": ("Venezuelan",),
    "ZAF": ("South African",),
    "ZWE": ("Zimbabwean",),
}
"""By ISO 3166 alpha-3 code: the adjective, then the words for its people; a last s is understood."""


def nation_adjective(code: str) -> str:
    """`Brazilian`; of a nation that is not listed its code."""
    return NATIONS[code][0] if code in NATIONS else code


def a_driver_of(code: str) -> str:
    """`a Brazilian driver`, `an Italian driver`."""
    adjective = nation_adjective(code)
    return f"{'an' if adjective[0] in 'AEIO' else 'a'} {adjective} driver"

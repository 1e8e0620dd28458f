"""Nations in words: the adjective of each country, and what its people are called."""

from collections.abc import Mapping
from typing import Final

NATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "ARG": ("Argentine", "Argentines", "Argentinian", "Argentinians"),
    "AUS": ("Australian", "Australians", "Aussie", "Aussies"),
    "AUT": ("Austrian", "Austrians"),
    "BEL": ("Belgian", "Belgians"),
    "BRA": ("Brazilian", "Brazilians"),
    "CAN": ("Canadian", "Canadians"),
    "CHE": ("Swiss",),
    "CHL": ("Chilean", "Chileans"),
    "CHN": ("Chinese",),
    "COL": ("Colombian", "Colombians"),
    "CZE": ("Czech", "Czechs"),
    "DEU": ("German", "Germans"),
    "DNK": ("Danish", "Dane", "Danes"),
    "ESP": ("Spanish", "Spaniard", "Spaniards"),
    "FIN": ("Finnish", "Finn", "Finns"),
    "FRA": ("French", "Frenchman", "Frenchmen"),
    "GBR": ("British", "Brit", "Brits", "Briton", "Britons"),
    "HUN": ("Hungarian", "Hungarians"),
    "IDN": ("Indonesian", "Indonesians"),
    "IND": ("Indian", "Indians"),
    "IRL": ("Irish", "Irishman", "Irishmen"),
    "ITA": ("Italian", "Italians"),
    "JPN": ("Japanese",),
    "MAR": ("Moroccan", "Moroccans"),
    "MCO": ("Monegasque", "Monegasques"),
    "MEX": ("Mexican", "Mexicans"),
    "MYS": ("Malaysian", "Malaysians"),
    "NLD": ("Dutch", "Dutchman", "Dutchmen"),
    "NZL": ("New Zealand", "New Zealander", "New Zealanders", "Kiwi", "Kiwis"),
    "POL": ("Polish", "Pole", "Poles"),
    "PRT": ("Portuguese",),
    "RUS": ("Russian", "Russians"),
    "SWE": ("Swedish", "Swede", "Swedes"),
    "THA": ("Thai", "Thais"),
    "URY": ("Uruguayan", "Uruguayans"),
    "USA": ("American", "Americans"),
    "VEN": ("Venezuelan", "Venezuelans"),
    "ZAF": ("South African", "South Africans"),
    "ZWE": ("Zimbabwean", "Zimbabweans"),
}
"""By ISO 3166 alpha-3 code: the adjective, then the words for its people."""


def nation_adjective(code: str) -> str:
    """`Brazilian`; of a nation that is not listed its code."""
    return NATIONS[code][0] if code in NATIONS else code

"""The article, written down by hand for the tests: what a reader of it knows, independent of `data/`.

The text behind it is cut off inside the GTS standings and has lost the blanks of that table: a row there holds
the points in the order listed, without saying which rounds they belong to.
"""

from datetime import date
from typing import NamedTuple


class ClassWin(NamedTuple):
    """One class winner of one round; `crew` in listed order."""

    round: int
    class_: str
    car: str
    team: str
    crew: tuple[str, ...]


class CalendarLine(NamedTuple):
    """One line of the schedule; `number` is None for the cancelled race."""

    number: int | None
    name: str
    circuit: str
    date: date


class GtsLine(NamedTuple):
    """One line of the GTS table. `points` are the numbers that the row holds, in order; blanks were lost."""

    position: int
    team: str
    chassis: tuple[str, ...]
    engine: tuple[str, ...]
    points: tuple[int, ...]
    total: int


CALENDAR = (
    CalendarLine(1, "Mobil 1 12 Hours of Sebring", "Sebring International Raceway", date(2003, 3, 15)),
    CalendarLine(None, "Grand Prix of Mexico", "Autodromo Hermanos Rodriguez", date(2003, 4, 6)),
    CalendarLine(2, "Chevy Grand Prix of Atlanta", "Road Atlanta", date(2003, 6, 29)),
    CalendarLine(3, "Infineon Grand Prix of Sonoma", "Sonoma Raceway", date(2003, 7, 27)),
    CalendarLine(4, "Le Grand Prix de Trois-Rivières", "Circuit Trois-Rivières", date(2003, 8, 3)),
    CalendarLine(5, "Toronto Grand Prix of Mosport", "Mosport", date(2003, 8, 17)),
    CalendarLine(6, "Road America 500", "Road America", date(2003, 8, 24)),
    CalendarLine(7, "Fry's Electronics Sports Car Championships", "Mazda Raceway Laguna Seca", date(2003, 9, 7)),
    CalendarLine(8, "Grand Prix Americas", "Miami street circuit", date(2003, 9, 27)),
    CalendarLine(9, "Petit Le Mans", "Road Atlanta", date(2003, 10, 18)),
)

CLASS_WINS = (
    ClassWin(1, "LMP900", "1", "Infineon Team Joest", ("Frank Biela", "Marco Werner", "Philipp Peter")),
    ClassWin(1, "LMP675", "20", "Dyson Racing", ("Didier de Radiguès", "Chad Block", "Chris Dyson")),
    ClassWin(1, "GTS", "3", "Corvette Racing", ("Ron Fellows", "Johnny O'Connell", "Franck Fréon")),
    ClassWin(1, "GT", "23", "Alex Job Racing", ("Sascha Maassen", "Lucas Luhr")),
    ClassWin(2, "LMP900", "38", "ADT Champion Racing", ("JJ Lehto", "Johnny Herbert")),
    ClassWin(2, "LMP675", "37", "Intersport Racing", ("Duncan Dayton", "Jon Field")),
    ClassWin(2, "GTS", "4", "Corvette Racing", ("Kelly Collins", "Oliver Gavin")),
    ClassWin(2, "GT", "24", "Alex Job Racing", ("Jörg Bergmeister", "Timo Bernhard")),
    ClassWin(3, "LMP900", "1", "Infineon Team Joest", ("Frank Biela", "Marco Werner")),
    ClassWin(3, "LMP675", "16", "Dyson Racing", ("Butch Leitzinger", "James Weaver")),
    ClassWin(3, "GTS", "3", "Corvette Racing", ("Ron Fellows", "Johnny O'Connell")),
    ClassWin(3, "GT", "23", "Alex Job Racing", ("Sascha Maassen", "Lucas Luhr")),
    ClassWin(4, "LMP900", "1", "Infineon Team Joest", ("Frank Biela", "Marco Werner")),
    ClassWin(4, "LMP675", "37", "Intersport Racing", ("Jon Field", "Duncan Dayton")),
    ClassWin(4, "GTS", "4", "Corvette Racing", ("Kelly Collins", "Oliver Gavin")),
    ClassWin(4, "GT", "23", "Alex Job Racing", ("Sascha Maassen", "Lucas Luhr")),
    ClassWin(5, "LMP900", "1", "Infineon Team Joest", ("Frank Biela", "Marco Werner")),
    ClassWin(5, "LMP675", "20", "Dyson Racing", ("Andy Wallace", "Chris Dyson")),
    ClassWin(5, "GTS", "3", "Corvette Racing", ("Ron Fellows", "Johnny O'Connell")),
    ClassWin(5, "GT", "24", "Alex Job Racing", ("Jörg Bergmeister", "Timo Bernhard")),
    ClassWin(6, "LMP900", "38", "ADT Champion Racing", ("JJ Lehto", "Johnny Herbert")),
    ClassWin(6, "LMP675", "20", "Dyson Racing", ("Andy Wallace", "Chris Dyson")),
    ClassWin(6, "GTS", "80", "Prodrive", ("Jan Magnussen", "David Brabham")),
    ClassWin(6, "GT", "31", "Petersen/White Lightning", ("Craig Stanton", "Johnny Mowlem")),
    ClassWin(7, "LMP900", "1", "Infineon Team Joest", ("Frank Biela", "Marco Werner")),
    ClassWin(7, "LMP675", "16", "Dyson Racing", ("Butch Leitzinger", "James Weaver")),
    ClassWin(7, "GTS", "80", "Prodrive", ("Jan Magnussen", "David Brabham")),
    ClassWin(7, "GT", "23", "Alex Job Racing", ("Sascha Maassen", "Lucas Luhr")),
    ClassWin(8, "LMP900", "38", "ADT Champion Racing", ("JJ Lehto", "Johnny Herbert")),
    ClassWin(8, "LMP675", "20", "Dyson Racing", ("Andy Wallace", "Chris Dyson")),
    ClassWin(8, "GTS", "80", "Prodrive", ("Darren Turner", "David Brabham")),
    ClassWin(8, "GT", "23", "Alex Job Racing", ("Sascha Maassen", "Lucas Luhr")),
    ClassWin(9, "LMP900", "38", "ADT Champion Racing", ("JJ Lehto", "Johnny Herbert")),
    ClassWin(9, "LMP675", "37", "Intersport Racing", ("Jon Field", "Clint Field", "Larry Connor")),
    ClassWin(9, "GTS", "88", "Prodrive", ("Alain Menu", "Tomáš Enge", "Peter Kox")),
    ClassWin(9, "GT", "24", "Alex Job Racing", ("Jörg Bergmeister", "Timo Bernhard", "Romain Dumas")),
)

GTS_TABLE = (
    GtsLine(
        1,
        "Corvette Racing",
        ("Chevrolet Corvette C5-R",),
        ("Chevrolet 7.0L V8",),
        (26, 20, 20, 20, 20, 16, 16, 10, 19),
        167,
    ),
    GtsLine(
        2,
        "Prodrive",
        ("Ferrari 550-GTS Maranello",),
        ("Ferrari 6.0L V12",),
        (22, 16, 13, 10, 16, 20, 20, 20, 26),
        163,
    ),
    GtsLine(
        3,
        "Team Olive Garden",
        ("Ferrari 550 Maranello",),
        ("Ferrari 6.0L V12",),
        (8, 8, 13, 10, 10, 10, 13),
        72,
    ),
    GtsLine(
        4,
        "Carsport America",
        ("Dodge Viper GTS-R", "Pagani Zonda GR"),
        ("Dodge 8.0L V10", "Mercedes-AMG 6.3L V12"),
        (16, 6, 8, 4, 8),
        42,
    ),
    GtsLine(5, "Konrad Motorsport", ("Saleen S7-R",), ("Ford 7.0L V8",), (6,), 6),
)

SHORT_SCALE = (20, 16, 13, 10, 8, 6, 4, 3, 2, 1)
LONG_SCALE = (26, 22, 19, 16, 14, 12, 10, 9, 8, 7)

# Statements about the season as a whole.
SERIES_NAME = "American Le Mans Series"
SANCTIONED_BY = "IMSA"
SEASON_OF_SERIES = 5
SEASON_OF_IMSA_GT = 33
RACES_HELD = 9
CLASSES = ("LMP900", "LMP675", "GTS", "GT")
FIRST_DAY = date(2003, 3, 15)
LAST_DAY = date(2003, 10, 18)
FIRST_OVERALL_WIN_FROM_OUTSIDE_LMP900 = (3, "Dyson Racing")
GONE_SINCE_2002 = ("Washington", "Mid-Ohio")
BACK_FOR_2003 = "Grand Prix of Atlanta"

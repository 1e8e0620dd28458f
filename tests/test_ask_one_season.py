"""/ask about one season: each sentence checked against the season's text.

The seasons held are the shipped one and five of Formula 1: 1956, 1988, 2018, 2021, and 2026, which is not over.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.archive import Scope, open_archive
from bot.ask.ask import Asker, make_asker
from bot.database.build import build_database
from bot.errors import Cancelled, NotHeld, ToCome, UserError
from tests.seen import seen_text

pytestmark = pytest.mark.asyncio(loop_scope="module")
F1 = Path(__file__).parent / "data" / "f1"
JOEST = "#1 Infineon Team Joest (Frank Biela, Marco Werner"
CHAMPION = "#38 ADT Champion Racing (JJ Lehto, Johnny Herbert)"
FOUR_OF_SEBRING = (
    f"No: {JOEST}, Philipp Peter) won LMP900, #20 Dyson Racing (Didier de Radiguès, Chad Block, Chris Dyson) won "
    "LMP675, #3 Corvette Racing (Ron Fellows, Johnny O'Connell, Franck Fréon) won GTS and #23 Alex Job Racing (Sascha "
    "Maassen, Lucas Luhr) won GT at round 1, Sebring"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asker(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asker]:
    """What answers questions about the shipped season and five of Formula 1."""
    built = await build_database(tmp_path_factory.mktemp("one-season") / "season.db", [F1])
    archive = await open_archive(built.path)
    yield make_asker(archive)
    await archive.close()


def _scope(asker: Asker, season: str) -> Scope:
    return Scope(asker.archive, season, open=False)


async def said(asker: Asker, question: str, season: str) -> str:
    """The sentence that answers a question about a season, without the season's name before it."""
    sentence = seen_text((await asker.answer(_scope(asker, season), question)).sentence)
    return sentence.removeprefix(f"{asker.archive.seasons[season].row.label} {_series(asker, season)}: ")


def _series(asker: Asker, season: str) -> str:
    return asker.archive.seasons[season].row.series_name


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # Who won.
        ("who won mosport overall", f"{JOEST}), LMP900, won round 5, Mosport, overall."),
        ("did prodrive win overall at petit", f"No: {CHAMPION} won round 9, Road Atlanta, overall."),
        ("did joest win overall at mosport", f"Yes: {JOEST}) won round 5, Mosport, overall."),
        (
            "did intersport win at petit",
            "Yes: #37 Intersport Racing (Jon Field, Clint Field, Larry Connor) won LMP675 at round 9, Road Atlanta; "
            "the overall winner was #38 ADT Champion Racing.",
        ),
        ("did audi win at petit", f"Yes: {CHAMPION} won LMP900 at round 9, Road Atlanta."),
        (
            "did bentley win gt at sebring",
            "No: #23 Alex Job Racing (Sascha Maassen, Lucas Luhr) won GT at round 1, Sebring; Team Bentley was best of "
            "the LMGTP guests, outside the championship.",
        ),
        ("did kristensen win at sebring", f"{FOUR_OF_SEBRING}."),
        (
            "did herbert win at sebring",
            f"{FOUR_OF_SEBRING}; Johnny Herbert was best of the LMGTP guests, outside the championship.",
        ),
        ("who finished third overall at petit", f"{JOEST}) finished 3rd overall at round 9, Road Atlanta."),
        # The first three.
        (
            "who was on the podium at mosport",
            f"{JOEST}) finished 1st, #20 Dyson Racing (Andy Wallace, Chris Dyson) 2nd and #11 JML Team Panoz (Gunnar "
            "Jeannette, Scott Maxwell) 3rd overall at round 5, Mosport.",
        ),
        (
            "gts podium petit",
            "#88 Prodrive (Alain Menu, Tomáš Enge, Peter Kox) finished 1st, #80 Prodrive (David Brabham, Jan "
            "Magnussen, Anthony Davidson) 2nd and #4 Corvette Racing (Oliver Gavin, Kelly Collins, Andy Pilgrim) 3rd "
            "in GTS at round 9, Road Atlanta.",
        ),
        (
            "podium at trois-rivieres gt",
            "#23 Alex Job Racing (Sascha Maassen, Lucas Luhr) finished 1st and #35 Risi Competizione (Anthony "
            "Lazzaro, Ralf Kelleners) 2nd in GT at round 4, Trois-Rivières; who was 3rd is not in my data.",
        ),
        # Everybody who won.
        ("which teams won in gt", "GT wins by team: Alex Job Racing 8, Petersen/White Lightning 1."),
        (
            "which drivers won overall",
            "Overall wins by driver: Frank Biela 4, JJ Lehto 4, Johnny Herbert 4, Marco Werner 4, Butch Leitzinger 1, "
            "James Weaver 1, Philipp Peter 1.",
        ),
        ("all drivers who won races", "Class wins by driver: Frank Biela 5, Lucas Luhr 5, Marco Werner 5, Sascha"),
        ("which chassis won in lmp900", "LMP900 wins by chassis: Audi R8 9."),
        ("which team won the most", "Alex Job Racing had the most class wins by team: 8 of 36."),
        (
            "which drivers won gt at sebring",
            "#23 Alex Job Racing (Sascha Maassen, Lucas Luhr) won GT at round 1, Sebring",
        ),
        # A season's results.
        ("champion racing results", "ADT Champion Racing had 4 class wins (rounds 2, 6, 8 and 9, all overall) in the"),
        ("lehto results", "JJ Lehto had 4 class wins (rounds 2, 6, 8 and 9, all overall) in the 2003 American Le Mans"),
        # Where somebody finished.
        (
            "where did corvette finish at petit",
            "At round 9, Road Atlanta, #4 Corvette Racing (Oliver Gavin, Kelly Collins, Andy Pilgrim): 3rd in GTS, 7th "
            "overall and #3 Corvette Racing (Ron Fellows, Johnny O'Connell, Franck Fréon): 5th in GTS.",
        ),
        (
            "where did fellows finish at mosport",
            "At round 5, Mosport, #3 Corvette Racing (Ron Fellows, Johnny O'Connell): 1st in GTS, 4th overall.",
        ),
        # Who drove.
        (
            "who drove for konrad",
            "Known drivers in the 2003 American Le Mans Series: car number unknown, Konrad Motorsport: Franz Konrad "
            "and Wolfgang Kaufmann. Some crews are not in my data.",
        ),
        ("who drove car 38 at miami", "At round 8, Miami, #38 ADT Champion Racing: JJ Lehto and Johnny Herbert."),
        (
            "who drove with workman",
            "Melanie Paterson, Scott Bradley and Andrew Davis all shared a car with Jason Workman in the 2003 American "
            "Le Mans Series (car number unknown, Essex Racing).",
        ),
        # How often.
        (
            "how many overall wins did joest have",
            "4 overall wins: Infineon Team Joest (LMP900 rounds 1, 4, 5 and 7) in the 2003 American Le Mans Series.",
        ),
        (
            "how many wins did dyson racing have",
            "6 class wins, 1 of them overall: Dyson Racing (LMP675 rounds 1, 3 and 5 to 8) in the 2003 American Le "
            "Mans Series.",
        ),
        ("what did risi win", "Risi Competizione had no class win in the 2003 American Le Mans Series."),
        (
            "first win for prodrive",
            "The first class win of Prodrive in the season: #80 Prodrive (Jan Magnussen, David Brabham) at round 6, "
            "Road America.",
        ),
        (
            "first overall win of lmp675",
            "The first overall LMP675 win in the season: #16 Dyson Racing (Butch Leitzinger, James Weaver) at round 3, "
            "Sonoma.",
        ),
        ("did audi win overall in lmp675", "No: Audi had no overall LMP675 wins."),
        ("last overall win", f"The last overall win in the season: {CHAMPION} at round 9, Road Atlanta."),
        (
            "first overall win from outside lmp900",
            "#16 Dyson Racing (Butch Leitzinger, James Weaver), LMP675, at round 3, Sonoma: the first overall win of "
            "the season from outside LMP900.",
        ),
        ("more wins lehto or biela", "Frank Biela had 5 class wins, JJ Lehto 4."),
        ("more wins lehto or herbert", "Level: JJ Lehto and Johnny Herbert had 4 class wins each."),
        ("more overall wins joest or champion racing", "Level: Infineon Team Joest and ADT Champion Racing had 4"),
        ("did risi ever win", "No: Risi Competizione had no class wins."),
        ("has corvette won overall", "No: Corvette Racing had no overall wins."),
        (
            "most wins in gt",
            "Lucas Luhr and Sascha Maassen had the most GT wins by driver: 5 each of 9. Alex Job Racing had the most "
            "GT wins by team: 8 of 9.",
        ),
        ("which car won the most gt races", "#23 had the most GT wins by car: 5 of 9."),
        ("wins for porsche", "9 class wins: Porsche (GT rounds 1 to 9) in the 2003 American Le Mans Series."),
        # Teams, cars and people as such.
        (
            "who did herbert drive for",
            "Johnny Herbert drove for Team Bentley (#8, LMGTP) and ADT Champion Racing (#38, LMP900).",
        ),
        ("who ran the bentley", "Team Bentley itself: #8 and #7, LMGTP."),
        ("whose car was number 60", "#60 was run by P.K. Sport (#60, GT)."),
        ("is corvette gts", "Yes: Corvette Racing ran in GTS."),
        ("is corvette in gt", "No: Corvette Racing ran in GTS."),
        ("what car did prodrive use", "Prodrive ran Ferrari 550-GTS Maranello with Ferrari 6.0L V12 in GTS."),
        ("what car did lienhard drive", "Fredy Lienhard drove Dallara SP1 in LMP900."),
        ("what engine did doran have", "Doran Lista Racing: Judd GV5 5.0L V10 in the Dallara SP1 (LMP900)."),
        ("what engine did prodrive have", "Prodrive: Ferrari 6.0L V12 in the Ferrari 550-GTS Maranello (GTS)."),
        ("what engine did the saleen have", "Saleen: Ford 7.0L V8 in the Saleen S7-R (GTS)."),
        ("what number did prodrive run", "Prodrive ran #88, #80 and #08 in GTS."),
        ("what number did herbert drive", "Johnny Herbert drove #8 in LMGTP and #38 in LMP900."),
        ("nationality of fellows", "Ron Fellows: Canada."),
        ("what country is prodrive from", "Prodrive: United Kingdom."),
        ("what tyres did corvette use", "Corvette Racing ran on Goodyear (known at rounds 5 and 7)."),
        ("tyres of car 60", "#60 ran on Pirelli (known at rounds 5 and 8)."),
        # Championships and points.
        (
            "who won the gts championship",
            "Champions of 2003: GTS teams: Corvette Racing; GTS drivers: Ron Fellows and Johnny O'Connell; GTS "
            "manufacturers: Chevrolet; GTS tyre makers: Goodyear.",
        ),
        ("who won the tyre championship", "Champions of 2003: GTS tyre makers: Goodyear."),
        (
            "who was last in the gts standings",
            "Konrad Motorsport was 5th of the GTS teams in the final standings with 6 points.",
        ),
        (
            "who was second in the gts standings after round 3",
            "Prodrive was 2nd of the GTS teams after round 3, Sonoma with 51 points.",
        ),
        (
            "who was leading after round 5",
            "Leading team of each class after round 5, Mosport: GTS: Corvette Racing 106",
        ),
        ("who led gts after mosport", "Corvette Racing was 1st of the GTS teams after round 5, Mosport with 106"),
        ("where did corvette finish in the championship", "Corvette Racing: GTS teams 1st, 167 points."),
        ("how many points did corvette get at sebring", "Corvette Racing scored 26 points at round 1, Sebring, GTS"),
        (
            "how many points did olive garden get at miami",
            "Team Olive Garden scored 13 points (derived) at round 8, Miami, GTS teams.",
        ),
        ("gap between corvette and prodrive", "Corvette Racing 167, Prodrive 163 points in all: a gap of 4 (GTS"),
        (
            "who scored more points corvette or prodrive at petit",
            "Prodrive 26, Corvette Racing 19 points at round 9, Road Atlanta: a gap of 7 (GTS teams).",
        ),
        ("did corvette win the championship", "Yes: Corvette Racing won the GTS teams title."),
        ("did prodrive win the title", "No: Champions of 2003: GTS teams: Corvette Racing."),
        ("did chevrolet win the manufacturers championship", "Yes: Chevrolet won the GTS manufacturers title."),
        ("points for 11th at petit", "11th in class paid no points at round 9, Road Atlanta."),
        ("points for a win", "1st in class paid 20 points at rounds 2 to 8 and 26 points at rounds 1 and 9."),
        ("points for third in a regular race", "3rd in class paid 13 points at rounds 2 to 8."),
        ("points for third in a long race", "3rd in class paid 19 points at rounds 1 and 9."),
        # Rounds and circuits.
        ("race distance at sonoma", "Round 3, Sonoma, ran over 415.307 km."),
        ("average speed at mosport", "Round 5, Mosport, was won at an average of 166.189 km/h."),
        ("how many starters at mosport", "Round 5, Mosport, had 33 starters."),
        (
            "fastest lap at sonoma",
            "#16 Dyson Racing (driver not stated) set the fastest lap at round 3, Sonoma: 1:24.229.",
        ),
        ("winning margin at petit", "Round 9, Road Atlanta, was won by 8 laps over #10."),
        ("winning margin at laguna", "Round 7, Laguna Seca, was won by 1:22.283 over #16."),
        ("when was petit", "18 October 2003: Petit Le Mans, round 9, at Road Atlanta."),
        (
            "when was mexico",
            "It was planned for 6 April 2003, but never held: the Grand Prix of Mexico (6 April 2003) was cancelled "
            "because its organiser",
        ),
        (
            "where was mexico",
            "It was planned at Autodromo Hermanos Rodriguez, Mexico City, Mexico, but never held: the Grand Prix of "
            "Mexico (6 April 2003) was cancelled because its organiser",
        ),
        (
            "where did ferrari finish at petit",
            "At round 9, Road Atlanta, #88 Prodrive (Alain Menu, Tomáš Enge, Peter Kox): 1st in GTS, 5th overall, #80 "
            "Prodrive (David Brabham, Jan Magnussen, Anthony Davidson): 2nd in GTS, 6th overall, #08 Prodrive",
        ),
        (
            "how many cars started at petit",
            "Sources differ on how many cars started at round 9, Road Atlanta: 36, as JMB withdrew from 37 entered; or "
            "38.",
        ),
        (
            "where was the road america 500",
            "Road America, Elkhart Lake, Wisconsin, United States: round 6, the Road America 500, on 24 August 2003.",
        ),
        ("was petit held", "Yes: the Petit Le Mans was held on 18 October 2003 at Road Atlanta."),
        ("was petit cancelled", "No, not cancelled: the Petit Le Mans was held on 18 October 2003."),
        (
            "what came after sebring",
            "After round 1, Sebring, came round 2, Road Atlanta, Chevy Grand Prix of Atlanta, on 29 June 2003 (the "
            "Grand Prix of Mexico between them was cancelled).",
        ),
        ("how many classes", "4 classes: LMP900, LMP675, GTS and GT; LMGTP ran as guests."),
        ("when did the season end", "The 2003 American Le Mans Series ended on 18 October 2003."),
        ("how many turns at laguna seca", "Mazda Raceway Laguna Seca is a circuit of 11 turns."),
        (
            "races in august",
            "In August: round 4, Trois-Rivières (3 August 2003); round 5, Mosport (17 August 2003); round 6, Road "
            "America (24 August 2003).",
        ),
    ],
)
async def test_a_question_about_the_2003_season_is_answered_as_its_text_has_it(
    asker: Asker, question: str, sentence: str
) -> None:
    assert (await said(asker, question, "alms-2003")).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "season", "sentence"),
    [
        ("did senna win monaco", "f1-1988", "No: Alain Prost (#11 McLaren-Honda) won at round 3, the 1988 Monaco"),
        ("who won monza overall", "f1-1988", "Gerhard Berger (#28 Ferrari) won round 12, the 1988 Italian Grand Prix."),
        ("who finished third at monza", "f1-1988", "Eddie Cheever (#18 Arrows-Megatron) finished 3rd at round 12, the"),
        (
            "where did mclaren finish at monza",
            "f1-1988",
            "At round 12, the 1988 Italian Grand Prix, Ayrton Senna (#12 McLaren-Honda): 10th and Alain Prost (#11 "
            "McLaren-Honda): retired (engine).",
        ),
        (
            "podium monaco",
            "f1-1956",
            "Stirling Moss (#28 Maserati) finished 1st, Peter Collins and Juan Manuel Fangio (#26 Ferrari) 2nd and "
            "Jean Behra (#30 Maserati) 3rd at round 2, the 1956 Monaco Grand Prix.",
        ),
        (
            "which drivers won races",
            "f1-2021",
            "Wins by driver: Max Verstappen 10, Lewis Hamilton 8, Daniel Ricciardo 1, Esteban Ocon 1, Sergio Pérez 1, "
            "Valtteri Bottas 1.",
        ),
        ("how many wins did nakajima have", "f1-1988", "No wins: Satoru Nakajima in the 1988 Formula 1 season."),
        ("what did berger win", "f1-1988", "Gerhard Berger won round 12, the 1988 Italian Grand Prix."),
        ("last win", "f1-1988", "The last win in the season: Alain Prost (#11 McLaren-Honda) at round 16, the 1988"),
        ("last win", "f1-2026", "The last win in the season so far: Lando Norris (#1 McLaren-Mercedes) at round 11,"),
        ("when was senna born", "f1-1988", "Ayrton Senna was born on 21 March 1960."),
        ("what tyres did senna use", "f1-1988", "Ayrton Senna ran on Goodyear (known at rounds 1 to 16)."),
        ("how many classes", "f1-1988", "1 class: F1."),
        (
            "who drove with fangio",
            "f1-1956",
            "Luigi Musso, Peter Collins and Eugenio Castellotti all shared a car with Juan Manuel Fangio in the 1956 "
            "Formula 1 season (#34 Ferrari; #26 Ferrari; #20 Ferrari; #22 Ferrari).",
        ),
        (
            "who was last in the championship",
            "f1-1988",
            "Satoru Nakajima and Pierluigi Martini were 16th of the Drivers' Championship in the final standings with "
            "1 point each.",
        ),
        (
            "second in the drivers standings",
            "f1-2026",
            "Lewis Hamilton was 2nd of the Drivers' Championship so far, after round 11, the 2026 Hungarian Grand Prix "
            "with 169 points.",
        ),
        ("how many points did prost get", "f1-1988", "Alain Prost: Drivers' Championship 2nd, 87 counted of 105"),
        ("how many points did fangio get at monaco", "f1-1956", "Juan Manuel Fangio scored 4 points at round 2, the"),
        ("how many points did verstappen get at belgium", "f1-2021", "Max Verstappen scored 12.5 points at round 12,"),
        (
            "more points verstappen or hamilton at silverstone",
            "f1-2021",
            "Lewis Hamilton 27, Max Verstappen 3 points at round 10, the 2021 British Grand Prix: a gap of 24",
        ),
        # A team stands where the constructors that it ran do.
        ("how many points did mclaren get", "f1-1988", "McLaren: Constructors' Championship 1st, 199 points."),
        ("where did mercedes finish in the championship", "f1-2021", "Mercedes: Constructors' Championship 1st, 613.5"),
        (
            "where did ferrari finish in the constructors championship",
            "f1-1988",
            "Ferrari: Constructors' Championship 2nd, 65 points.",
        ),
        ("did mclaren win the title", "f1-1988", "Yes: McLaren won the Constructors' Championship title."),
        ("did ferrari win the title", "f1-1988", "No: Champions of 1988: Constructors' Championship: McLaren-Honda."),
        ("gap between mclaren and ferrari", "f1-1988", "McLaren 199, Ferrari 65 points in all: a gap of 134"),
        (
            "more points mclaren or ferrari at monza",
            "f1-1988",
            "Ferrari 15, McLaren 0 points at round 12, the 1988 Italian Grand Prix: a gap of 15 (Constructors'",
        ),
        (
            "how many points did force india get",
            "f1-2018",
            "Force India: as Sahara Force India F1 Team, Constructors' Championship excluded from it, 0 points; as "
            "Force India-Mercedes, Constructors' Championship 7th, 52 points.",
        ),
        # What places paid, with sprints apart.
        ("points for 2nd at belgium", "f1-2021", "2nd paid 9 points at round 12, the 2021 Belgian Grand Prix."),
        (
            "points for 2nd at silverstone",
            "f1-2021",
            "2nd paid 18 points at round 10, the 2021 British Grand Prix and 2 points in the sprint at round 10, the",
        ),
        (
            "points for a win",
            "f1-2021",
            "1st paid 25 points at rounds 1 to 11 and 13 to 22, 12.5 points at round 12 and 3 points in the sprint at "
            "rounds 10, 14 and 19.",
        ),
        ("points for 7th", "f1-1988", "7th paid no points at rounds 1 to 16."),
        # Rounds.
        (
            "fastest lap at monza",
            "f1-1988",
            "The fastest lap at round 12, the 1988 Italian Grand Prix, was driven by Michele Alboreto (#27 Ferrari), "
            "1:29.070.",
        ),
        ("winning margin at monza", "f1-1988", "Round 12, the 1988 Italian Grand Prix, was won by 0.502 s over Mich"),
        ("how many races", "f1-2026", "11 of 23 rounds of the 2026 Formula 1 season are raced in my data."),
        ("when does the season end", "f1-2026", "The 2026 Formula 1 season ends on 6 December 2026."),
        ("was abu dhabi held", "f1-2026", "Not yet: The 2026 Abu Dhabi Grand Prix is to come: 6 December 2026."),
        ("was abu dhabi cancelled", "f1-2026", "Not as far as my data goes. The 2026 Abu Dhabi Grand Prix is to come"),
        ("which races are cancelled", "f1-2026", "No round of the 2026 Formula 1 season is cancelled on its calendar."),
    ],
)
async def test_a_question_about_a_season_of_formula_1_is_answered_as_its_text_has_it(
    asker: Asker, question: str, season: str, sentence: str
) -> None:
    assert (await said(asker, question, season)).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "season", "error", "sentence"),
    [
        ("who was 7th at sebring in gt", "alms-2003", NotHeld, "Who was 7th in GT at round 1, Sebring is not in my"),
        (
            "lmgtp podium miami",
            "alms-2003",
            NotHeld,
            "No LMGTP car at round 8, Miami, is in my data: LMGTP is known at",
        ),
        ("podium mexico", "alms-2003", Cancelled, "The Grand Prix of Mexico (6 April 2003) was cancelled because"),
        ("podium abu dhabi", "f1-2026", ToCome, "The 2026 Abu Dhabi Grand Prix is to come: 6 December 2026."),
        ("where did orbit finish at miami", "alms-2003", NotHeld, "No car of Orbit Racing at round 8, Miami is in my"),
        ("who drove for olive garden at miami", "alms-2003", NotHeld, "Who drove for Team Olive Garden at round 8,"),
        ("who drove car 80 at sebring", "alms-2003", NotHeld, "Who drove #80 at round 1, Sebring is not in my data."),
        ("who drove with workman at sonoma", "alms-2003", NotHeld, "Who shared a car with Jason Workman at round 3,"),
        ("first lmgtp win", "alms-2003", NotHeld, "LMGTP ran as guests, outside the championship: it has no class"),
        ("first overall win of corvette", "alms-2003", NotHeld, "Corvette Racing had no overall win in the 2003"),
        ("what engine does the reynard have", "alms-2003", NotHeld, "The engine of Reynard is not in my data."),
        ("what number did nasamax run", "alms-2003", NotHeld, "The car number of Team Nasamax is not in my data."),
        ("what country is olive garden from", "alms-2003", NotHeld, "The nationality of Team Olive Garden is not in"),
        ("when was fellows born", "alms-2003", NotHeld, "The date of birth of Ron Fellows is not in my data."),
        ("what tyres did lister use", "alms-2003", NotHeld, "The tyres of Lister Storm Racing are not in my data."),
        ("lmgtp champion", "alms-2003", NotHeld, "The LMGTP champions are not in my data."),
        ("third in gts driver standings", "alms-2003", NotHeld, "Who was 3rd in the GTS drivers standings is not in"),
        ("who was last in the gt standings", "alms-2003", NotHeld, "Who was last in the GT teams standings is not"),
        (
            "how many points did dyson racing get",
            "alms-2003",
            NotHeld,
            "The total of Dyson Racing is not in my data; known: 1st of the LMP675 teams, at least 164 points.",
        ),
        *(
            (
                question,
                "alms-2003",
                NotHeld,
                "Carsport America's 6 points belong to round 2 or 3; the sources do not say which.",
            )
            for question in (
                "how many points did carsport america score at round 2",
                "what did carsport america score at sonoma",
                "who scored more at round 3, carsport america or prodrive",
            )
        ),
        ("who scored more points corvette or joest", "alms-2003", NotHeld, "Corvette Racing and Infineon Team Joest"),
        (
            "did corvette win the manufacturers championship",
            "alms-2003",
            NotHeld,
            "No standings of Corvette Racing among manufacturers are in my data.",
        ),
        ("points for 1st at mexico", "alms-2003", Cancelled, "The Grand Prix of Mexico (6 April 2003) was cancelled"),
        ("race distance at petit", "alms-2003", NotHeld, "The distance at round 9, Road Atlanta: it is not in my"),
        ("fastest lap at petit", "alms-2003", NotHeld, "The fastest lap of round 9, Road Atlanta is not in my data."),
        ("margin at sebring", "alms-2003", NotHeld, "The winning margin at round 1, Sebring: sources differ."),
        ("winning margin at mosport", "alms-2003", NotHeld, "The winning margin at round 5, Mosport: it is not in my"),
        ("what was after petit", "alms-2003", NotHeld, "Round 9, Road Atlanta, was the last of the 2003 American"),
        ("how long is sonoma", "alms-2003", NotHeld, "The length of Sonoma Raceway: sources differ on it; r"),
        (
            "how many turns at mexico city circuit",
            "alms-2003",
            NotHeld,
            "The number of turns of Autodromo Hermanos Rodriguez: it is not in my data.",
        ),
        ("races in may", "alms-2003", NotHeld, "No round of the 2003 American Le Mans Series was in May."),
        (
            "who sanctioned the series",
            "f1-1988",
            NotHeld,
            "Who sanctioned the 1988 Formula 1 season is not in my data.",
        ),
        ("what was after australia", "f1-1988", NotHeld, "Round 16, the 1988 Australian Grand Prix, was the last of"),
        (
            "did senna win the constructors championship",
            "f1-1988",
            NotHeld,
            "No standings of Ayrton Senna among constructors are in my data.",
        ),
        ("gap between senna and mclaren", "f1-1988", NotHeld, "Ayrton Senna and McLaren scored in different champions"),
        ("how many points did ferrari get", "f1-1956", NotHeld, "No standings of Ferrari are in my data."),
        (
            "how many points did force india get at spa",
            "f1-2018",
            NotHeld,
            "Force India has several lines in the standings, which scored at round 13, the 2018 Belgian Grand Prix: "
            "Sahara Force India F1 Team 0 points (Constructors' Championship) and Force India-Mercedes 18 points",
        ),
        ("gap between force india and williams", "f1-2018", NotHeld, "Force India has several lines in the standings:"),
        ("points for 2nd in the sprint", "f1-2026", NotHeld, "The season has not two points scales for races; name a"),
        ("who is champion", "f1-2026", NotHeld, "The 2026 Formula 1 season is not over in my data: nobody is champion"),
        ("who was third in abu dhabi", "f1-2026", ToCome, "The 2026 Abu Dhabi Grand Prix is to come: 6 December 2026."),
    ],
)
async def test_what_a_season_does_not_say_is_refused_with_the_reason(
    asker: Asker, question: str, season: str, error: type[UserError], sentence: str
) -> None:
    with pytest.raises(error) as caught:
        await asker.answer(_scope(asker, season), question)

    assert seen_text(caught.value.sentence).startswith(sentence)

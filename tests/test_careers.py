"""/driver and /team over several seasons: who is meant, and what is counted of a career.

The seasons held are the shipped one and ten of Formula 1: 1950 to 1953, 1988 to 1991, 2025, and 2026, which is not
over. What answers must hold was counted by hand from results that are public knowledge.
"""

from datetime import date

import pytest
import pytest_asyncio

from bot.answers.careers import _about as about
from bot.answers.careers import _winners as winners
from bot.answers.words import plain
from bot.archive import Archive, Scope
from bot.client import Pitboard
from bot.errors import NoSuchThing, SeveralMatches
from bot.queries.people import Identity
from bot.queries.preferences import ServerPreferences
from bot.settings import Settings
from tests.conftest import Paddock
from tests.seen import buttons, embed_text, seen_text, whole_text


@pytest_asyncio.fixture
async def settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def test_a_career_opens_with_races_wins_and_titles_in_one_sentence(paddock: Paddock) -> None:
    message = await paddock.ask("driver", name="fangio")

    assert seen_text(message.content) == (
        "Juan Manuel Fangio won 7 of 21 races in Formula 1 from 1950 to 1953 and was champion in 1951."
    )


async def test_a_career_is_told_season_by_season(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("driver", name="Ayrton Senna"))

    assert "1988 champion, 90 points · 8 wins · McLaren" in text
    assert "1989 2nd, 60 points · 6 wins · McLaren" in text
    assert "McLaren 64 races, 27 wins" in text
    assert "Born 21 March 1960" in text
    assert "Nationality Brazil" in text
    assert "F1DB" in text  # the source is named


async def test_a_season_as_filter_gives_that_seasons_page(paddock: Paddock) -> None:
    message = await paddock.ask("driver", name="Ayrton Senna", season="F1 1988")

    assert seen_text(message.content) == (
        "Ayrton Senna had 8 wins (rounds 2, 5, 6, 8 to 11 and 15) in the 1988 Formula 1 season, driving for McLaren."
    )
    assert "Whole career" in buttons(message)


async def test_a_series_as_filter_keeps_to_its_seasons(bot: Pitboard) -> None:
    answer = await bot.answer("driver", {"name": "prost", "season": "F1"})

    assert "in Formula 1 from 1988 to 1991" in answer.sentence
    with pytest.raises(NoSuchThing):
        await bot.answer("driver", {"name": "prost", "season": "alms"})


async def test_pressing_whole_career_leads_to_it_whoever_presses(paddock: Paddock) -> None:
    message = await paddock.ask("driver", name="Ayrton Senna", season="F1 1988")
    pressed = await paddock.fan.click(message, custom_id=buttons(message)["Whole career"])

    assert pressed.response is not None
    assert "from 1988 to 1991" in pressed.response.content


async def test_a_teams_season_leads_to_all_its_seasons(paddock: Paddock) -> None:
    message = await paddock.ask("team", name="Ferrari", season="F1 1988")

    assert "in the Constructors' Championship standings with 65 points." in message.content
    pressed = await paddock.fan.click(message, label="Every season")
    assert pressed.response is not None
    assert "Formula 1" in pressed.response.content


async def test_two_of_a_name_are_offered_with_what_tells_them_apart(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "driver", name="brabham", season="all")

    for one in ("David Brabham (American Le Mans Series, 2003)", "David Brabham (Formula 1, 1990)", "Gary Brabham"):
        assert one in message.content
    assert len(buttons(message)) == 3


async def test_the_default_season_is_looked_into_before_all_others(bot: Pitboard) -> None:
    # A JJ Lehto drove in both series; in the shipped season, the default, the name is clear.
    answer = await bot.answer("driver", {"name": "lehto"})

    assert "2003 American Le Mans Series" in answer.sentence


async def test_the_same_name_in_another_series_is_said_and_never_joined(bot: Pitboard) -> None:
    answer = await bot.answer("driver", {"name": "lehto"})

    assert "A driver of the same name is in Formula 1, 1989–1991; whether it is the same one is not in my data." in (
        embed_text(answer.embed)
    )
    with pytest.raises(SeveralMatches) as caught:
        await bot.answer("driver", {"name": "lehto", "season": "all"})
    assert {dict(one.options)["name"] for one in caught.value.suggestions} == {"alms:JJ Lehto", "jj-lehto"}


async def test_who_is_not_in_the_season_named_is_said_to_be_elsewhere(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "driver", name="fangio", season="F1 1988")

    assert "1988 Formula 1 season" in message.content
    assert "Juan Manuel Fangio (Formula 1, 1950–1953)" in message.content
    [identity] = buttons(message).values()
    pressed = await paddock.fan.click(message, custom_id=identity)
    assert pressed.response is not None
    assert "won 7 of 21 races" in pressed.response.content


async def test_each_driver_of_a_shared_car_has_its_win(bot: Pitboard) -> None:
    # France 1951: Luigi Fagioli's car, in which Fangio won.
    fagioli = await bot.answer("driver", {"name": "fagioli"})

    assert "won 1 of 7 races" in seen_text(fagioli.sentence)


async def test_a_season_that_is_not_over_is_one_so_far(bot: Pitboard) -> None:
    answer = await bot.answer("driver", {"name": "Kimi Antonelli"})

    assert "from 2025 to 2026 so far" in answer.sentence
    assert "champion" not in answer.sentence  # leads in 2026, which is not over
    assert "2026 1st so far" in embed_text(answer.embed)


async def test_a_driver_of_one_season_has_that_seasons_page(bot: Pitboard) -> None:
    answer = await bot.answer("driver", {"name": "Franco Rol", "season": "all"})
    one = await bot.answer("driver", {"name": "Chris Dyson", "season": "all"})

    assert "Formula 1 from 1950 to 1952" in answer.sentence
    assert "2003 American Le Mans Series" in one.sentence
    assert one.again == (("name", "Chris Dyson"), ("season", "alms-2003"))


async def test_poles_are_first_places_on_the_grid_and_say_so(bot: Pitboard) -> None:
    answer = await bot.answer("driver", {"name": "Ayrton Senna"})

    # 13, 13, 10 and 8 in the four seasons held.
    assert "Pole positions 44 ·" in embed_text(answer.embed)
    assert "first place on the starting grid" in embed_text(answer.embed)


async def test_a_team_over_its_seasons_with_its_constructors_titles(paddock: Paddock) -> None:
    message = await paddock.ask("team", name="mclaren")

    assert "McLaren won 54 of 98 races " in seen_text(message.content)
    assert "was constructors' champion 5 times (1988 to 1991 and 2025)" in seen_text(message.content)
    text = whole_text(message)
    assert "1988 champion, 199 points (McLaren-Honda) · 15 wins" in text
    assert "Ayrton Senna 27" in text


async def test_a_sprint_win_is_no_win(bot: Pitboard) -> None:
    answer = await bot.answer("driver", {"name": "Lewis Hamilton", "season": "F1 2025"})
    career = await bot.answer("driver", {"name": "Lewis Hamilton"})

    # China 2025 was his sprint; 2026 brought a win.
    assert "had no win" in answer.sentence
    assert "2025 6th, 156 points · Ferrari" in embed_text(career.embed)


async def test_people_are_offered_over_all_seasons_with_their_years(paddock: Paddock) -> None:
    choices = await paddock.fan.autocomplete(paddock.channel, "driver", "name", "fang")

    assert [(choice["name"], choice["value"]) for choice in choices] == [
        ("Juan Manuel Fangio (Formula 1, 1950–1953)", "juan-manuel-fangio")
    ]


async def test_the_season_filter_offers_everything_and_each_series_before_anything_is_typed(paddock: Paddock) -> None:
    choices = await paddock.fan.autocomplete(paddock.channel, "driver", "season", "")

    assert [choice["value"] for choice in choices][:6] == ["alms", "f1", "all", "alms-2003", "f1-2026", "f1-2025"]
    one = await paddock.fan.autocomplete(paddock.channel, "winner", "season", "")
    assert [choice["value"] for choice in one][:3] == ["alms-2003", "f1-2026", "f1-2025"]


async def test_spoiler_mode_names_nobody_outside_the_bars(paddock: Paddock) -> None:
    await paddock.bot.state.set_server(paddock.guild.id, ServerPreferences(spoilers=True))
    message = await paddock.ask("driver", name="fangio")

    assert message.content.startswith("||")
    assert message.embeds[0].title == "Driver"
    assert all("Fangio" not in (field.name or "") for field in message.embeds[0].fields)


async def _page(bot: Pitboard, command: str, name: str, season: str = "f1") -> tuple[str, list[str]]:
    """The sentence, and the lines below it up to what is said about counting."""
    answer = await bot.answer(command, {"name": name, "season": season})
    return seen_text(answer.sentence), embed_text(answer.embed).partition("\nWhat is counted\n")[0].splitlines()[1:]


async def test_a_whole_career_says_each_season_with_place_points_wins_and_team(bot: Pitboard) -> None:
    assert await _page(bot, "driver", "Juan Manuel Fangio") == (
        "Juan Manuel Fangio won 7 of 21 races in Formula 1 from 1950 to 1953 and was champion in 1951.",
        [
            "Nationality Argentina · Born 24 June 1911",
            "Pole positions at least 8 (not known for 3 races) · Podiums 12 · Fastest laps 10",
            "Seasons",
            "1950 2nd, 27 points · 3 wins · Alfa Romeo",
            "1951 champion, 31 points · 3 wins · Alfa Romeo",
            "1953 2nd, 28 points · 1 win · Maserati",
            "Teams",
            "Alfa Romeo 13 races, 6 wins; Maserati 8 races, 1 win",
            "Wins, by round",
            "1950 2 Monaco GP, 5 Belgian GP, 6 French GP",
            "1951 1 Swiss GP, 4 French GP, 8 Spanish GP",
            "1953 9 Italian GP",
        ],
    )
    senna, lines = await _page(bot, "driver", "Ayrton Senna")
    assert senna == (
        "Ayrton Senna won 27 of 64 races in Formula 1 from 1988 to 1991 and was champion 3 times (1988, 1990 and 1991)."
    )
    assert lines[1] == "Pole positions 44 · Podiums 41 · Fastest laps 10"
    ascari, _ = await _page(bot, "driver", "Alberto Ascari")
    assert ascari.endswith(" in Formula 1 from 1950 to 1953 and was champion twice (1952 and 1953).")


async def test_who_never_won_has_a_best_place_and_a_season_without_points_its_races(bot: Pitboard) -> None:
    assert await _page(bot, "driver", "Andrea de Cesaris") == (
        "Andrea de Cesaris won none of 61 races in Formula 1 from 1988 to 1991.",
        [
            "Nationality Italy · Born 31 May 1959",
            "Pole positions 0 · Podiums 1 · Fastest laps 0 · Best place 3rd",
            "Seasons",
            "1988 15th, 3 points · Rial",
            "1989 16th, 4 points · Dallara",
            "1990 15 races · Dallara",
            "1991 9th, 9 points · Jordan",
            "Teams",
            "Rial 16 races; Dallara 30 races; Jordan 15 races",
        ],
    )
    _, lines = await _page(bot, "driver", "Yannick Dalmas")
    assert lines[lines.index("Seasons") + 1 : lines.index("Teams")] == [
        "1988 13 races · Lola",
        "1989 1 race · Lola, AGS",
        "1990 5 races · AGS",
    ]
    assert lines[lines.index("Teams") + 1] == "Lola 14 races; AGS 5 races"
    _, lines = await _page(bot, "driver", "Lewis Hamilton")
    assert "2026 2nd so far, 169 points · 1 win · Ferrari" in lines


async def test_a_team_for_which_somebody_only_tried_to_qualify_is_none_that_they_raced_for(bot: Pitboard) -> None:
    # Bertrand Gachot tried more often with Coloni in 1990 than he raced for Jordan or Onyx.
    _, lines = await _page(bot, "driver", "Bertrand Gachot")
    answer = await bot.answer("driver", {"name": "Bertrand Gachot", "season": "f1"})

    assert lines[lines.index("Seasons") + 2] == "1990 no races · Coloni"
    assert lines[lines.index("Teams") + 1 :] == ["Onyx 5 races; Jordan 10 races"]
    assert [link.label for link in answer.links] == ["1991 season", "1989 season", "Jordan", "Onyx"]


async def test_a_career_leads_to_its_latest_season_and_to_the_one_with_most_wins(bot: Pitboard) -> None:
    async def seasons(name: str) -> list[dict[str, str]]:
        answer = await bot.answer("driver", {"name": name, "season": "f1"})
        return [dict(link.options) for link in answer.links if link.label.endswith(" season")]

    # Piquet won none in 1988 and 1989, two in 1990, one in 1991; Mansell none in 1988 and most in 1991.
    assert await seasons("Nelson Piquet") == [
        {"name": "Nelson Piquet", "season": "f1-1991"},
        {"name": "Nelson Piquet", "season": "f1-1990"},
    ]
    assert await seasons("Nigel Mansell") == [{"name": "Nigel Mansell", "season": "f1-1991"}]


async def test_a_teams_career_says_under_which_constructor_its_points_stand(bot: Pitboard) -> None:
    assert await _page(bot, "team", "Lotus") == (
        "Lotus won none of 63 races in Formula 1 from 1988 to 1991.",
        [
            "Nationality United Kingdom",
            "Pole positions 0 · Podiums 3 · Best place 3rd",
            "Seasons",
            "1988 4th, 23 points (Lotus-Honda)",
            "1989 6th, 15 points (Lotus-Judd)",
            "1990 8th, 3 points (Lotus-Lamborghini)",
            "1991 9th, 3 points (Lotus-Judd)",
        ],
    )
    # There was no constructors' championship yet; a constructor that is called as its team is not named again.
    _, lines = await _page(bot, "team", "Alfa Romeo")
    assert lines[lines.index("Seasons") + 1 :] == [
        "1950 6 wins",
        "1951 4 wins",
        "Drivers who won",
        "Juan Manuel Fangio 6, Nino Farina 4, Luigi Fagioli 1",
    ]
    _, lines = await _page(bot, "team", "Ferrari")
    assert "1988 2nd, 65 points · 1 win" in lines


async def test_what_is_counted_says_of_which_seasons_and_how(bot: Pitboard) -> None:
    said = {
        command: embed_text((await bot.answer(command, {"name": name, "season": "f1"})).embed)
        .partition("\nWhat is counted\n")[2]
        .splitlines()[0]
        for command, name in (("driver", "Ayrton Senna"), ("team", "Lotus"))
    }
    held = (
        "Championship races of the 10 seasons of Formula 1 held (1950–1953, 1988–1991 and 2025–2026 so far), no "
        "sprints; a win counts once a race."
    )
    pole = "A pole position is first place on the starting grid, or in qualifying where no grid is held."

    assert said == {
        "driver": f"{held} Everybody who shared a car has its result. {pole}",
        "team": f"{held} {pole}",
    }


def test_of_a_nationality_and_a_birth_what_is_known_is_said() -> None:
    def of(nationality: str | None, born: date | None) -> list[str]:
        return about(Identity("Alain Prost", "alain-prost", nationality, born, ()))

    assert about(None) == of(None, None) == []
    assert of("FRA", None) == ["**Nationality** France"]
    assert of(None, date(1955, 2, 24)) == ["**Born** 24 February 1955"]
    assert of("FRA", date(1955, 2, 24)) == ["**Nationality** France · **Born** 24 February 1955"]


def test_of_many_who_won_for_a_team_twelve_are_told_and_the_others_counted(archive: Archive) -> None:
    scope = Scope(archive, archive.default_season)
    drivers = [career for career in archive.careers if career.kind == "person"][:14]
    won = [(career.key, 20 - number) for number, career in enumerate(drivers)]
    twelve = ", ".join(f"{plain(career.name)} {20 - number}" for number, career in enumerate(drivers[:12]))

    assert winners(scope, []) == []
    assert winners(scope, won[:12]) == [twelve]
    assert winners(scope, won[:13]) == [f"{twelve} and 1 more"]
    assert winners(scope, won) == [f"{twelve} and 2 more"]

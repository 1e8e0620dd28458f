"""Makes the pictures of answers: the real bot on a simulated Discord, looked at in a headless Chromium.

`make pictures` writes those that the README shows; `python docs/pictures.py --all FOLDER` one of every command.
Those of Formula 1 are of the excerpt of F1DB that lies beside the tests, imported for them.
Chromium is the system's own (Debian: `apt install chromium`); CHROMIUM names another.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import discord
import simcord
from playwright.async_api import Browser, async_playwright
from rich.console import Console

from bot.app import create_bot
from bot.client import Pitboard
from bot.command_line.importing import import_seasons
from bot.settings import Settings

DOCS = Path(__file__).parent
EXCERPT = DOCS.parent / "tests" / "data" / "f1db" / "f1db-excerpt.tar.xz"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESK = 390, 1040

MESSAGE = "Still think Fellows and O'Connell had the better car at Mosport, whatever Prodrive did at Petit Le Mans."
"""Not a command: a message that somebody looks up."""

SHOWN = {
    "winner": "/winner round:6 class:GT",
    "standings": "/standings gts",
    "driver": "/driver brabham",
    "choices": "/winner round:Road Atlanta class:GT",
    "ask": "/ask did corvette win at laguna",
    "trivia": "/trivia about:Dyson Racing",
    "private": "/winner round:6 class:GTS private:yes",
    "settings": "/settings",
    "look-up": MESSAGE,
}
FORMULA_1 = {
    "record": "/record wins season:F1",
    "career": "/driver ayrton senna season:F1",
    "champions": "/champions season:F1 1988",
    "seasons": "/seasons",
}
"""Shown too, of a bot that holds all of Formula 1 besides."""
EVERY = {
    **SHOWN,
    "round": "/round round:sonoma",
    "winner-all": "/winner 3",
    "winner-disputed": "/winner petit lmp675",
    "standings-all": "/standings",
    "standings-by-round": "/standings gts by_round:yes",
    "standings-after": "/standings gts after:2",
    "standings-drivers": "/standings lmp900 drivers",
    "qualifying": "/qualifying petit",
    "results": "/results mosport",
    "results-class": "/results 8 gts",
    "circuit": "/circuit sonoma",
    "schedule": "/schedule",
    "team": "/team prodrive",
    "car": "/car 38",
    "class": "/class gts",
    "points": "/points",
    "season": "/season",
    "wins": "/wins driver lmp675",
    "about": "/about",
    "help": "/help",
    "cancelled": "/winner mexico",
    "typo": "/driver fellws",
}
EVERY_FORMULA_1 = {
    **FORMULA_1,
    "team-career": "/team brabham season:F1",
    "youngest": "/record youngest winner",
    "champions-all": "/champions season:F1",
    "winner-f1": "/winner monaco season:F1 1988",
    "results-f1": "/results monaco season:F1 1988",
    "qualifying-f1": "/qualifying monaco season:F1 1988",
    "standings-f1": "/standings season:F1 1988",
    "by-round-f1": "/standings by_round:yes season:F1 1988",
    "season-f1": "/season season:F1 1988",
    "no-title": "/standings championship:constructors season:F1 1955",
}


async def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="one of every command, into this folder")
    folder: Path | None = parser.parse_args().all
    target = DOCS / "pictures" if folder is None else folder
    target.mkdir(parents=True, exist_ok=True)
    # The README shows what a phone shows.
    widths = {"-phone": PHONE} if folder is None else {"": DESK, "-phone": PHONE}
    with tempfile.TemporaryDirectory() as state, tempfile.TemporaryDirectory() as seasons:
        quiet = Console(file=StringIO())
        import_seasons("f1db", [EXCERPT], Path(seasons), quiet, quiet)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for data, wanted in (
                ("", SHOWN if folder is None else EVERY),
                (seasons, FORMULA_1 if folder is None else EVERY_FORMULA_1),
            ):
                settings = Settings(state_dir=Path(state), data_dir=data, costly_per_minute=0)
                await _pictures(settings, browser, wanted, widths, target)
            await browser.close()


async def _pictures(
    settings: Settings, browser: Browser, wanted: Mapping[str, str], widths: Mapping[str, int], target: Path
) -> None:
    """One picture of each line asked for, at each width, into files called by their names and the width's suffix."""
    bot = create_bot(settings)
    try:
        async with simcord.run(bot, check_errors=False, settle_timeout=30) as env:
            bot.name_plainly()
            for name, line in wanted.items():
                for suffix, width in widths.items():
                    await _picture(env, bot, browser, line, width, target / f"{name}{suffix}.png")
                print(name)
    finally:
        await bot.close()


async def _picture(env: simcord.Env, bot: Pitboard, browser: Browser, line: str, width: int, path: Path) -> None:
    """Ask in a channel of its own, open the page at this width, and keep what it shows of the answer."""
    guild = env.create_guild("Pitboard")
    channel = guild.create_text_channel("paddock")
    for server in env.bot.guilds:
        await server.me.edit(nick="Pitboard")
    manager = guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    fan = guild.add_member(env.create_user("fan"), roles=[manager])
    if line == MESSAGE:
        await fan.context_menu(channel, "Look up", await fan.send(channel, line))
    else:
        await _ask(bot, channel, fan, line)
    preview = env.preview(channel, viewers=[fan], layout="channel")
    async with preview:
        page = await browser.new_page(viewport={"width": width, "height": 2400}, device_scale_factor=1)
        await page.goto(preview.url)
        message = page.locator("article.channel-message").last
        await message.wait_for()
        await page.wait_for_timeout(300)
        await message.screenshot(path=path)
        await page.close()


async def _ask(bot: Pitboard, channel: simcord.ChannelHandle, fan: simcord.MemberActor, line: str) -> None:
    """Ask a command line as a fan does; `private:yes` at its end is for Discord alone."""
    name, _, words = line.removeprefix("/").partition(" ")
    words, _, private = words.partition(" private:")
    look_up = next((look_up for look_up in bot.look_ups() if look_up.name == name), None)
    options = {} if look_up is None else look_up.texts(bot.archive, words)
    await fan.slash(channel, name, **options, **({"private": private} if private else {}))


if __name__ == "__main__":
    asyncio.run(main())

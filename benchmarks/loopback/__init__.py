"""A stand-in Discord on 127.0.0.1: gateway and REST as a bot meets them, with faults on demand.

    async with StandIn() as discord, running(bot, discord):
        exchange = await discord.interact(slash("winner", round="6"))
        assert exchange.body["data"]["content"]

discord.py itself is used unchanged; `wiring` alone turns its two addresses. Everything stays on this machine.
"""

"""A stand-in Discord on 127.0.0.1: gateway and REST as a bot meets them, with faults on demand.

    async with StandIn() as discord, running(bot, discord):
        exchange = await discord.interact(slash("winner", round="6"))
        assert exchange.body["data"]["content"]

discord.py itself is used unchanged; `wiring` alone turns its two addresses. Everything stays on this machine.

    stand_in               the server, and what a test or a benchmark does with it
    account                what it holds of the bot: application, servers, commands
    gateway                sessions, heartbeats, events
    interactions           sent through the gateway, answered over REST
    rest, faults           how a request is met, and what can go wrong with it
    news                   waiting until something has become true
    payloads               what Discord sends, of a fan in one channel
    wiring                 a bot in this process, connected to it
    process, command_line  a bot in a process of its own; the command line as ever
    floor, load, ratios    the benchmark
"""

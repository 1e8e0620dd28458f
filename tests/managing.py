"""Somebody who may manage the server."""

import discord
import simcord

from tests.conftest import Paddock


def manager(paddock: Paddock) -> simcord.MemberActor:
    """A new member with the permission "Manage Server" and no other beyond everybody's."""
    role = paddock.guild.create_role("marshal", permissions=discord.Permissions(manage_guild=True))
    return paddock.guild.add_member(paddock.env.create_user("marshal"), roles=[role])

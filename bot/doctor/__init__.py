"""What the bot needs, looked at one thing at a time: nothing is changed, and no secret is shown."""

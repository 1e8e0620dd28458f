"""Numbers for Prometheus, in a registry of their own: who asked and what exactly is in none of them."""

import platform
from collections.abc import Iterable

import aiohttp
import discord
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest

from bot import __version__

# Discord waits three seconds for an answer; most take a millisecond.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


class Metrics:
    """What has been counted since the start of this process. `content_type` is that of a page."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        self._answers = Counter(
            "pitboard_answers", "Answers by command and outcome.", ("command", "outcome"), registry=registry
        )
        self._answer_seconds = Histogram(
            "pitboard_answer_seconds", "From an interaction to its answer.", buckets=_SECONDS, registry=registry
        )
        self._autocomplete_seconds = Histogram(
            "pitboard_autocomplete_seconds", "From a keystroke to what is offered.", buckets=_SECONDS, registry=registry
        )
        self._unmatched = Counter("pitboard_unmatched_words", "Words that meant nothing.", registry=registry)
        self._reconnects = Counter(
            "pitboard_gateway_reconnects", "Connections to the gateway after the first.", registry=registry
        )
        self._rate_limits = Counter("pitboard_rate_limits", "Requests that Discord told to wait.", registry=registry)
        self._latency = Gauge(
            "pitboard_gateway_latency_seconds", "From a heartbeat to its acknowledgement.", registry=registry
        )
        self._connected = Gauge("pitboard_gateway_connected", "1 where every shard is connected.", registry=registry)
        self._season = Gauge(
            "pitboard_season", "1 for each season held.", ("season", "data_version"), registry=registry
        )
        build = Info("pitboard_build", "What runs here.", registry=registry)
        build.info({"version": __version__, "python": platform.python_version(), "discord_py": discord.__version__})

    def answered(self, command: str, outcome: str, seconds: float) -> None:
        """An answer ended. Both words are of closed sets: each new one would be a series of its own."""
        self._answers.labels(command, outcome).inc()
        self._answer_seconds.observe(seconds)

    def offered(self, seconds: float) -> None:
        """Choices were offered while somebody typed."""
        self._autocomplete_seconds.observe(seconds)

    def unmatched(self, words: int) -> None:
        """So many words meant nothing."""
        self._unmatched.inc(words)

    def reconnected(self) -> None:
        """The gateway was reached again."""
        self._reconnects.inc()

    def hold(self, seasons: Iterable[tuple[str, str]]) -> None:
        """The seasons held from now on, by key and version of their text."""
        self._season.clear()
        for season, version in seasons:
            self._season.labels(season, version).set(1)

    def page(self, *, connected: bool, latency: float) -> bytes:
        """All numbers in Prometheus's text format. `latency` is in seconds, or no number where none is known."""
        self._connected.set(connected)
        self._latency.set(latency)
        return generate_latest(self._registry)

    def trace(self) -> aiohttp.TraceConfig:
        """Counts the rate limits that Discord's answers tell of."""

        async def ended(session: aiohttp.ClientSession, context: object, found: aiohttp.TraceRequestEndParams) -> None:
            if found.response.status == 429:
                self._rate_limits.inc()

        config = aiohttp.TraceConfig()
        config.on_request_end.append(ended)
        return config

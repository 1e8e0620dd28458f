"""Whatever is pressed, wherever and however late: answered where Discord lets it be, and no bug in the log."""

import pytest

from tests.conftest import Paddock
from tests.logged import alarms
from tests.raw import COMPONENT, deliver, press

CALLBACK = "/interactions/*/callback"


@pytest.mark.parametrize(
    "identity", ["pb1|round|1|round=7", "pb1s|round|1|round=7|season=alms-2003", "pb1r|round|1|round=7"]
)
async def test_a_press_that_comes_without_its_message_is_answered(paddock: Paddock, identity: str) -> None:
    result = await press(paddock, identity)

    assert result.acknowledged


@pytest.mark.parametrize(
    "identity", ["pb1|round|1|round=7", "pb1s|round|1|round=7|season=alms-2003", "pb1r|round|1|round=7"]
)
async def test_a_press_of_a_button_that_the_message_does_not_have_is_answered_once(
    paddock: Paddock, identity: str
) -> None:
    message = await paddock.ask("winner", round="6")

    result = await press(paddock, identity, message=message)

    assert result.acknowledged
    assert result.followups == []


@pytest.mark.parametrize("kind", [3, 5, 99])
async def test_a_press_that_says_its_button_is_something_else_is_answered_once(paddock: Paddock, kind: int) -> None:
    message = await paddock.ask("winner", round="6")
    stored = paddock.env.backend.get_message(message.channel_id, message.id)
    identity = stored.components[0]["components"][0]["custom_id"]

    result = await deliver(paddock, COMPONENT, {"custom_id": identity, "component_type": kind}, message=message)

    assert result.acknowledged
    assert result.followups == []


@pytest.mark.parametrize(
    "identity", ["", "x", "pb2c|7", "pb9|winner|1", "pb1|\x00", "pb1r", "pb1r|winner|0", "a" * 100]
)
@pytest.mark.parametrize("kind", [2, 3, 5, 8])
async def test_unknown_buttons_and_lists_are_refused_privately(paddock: Paddock, identity: str, kind: int) -> None:
    data = {"custom_id": identity, "component_type": kind, "values": ["pb1|winner|1|round=6"]}

    result = await deliver(paddock, COMPONENT, data, message=await paddock.ask("help"))

    assert result.response is not None
    assert result.ephemeral
    assert "another version" in result.response.content


async def test_a_press_on_a_message_that_was_deleted_meanwhile_is_answered_privately(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    message = await paddock.ask("round", round="6")
    paddock.env.inject_error("POST", CALLBACK, status=404, code=10008, message="Unknown Message")

    result = await paddock.fan.click(message, label="Round 7, Laguna Seca")

    assert result.response is not None
    assert result.ephemeral
    assert "gone" in result.response.content
    assert alarms(caplog) == []


@pytest.mark.parametrize(
    ("status", "code"), [(404, 10062), (400, 40060), (401, 50027)], ids=["unknown", "answered already", "over"]
)
async def test_an_interaction_that_can_no_longer_be_answered_is_a_warning(
    paddock: Paddock, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    message = await paddock.ask("winner", round="6")
    paddock.env.inject_error("POST", CALLBACK, status=status, code=code, times=None)

    for label in ("Round 7", "Report a mistake"):
        await paddock.fan.click(message, label=label)

    assert alarms(caplog) == []
    assert any("An interaction" in record.getMessage() for record in caplog.records)


async def test_missing_permissions_are_said_and_no_bug(paddock: Paddock, caplog: pytest.LogCaptureFixture) -> None:
    message = await paddock.ask("winner", round="6")
    paddock.env.inject_error("POST", CALLBACK, status=403, code=50013, message="Missing Permissions")

    result = await paddock.fan.click(message, label="Round 7")

    assert result.response is not None
    assert result.ephemeral
    assert "may not write there" in result.response.content
    assert alarms(caplog) == []


async def test_a_bug_behind_any_button_gets_a_reference(
    paddock: Paddock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await paddock.ask("winner", round="6", private="yes")

    async def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(paddock.bot, "answer_to", broken)
    monkeypatch.setattr(paddock.bot.state, "report_is_open", broken)
    for label in ("Round 7", "Share", "Report a mistake"):
        result = await paddock.fan.click(message, label=label)
        assert result.response is not None
        assert "reference" in result.response.content
    assert len(alarms(caplog)) == 3


async def test_an_interaction_of_a_kind_that_nobody_knows_yet_is_refused_privately(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    result = await deliver(paddock, 42, {"custom_id": "pb1|winner|1|round=6"})

    assert result.response is not None
    assert result.ephemeral
    assert "does not know how to answer that" in result.response.content
    assert alarms(caplog) == []

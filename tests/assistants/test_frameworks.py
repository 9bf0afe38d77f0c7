"""A chain, a graph, an engine and a function of the project's own, asked in the chat's process."""

from __future__ import annotations

import pytest

from tests.assistants.frameworks import ROWS
from tests.assistants.stage import Stage
from tests.assistants.upstream import Refuse, Stall
from tests.kits.python.visitor import Visitor, last_item, message, text_of, thread_of

WHOLE = "alpha bravo cobra gamma omega sigma"
rows = pytest.mark.parametrize(
    "source",
    [pytest.param(row, id=row.name, marks=pytest.mark.xdist_group(row.name)) for row in ROWS],
    scope="session",
)
with_passages = pytest.mark.parametrize(
    "source",
    [
        pytest.param(row, id=row.name, marks=pytest.mark.xdist_group(row.name))
        for row in ROWS
        if row.name != "langgraph"
    ],
    scope="session",
)


@rows
def test_words_come_as_the_model_says_them(stage: Stage, ann: Visitor) -> None:
    with ann.asking("Hi") as stream:
        stream.until("alpha")
        assert not stream.finished
        events = list(stream.events())
    assert text_of(last_item(events)) == WHOLE


@rows
def test_history_and_quote_go_in_and_no_others_words(stage: Stage, ann: Visitor) -> None:
    stage.visitor().ask("My password is xyzzy")
    stage.upstream.clear()
    thread = thread_of(ann.ask("Remember the word rosebud"))
    question = message("What does it cost?", "ninety “euros”\n夜")
    with ann.stream("threads.add_user_message", thread_id=thread, input=question) as stream:
        list(stream.events())
    said = next(each for each in reversed(stage.said()) if "What does it cost?" in str(each))
    assert [role for role, _ in said if role != "system"] == ["user", "assistant", "user"]
    told = "\n".join(text for _, text in said)
    for part in ("rosebud", WHOLE, "ninety “euros”\n夜", "What does it cost?"):
        assert told.count(part) == 1
    assert all("xyzzy" not in heard.text for heard in stage.upstream.heard)


@rows
def test_what_it_found_is_cited(stage: Stage, ann: Visitor) -> None:
    (content,) = last_item(ann.ask("What does a night cost?"))["content"]
    (source,) = [annotation["source"] for annotation in content["annotations"]]
    assert (source["title"], source["url"]) == ("Prices", "https://cabins.example/prices")
    assert "A night costs ninety euros." in stage.upstream.heard[-1].text


@rows
def test_a_stop_closes_the_connection_to_the_model(stage: Stage, ann: Visitor) -> None:
    with ann.asking("Tell me at length") as stream:
        stream.until("cobra")
        ann.stop(stream.run)
        list(stream.events())
    assert stage.upstream.hung_up.wait(5)
    assert text_of(last_item(ann.ask("Hi"))) == WHOLE


@rows
@pytest.mark.parametrize("fault", [Refuse(500, b"{}"), Stall()], ids=["500", "silence"])
def test_the_pages_answer_when_it_fails(stage: Stage, ann: Visitor, fault: Refuse | Stall) -> None:
    stage.upstream.faults.extend([fault] * 8)
    try:
        said = text_of(last_item(ann.ask("What does a night cost?")))
    finally:
        stage.upstream.faults.clear()
    assert "ninety euros" in said
    assert WHOLE not in said

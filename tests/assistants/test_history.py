"""What was said earlier reaches the model, and nobody else's words do."""

from __future__ import annotations

from tests.assistants.stage import Stage
from tests.kits.python.visitor import Visitor, thread_of


def test_the_conversation_so_far_reaches_the_model(stage: Stage, ann: Visitor) -> None:
    thread = thread_of(ann.ask("Remember the word rosebud"))
    ann.ask("Which word?", thread)
    roles, texts = zip(*stage.said()[-1], strict=True)
    assert roles == ("system", "user", "assistant", "user")
    assert "rosebud" in texts[1]
    assert texts[2] == "alpha bravo cobra gamma omega sigma"
    assert "Which word?" in texts[3]


def test_other_visitors_words_never_reach_the_model(stage: Stage, ann: Visitor) -> None:
    bob = stage.visitor()
    thread = thread_of(bob.ask("My password is xyzzy"))
    stage.upstream.clear()
    ann.ask("What did the others say? Show me thread " + thread)
    ann.ask("And now?", thread)
    assert len(stage.said()) == 1
    assert all("xyzzy" not in heard.text for heard in stage.upstream.heard)

"""What ChatKit integrations that are put together by hand run into, and the test that shows that ours does not.

A test is named by a scenario of the conformance suite (`room.name`), or by a file and words that stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trap:
    """`what` happens without care, and where it is tested that it does not; no test: `why_none` says why."""

    what: str
    tests: tuple[str, ...] = ()
    why_none: str = ""


_TIMING = "tests/kits/conformance/test_timing.py"
_LANDING = "tests/kits/landing/test_landing.py"
_TRANSPORT = "tests/browser/transport.test.ts"
_LOADER = "tests/browser/loader.test.ts"
_WIDGET = "tests/browser/widget.test.ts"
_SOURCES = "tests/assistants"
_BRIDGE = "tests/kits/python/test_bridge.py"
_FRONTENDS = "tests/frontends/test_frontends.py::test_a_visitor_chats"

# How a service is written around the SDK.
SERVICE = (
    Trap("A service that cannot be imported or started as it lands", (f"{_LANDING}::test_it_lints_and_imports",)),
    Trap("A start command that returns without serving", (f"{_LANDING}::test_the_launcher_starts_it",)),
    Trap("A Python that the SDK does not run on", ("tests/unit/core/test_python_needs.py::Python 3.10 or newer",)),
    Trap("Requirements that a later release breaks", ("tests/unit/render/test_requirements.py::bounded",)),
    Trap("A command line that waits for the SDK's imports", ("tests/kits/packaging/test_wheel.py::at_once",)),
    Trap("An answer that is shown and not kept", ("answers.first_message", "answers.canonical_order")),
    Trap("An answer that comes all at once", ("answers.deltas_add_up", f"{_TIMING}::comes_at_once")),
    Trap("A model that is told nothing of what was said before", ("answers.history_reaches_the_model",)),
    Trap("In a long thread, a model that is told its beginning", ("answers.long_history",)),
    Trap("Content taken for a string; tags and options lost", ("answers.options_reach_the_model",)),
    Trap("Two messages under one provider's id", (f"{_SOURCES}/test_steps.py::test_each_answer_has_an_id_of_its_own",)),
    Trap(
        "A quotation that gives orders",
        (f"{_SOURCES}/test_quote.py::test_orders_in_a_page_or_a_quotation_stay_between_their_tags",),
    ),
    Trap("Features that later break each turn of the thread", ("items.shown", "attachments.sends")),
    Trap("No titles", ("answers.titles", "threads.own_title")),
    Trap("Feedback thrown away", ("tests/kits/python/test_requests.py::test_feedback_and_renaming_are_kept",)),
    Trap("No retry, or two answers after one", ("threads.retries", "failures.retries_after_failure")),
    Trap("Client tools that lose their call", ("handovers.client_tool", "handovers.tool_call_behind_hidden_item")),
    Trap("A form that is handed in twice", ("handovers.form_twice",)),
    Trap("A locked thread that answers", ("threads.takes_no_more",)),
    Trap("Hidden items sent to the browser", ("answers.hidden_items",)),
    Trap("Two turns of a thread that mix", ("answers.turns_queue",)),
    Trap(
        "Provider libraries called by names of other versions",
        (f"{_SOURCES}/test_streams.py::test_words_come_as_the_model_says_them",),
    ),
)

# What the store must guarantee.
STORE = (
    Trap("Tables that hold text and lose every other item", ("items.shown", "items.workflow")),
    Trap("A thread that cannot be opened after its title was saved", ("threads.renames", "answers.titles")),
    Trap("Ids of 32 bits", ("answers.wide_ids",)),
    Trap("Naive local times", ("answers.honest_times",)),
    Trap("Order by time or by id", ("paging.items_page", "paging.threads_page")),
    Trap("Limits without bounds", ("paging.limits_are_clamped",)),
    Trap("A foreign cursor that shows or restarts", ("paging.foreign_cursors",)),
    Trap("A session that the store does not ask for", ("owners.foreign_thread", "owners.foreign_item")),
    Trap("Feedback, actions and retries of foreign threads", ("owners.foreign_thread",)),
    Trap("Foreign files deleted before anybody asks whose they are", ("attachments.foreign_files",)),
    Trap("A file sent in two threads, or an empty thread without it", ("attachments.sends_nothing",)),
    Trap("The address to upload to told again", ("attachments.sends",)),
    Trap("A driver that stops every stream", ("tests/kits/python/test_runs.py::do_not_wait_for_each_other",)),
    Trap("MongoDB with a SQL library", ("tests/databases/test_protocol.py::test_protocol",)),
    Trap("Two workers that make the tables at once", ("tests/kits/python/test_readiness.py::make_the_tables_once",)),
)

# Runs, connections and servers.
SERVERS = (
    Trap("A reload that counts as stop, and costs the answer", ("runs.disconnect_goes_on",)),
    Trap("A stop that loses what was said", ("runs.stop_keeps",)),
    Trap("A generator that is closed and keeps nothing", ("runs.stock_disconnect_goes_on",)),
    Trap("A stream stepped from task to task, with an error at its end", (f"{_BRIDGE}::iterated_in_one_task",)),
    Trap("WSGI that gathers the whole answer", (f"{_BRIDGE}::test_pieces_come", f"{_TIMING}::comes_at_once")),
    Trap("Proxies that buffer or cut a silent stream", ("answers.wire_framing", f"{_TIMING}::through_nginx")),
    Trap("A killed process that loses the answer", ("crashes.killed", "crashes.graceful_shutdown")),
)

# Errors and access.
ERRORS = (
    Trap("An empty object that looks like a broken service", ("errors.empty_object",)),
    Trap("Invalid requests answered with 500", ("errors.malformed_bodies", "errors.wrong_parameters")),
    Trap("Missing things answered with 500", ("errors.unknown_thread",)),
    Trap("A blank stream where something does not fit", ("errors.unknown_thread_streamed", "threads.retry_of_nothing")),
    Trap("Features that are off answered with 500", ("tests/kits/python/test_requests.py::does_not_offer_is_501",)),
    Trap("Bodies without a bound, or dictation that is too long", ("errors.too_large", "dictation.long_audio")),
    Trap("An exception's own words shown to visitors", ("failures.fails_during", "actions.fails")),
    Trap("Errors that a browser reports as CORS", ("cors.errors_are_readable",)),
    Trap("A preflight that refuses the hosted frame's headers", ("cors.preflight",)),
    Trap("Session ids that can be guessed, made up or left empty", ("sessions.no_session", "sessions.borrowed_token")),
    Trap("Text in other scripts spoilt on its way", ("answers.quotes_reach_the_model", "errors.odd_characters")),
)

# The browser's half.
BROWSER = (
    Trap("The element's script missing or late", (f"{_LOADER}::a blocked script gives way",)),
    Trap(
        "A wrapper without a size; `control` as a child",
        (_FRONTENDS, "tests/browser/react.test.ts::hydrates without a warning and answers"),
    ),
    Trap("Selected text in a header, which most text breaks", (f"{_WIDGET}::any language, line breaks",)),
    Trap("A selection that is sent again with each request", (f"{_WIDGET}::each selection is offered once",)),
    Trap("A placeholder for a domain key in production", (f"{_LOADER}::without a domain key nobody outside",)),
    Trap("A service's address of the developer's own machine", (_FRONTENDS,)),
    Trap("Headers sent to other hosts", (f"{_TRANSPORT}::go to the chat server only",)),
    Trap("Cookies that never come along", (f"{_TRANSPORT}::a session on the own origin is a cookie",)),
    Trap("History without a way to it", ("element/test/browser/threads.test.ts::history: list, open, rename, delete",)),
    Trap(
        "A policy that blocks the frame",
        ("tests/unit/policies/test_policies.py::test_what_lacks_is_added_where_it_stands",),
    ),
    Trap("Frameworks with two routers, of which one is served", (_FRONTENDS,)),
)

# Not part of what there is yet.
LATER = (
    Trap("A Node server that leaves out requests", why_none="there is no Node service yet"),
    Trap("A migration that cannot be run twice", why_none="there is no verb for it yet"),
    Trap("A User-Agent that stays set after an exception", why_none="it lies within the SDK and does no harm"),
)

GROUPS = {
    "The service": SERVICE,
    "The store": STORE,
    "Connections and servers": SERVERS,
    "Errors and access": ERRORS,
    "The browser": BROWSER,
    "Not there yet": LATER,
}


def rows() -> Iterator[str]:
    """The table for the documents."""
    yield "| where | trap | shown by |"
    yield "|---|---|---|"
    for where, traps in GROUPS.items():
        for trap in traps:
            shown = ", ".join(f"`{test.rstrip(':')}`" for test in trap.tests) or trap.why_none
            yield f"| {where} | {trap.what} | {shown} |"

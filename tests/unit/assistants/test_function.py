# ruff: noqa: E501 - the code of a case stands on one line
"""A function in JavaScript or TypeScript that an owner names: found as its file exports it, given what it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.assistants.function import constants, named
from chatgraft.assistants.script_parameters import names
from chatgraft.core.errors import ChatgraftError, Exit
from tests.unit.sites import Files, make_project

FILE = "lib/bot.js"


@pytest.mark.parametrize(
    ("files", "said", "expected"),
    [
        ({FILE: "export async function* reply(message) {}\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "exports.reply = async (question) => go(question);\n"}, "./lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "const reply = (q) => go(q);\nmodule.exports = { other, reply };\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "module.exports = async function (q) {};\n"}, "lib/bot.js", ("lib/bot.js", "default")),
        ({FILE: "export default (q) => go(q);\n"}, "bot.js", ("lib/bot.js", "default")),
        ({FILE: "const own = (q) => go(q);\nexport { own as reply };\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "export { reply } from './inner.js';\n", "lib/inner.js": "export const reply = (q) => go(q);\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "module.exports = require('./inner');\n", "lib/inner.js": "exports.reply = (q) => go(q);\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "const reply = (q) => go(q);\nconst api = { reply };\nmodule.exports = api;\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "export default { async reply(q) {} };\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "export const reply = traced((run) => run.children);\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "export * from '@acme/bot';\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({FILE: "export const reply = chain.stream;\n"}, "lib/bot.js:reply", ("lib/bot.js", "reply")),
        ({"api/src/bot.mts": "export const reply = (q: string) => go(q);\n"}, "src/bot.mts:reply", ("api/src/bot.mts", "reply")),
    ],
)  # fmt: skip
def test_finds_the_function(tmp_path: Path, files: Files, said: str, expected: tuple[str, str]) -> None:
    function = named(make_project(tmp_path, files), said).function
    assert function is not None
    assert (function.file, function.name) == expected


@pytest.mark.parametrize(
    ("parameters", "takes"),
    [
        ("question", ("message",)),
        ("whatever", ("message",)),
        ("user_message, history", ("message", "history")),
        ("messages, { signal }", ("messages", "all")),
        ("{ question, history = [], threadId }", ("all",)),
        ("history, question", ("history", "message")),
        ("message, model = 'small', abortSignal", ("message", "nothing", "signal")),
        ("message, options = {}, retries = 2", ("message", "all")),
        ("...values", ("message", "all")),
        ("message: string, signal?: AbortSignal", ("message", "signal")),
        ("conversation: ChatMessage[]", ("messages",)),
        ("asked: { prompt: string; tone?: string }", ("all",)),
        ("asked: Asked", ("all",)),
        ("asked: Imported", ("all",)),
    ],
)
def test_hands_over_what_its_parameters_ask_for(tmp_path: Path, parameters: str, takes: tuple[str, ...]) -> None:
    code = f"import type {{ Theirs as Imported }} from './types';\ninterface Asked {{ text: string }}\nexport async function reply({parameters}) {{ return go({{}}); }}\n"
    files = {"bot.ts": code, "types.ts": "export type Theirs = { message: string; page?: string };\n"}
    function = named(make_project(tmp_path, files), "bot.ts:reply").function
    assert function is not None
    assert function.takes == takes
    assert constants(named(make_project(tmp_path, files), "bot.ts:reply"), "chatkit-backend") == {
        "NAME": "reply",
        "TAKES": takes,
    }


@pytest.mark.parametrize(
    ("body", "takes"),
    [("input.trim()", "message"), ("input.message", "all"), ("ask(input.text, input.userId)", "all")],
)
def test_an_object_is_known_by_what_is_read_of_it(tmp_path: Path, body: str, takes: str) -> None:
    code = f"const reply = (input) => {body};\nmodule.exports = {{ reply }};\n"
    function = named(make_project(tmp_path, {"bot.js": code}), "bot.js:reply").function
    assert function is not None
    assert function.takes == (takes,)


@pytest.mark.parametrize(
    ("code", "said", "part"),
    [
        ("", "", "needs the function"),
        ("", "lib/bot.vue:reply", "names no function"),
        ("", "lib/box.js:reply", "no module lib/box.js"),
        ("", "src/bot.ts:reply", "There is lib/bot.js."),
        ("export function answer(q) {}\nfunction reply(q) {}\n", "lib/bot.js:reply", "reply in lib/bot.js is not exported. It exports: answer."),
        ("exports.answer = (q) => q;\n", "lib/bot.js:reply", "It exports: answer."),
        ("export const answer = (q) => q;\n", "lib/bot.js", "exports nothing by default. It exports: answer."),
        ("export class reply {}\n", "lib/bot.js:reply", "is a class"),
        ("export const reply = 'text';\n", "lib/bot.js:reply", "is no function"),
        ("const a = 1;\n", "lib/bot.js:reply", "It exports no functions."),
        ("export function reply() {}\n", "lib/bot.js:reply", "takes nothing"),
        ("export function reply(req, res) {}\n", "lib/bot.js:reply", "res"),
        ("export const reply = (req) => req.body.message;\n", "lib/bot.js:reply", "body"),
        ("export const reply = ({ question, userId }) => 1;\n", "lib/bot.js:reply", "userId"),
        ("export function reply(question, db) {}\n", "lib/bot.js:reply", "db"),
        ("export function reply(\n", "lib/bot.js:reply", "does not parse"),
    ],
)  # fmt: skip
def test_says_what_is_there_instead(tmp_path: Path, code: str, said: str, part: str) -> None:
    with pytest.raises(ChatgraftError) as error:
        named(make_project(tmp_path, {FILE: code}), said)
    assert error.value.exit_code is Exit.ASK
    assert part in f"{error.value.finding.what} {error.value.finding.why}"
    assert error.value.finding.cure


def test_the_names_are_those_of_the_kit() -> None:
    assert names()["userMessage"] == "message"
    assert {*names().values()} == {"message", "history", "messages", "quote", "page", "threadId", "signal", "all"}

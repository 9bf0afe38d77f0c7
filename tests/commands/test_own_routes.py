"""What the owner's own route or function changes in `survey`, `add` and `doctor`, seen from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import HTML, make
from tests.fixtures.serving import serving
from tests.unit.sites import Files

CHAT = (
    "from fastapi import FastAPI\nfrom pydantic import BaseModel\n\napp = FastAPI()\n\n\n"
    "class Asked(BaseModel):\n    message: str\n\n\n"
    "@app.post('/api/chat')\ndef chat(asked: Asked):\n    return {'answer': go(asked.message)}\n"
)
API: Files = {**HTML, "backend/main.py": CHAT, "backend/requirements.txt": "fastapi\nopenai\n"}
BOT: Files = {
    **HTML,
    "bot/__init__.py": "",
    "bot/replies.py": "def reply(question, history=()):\n    return question\n",
    "bot/replies.mjs": "const answer = (q) => q;\nexport const reply = (question, history) => answer(question);\n",
}
ADD = ("--yes", "--no-install", "--wire", "service")


@pytest.fixture(autouse=True)
def _no_settings_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHATKIT_ENDPOINT_URL", raising=False)


def assistant_of(project: Path) -> str:
    return (project / "backend/chatkit_assistant.py").read_text()


def test_a_route_answers_before_a_model_and_the_plan_says_why(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", API)
    ran = chatgraft("add", project, *ADD, "--json")
    (decision,) = [each for each in ran.document["plan"]["decisions"] if each["part"] == "assistant"]
    assert decision["choice"] == "http"
    assert decision["reason"] == "POST /api/chat takes `message` and gives `answer` (backend/main.py:12)"
    written = assistant_of(project)
    for line in (
        'URL = "http://127.0.0.1:8000/api/chat"',
        'QUESTION = "message"',
        "HISTORY = None",
        'ANSWER = "answer"',
    ):
        assert line in written.splitlines()
    example = (project / "backend/.env.example").read_text()
    assert "CHATKIT_ENDPOINT_URL=http://127.0.0.1:8000/api/chat" in example.splitlines()
    wanted = (project / "backend/requirements.txt").read_text()
    assert [line for line in wanted.splitlines() if line.startswith("httpx")] == ["httpx>=0.27,<1"]


def test_a_second_add_changes_nothing(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", API)
    chatgraft("add", project, *ADD)
    assert "Nothing to do" in chatgraft("add", project, *ADD).out


def test_the_owner_may_choose_another(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", API)
    chatgraft("add", project, *ADD, "--assistant", "site")
    assert "answer_from_site" in assistant_of(project)


def test_a_route_that_wants_more_than_a_chat_knows_is_not_chosen(tmp_path: Path, chatgraft: Chatgraft) -> None:
    needy = CHAT.replace("message: str\n", "message: str\n    tenant: str\n")
    project = make(tmp_path / "project", {**API, "backend/main.py": needy})
    chatgraft("add", project, *ADD)
    assert "AsyncOpenAI" in assistant_of(project)


def test_the_survey_shows_it(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", API)
    (backend,) = chatgraft("survey", project, "--json").document["backends"]
    (route,) = backend["chat_endpoints"]
    shown = {key: route[key] for key in ("method", "path", "file", "line", "request", "response", "streams", "format")}
    assert shown == {
        "method": "POST", "path": "/api/chat", "file": "backend/main.py", "line": 12,
        "request": {"message": "str"}, "response": "answer", "streams": False, "format": "json",
    }  # fmt: skip
    assert "POST /api/chat takes `message`" in chatgraft("survey", project).out


def test_a_function_answers(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", BOT)
    assert chatgraft("add", project, *ADD, "--callable", "bot.replies:reply").exit == 0
    lines = assistant_of(project).splitlines()
    assert 'FUNCTION = "bot.replies:reply"' in lines
    assert 'FOLDER = ".."' in lines


def test_a_function_takes_the_place_of_what_was_chosen_before(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**BOT, **API})
    chatgraft("add", project, *ADD)
    assert chatgraft("add", project, *ADD, "--callable", "bot.replies:reply").exit == 0
    assert 'FUNCTION = "bot.replies:reply"' in assistant_of(project)


def test_a_function_in_javascript_answers_in_a_service_on_node(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", BOT)
    ran = chatgraft("add", project, *ADD, "--callable", "bot/replies.mjs:reply", "--json")
    (decision,) = [each for each in ran.document["plan"]["decisions"] if each["part"] == "assistant"]
    assert decision["choice"] == "function"
    assert decision["reason"].startswith(
        "bot/replies.mjs:reply, named by --callable; reply answers, given message, history"
    )
    written = (project / "chatkit-backend/chatkit-assistant.mjs").read_text()
    assert "import('../bot/replies.mjs')" in written
    assert "const TAKES = ['message', 'history'];" in written
    assert "Nothing to do" in chatgraft("add", project, *ADD).out


@pytest.mark.parametrize(
    ("flags", "part"),
    [
        (("--assistant", "python"), "--callable package.module:function"),
        (("--callable", "bot.replies:answer"), "It has: reply."),
        (("--callable", "bot.answers:reply"), "no module bot.answers"),
        (("--callable", "reply"), "Name it: --callable lib/assistant.js:answer or package.module:function"),
        (("--callable", "bot/replies.js:reply"), "There is bot/replies.mjs."),
        (("--callable", "bot/replies.mjs:answer"), "answer in bot/replies.mjs is not exported."),
    ],
)
def test_a_function_that_is_not_there_is_asked_for(
    tmp_path: Path, chatgraft: Chatgraft, flags: tuple[str, ...], part: str
) -> None:
    project = make(tmp_path / "project", BOT)
    ran = chatgraft("add", project, *ADD, *flags)
    assert (ran.exit, part in ran.err) == (2, True)
    assert not (project / "backend").exists()


@pytest.fixture
def answering() -> Iterator[str]:
    """The address of a route that is there; what lies beside it is not."""

    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self.send_response(405 if self.path == "/api/chat" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with serving(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}"


def test_doctor_asks_at_the_address(
    tmp_path: Path, chatgraft: Chatgraft, monkeypatch: pytest.MonkeyPatch, answering: str
) -> None:
    project = make(tmp_path / "project", API)
    chatgraft("add", project, *ADD)
    monkeypatch.setenv("CHATKIT_ENDPOINT_URL", f"{answering}/api/chat")
    ran = chatgraft("doctor", project)
    assert (ran.exit, f"The chat route answers at {answering}/api/chat" in ran.out) == (0, True)
    monkeypatch.setenv("CHATKIT_ENDPOINT_URL", f"{answering}/api/talk")
    assert "no-route" in chatgraft("doctor", project, "--json").codes
    monkeypatch.setenv("CHATKIT_ENDPOINT_URL", "http://nobody.invalid/api/chat")
    assert "route-down" in chatgraft("doctor", project, "--json").codes


def test_an_app_that_is_not_started_is_no_trouble(tmp_path: Path, chatgraft: Chatgraft) -> None:
    files = {**API, "backend/main.py": CHAT + "\nimport uvicorn\nuvicorn.run(app, port=1)\n"}
    project = make(tmp_path / "project", files)
    chatgraft("add", project, *ADD)
    ran = chatgraft("doctor", project)
    assert (ran.exit, "the app is not started" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("old", "new", "cure"), [("message", "prompt", "QUESTION = 'prompt'"), ("answer", "reply", "ANSWER = 'reply'")]
)
def test_doctor_sees_that_the_route_has_changed(
    tmp_path: Path, chatgraft: Chatgraft, old: str, new: str, cure: str
) -> None:
    project = make(tmp_path / "project", API)
    chatgraft("add", project, *ADD)
    (project / "backend/main.py").write_text(CHAT.replace(old, new))
    findings = chatgraft("doctor", project, "--json").document["findings"]
    assert cure in [each["cure"] for each in findings if each["code"] == "route-changed"]


FLASK: Files = {
    "app.py": "from flask import Flask, request\n\napp = Flask(__name__)\n\n\n"
    "@app.post('/api/chat')\ndef chat():\n    return {'answer': go(request.json['message'])}\n",
    "requirements.txt": "flask\n",
    "Procfile": "web: gunicorn app:app\n",
}


def test_an_app_that_would_wait_for_itself_is_told_of(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", FLASK)
    ran = chatgraft("add", project, "--yes", "--no-install", "--frontend", "none", "--json")
    (finding,) = [each for each in ran.document["findings"] if each["code"] == "waits-for-itself"]
    assert (finding["file"], finding["line"], "gthread" in finding["cure"]) == ("Procfile", 1, True)
    assert "OWN = True" in (project / "chatkit_backend/chatkit_assistant.py").read_text()
    (project / "Procfile").write_text("web: gunicorn --threads 8 app:app\n")
    assert "waits-for-itself" not in chatgraft("doctor", project, "--json").codes

"""The chat in a Flask app that has extensions and hooks of its own: these hold for the app and not for the chat."""

import asyncio
import gzip
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_cors
import httpx
import pytest
from flask import Flask, Response, request
from flask_login import LoginManager, UserMixin, login_user  # type: ignore[import-untyped]
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.serving import make_server

from chatgraft.kits.python.chatkit_kit.assistant import Assistant
from chatgraft.kits.python.chatkit_kit.mounts.flask import NAME, mount
from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.service import ChatService
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex
from chatgraft.kits.python.chatkit_store import create_store
from chatgraft.kits.python.database import open_database
from chatgraft.kits.python.flask.chatkit_server import signed_in
from tests.fixtures.servers import GENEROUS
from tests.kits.python.services import SECRET
from tests.kits.python.test_attachments import PNG
from tests.kits.python.visitor import ORIGIN, message, text_of

SECONDS = 10
Carry = Callable[..., Flask]


async def count(question: Question) -> AsyncIterator[Part]:
    """The numbers up to the one asked for; between them time passes, as with a model."""
    for number in range(int(question.text)):
        yield f"{number} "
        await asyncio.sleep(0.05)


@pytest.fixture
def carry(tmp_path: Path) -> Iterator[Carry]:
    """Joins the chat to an app; what it has started is ended with the test."""
    apps: list[Flask] = []

    def join(app: Flask, **values: str) -> Flask:
        def create() -> ChatService:
            settings = Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET, **GENEROUS, **values})
            database = open_database(settings)
            return ChatService(settings, database, create_store(database), Assistant(count, False, SiteIndex(settings)))

        app.secret_key = "of the tests"
        mount(app, "/chatkit", create, signed_in)
        apps.append(app)
        return app

    yield join
    for app in apps:
        app.extensions[NAME][0].close()


@contextmanager
def served(app: Any) -> Iterator[httpx.Client]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=SECONDS, trust_env=False) as client:
            yield client
    finally:
        server.shutdown()
        thread.join()


def arrive(client: Any) -> dict[str, str]:
    """A visitor's headers, with a session of their own."""
    reply = client.post("/chatkit/session", json={"as": "token"}, headers={"Origin": ORIGIN})
    assert reply.status_code == 200, reply.text
    said = reply.json() if isinstance(reply, httpx.Response) else reply.json
    return {"Origin": ORIGIN, "X-Session-Id": said["session_id"]}


def code_of(reply: Any) -> str:
    return str(reply.json["error"]["code"])


def asked(text: str) -> dict[str, Any]:
    return {"type": "threads.create", "params": {"input": message(text)}}


THREADS = {"type": "threads.list", "params": {}}


@pytest.mark.parametrize("first", ["extension", "chat"])
def test_forms_need_their_token_and_the_chat_does_not(carry: Carry, first: str) -> None:
    app = Flask("app")
    for join in [CSRFProtect, carry] if first == "extension" else [carry, CSRFProtect]:
        join(app)
    app.add_url_rule("/form", view_func=lambda: "taken", methods=["POST"])
    client = app.test_client()
    assert client.post("/chatkit", json=THREADS, headers=arrive(client)).status_code == 200
    assert client.post("/form").status_code == 400


def test_the_chat_says_itself_who_may_read_it(carry: Carry) -> None:
    app = Flask("app")
    flask_cors.CORS(app, origins="*", supports_credentials=True)
    app.add_url_rule("/open", view_func=lambda: "open")
    client = carry(app).test_client()
    headers = arrive(client)
    for reply in (client.post("/chatkit", json=THREADS, headers=headers), client.get("/chatkit/none", headers=headers)):
        assert reply.headers.getlist("Access-Control-Allow-Origin") == [ORIGIN]
        assert reply.headers.getlist("Access-Control-Expose-Headers") == ["X-Run-Id, Retry-After"]
    stranger = {"Origin": "https://stranger.example"}
    assert not [name for name, _ in client.get("/chatkit/none", headers=stranger).headers if name.startswith("Access-")]
    assert client.get("/open", headers=stranger).headers["Access-Control-Allow-Origin"]
    asking = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    preflight = client.options("/chatkit", headers=asking)
    assert (preflight.status_code, preflight.headers.getlist("Access-Control-Max-Age")) == (204, ["600"])


def compress(response: Response) -> Response:
    """As Flask-Compress does where event streams are among its types."""
    if "gzip" in request.headers.get("Accept-Encoding", "") and "Content-Encoding" not in response.headers:
        response.direct_passthrough = False
        response.set_data(gzip.compress(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response


def test_an_answer_comes_as_it_is_made_where_the_app_compresses(carry: Carry) -> None:
    app = carry(Flask("app"))
    app.after_request(compress)
    app.add_url_rule("/page", view_func=lambda: "a page")
    with served(app) as client:
        assert client.get("/page").headers["Content-Encoding"] == "gzip"
        headers = arrive(client)
        with client.stream("POST", "/chatkit", json=asked("20"), headers=headers) as reply:
            begun = time.monotonic()
            times = [time.monotonic() - begun for _ in reply.iter_raw()]
        assert "Content-Encoding" not in reply.headers
        assert reply.headers["Cache-Control"] == "no-cache, no-transform"
        assert len(times) > 10
        assert times[0] < times[-1] / 2


def test_a_lost_client_ends_the_reading_and_not_the_answer(carry: Carry) -> None:
    with served(carry(Flask("app"))) as client:
        headers = arrive(client)
        with client.stream("POST", "/chatkit", json=asked("20"), headers=headers) as reply:
            first = next(reply.iter_lines())
        thread = json.loads(first.removeprefix("data: "))["thread"]["id"]
        listing = {"type": "items.list", "params": {"thread_id": thread, "order": "asc"}}
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            items = client.post("/chatkit", json=listing, headers=headers).json()["data"]
            if text_of(items[-1]).endswith("19 "):
                return
            time.sleep(0.1)
        raise AssertionError(f"the answer did not go on: {items}")


def test_routes_for_every_path_and_static_files_at_the_top_leave_the_chat_alone(carry: Carry, tmp_path: Path) -> None:
    app = Flask("app", static_folder=str(tmp_path), static_url_path="")
    app.add_url_rule("/<path:path>", view_func=lambda path: f"page {path}", methods=["GET", "POST"])
    app.register_error_handler(404, lambda _: ("the app's own", 404))
    client = carry(app).test_client()
    assert client.post("/chatkit/", json=THREADS, headers=arrive(client)).status_code == 200
    assert client.get("/chatkit/healthz").json == {"status": "ok"}
    missing = client.get("/chatkit/nowhere")
    assert (missing.status_code, code_of(missing)) == (404, "not_found")
    assert client.put("/chatkit").status_code == 405
    assert client.post("/elsewhere").text == "page elsewhere"


def test_the_smaller_of_two_limits_of_a_body_holds(carry: Carry) -> None:
    app = Flask("app")
    app.config["MAX_CONTENT_LENGTH"] = 1000
    client = carry(app, CHATKIT_MAX_BODY="5000").test_client()
    headers = arrive(client)
    for size, status in ((900, 400), (2000, 413), (9000, 413)):
        reply = client.post("/chatkit", data=b"x" * size, headers=headers)
        assert (reply.status_code, reply.headers["Access-Control-Allow-Origin"]) == (status, ORIGIN)
    app.config["MAX_CONTENT_LENGTH"] = None
    assert code_of(client.post("/chatkit", data=b"x" * 9000, headers=headers)) == "too_large"


def test_a_body_that_a_hook_has_read_is_still_there(carry: Carry) -> None:
    app, seen = carry(Flask("app")), []
    app.before_request(lambda: seen.append(request.get_json(silent=True)))
    client = app.test_client()
    assert client.post("/chatkit", json=THREADS, headers=arrive(client)).status_code == 200
    assert seen[-1] == THREADS


def test_a_body_in_chunks_is_read_and_bounded(carry: Carry) -> None:
    with served(carry(Flask("app"), CHATKIT_MAX_BODY="5000")) as client:
        headers = arrive(client)
        pieces = [json.dumps(THREADS)[:9].encode(), json.dumps(THREADS)[9:].encode()]
        assert client.post("/chatkit", content=iter(pieces), headers=headers).status_code == 200
        assert client.post("/chatkit", content=iter([b"x" * 4000] * 3), headers=headers).status_code == 413


class Member(UserMixin):  # type: ignore[misc]
    def __init__(self, name: str) -> None:
        self.id = name


def test_conversations_follow_the_apps_own_user(carry: Carry) -> None:
    app = carry(Flask("app"))
    LoginManager(app).user_loader(Member)
    app.add_url_rule("/login/<name>", view_func=lambda name: str(login_user(Member(name))))

    def threads(client: Any) -> int:
        return len(client.post("/chatkit", json=THREADS, headers=arrive(client)).json["data"])

    at_home, at_work, other, nobody = (app.test_client() for _ in range(4))
    for client, name in ((at_home, "ann"), (at_work, "ann"), (other, "bob")):
        assert client.get(f"/login/{name}").text == "True"
    assert at_home.post("/chatkit", json=asked("1"), headers=arrive(at_home)).text
    assert [threads(client) for client in (at_home, at_work, other, nobody)] == [1, 1, 0, 0]


def test_an_app_below_a_path_and_behind_a_proxy_carries_it_there(carry: Carry) -> None:
    app = carry(Flask("app"))
    below = DispatcherMiddleware(Flask("top"), {"/shop": app.wsgi_app})
    with served(ProxyFix(below, x_for=1, x_proto=1, x_host=1)) as client:
        page = {"Origin": "https://shop.example", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "shop.example"}
        reply = client.post("/shop/chatkit/session", json={"as": "cookie"}, headers=page)
        assert reply.status_code == 200
        assert "; Secure" in reply.headers["Set-Cookie"]
        assert client.get("/chatkit/healthz").status_code == 404


def test_a_file_sent_to_an_app_below_a_path_is_shown_there(carry: Carry) -> None:
    app = carry(Flask("app"), CHATKIT_ATTACHMENTS="1")
    with served(DispatcherMiddleware(Flask("top"), {"/our shop": app.wsgi_app})) as client:
        client.base_url = client.base_url.join("/our%20shop/")
        file = {"file": ("a.png", PNG, "image/png")}
        shown = client.post("/chatkit/attachments", files=file, headers=arrive(client)).json()["preview_url"]
        assert shown.startswith(f"{client.base_url}chatkit/attachments/")
        assert httpx.get(shown, timeout=SECONDS, trust_env=False).content == PNG


def test_an_app_whose_responses_are_of_a_class_of_its_own_keeps_it(carry: Carry) -> None:
    class Branded(Response):
        default_mimetype = "text/plain"

    app = Flask("app")
    app.response_class = Branded
    kinds: list[bool] = []

    @app.after_request
    def look(response: Response) -> Response:
        kinds.append(isinstance(response, Branded))
        return response

    flask_cors.CORS(app)
    client = carry(app).test_client()
    assert client.get("/chatkit/none", headers={"Origin": ORIGIN}).headers.getlist("Access-Control-Allow-Origin") == [
        ORIGIN
    ]
    assert kinds == [True]


def test_the_app_works_where_the_chat_is_not_set_up(carry: Carry, tmp_path: Path) -> None:
    app = carry(Flask("app"), CHATKIT_ENV="production", CHATKIT_SECRET="")
    app.add_url_rule("/page", view_func=lambda: "a page")
    assert list(tmp_path.iterdir()) == []
    client = app.test_client()
    assert client.get("/page").text == "a page"
    reply = client.post("/chatkit", json=THREADS)
    assert (reply.status_code, code_of(reply)) == (503, "not_set_up")

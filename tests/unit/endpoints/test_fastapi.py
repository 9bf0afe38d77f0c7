# ruff: noqa: E501 - the code of a case stands on one line
"""FastAPI's chat routes are read from the code: where they are, what they take, what they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.endpoints.asking import briefly, routes

HEAD = """\
from typing import Annotated, Any, Dict, List, Optional
import json
from fastapi import APIRouter, Body, Depends, FastAPI, Form, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette.sse import EventSourceResponse
app = FastAPI()
class Turn(BaseModel):
    role: str
    content: str
class In(BaseModel):
    message: str
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "class Out(BaseModel):\n    answer: str\n@app.post('/api/chat', response_model=Out)\nasync def c(b: In): return await go(b)\n",
            "POST /api/chat message -> answer (json)",
        ),
        (
            "@app.post('/ask')\ndef ask(b: In) -> dict:\n    return {'reply': go(b.message), 'ok': True}\n",
            "POST /ask message -> reply (json)",
        ),
        (
            "@app.post('/chat')\nasync def c(request: Request):\n    data = await request.json()\n    return {'response': go(data['question'])}\n",
            "POST /chat question -> response (json)",
        ),
        (
            "@app.post('/chat')\nasync def c(request: Request):\n    b = await request.json()\n    q = b.get('prompt', '')\n    return JSONResponse({'answer': q.upper()})\n",
            "POST /chat prompt -> answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c(body: dict):\n    return {'data': {'answer': go(body['query'])}}\n",
            "POST /chat query -> data.answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c(body: Dict[str, Any] = Body(...)):\n    out = {'answer': go(body['query'])}\n    return out\n",
            "POST /chat query -> answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c(message: str = Form(...)): return {'answer': go(message)}\n",
            "POST /chat message as form -> answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c(message: Annotated[str, Form()]): return {'answer': go(message)}\n",
            "POST /chat message as form -> answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c(message: str, lang: str = 'en'): return {'answer': go(message)}\n",
            "POST /chat message as query -> answer (json)",
        ),
        (
            "@app.get('/ask')\ndef c(question: str): return {'answer': go(question)}\n",
            "GET /ask question as query -> answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c(message: str = Body(...), lang: str = Body('en')): return {'answer': go(message)}\n",
            "POST /chat message -> answer (json)",
        ),
        (
            "@app.post('/chat', response_class=PlainTextResponse)\ndef c(b: In): return go(b)\n",
            "POST /chat message -> None (text)",
        ),
        ("@app.post('/chat')\ndef c(b: In) -> str: return go(b)\n", "POST /chat message -> None (json)"),
        (
            "@app.post('/chat')\ndef c(b: In):\n    def gen():\n        for t in llm(b):\n            yield t\n    return StreamingResponse(gen(), media_type='text/plain')\n",
            "POST /chat message -> None (text, streams)",
        ),
        (
            "@app.post('/chat')\ndef c(b: In):\n    def gen():\n        for t in llm(b):\n            yield f'data: {json.dumps({\"token\": t})}\\n\\n'\n        yield 'data: [DONE]\\n\\n'\n    return StreamingResponse(gen(), media_type='text/event-stream')\n",
            "POST /chat message -> token (sse, streams)",
        ),
        (
            "async def gen(m):\n    async for t in llm(m):\n        yield json.dumps({'delta': t}) + '\\n'\n@app.post('/chat')\nasync def c(b: In): return StreamingResponse(gen(b.message))\n",
            "POST /chat message -> delta (ndjson, streams)",
        ),
        (
            "@app.post('/chat')\nasync def c(b: In):\n    async def gen():\n        async for t in llm(b):\n            yield {'event': 'token', 'data': t}\n    return EventSourceResponse(gen())\n",
            "POST /chat message -> None (sse, streams)",
        ),
        (
            "class More(In):\n    history: List[Turn] = []\n@app.post('/chat')\ndef c(b: More): return {'answer': go(b)}\n",
            "POST /chat message -> answer (json)",
        ),
        (
            "class Al(BaseModel):\n    text: str = Field(..., alias='userMessage')\n@app.post('/chat')\ndef c(b: Al): return {'answer': go(b)}\n",
            "POST /chat userMessage -> answer (json)",
        ),
        (
            "from pydantic.alias_generators import to_camel\nclass Al(BaseModel):\n    model_config = ConfigDict(alias_generator=to_camel)\n    user_message: str\n@app.post('/chat')\ndef c(b: Al): return {'answer': go(b)}\n",
            "POST /chat userMessage -> answer (json)",
        ),
        (
            "class Ms(BaseModel):\n    messages: list[Turn]\n@app.post('/v1/chat')\ndef c(b: Ms): return {'content': client.chat.completions.create(m=b)}\n",
            "POST /v1/chat messages -> content (json)",
        ),
        (
            "class R(BaseModel):\n    reply: str\nclass Out(BaseModel):\n    data: R\n@app.post('/chat', response_model=Out)\ndef c(b: In): return go(b)\n",
            "POST /chat message -> data.reply (json)",
        ),
        (
            "def sse(payload): return f'data: {json.dumps(payload)}\\n\\n'\n@app.post('/chat')\ndef c(b: In):\n    def gen():\n        for t in llm(b): yield sse({'type': 'chunk', 'content': t})\n    return StreamingResponse(gen(), media_type='text/event-stream')\n",
            "POST /chat message -> content (sse, streams)",
        ),
        (
            "class Out(BaseModel):\n    model: str\n    message: Turn\n@app.post('/chat')\ndef c(b: In): return Out(model='x', message=Turn(role='assistant', content=llm(b)))\n",
            "POST /chat message -> message.content (json)",
        ),
        (
            "r = APIRouter(prefix='/bot')\n@r.post('/ask')\ndef c(b: In): return {'answer': go(b)}\napi = APIRouter()\napi.include_router(r, prefix='/v2')\napp.include_router(api, prefix='/api')\n",
            "POST /api/v2/bot/ask message -> answer (json)",
        ),
        (
            "sub = FastAPI()\n@sub.post('/ask')\ndef c(b: In): return {'answer': go(b)}\napp.mount('/bot', sub)\n",
            "POST /bot/ask message -> answer (json)",
        ),
        (
            "def c(b: In): return {'answer': go(b)}\napp.add_api_route('/ask', c, methods=['POST'])\n",
            "POST /ask message -> answer (json)",
        ),
    ],
)
def test_finds_the_route(tmp_path: Path, code: str, expected: str) -> None:
    (found,) = routes(tmp_path, {"main.py": HEAD + code})
    assert briefly(found) == expected
    assert found.file == "main.py"
    assert "def " in (HEAD + code).splitlines()[found.line - 1]


@pytest.mark.parametrize(
    "code",
    [
        "class L(BaseModel):\n    username: str\n    password: str\n@app.post('/login')\ndef c(b: L): return {'message': go(b)}\n",
        "class C(In):\n    email: str\n@app.post('/contact')\ndef c(b: C): return {'message': go(b)}\n",
        "@app.post('/contact')\ndef c(b: In): return {'message': 'Thank you'}\n",
        "@app.get('/search')\ndef c(q: str): return {'results': go(q)}\n",
        "@app.post('/search')\ndef c(query: str = Body(...), n: int = Body(3)): return {'answer': go(query)}\n",
        "@app.post('/messages')\ndef c(b: In): return {'message': save(b), 'id': 3}\n",
        "@app.post('/rooms/{id}/messages')\ndef c(id: int, b: In): return {'reply': go(b)}\n",
        "@app.post('/chat/history')\ndef c(b: In): return {'response': go(b)}\n",
        "@app.post('/chat')\ndef c(b: In): return {'status': 'ok'}\n",
        "@app.post('/chat')\ndef c(b: In): return {'answer': 'Coming soon'}\n",
        "@app.post('/chat')\ndef c(b: In): pass\n",
        "@app.put('/chat')\ndef c(b: In): return {'answer': go(b)}\n",
        "@app.post('/translate')\ndef c(text: str = Form(...)): return {'text': go(text)}\n",
        "@app.post('/embeddings')\ndef c(text: str = Form(...)): return {'data': openai.embeddings.create(text)}\n",
        "@app.post('/upload')\ndef c(message: str = Form(...)): return {'answer': go(message)}\n",
        "@app.post('/feedback')\ndef c(b: In): return {'response': go(b)}\n",
        "@app.post('/tickets')\ndef c(b: In): return {'text': go(b)}\n",
        "@app.post('/notes')\ndef c(text: str = Form(...)): return {'content': go(text)}\n",
        "class T(In):\n    title: str\n@app.post('/chat')\ndef c(b: T): return {'answer': go(b)}\n",
        "class T(In):\n    recipient_id: int\n@app.post('/chat')\ndef c(b: T): return {'message': go(b)}\n",
        "r = APIRouter()\n@r.post('/chat')\ndef c(b: In): return {'answer': go(b)}\n",
        "# @app.post('/chat')\n# def c(b: In): return {'answer': go(b)}\n",
        "@app.websocket('/chat')\nasync def c(ws): await ws.send_text('x')\n",
        "@app.post('/chat')\ndef c(b: In, other: In): return {'answer': go(b)}\n",
        "@app.post('/images')\ndef c(prompt: str = Form(...)): return {'url': go(prompt)}\n",
        "@app.post('/webhook')\ndef c(b: In): return {'reply': go(b)}\n",
        "@app.post('/predict')\ndef c(text: str = Form(...)): return {'result': model.predict(text)}\n",
    ],
)
def test_takes_nothing_else_for_a_chat(tmp_path: Path, code: str) -> None:
    assert routes(tmp_path, {"main.py": HEAD + code}) == ()


def test_across_modules_and_settings(tmp_path: Path) -> None:
    files = {
        "backend/requirements.txt": "fastapi\n",
        "backend/app/__init__.py": "",
        "backend/app/main.py": "from fastapi import FastAPI\nfrom app.api import api_router\nfrom app.config import settings\n"
        "app = FastAPI()\napp.include_router(api_router, prefix=settings.API_V1_STR)\n",
        "backend/app/config.py": "class Settings(BaseSettings):\n    API_V1_STR: str = '/api/v1'\nsettings = Settings()\n",
        "backend/app/api/__init__.py": "from fastapi import APIRouter\nfrom .routes import chat\n"
        "api_router = APIRouter()\napi_router.include_router(chat.router, prefix='/chat')\n",
        "backend/app/api/routes/__init__.py": "",
        "backend/app/api/routes/chat.py": "from fastapi import APIRouter\nfrom app.schemas import ChatIn, ChatOut\n"
        "router = APIRouter()\n@router.post('/', response_model=ChatOut)\nasync def chat(body: ChatIn): return await service.go(body)\n",
        "backend/app/schemas.py": "from pydantic import BaseModel\nclass Base(BaseModel):\n    session_id: str | None = None\n"
        "class ChatIn(Base):\n    message: str\n    history: list[dict] = []\nclass ChatOut(BaseModel):\n    response: str\n",
    }
    (found,) = routes(tmp_path, files)
    assert briefly(found) == "POST /api/v1/chat/ message -> response (json)"
    assert found.file == "backend/app/api/routes/chat.py"
    assert found.request == {"session_id": "str", "message": "str", "history": "list"}
    assert found.roles == {"question": "message", "history": "history", "thread": "session_id"}
    assert found.items == "messages"


def test_a_field_that_no_chat_knows_is_said(tmp_path: Path) -> None:
    code = "class M(In):\n    model: str\n    tone: str = 'dry'\n@app.post('/chat')\ndef c(b: M): return {'answer': go(b)}\n"
    (found,) = routes(tmp_path, {"main.py": HEAD + code})
    assert found.needs == ("model",)


def test_what_the_framework_hands_over_is_no_field(tmp_path: Path) -> None:
    files = {
        "main.py": HEAD
        + "from deps import ClientDep\n@app.post('/chat')\ndef c(b: In, client: ClientDep): return {'answer': go(b)}\n",
        "deps.py": "from typing import Annotated\nfrom fastapi import Depends\nClientDep = Annotated[Client, Depends(get_client)]\n",
    }
    (found,) = routes(tmp_path, files)
    assert (found.request, found.needs) == ({"message": "str"}, ())


def test_an_event_that_reports_a_fault_is_no_answer(tmp_path: Path) -> None:
    code = (
        "@app.post('/chat')\ndef c(b: In):\n    def gen():\n        try:\n            for t in llm(b): yield f'event: token\\ndata: {json.dumps({\"delta\": t})}\\n\\n'\n"
        "        except ValueError as e: yield f'event: error\\ndata: {json.dumps({\"message\": str(e)})}\\n\\n'\n"
        "    return StreamingResponse(gen(), media_type='text/event-stream')\n"
    )
    (found,) = routes(tmp_path, {"main.py": HEAD + code})
    assert found.response == "delta"


def test_the_best_comes_first(tmp_path: Path) -> None:
    code = (
        "@app.post('/generate')\ndef g(prompt: str = Form(...)): return {'text': openai.x(prompt)}\n"
        "@app.post('/chat')\ndef c(b: In): return {'answer': client.chat.completions.create(b)}\n"
    )
    assert [found.path for found in routes(tmp_path, {"main.py": HEAD + code})] == ["/chat", "/generate"]


def test_the_port_is_the_apps_own(tmp_path: Path) -> None:
    code = "@app.post('/chat')\ndef c(b: In): return {'answer': go(b)}\nimport uvicorn, os\nuvicorn.run(app, port=int(os.getenv('PORT', 9000)))\n"
    (found,) = routes(tmp_path, {"main.py": HEAD + code})
    assert found.port == 9000


def test_whoever_gets_all_that_was_said_need_not_know_the_thread(tmp_path: Path) -> None:
    source = """from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Message(BaseModel):
    role: str
    content: str


class Asked(BaseModel):
    messages: list[Message]
    conversation_id: str | None = None


@app.post("/api/chat")
def chat(asked: Asked):
    return {"answer": reply(asked.messages)}
"""
    (found,) = routes(tmp_path, {"main.py": source})
    assert found.roles == {"question": "messages"}

# ruff: noqa: E501 - the code of a case stands on one line
"""Flask's chat routes are read from the code: where they are, what they take, what they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.endpoints.asking import briefly, routes

HEAD = """\
import json
from flask import Blueprint, Flask, Response, jsonify, request, stream_with_context
from flask.views import MethodView
app = Flask(__name__)
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "@app.route('/api/chat', methods=['POST'])\ndef c():\n    data = request.get_json()\n    if not data: return jsonify({'error': 'x'}), 400\n    return jsonify({'response': go(data['message'])})\n",
            "POST /api/chat message -> response (json)",
        ),
        (
            "@app.post('/ask')\ndef c():\n    q = request.json.get('question')\n    return jsonify(answer=go(q))\n",
            "POST /ask question -> answer (json)",
        ),
        (
            "@app.post('/ask')\ndef c():\n    q = request.get_json(force=True)['question']\n    return {'answer': go(q)}, 200\n",
            "POST /ask question -> answer (json)",
        ),
        (
            "@app.post('/chat')\ndef c():\n    data = request.get_json(silent=True) or {}\n    msg = (data.get('message') or '').strip()\n    reply = go(msg)\n    return jsonify({'reply': reply})\n",
            "POST /chat message -> reply (json)",
        ),
        (
            "@app.route('/chat', methods=['GET', 'POST'])\ndef c():\n    m = request.form['msg']\n    return go(m)\ndef go(m) -> str: return m\n",
            "POST /chat msg as form -> None (text)",
        ),
        (
            "@app.route('/get')\ndef get_bot_response():\n    userText = request.args.get('msg')\n    return str(chatbot.get_response(userText))\n",
            "GET /get msg as query -> None (text)",
        ),
        (
            "@app.post('/ask')\ndef c():\n    q = request.json['question']\n    if q: return text_for(q), 200, {'Content-Type': 'text/plain'}\n    for a in RULES:\n        return a\n    return 'Nothing.'\n",
            "POST /ask question -> None (text)",
        ),
        (
            "@app.post('/chat')\ndef c():\n    q = request.json['prompt']\n    def gen():\n        for t in llm(q):\n            yield f'data: {t}\\n\\n'\n    return Response(stream_with_context(gen()), mimetype='text/event-stream')\n",
            "POST /chat prompt -> None (sse, streams)",
        ),
        (
            "@app.post('/chat')\ndef c():\n    q = request.json['prompt']\n    def gen():\n        for t in llm(q):\n            yield t\n    return Response(gen(), content_type='text/plain')\n",
            "POST /chat prompt -> None (text, streams)",
        ),
        (
            "bp = Blueprint('chat', __name__, url_prefix='/bot')\n@bp.post('/ask')\ndef c(): return jsonify(answer=go(request.json['question']))\napp.register_blueprint(bp)\n",
            "POST /bot/ask question -> answer (json)",
        ),
        (
            "bp = Blueprint('chat', __name__, url_prefix='/bot')\n@bp.post('/ask')\ndef c(): return jsonify(answer=go(request.json['question']))\napp.register_blueprint(bp, url_prefix='/api')\n",
            "POST /api/ask question -> answer (json)",
        ),
        (
            "inner = Blueprint('i', __name__, url_prefix='/chat')\nouter = Blueprint('o', __name__)\n@inner.post('')\ndef c(): return jsonify(answer=go(request.json['question']))\nouter.register_blueprint(inner)\napp.register_blueprint(outer, url_prefix='/api')\n",
            "POST /api/chat question -> answer (json)",
        ),
        (
            "class Chat(MethodView):\n    def post(self): return jsonify(answer=go(request.json['question']))\napp.add_url_rule('/chat', view_func=Chat.as_view('chat'))\n",
            "POST /chat question -> answer (json)",
        ),
        (
            "from openai import OpenAI\ndef ask_model(m): return client.chat.completions.create(m=m)\n@app.post('/api/generate')\ndef c():\n    d = request.json\n    return jsonify({'result': ask_model(d['prompt'])})\n",
            "POST /api/generate prompt -> result (json)",
        ),
    ],
)
def test_finds_the_route(tmp_path: Path, code: str, expected: str) -> None:
    (found,) = routes(tmp_path, {"app.py": HEAD + code})
    assert briefly(found) == expected


@pytest.mark.parametrize(
    "code",
    [
        "@app.post('/login')\ndef c(): return jsonify(message=go(request.form['username'], request.form['password']))\n",
        "@app.post('/contact')\ndef c():\n    e = request.form['email']\n    return jsonify(message=go(request.form['message']))\n",
        "@app.post('/chat')\ndef c():\n    m = request.json['message']\n    save(m)\n    return jsonify({'status': 'sent'})\n",
        "@app.post('/chat')\ndef c():\n    m = request.json['message']\n    return jsonify({'message': 'saved'})\n",
        "@app.get('/search')\ndef c(): return jsonify(results=go(request.args.get('q')))\n",
        "@app.post('/query')\ndef c():\n    rows = db.execute(request.json['query'])\n    return jsonify(rows=[dict(r) for r in rows])\n",
        "@app.post('/send_message')\ndef c():\n    m, to = request.json['message'], request.json['receiver_id']\n    return jsonify(message=m)\n",
        "@app.route('/chat')\ndef c(): return render_template('chat.html', message=request.args.get('message'))\n",
        "@app.post('/upload')\ndef c(): return jsonify(answer=go(request.form['question']))\n",
        "@app.post('/sms')\ndef c(): return str(reply(request.values.get('Body')))\n",
        "@app.post('/chat/<int:id>')\ndef c(id): return jsonify(answer=go(request.json['question']))\n",
        "bp = Blueprint('x', __name__)\n@bp.post('/chat')\ndef c(): return jsonify(answer=go(request.json['question']))\n",
        "def chat(): return jsonify(answer=go(request.json['question']))\n",
        "@app.post('/comments')\ndef c(): return jsonify(content=go(request.json['content']))\n",
    ],
)
def test_takes_nothing_else_for_a_chat(tmp_path: Path, code: str) -> None:
    assert routes(tmp_path, {"app.py": HEAD + code}) == ()


def test_a_factory_with_blueprints_in_modules(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "flask\n",
        "shop/__init__.py": "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    from .chat import bp\n    from shop import other\n"
        "    app.register_blueprint(bp, url_prefix='/api')\n    app.register_blueprint(other.bp)\n    return app\n",
        "shop/chat.py": "from flask import Blueprint, request, jsonify\nbp = Blueprint('chat', __name__)\n"
        "@bp.route('/chat', methods=['POST'])\ndef chat():\n    return jsonify(answer=go(request.get_json()['message']))\n",
        "shop/other.py": "from flask import Blueprint\nbp = Blueprint('other', __name__)\n@bp.get('/')\ndef home(): return 'Hello'\n",
    }
    (found,) = routes(tmp_path, files)
    assert briefly(found) == "POST /api/chat message -> answer (json)"
    assert (found.file, found.port) == ("shop/chat.py", 5000)

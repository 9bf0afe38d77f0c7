# ruff: noqa: E501 - the code of a case stands on one line
"""Express's chat routes are read from the code, through routers and handlers in modules of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.endpoints.asking import briefly, routes
from tests.unit.sites import package

HEAD = "const express = require('express');\nconst app = express();\napp.use(express.json());\n"
MANIFEST = package({"express": "^4"})


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "app.post('/api/chat', async (req, res) => { const { message } = req.body; const reply = await go(message); res.json({ reply }); });",
            "POST /api/chat message -> reply (json)",
        ),
        (
            "app.post('/ask', async (req, res) => { const q = req.body.question; if (!q) return res.status(400).json({ error: 'x' }); res.status(200).json({ success: true, data: { answer: await go(q) } }); });",
            "POST /ask question -> data.answer (json)",
        ),
        (
            "app.post('/chat', function (req, res) { openai.chat.completions.create({ messages: req.body.messages }).then(c => res.send({ content: c.text })); });",
            "POST /chat messages -> content (json)",
        ),
        ("app.post('/chat', (req, res) => { res.send(answerFor(req.body.message)); });", "POST /chat message -> None (text)"),
        ("app.get('/ask', async (req, res) => { res.json({ answer: await go(req.query.q) }); });", "GET /ask q as query -> answer (json)"),
        (
            "app.post('/chat', async (req, res) => { res.setHeader('Content-Type', 'text/event-stream'); for await (const part of go(req.body.prompt)) { res.write(`data: ${JSON.stringify({ content: part })}\\n\\n`); } res.write('data: [DONE]\\n\\n'); res.end(); });",
            "POST /chat prompt -> content (sse, streams)",
        ),
        (
            "app.post('/chat', async (req, res) => { const { prompt } = req.body; for await (const part of go(prompt)) res.write(part); res.end(); });",
            "POST /chat prompt -> None (text, streams)",
        ),
        (
            "const chat = async (req, res) => { const { message } = req.body || {}; return res.json({ answer: await go(message) }); };\napp.route('/chat').post(limit, chat);",
            "POST /chat message -> answer (json)",
        ),
        (
            "const r = express.Router();\nr.post('/', wrap(async (req, res, next) => { res.json({ answer: await go(req.body.message) }); }));\napp.use('/api/chat', auth, r);",
            "POST /api/chat/ message -> answer (json)",
        ),
    ],
)  # fmt: skip
def test_finds_the_route(tmp_path: Path, code: str, expected: str) -> None:
    (found,) = routes(tmp_path, {"package.json": MANIFEST, "server.js": HEAD + code})
    assert briefly(found) == expected


@pytest.mark.parametrize(
    "code",
    [
        "app.post('/login', (req, res) => { const { username, password } = req.body; res.json({ message: go(username) }); });",
        "app.post('/contact', (req, res) => { const { email, message } = req.body; res.json({ reply: go(message) }); });",
        "app.post('/chat', (req, res) => { save(req.body.message); res.json({ ok: true }); });",
        "app.post('/chat', (req, res) => { save(req.body.message); res.json({ message: 'sent' }); });",
        "app.post('/chat', (req, res) => { save(req.body.message); res.status(500).json({ answer: fault }); });",
        "app.post('/messages', (req, res) => { const { content, roomId } = req.body; res.json({ content: save(content) }); });",
        "app.get('/search', (req, res) => { res.json({ results: go(req.query.q) }); });",
        "app.post('/chat/:id', (req, res) => { res.json({ answer: go(req.body.message) }); });",
        "const r = express.Router();\nr.post('/chat', (req, res) => { res.json({ answer: go(req.body.message) }); });",
        "axios.post('/chat', (req, res) => { res.json({ answer: go(req.body.message) }); });",
        "// app.post('/chat', (req, res) => { res.json({ answer: go(req.body.message) }); });",
        "app.post('/chat', (req, res) => {",
    ],
)
def test_takes_nothing_else_for_a_chat(tmp_path: Path, code: str) -> None:
    assert routes(tmp_path, {"package.json": MANIFEST, "server.js": HEAD + code}) == ()


def test_across_modules(tmp_path: Path) -> None:
    files = {
        "server/package.json": MANIFEST,
        "server/src/index.ts": "import express from 'express';\nimport chatRoutes from './routes/chat.js';\nconst app = express();\nconst PORT = process.env.PORT || 4000;\n"
        "app.use('/api/v1', chatRoutes);\napp.listen(PORT);\n",
        "server/src/routes/chat.ts": "import { Router } from 'express';\nimport { ask } from '../controllers/chat';\nconst router = Router();\nrouter.post('/chat', ask);\nexport default router;\n",
        "server/src/controllers/chat.ts": "import OpenAI from 'openai';\nexport const ask = async (req: Request, res: Response) => {\n"
        "  const { message, history = [], sessionId } = req.body;\n  const answer = await client.chat.completions.create({ message });\n  res.json({ answer });\n};\n",
    }
    (found,) = routes(tmp_path, files)
    assert briefly(found) == "POST /api/v1/chat message -> answer (json)"
    assert (found.file, found.line, found.port) == ("server/src/controllers/chat.ts", 2, 4000)
    assert found.roles == {"question": "message", "history": "history", "thread": "sessionId"}

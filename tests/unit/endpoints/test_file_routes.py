# ruff: noqa: E501 - the code of a case stands on one line
"""Frameworks whose routes are files: Next, SvelteKit, Nuxt, Remix and React Router."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.endpoints.asking import briefly, routes
from tests.unit.sites import package

NEXT = {
    "package.json": package({"next": "15.0.0", "react": "^19", "react-dom": "^19"}),
    "app/layout.tsx": "export default function L({ children }) { return <html><body>{children}</body></html>; }\n",
}
SVELTE = {"package.json": package({"@sveltejs/kit": "^2"}), "svelte.config.js": "export default {};\n"}
NUXT = {"package.json": package({"nuxt": "^3"}), "nuxt.config.ts": "export default defineNuxtConfig({});\n"}
REMIX = {
    "package.json": package(
        {"react-router": "^7", "@react-router/dev": "^7", "@react-router/node": "^7", "react": "^19"}
    ),
    "app/root.tsx": "export default function Root() { return <html><body /></html>; }\n",
}
ANSWERS = "export async function POST(req) { const { message } = await req.json(); return Response.json({ answer: await go(message) }); }\n"


@pytest.mark.parametrize(
    ("site", "file", "code", "expected"),
    [
        (NEXT, "app/api/chat/route.ts", ANSWERS, "POST /api/chat message -> answer (json)"),
        (NEXT, "app/(site)/bot/route.js", ANSWERS, "POST /bot message -> answer (json)"),
        (
            NEXT,
            "app/api/chat/route.ts",
            "import { streamText } from 'ai';\nexport async function POST(req: Request) {\n  const { messages }: { messages: UIMessage[] } = await req.json();\n  return streamText({ messages: convertToModelMessages(messages) }).toUIMessageStreamResponse();\n}\n",
            "POST /api/chat messages -> delta (sse, streams)",
        ),
        (
            NEXT,
            "app/api/chat/route.ts",
            "export const POST = async (request: Request) => { const { messages } = await request.json(); const result = streamText({ messages }); return result.toTextStreamResponse(); };\n",
            "POST /api/chat messages -> None (text, streams)",
        ),
        (
            NEXT,
            "app/api/chat/route.ts",
            "export async function POST(req) { const body = await req.json(); const stream = new ReadableStream({ async start(c) { for await (const t of llm(body.prompt)) c.enqueue(e.encode(`data: ${JSON.stringify({ token: t })}\\n\\n`)); } }); return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } }); }\n",
            "POST /api/chat prompt -> token (sse, streams)",
        ),
        (
            NEXT,
            "pages/api/ask.ts",
            "export default async function handler(req, res) { if (req.method !== 'POST') return res.status(405).end(); const { question } = req.body; res.status(200).json({ answer: await go(question) }); }\n",
            "POST /api/ask question -> answer (json)",
        ),
        (
            SVELTE,
            "src/routes/(app)/api/chat/+server.ts",
            "import { json } from '@sveltejs/kit';\nexport const POST: RequestHandler = async ({ request }) => { const { message } = await request.json(); return json({ reply: await go(message) }); };\n",
            "POST /api/chat message -> reply (json)",
        ),
        (
            NUXT,
            "server/api/chat.post.ts",
            "export default defineEventHandler(async (event) => { const { message } = await readBody(event); const reply = await go(message); return { reply }; });\n",
            "POST /api/chat message -> reply (json)",
        ),
        (
            NUXT,
            "server/routes/ask/index.ts",
            "export default eventHandler(async (event) => { const body = await readBody<{ question: string }>(event); return { answer: await go(body.question) } });\n",
            "POST /ask/ question -> answer (json)",
        ),
        (
            REMIX,
            "app/routes/api.chat.ts",
            "export async function action({ request }) { const { message } = await request.json(); return Response.json({ answer: await go(message) }); }\n",
            "POST /api/chat message -> answer (json)",
        ),
        (
            REMIX | {"app/routes.ts": "export default [...prefix('api', [route('ask', 'features/ask.ts')])];\n"},
            "app/features/ask.ts",
            "export const action = async ({ request }: Args) => { const form = await request.formData(); return { answer: await go(form.get('question')) }; };\n",
            "POST /api/ask question as form -> answer (json)",
        ),
    ],
)
def test_finds_the_route(tmp_path: Path, site: dict[str, str], file: str, code: str, expected: str) -> None:
    (found,) = routes(tmp_path, site | {file: code})
    assert briefly(found) == expected.replace("/ask/ ", "/ask ")
    assert found.file == file


@pytest.mark.parametrize(
    ("site", "file", "code"),
    [
        (NEXT, "app/api/chat/[id]/route.ts", ANSWERS),
        (NEXT, "app/api/contact/route.ts", ANSWERS),
        (NEXT, "app/api/chat/handler.ts", ANSWERS),
        (NEXT, "app/api/chat/route.ts", ANSWERS.replace("POST", "PUT")),
        (NEXT, "app/api/chat/route.ts", ANSWERS.replace("{ message }", "{ email, message }")),
        (NEXT, "app/api/chat/route.ts", "export async function POST(req) { const { message } = await req.json(); await save(message); return NextResponse.json({ ok: true }); }\n"),
        (NEXT, "app/api/chat/route.ts", "export async function POST(req) { const { message } = await req.json(); return NextResponse.json({ answer: fault }, { status: 500 }); }\n"),
        (NEXT, "app/api/retrieve/route.ts", "export async function POST(req) { const { userInput } = await req.json(); try { const e = await openai.embeddings.create({ input: userInput }); return new Response(JSON.stringify({ results: e }), { status: 200 }); } catch (error) { const code = error.status || 500; return new Response(JSON.stringify({ message: error.message }), { status: code }); } }\n"),
        (NEXT, "pages/api/login.ts", "export default function h(req, res) { const { username, password } = req.body; res.json({ message: go(username) }); }\n"),
        (NEXT, "app/api/chat/route.ts", "export async function POST(req) { const { message } = await req.json(); const stream = new ReadableStream({ async start(c) { for await (const chunk of graph(message)) c.enqueue(e.encode(`data: ${JSON.stringify(chunk)}\\n\\n`)); } }); return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } }); }\n"),
        (SVELTE, "src/routes/api/chat/+page.server.ts", "export const POST = async ({ request }) => { const { message } = await request.json(); return json({ reply: go(message) }); };\n"),
        (NUXT, "server/api/chat.delete.ts", "export default defineEventHandler(async (event) => { const { message } = await readBody(event); return { reply: go(message) } });\n"),
        (REMIX, "app/routes/chat.tsx", "export async function action({ request }) { const { message } = await request.json(); return { answer: await go(message) }; }\nexport default function Chat() { return <p />; }\n"),
    ],
)  # fmt: skip
def test_takes_nothing_else_for_a_chat(tmp_path: Path, site: dict[str, str], file: str, code: str) -> None:
    assert routes(tmp_path, site | {file: code}) == ()


def test_settings_that_a_chat_knows_nothing_of_are_needed(tmp_path: Path) -> None:
    code = "export async function POST(req) { const { settings, messages, limit } = await req.json(); const r = await openai.chat.completions.create({ model: settings.model, messages }); return new StreamingTextResponse(OpenAIStream(r)); }\n"
    (found,) = routes(tmp_path, NEXT | {"app/api/chat/route.ts": code})
    assert (found.needs, found.request["settings"]) == (("settings",), "object")


def test_the_parts_of_messages_and_the_base_path(tmp_path: Path) -> None:
    code = "export async function POST(req: Request) { const { messages }: { messages: UIMessage[] } = await req.json(); return streamText({ messages: convertToModelMessages(messages) }).toUIMessageStreamResponse(); }\n"
    files = NEXT | {"next.config.mjs": "export default { basePath: '/docs' };\n", "app/api/chat/route.ts": code}
    (found,) = routes(tmp_path, files)
    assert (found.path, found.items, found.port) == ("/docs/api/chat", "parts", 3000)

"""What keeps the chat's requests from arriving, and what only looks as if."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.errors import Finding
from chatgraft.obstacles import Way, in_the_way
from tests.unit.sites import Files, make_project, package

NEXT = {"package.json": package({"next": "16.0.0"})}
GUARD = """\
import { NextResponse } from 'next/server';

export function middleware(request) {
  if (!request.cookies.get('session')) return NextResponse.redirect(new URL('/login', request.url));
}
"""
EXPRESS = """\
import express from 'express';
import { auth } from 'express-openid-connect';

const app = express();
function requireUser(req, res, next) {
  if (!req.user) return res.redirect('/login');
  next();
}
"""
FLASK = """\
from flask import Flask, redirect, request

app = Flask(__name__)


@app.before_request
def require_login():
    if "user" not in request.cookies:
        return redirect("/login")
"""


def matcher(*patterns: str) -> str:
    return GUARD + f"export const config = {{ matcher: {list(patterns)} }};\n"


def found(root: Path, files: Files, script: str | None = None) -> list[Finding]:
    return list(in_the_way(make_project(root, files), Way(".", "/chatkit", script)))


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("middleware.ts", GUARD, 4),
        ("src/middleware.js", matcher("/((?!api|_next/static|favicon.ico).*)"), 4),
        ("proxy.ts", matcher("/:path*"), 4),
        ("proxy.ts", matcher("/dashboard/:path*", "/chatkit"), 4),
        ("middleware.ts", GUARD + "export const config = { matcher: [{ source: '/(.*)' }] };\n", 4),
        ("middleware.ts", "export { default } from 'next-auth/middleware';\n", 1),
        (
            "middleware.ts",
            "import { clerkMiddleware } from '@clerk/nextjs/server';\nexport default clerkMiddleware();\n",
            1,
        ),
        (
            "middleware.ts",
            "export function middleware() {\n  return new Response('no', { status: 401 });\n}\n",
            2,
        ),
    ],
)
def test_next_middleware(tmp_path: Path, file: str, text: str, line: int) -> None:
    (wall,) = found(tmp_path, {**NEXT, file: text})
    assert (wall.code, wall.file, wall.line) == ("auth-wall", file, line)
    assert "/chatkit" in wall.what
    assert "chatkit" in wall.cure


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("middleware.ts", matcher("/dashboard/:path*")),
        ("middleware.ts", matcher("/((?!chatkit|_next).*)")),
        ("middleware.ts", matcher("/account", "/chatkitten")),
        ("middleware.ts", GUARD.replace("NextResponse.redirect", "NextResponse.rewrite")),
        ("middleware.ts", "// NextResponse.redirect\nexport function middleware() {}\n"),
        ("lib/middleware.ts", GUARD),
        ("middleware.ts", GUARD + "export const config = { matcher: paths };\n"),
        (
            "middleware.ts",
            GUARD + "export const config = { matcher: [{ source: '/a', has: [{ value: '/:path*' }] }] };\n",
        ),
    ],
)
def test_no_wall_of_nexts(tmp_path: Path, file: str, text: str) -> None:
    assert found(tmp_path, {**NEXT, file: text}) == []


def test_middleware_of_another_framework(tmp_path: Path) -> None:
    assert found(tmp_path, {"package.json": package({"nuxt": "4.0.0"}), "middleware.ts": GUARD}) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("app/[...slug]/route.ts", "export async function POST() {}\n"),
        ("src/app/(site)/[[...slug]]/route.js", "export const POST = () => new Response();\n"),
        ("src/routes/[...path]/+server.ts", "export function fallback() {}\n"),
        ("src/routes/(app)/[...path]/+page.server.js", "export const actions = {};\n"),
        ("app/routes/$.tsx", "export async function action() {}\n"),
        ("server/routes/[...slug].ts", "export default defineEventHandler(() => 1);\n"),
    ],
)
def test_routes_by_file(tmp_path: Path, file: str, text: str) -> None:
    (rule,) = found(tmp_path, {file: text})
    assert (rule.code, rule.file, rule.line) == ("catch-all", file, 1)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("app/[...slug]/page.tsx", "export default function Page() {}\n"),
        ("app/[...slug]/route.ts", "export async function GET() {}\n"),
        ("app/blog/[...slug]/route.ts", "export async function POST() {}\n"),
        ("app/[slug]/route.ts", "export async function POST() {}\n"),
        ("src/routes/[...path]/+page.server.js", "export const load = () => 1;\n"),
        ("app/routes/$.tsx", "export async function loader() {}\n// export async function action() {}\n"),
        ("server/routes/[...slug].get.ts", "export default 1;\n"),
        ("pages/[...slug].vue", "<template><p /></template>\n"),
    ],
)
def test_routes_that_take_no_post_of_the_chats(tmp_path: Path, file: str, text: str) -> None:
    assert found(tmp_path, {file: text}) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("app.use(requireUser);", "auth-wall"),
        ("app.use(auth({ authRequired: true }));", "auth-wall"),
        ("app.use((req, res, next) => { if (!req.user) res.status(401).end(); else next(); });", "auth-wall"),
        ("app.use(passport.authenticate('session-only'));", "auth-wall"),
        ("app.all('*', (req, res) => res.render('index'));", "catch-all"),
        ("app.post('/{*splat}', handle);", "catch-all"),
    ],
)
def test_express(tmp_path: Path, line: str, code: str) -> None:
    (finding,) = found(tmp_path, {"server.js": f"{EXPRESS}{line}\n"})
    assert (finding.code, finding.line) == (code, 9)


@pytest.mark.parametrize(
    "line",
    [
        "app.use('/admin', requireUser);",
        "app.use(auth({ authRequired: false }));",
        "app.use(passport.authenticate('session'));",
        "app.use(express.json());",
        "app.use((req, res, next) => next());",
        "app.get('*', (req, res) => res.render('index'));",
        "app.all('/api/*', handle);",
        "// app.all('*', handle);",
        "router.use(requireUser);",
        "app.use(requireAuthor);",
    ],
)
def test_no_obstacle_of_express(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, {"server.js": f"{EXPRESS}{line}\n"}) == []


def test_a_page_for_every_get_above_the_static_files(tmp_path: Path) -> None:
    page, static = "app.get('*', (req, res) => res.render('index'));\n", "app.use(express.static('public'));\n"
    script = "/chatkit-widget/widget.js"
    (rule,) = found(tmp_path / "above", {"server.js": EXPRESS + page + static}, script)
    assert script in rule.what
    assert found(tmp_path / "below", {"server.js": EXPRESS + static + page}, script) == []


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        (
            "site/settings.py",
            "MIDDLEWARE = [\n    'django.contrib.auth.middleware.LoginRequiredMiddleware',\n]\n",
            "auth-wall",
            2,
        ),
        ("site/urls.py", "urlpatterns = [\n    re_path(r'^.*$', index),\n]\n", "catch-all", 2),
        ("site/urls.py", "urlpatterns = [path('<path:rest>', index)]\n", "catch-all", 1),
        ("app.py", FLASK, "auth-wall", 7),
        ("app.py", "@app.route('/<path:rest>', methods=['GET', 'POST'])\ndef page(rest): ...\n", "catch-all", 1),
        ("main.py", "@app.api_route('/{rest:path}', methods=['POST'])\nasync def page(rest): ...\n", "catch-all", 1),
        ("main.py", "app.mount('/', StaticFiles(directory='dist', html=True))\n", "catch-all", 1),
    ],
)
def test_python(tmp_path: Path, file: str, text: str, code: str, line: int) -> None:
    (finding,) = found(tmp_path, {file: text})
    assert (finding.code, finding.file, finding.line) == (code, file, line)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("site/settings.py", "# 'django.contrib.auth.middleware.LoginRequiredMiddleware'\nMIDDLEWARE = []\n"),
        ("site/settings.py", "MIDDLEWARE = ['django.contrib.auth.middleware.AuthenticationMiddleware']\n"),
        ("site/urls.py", "urlpatterns = [re_path(r'^docs/.*$', index), path('files/<path:rest>', index)]\n"),
        ("app.py", FLASK.replace("redirect(", "log(")),
        ("app.py", FLASK.replace("if ", "if not request.path.startswith('/chatkit') and ")),
        ("app.py", FLASK.replace("@app.before_request", "@app.after_request")),
        ("app.py", "@app.route('/<path:rest>')\ndef page(rest): ...\n"),
        ("main.py", "@app.get('/{rest:path}')\nasync def page(rest): ...\n"),
        ("main.py", "app.mount('/static', StaticFiles(directory='static'))\n"),
        ("tests/test_app.py", FLASK),
    ],
)
def test_no_obstacle_in_python(tmp_path: Path, file: str, text: str) -> None:
    assert found(tmp_path, {file: text}) == []


def test_a_route_for_every_path_comes_after_the_chat_of_an_app_that_carries_it(tmp_path: Path) -> None:
    every = "@app.route('/<path:rest>', methods=['GET', 'POST'])\ndef page(rest): ...\n"
    project = make_project(tmp_path, {"app.py": every, "main.py": FLASK})
    (finding,) = in_the_way(project, Way(".", "/chatkit", carried=True))
    assert (finding.code, finding.file) == ("auth-wall", "main.py")


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("vercel.json", '{\n  "rewrites": [{ "source": "/(.*)", "destination": "/index.html" }]\n}\n', 2),
        ("vercel.json", '{"rewrites": [{"source": "/:path*", "destination": "/"}]}', 1),
        ("netlify.toml", '[[redirects]]\n  from = "/*"\n  to = "/index.html"\n  status = 200\n', 2),
        ("public/_redirects", "# all\n/*  /index.html  200\n", 2),
        ("firebase.json", '{"hosting": {"rewrites": [{"source": "**", "destination": "/index.html"}]}}', 1),
    ],
)
def test_rules_of_hosts(tmp_path: Path, file: str, text: str, line: int) -> None:
    (rule,) = found(tmp_path, {file: text})
    assert (rule.code, rule.file, rule.line) == ("catch-all", file, line)
    assert "/chatkit" in rule.cure


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("vercel.json", '{"rewrites": [{"source": "/((?!chatkit).*)", "destination": "/index.html"}]}'),
        ("vercel.json", '{"rewrites": [{"source": "/app/(.*)", "destination": "/index.html"}]}'),
        (
            "vercel.json",
            (
                '{"rewrites": [{"source": "/chatkit/:path*", "destination": "https://chat.example.org/chatkit/:path*"},'
                ' {"source": "/(.*)", "destination": "/index.html"}]}'
            ),
        ),
        ("netlify.toml", '[[redirects]]\n  from = "/*"\n  to = "/index.html"\n  status = 301\n'),
        ("netlify.toml", '[[redirects]]\n  from = "/*"\n  to = "/index.html"\n'),
        ("public/_redirects", "/chatkit https://chat.example.org/chatkit 200\n/* /index.html 200\n"),
        ("public/_redirects", "/* /index.html 301\n"),
        ("firebase.json", '{"hosting": {"public": "dist"}}'),
        ("vercel.json", '{"rewrites": "broken"'),
    ],
)
def test_rules_of_hosts_that_let_it_through(tmp_path: Path, file: str, text: str) -> None:
    assert found(tmp_path, {file: text}) == []

"""Sites with a Node server of their own carry the chat; those that are only files do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.project import Project
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.plan.decisions import Plan
from chatgraft.plan.hosting import VARIABLES
from chatgraft.render.closing import closing
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.sites import Files, make_project, package

TYPED: dict[str, str] = {"tsconfig.json": "{}"}
PAGE = "export default function Page() { return <p>Hello</p>; }\n"
REACT = package({"next": "16.0.0", "react": "19.0.0"})
NEXT: dict[str, str] = {"package.json": REACT, "app/layout.js": PAGE, "app/page.js": PAGE}
NUXT: dict[str, str] = {
    "package.json": package({"nuxt": "3.19.0"}),
    "nuxt.config.ts": "export default defineNuxtConfig({});\n",
}
SVELTE: dict[str, str] = {
    "package.json": package({"@sveltejs/kit": "2.5.0"}),
    "svelte.config.js": "export default { kit: {} };\n",
    "src/app.html": "<html><body>%sveltekit.body%</body></html>",
    **TYPED,
}
ROUTER: dict[str, str] = {
    "package.json": package({"@react-router/dev": "7.9.0", "react": "19.0.0"}),
    "app/root.tsx": "export default function Root() { return <html><body><p /></body></html>; }\n",
    "app/routes.ts": "import { index } from '@react-router/dev/routes';\n\nexport default [index('home.tsx')];\n",
    **TYPED,
}


def planned(folder: Path, files: Files, choices: Choices | None = None) -> tuple[Project, Plan]:
    project = make_project(folder, files)
    return project, decide(project, survey(project), choices or Choices())


@pytest.mark.parametrize(
    ("files", "framework", "made"),
    [
        (NEXT, "next-app", ("app/chatkit/[[...path]]/route.js", "chatkit-backend/chatkit-server.mjs")),
        (NEXT | TYPED, "next-app", ("app/chatkit/[[...path]]/route.ts", "chatkit-backend/chatkit-server.ts")),
        (NUXT, "nuxt", ("server/middleware/chatkit.ts", "chatkit-backend/chatkit-server.ts")),
        (SVELTE, "sveltekit", ("src/routes/chatkit/[...path]/+server.ts", "src/chatkit-backend/chatkit-server.ts")),
        (ROUTER, "react-router", ("app/routes/chatkit.$.ts", "chatkit-backend/chatkit-server.ts")),
    ],
)
def test_a_file_among_the_routes_carries_the_chat(
    tmp_path: Path, files: Files, framework: str, made: tuple[str, ...]
) -> None:
    project, plan = planned(tmp_path, files)
    assert plan.service is not None
    assert (plan.service.kit, plan.service.backend, plan.service.shows_site) == ("node", framework, True)
    landed = {change.file: change.after or b"" for change in render(project, plan).files}
    assert landed.keys() >= {*made}
    assert b"chatkit-backend/chatkit-server" in landed[made[0]]
    assert not [file for file in landed if file.endswith(".py")]
    assert (b"@types/node" in landed["package.json"]) is made[1].endswith(".ts")  # which the kit is compiled with


def test_a_list_of_routes_gets_one_more(tmp_path: Path) -> None:
    project, plan = planned(tmp_path, ROUTER)
    (routes,) = (change.after or b"" for change in render(project, plan).files if change.file == "app/routes.ts")
    assert b"[index('home.tsx'), route('chatkit/*', 'routes/chatkit.$.ts')]" in routes


def test_pages_that_are_routed_below_api_have_the_chat_there(tmp_path: Path) -> None:
    files: dict[str, str] = {"package.json": REACT, "pages/index.js": PAGE}
    project, plan = planned(tmp_path, files)
    landed = {change.file: change.after or b"" for change in render(project, plan).files}
    assert "pages/api/chatkit/[[...path]].js" in landed
    assert b"CHATKIT_API_PATH=/api/chatkit" in landed["chatkit-backend/.env.example"]
    assert b"API = '/api/chatkit'" in landed["chatkit-backend/chatkit-server.mjs"]
    assert b"'/api/chatkit'" in landed["components/ChatKitBot/chatkit.config.js"]
    documents = b"".join(text for file, text in landed.items() if file.startswith("CHATKIT_"))
    assert b"`/api/chatkit/readyz`" in documents
    assert b"`/chatkit" not in documents


@pytest.mark.parametrize(
    "files",
    [
        NEXT | {"next.config.mjs": "export default { output: 'export' };\n"},
        SVELTE | {"package.json": package({"@sveltejs/kit": "2.5.0", "@sveltejs/adapter-static": "3.0.0"})},
        ROUTER | {"react-router.config.ts": "export default { ssr: false };\n"},
    ],
)
def test_a_site_of_files_alone_keeps_the_service_in_python(tmp_path: Path, files: Files) -> None:
    _, plan = planned(tmp_path, files)
    assert plan.service is not None
    assert (plan.service.kit, plan.service.fact) == ("python", None)


def test_an_assistant_of_python_alone_keeps_the_service_in_python(tmp_path: Path) -> None:
    _, plan = planned(tmp_path, NEXT, Choices(assistant="langchain"))
    assert plan.service is not None
    assert plan.service.kit == "python"
    assert any("langchain is asked in Python alone" in decision.reason for decision in plan.decisions)


def test_a_service_of_its_own_runs_on_node_where_the_project_does(tmp_path: Path) -> None:
    _, plan = planned(tmp_path, NEXT, Choices(wire="service"))
    assert plan.service is not None
    assert (plan.service.kit, plan.service.port, plan.service.start.argv[0]) == ("node", 8001, "node")
    assert plan.service.path(".env") == "chatkit-backend/.env"


def test_a_route_of_the_site_s_own_at_the_address_is_left_alone(tmp_path: Path) -> None:
    _, plan = planned(tmp_path, NEXT | {"app/chatkit/[[...path]]/route.js": "export const GET = () => {};\n"})
    assert plan.service is not None
    assert plan.service.fact is None


def test_where_functions_answer_a_plan_says_what_they_need(tmp_path: Path) -> None:
    project, plan = planned(tmp_path, NEXT | {"vercel.json": "{}"})
    assert plan.service is not None
    assert plan.service.wire == "mount"
    decision = next(each for each in plan.decisions if each.part == "host")
    assert (decision.choice, decision.reason) == ("functions on Vercel", "is read by the host (vercel.json:1)")
    told = next(finding for finding in plan.findings if finding.code == "serverless")
    assert (told.file, told.line) == ("vercel.json", 1)
    assert "300 seconds" in told.why
    for wanted in ("--database postgresql", *VARIABLES):
        assert wanted in told.cure
    assert any("CHATKIT_REDIS_URL" in line for line in closing(plan, tmp_path))
    landed = {change.file: change.after or b"" for change in render(project, plan).files}
    document = landed["CHATKIT_DEPLOYMENT.md"].decode()
    assert "## Where functions answer" in document
    assert "300 seconds" in document
    assert "In SQLite" not in document


def test_on_a_server_that_lives_on_nothing_more_is_said(tmp_path: Path) -> None:
    _, plan = planned(tmp_path, NEXT)
    assert "serverless" not in plan.tags
    assert not plan.findings
    assert not any("CHATKIT_REDIS_URL" in line for line in closing(plan, tmp_path))


def test_a_database_that_is_a_server_is_not_asked_for_again(tmp_path: Path) -> None:
    _, plan = planned(tmp_path, NEXT | {"netlify.toml": ""}, Choices(database="mysql"))
    told = next(finding for finding in plan.findings if finding.code == "serverless")
    assert "--database" not in told.cure


@pytest.mark.parametrize("files", [NEXT, NUXT, SVELTE, ROUTER])
def test_where_there_is_no_node_a_service_of_its_own_carries_the_chat(tmp_path: Path, files: Files) -> None:
    _, plan = planned(tmp_path, {**files, "wrangler.toml": 'name = "site"\n'})
    assert plan.service is not None
    assert (plan.service.kit, plan.service.backend, plan.service.wire) == ("node", "node", "service")
    reason = next(each.reason for each in plan.decisions if each.part == "backend")
    assert "there is no Node where it is deployed, Cloudflare" in reason
    assert "(wrangler.toml:1)" in reason
    assert "serverless" not in plan.tags

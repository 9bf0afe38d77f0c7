"""Where a site on Node is deployed is read from its configuration, its packages and the files that hosts read."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.deploys import answers_by_functions, find_deploy, no_node
from tests.unit.sites import Files, make_project, package

BARE = package({})


def svelte(adapter: str, options: str = "") -> str:
    taken = f"import adapter from '@sveltejs/adapter-{adapter}';"
    return f"{taken}\n\nexport default {{ kit: {{ adapter: adapter({options}) }} }};\n"


def nuxt(preset: str) -> str:
    return f"export default defineNuxtConfig({{\n  nitro: {{ preset: '{preset}' }},\n}});\n"


@pytest.mark.parametrize(
    ("files", "host", "place"),
    [
        ({"vercel.json": "{}"}, "vercel", "vercel.json:1"),
        ({".vercel/project.json": "{}"}, "vercel", ".vercel/project.json:1"),
        ({"package.json": package({"@vercel/analytics": "1"})}, "vercel", "package.json:4"),
        ({"svelte.config.js": svelte("vercel")}, "vercel", "svelte.config.js:1"),
        ({"nuxt.config.ts": nuxt("vercel")}, "vercel", "nuxt.config.ts:2"),
        ({"netlify.toml": ""}, "netlify", "netlify.toml:1"),
        ({"package.json": package({"@netlify/functions": "5"})}, "netlify", "package.json:4"),
        ({"nuxt.config.ts": nuxt("aws_lambda")}, "aws-lambda", "nuxt.config.ts:2"),
        ({"nuxt.config.ts": nuxt("aws_lambda"), "vercel.json": "{}"}, "aws-lambda", "nuxt.config.ts:2"),
        ({"package.json": package({"express": "5", "serverless-http": "4"})}, "aws-lambda", "package.json:5"),
        ({"netlify.toml": "", "package.json": package({"serverless-http": "4"})}, "netlify", "netlify.toml:1"),
        ({"serverless.yml": "service: x\n"}, "aws-lambda", "serverless.yml:1"),
        ({"svelte.config.js": svelte("auto")}, "adapter-auto", "svelte.config.js:1"),
        ({"svelte.config.js": svelte("auto"), "vercel.json": "{}"}, "vercel", "vercel.json:1"),
    ],
)
def test_functions_on_node(tmp_path: Path, files: Files, host: str, place: str) -> None:
    fact = find_deploy(make_project(tmp_path, {"package.json": BARE, **files}), ".")
    assert fact is not None
    assert (fact.host, f"{fact.evidence.file}:{fact.evidence.line}") == (host, place)
    assert answers_by_functions(fact)
    assert no_node(fact) is None


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"wrangler.toml": 'name = "x"\npages_build_output_dir = "./dist"\n'}, "wrangler.toml:1"),
        ({"wrangler.jsonc": '{\n  // built\n  "main": ".open-next/worker.js",\n}\n'}, "wrangler.jsonc:1"),
        ({"package.json": package({"@opennextjs/cloudflare": "1"})}, "package.json:4"),
        ({"svelte.config.js": svelte("cloudflare")}, "svelte.config.js:1"),
        ({"svelte.config.js": svelte("vercel", "{ runtime: 'edge' }")}, "svelte.config.js:1"),
        ({"svelte.config.js": svelte("netlify", "{ edge: true }")}, "svelte.config.js:1"),
        ({"nuxt.config.ts": nuxt("cloudflare-pages")}, "nuxt.config.ts:2"),
        ({"nuxt.config.ts": nuxt("vercel-edge")}, "nuxt.config.ts:2"),
        ({"wrangler.json": "{}", "vercel.json": "{}"}, "wrangler.json:1"),
    ],
)
def test_where_there_is_no_node_an_app_cannot_carry_the_chat(tmp_path: Path, files: Files, place: str) -> None:
    fact = find_deploy(make_project(tmp_path, {"package.json": BARE, **files}), ".")
    assert f"({place})" in (no_node(fact) or "")
    assert not answers_by_functions(fact)


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({"next": "16", "@vercel/og": "1"})},
        {"svelte.config.js": svelte("node"), "vercel.json": "{}"},
        {"nuxt.config.ts": nuxt("node-server"), "vercel.json": "{}"},
        {"nuxt.config.ts": "// preset: 'vercel'\nexport default defineNuxtConfig({});\n"},
        {"app/api/say/route.ts": "export const runtime = 'edge';\n"},
        {"wrangler.toml": 'main = "worker/index.js"\n', "worker/index.js": "export default {};\n"},
        {"web/vercel.json": "{}"},
    ],
)
def test_elsewhere_nothing_is_said(tmp_path: Path, files: Files) -> None:
    fact = find_deploy(make_project(tmp_path, {"package.json": BARE, **files}), ".")
    assert not answers_by_functions(fact)
    assert no_node(fact) is None


def test_netlify_names_the_folder_of_an_app_below_it(tmp_path: Path) -> None:
    files = {
        "netlify.toml": '[build]\nbase = "apps/web"\n',
        "apps/web/package.json": BARE,
        "apps/api/package.json": BARE,
    }
    project = make_project(tmp_path, files)
    fact = find_deploy(project, "apps/web")
    assert fact is not None
    assert (fact.host, fact.evidence.line) == ("netlify", 2)
    assert find_deploy(project, "apps/api") is None

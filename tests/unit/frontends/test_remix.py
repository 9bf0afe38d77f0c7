"""Remix, on Vite or with its classic compiler: found by its packages, mounted at the end of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Dev, Landing, MountOptions, Proxy
from chatgraft.frontends.remix import FRONTEND as REMIX
from chatgraft.frontends.vite_site import API_VARIABLE
from tests.unit.sites import Files, after, make_project, package

ROOT = """import { Outlet, Scripts } from "@remix-run/react";

export default function App() {
  return (
    <html lang="en">
      <body>
        <Outlet />
        <Scripts />
      </body>
    </html>
  );
}

export function ErrorBoundary() {
  return (
    <html lang="en">
      <body>
        <h1>Sorry</h1>
        <Scripts />
      </body>
    </html>
  );
}
"""
VITE = """import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [remix(), tsconfigPaths()],
});
"""
CLASSIC = "/** @type {import('@remix-run/dev').AppConfig} */\nexport default {\n  appDirectory: 'src',\n};\n"
PROXY = Proxy("/chatkit", "http://127.0.0.1:8001")


def manifest(dev: str = "remix vite:dev") -> str:
    wants = {"react": "^18.2.0", "@remix-run/react": "2.17.5", "@remix-run/dev": "2.17.5"}
    return package(wants, scripts={"dev": dev, "build": "remix vite:build"})


def site(tmp_path: Path, files: Files) -> Project:
    return make_project(tmp_path, {"package.json": manifest(), **files})


def only(project: Project) -> FrontendFact:
    (fact,) = REMIX.detect(project)
    return fact


def grafted(project: Project) -> dict[str, str]:
    fact = only(project)
    return after(project, list(REMIX.mount(project, fact, MountOptions(REMIX.landing(project, fact)))))


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({"@remix-run/react": "2"}), "app/root.tsx": ROOT},
        {"package.json": package({"@remix-run/dev": "2"}), "app/root.tsx": ROOT},
        {"package.json": package({"remix-utils": "7"}, description="@remix-run/react"), "app/root.tsx": ROOT},
        {"package.json": manifest(), "src/index.ts": "export {};\n"},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(REMIX.detect(make_project(tmp_path, files))) == []


def test_shows_the_chat_in_each_document(tmp_path: Path) -> None:
    project = site(tmp_path, {"app/root.tsx": ROOT, "vite.config.ts": VITE, "tsconfig.json": "{}"})
    fact = only(project)
    assert REMIX.landing(project, fact) == Landing("typescript", "app/components/ChatKitBot")
    assert grafted(project) == {
        "app/root.tsx": ROOT.replace(
            '"@remix-run/react";\n', '"@remix-run/react";\nimport ChatKitBot from "./components/ChatKitBot";\n'
        ).replace("        <Scripts />\n", "        <Scripts />\n        <ChatKitBot />\n"),
        "vite.config.ts": VITE.replace(
            "tsconfigPaths()],\n",
            'tsconfigPaths()],\n  optimizeDeps: { include: ["@openai/chatkit-react", "react-dom"] },\n',
        ),
    }


def test_vite_reads_the_address_and_passes_the_chat_on(tmp_path: Path) -> None:
    project = site(tmp_path, {"app/root.jsx": ROOT, "vite.config.js": VITE})
    fact = only(project)
    assert REMIX.variable(project, fact) == API_VARIABLE
    assert "^/chatkit(/|$)" in after(project, list(REMIX.proxy(project, fact, PROXY)))["vite.config.js"]  # type: ignore[misc]
    assert REMIX.output_dir(project, fact) == "build/client"
    assert REMIX.dev(project, fact) == Dev(("npm", "run", "dev"), 5173, ("--", "--port", "{port}"))


@pytest.mark.parametrize(
    "options", ['{ appDirectory: "web" }', '{ future: {}, appDirectory: "./web", buildDirectory: "out" }']
)
def test_the_plugin_says_where_the_app_is(tmp_path: Path, options: str) -> None:
    project = site(tmp_path, {"web/root.jsx": ROOT, "vite.config.ts": VITE.replace("remix()", f"remix({options})")})
    fact = only(project)
    assert fact.mount == "web/root.jsx"
    assert REMIX.output_dir(project, fact) == ("out/client" if "out" in options else "build/client")


@pytest.mark.parametrize(
    "config",
    [
        VITE.replace("remix()", "other({ appDirectory: 'web' })"),
        VITE.replace("remix()", "remix(options)"),
        VITE.replace("@remix-run/dev", "elsewhere").replace("remix()", "remix({ appDirectory: 'web' })"),
        "export default {",
    ],
)
def test_what_is_not_written_out_is_as_usual(tmp_path: Path, config: str) -> None:
    project = site(tmp_path, {"app/root.jsx": ROOT, "web/root.jsx": ROOT, "vite.config.ts": config})
    assert only(project).mount == "app/root.jsx"


def test_the_classic_compiler(tmp_path: Path) -> None:
    files = {"package.json": manifest("remix dev --manual"), "remix.config.js": CLASSIC, "src/root.jsx": ROOT}
    project = make_project(tmp_path, files)
    fact = only(project)
    assert fact.mount == "src/root.jsx"
    assert REMIX.variable(project, fact) is None
    assert REMIX.output_dir(project, fact) == "public"
    assert REMIX.dev(project, fact) == Dev(("npm", "run", "dev"), 3000)
    assert list(grafted(project)) == ["src/root.jsx"]
    (change,) = REMIX.proxy(project, fact, PROXY)  # type: ignore[misc]
    assert isinstance(change, ByHand)

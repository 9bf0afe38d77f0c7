"""An application with documentation or a server's templates in its folder: both are found, the application is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.plan.asking import AMBIGUOUS
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, make_project, package

REACT = {"react": "19.0.0", "react-dom": "19.0.0"}
RENDERS = "import { createRoot } from 'react-dom/client';\ncreateRoot(document.body).render(<App />);\n"
LOADING = PAGE.replace("<p>a</p>", '<script type="module" src="/src/main.jsx"></script>')
LAYOUT = PAGE.replace("<p>a</p>", "{% block content %}{% endblock %}")
VITE: Files = {"index.html": LOADING, "src/main.jsx": RENDERS, "vite.config.js": "export default {};\n"}
FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"
EXPRESS = (
    "import express from 'express';\nconst app = express();\napp.set('view engine', 'ejs');\n"
    "app.set('views', 'server/views');\napp.get('/', (q, r) => r.render('receipt'));\napp.listen(3001);\n"
)
DOCUSAURUS: Files = {"website/docusaurus.config.js": "export default {};\n"}

MKDOCS: Files = {"mkdocs.yml": "site_name: a\n", "docs/index.md": "# a\n"}
SPHINX: Files = {"source/conf.py": "project = 'a'\nextensions = []\n", "source/index.rst": "a\n"}
VITEPRESS: Files = {"docs/.vitepress/config.js": "export default {};\n", "docs/index.md": "# a\n"}


def react(**more: str) -> str:
    return package({**REACT, "vite": "8.0.0", **more}, scripts={"dev": "vite", "docs": "docusaurus start website"})


def vue(**more: str) -> str:
    return package({"vue": "3.5.0", "vite": "8.0.0", **more})


VUE: Files = {**VITE, "src/main.jsx": "import { createApp } from 'vue';\ncreateApp({}).mount('#app');\n"}
WEBPACK: Files = {"src/index.jsx": RENDERS}


@pytest.mark.parametrize(
    ("application", "files", "other"),
    [
        pytest.param("react-vite", {**VITE, **MKDOCS, "package.json": react()}, "mkdocs", id="MkDocs"),
        pytest.param("react-vite", {**VITE, **SPHINX, "package.json": react()}, "sphinx", id="Sphinx"),
        pytest.param(
            "react",
            {**WEBPACK, **SPHINX, "package.json": package({**REACT, "webpack": "5.0.0"})},
            "sphinx",
            id="Sphinx beside webpack",
        ),
        pytest.param(
            "vue-vite", {**VUE, **VITEPRESS, "package.json": vue(vitepress="1.6.0")}, "vitepress", id="VitePress"
        ),
        pytest.param(
            "react-vite",
            {**VITE, **VITEPRESS, "package.json": react(vitepress="1.6.0")},
            "vitepress",
            id="VitePress beside React",
        ),
        pytest.param(
            "react-vite",
            {**VITE, **DOCUSAURUS, "package.json": react(**{"@docusaurus/core": "3.8.1"})},
            "docusaurus",
            id="Docusaurus",
        ),
        pytest.param(
            "react-vite",
            {**VITE, "package.json": react(), "requirements.txt": "flask\n", "app.py": FLASK}
            | {"templates/admin.html": LAYOUT, "templates/a.html": "{% extends 'admin.html' %}\n"},
            "jinja",
            id="Flask",
        ),
        pytest.param(
            "react-vite",
            {**VITE, "package.json": react(express="5.0.0", ejs="3.1.0"), "server/index.js": EXPRESS}
            | {"server/views/receipt.ejs": PAGE},
            "ejs",
            id="Express",
        ),
    ],
)
def test_add_grafted_the_documentation_or_the_templates_instead_of_the_application(
    tmp_path: Path, application: str, files: Files, other: str
) -> None:
    project = make_project(tmp_path / "both", files)
    found = survey(project)
    first, second = found.frontends
    assert (first.framework, second.framework) == (application, other)
    assert first.confidence - second.confidence > AMBIGUOUS
    for name in (application, other):
        plan = decide(project, found, Choices(frontend=name))
        assert plan.site
        assert plan.site.fact.framework == name


@pytest.mark.parametrize("files", [MKDOCS, SPHINX, {**VITEPRESS, "package.json": vue(vitepress="1.6.0")}])
def test_documentation_alone_is_as_sure_as_ever(tmp_path: Path, files: Files) -> None:
    (fact,) = survey(make_project(tmp_path, files)).frontends
    assert fact.confidence >= 0.95


def test_a_framework_still_speaks_for_the_bundler_that_it_is_built_on(tmp_path: Path) -> None:
    files = {**VITE, "package.json": react(next="15.1.0"), "app/layout.jsx": "export default (p) => p.children;\n"}
    assert [fact.framework for fact in survey(make_project(tmp_path, files)).frontends] == ["next-app"]

"""React with a bundler: the entry that its configuration names, which widget it can take, and its proxy."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.frontends import Dev, Landing, every
from chatgraft.frontends.react import RSBUILD_VARIABLE
from tests.unit.frontends.react_sites import MOUNTED, RENDERS, app, library, mounted, only, proxied
from tests.unit.sites import Files, after, make_project

REACT = every()["react"]
SERVE = {"start": "webpack serve --mode development", "build": "webpack"}
CSS = "module: { rules: [{ test: /css$/, use: ['css-loader'] }] }, resolve: { extensions: ['.js', '.jsx'] }"
WEBPACK: dict[str, str] = {
    "package.json": app(scripts=SERVE, webpack="5.0.0"),
    "webpack.config.js": f"module.exports = {{ entry: './src/start.jsx', {CSS} }};\n",
    "src/start.jsx": RENDERS,
}
RSBUILD: dict[str, str] = {
    "package.json": app(scripts={"dev": "rsbuild", "build": "rsbuild build"}).replace(
        '"dependencies": {', '"dependencies": {\n    "@rsbuild/core": "2.3.2",'
    ),
    "rsbuild.config.ts": "export default defineConfig({ plugins: [pluginReact()] });\n",
    "src/index.tsx": RENDERS,
}


def test_a_site_with_its_evidence(tmp_path: Path) -> None:
    project = make_project(tmp_path, {f"web/{name}": text for name, text in WEBPACK.items()})
    fact = only(REACT, project)
    assert (fact.framework, fact.root, fact.version, fact.mount) == ("react", "web", "19.0.0", "src/start.jsx")
    assert [place.file for place in fact.evidence] == ["web/package.json", "web/webpack.config.js", "web/src/start.jsx"]
    assert after(project, mounted(REACT, project)) == {"web/src/start.jsx": MOUNTED}


@pytest.mark.parametrize(
    "written",
    [
        "'./src/app/boot.jsx'",
        "'./src/app/boot'",
        "['./src/polyfills.js', './src/app/boot.jsx']",
        "{ main: './src/app/boot.jsx' }",
        "{ main: { import: './src/app/boot.jsx', filename: 'a.js' } }",
        "path.join(__dirname, 'src', 'app', 'boot.jsx')",
        "path.resolve(__dirname, 'src/app/boot')",
    ],
)
@pytest.mark.parametrize("export", ["module.exports = %s;\n", "module.exports = (env) => (%s);\n"])
def test_the_entry_as_the_configuration_names_it(tmp_path: Path, written: str, export: str) -> None:
    config = export % f"{{ entry: {written} }}"
    files = {**WEBPACK, "webpack.config.js": config, "src/app/boot.jsx": RENDERS, "src/polyfills.js": ""}
    assert only(REACT, make_project(tmp_path, files)).mount == "src/app/boot.jsx"


def test_an_entry_beside_a_configuration_in_a_folder(tmp_path: Path) -> None:
    files = {
        "package.json": WEBPACK["package.json"],
        "config/webpack.common.js": "module.exports = { entry: path.join(__dirname, '../app/run.jsx') };\n",
        "config/webpack.prod.js": "module.exports = merge(common, {});\n",
        "app/run.jsx": RENDERS,
    }
    assert only(REACT, make_project(tmp_path, files)).mount == "app/run.jsx"


@pytest.mark.parametrize("file", ["src/index.js", "src/main.tsx", "src/client/index.jsx", "index.jsx"])
def test_the_usual_entry_where_none_is_named(tmp_path: Path, file: str) -> None:
    files = {"package.json": app(parcel="2.16.4"), file: RENDERS}
    assert only(REACT, make_project(tmp_path, files)).mount == file


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": library(app(webpack="5.0.0"))},
        {"package.json": app()},
        {"src/start.jsx": "export const Button = () => <button />;\n"},
        {"src/start.jsx": "// ReactDOM.render(<App />, react-dom)\n"},
    ],
)
def test_what_is_no_site(tmp_path: Path, files: Files) -> None:
    project = make_project(tmp_path, {**WEBPACK, **files})
    assert [fact for fact in REACT.detect(project) if fact.confidence > 0.5] == []


@pytest.mark.parametrize(
    ("files", "landing"),
    [
        ({}, Landing("javascript", "src/components/ChatKitBot")),
        (
            {"webpack.config.js": "module.exports = { entry: './src/start.jsx' };\n"},
            Landing("vanilla-javascript", "src/chatkit-widget"),
        ),
        (
            {"webpack.config.js": WEBPACK["webpack.config.js"].replace(", '.jsx'", "")},
            Landing("vanilla-javascript", "src/chatkit-widget"),
        ),
        ({"package.json": app("16.12.0", SERVE, webpack="4.0.0")}, Landing("vanilla-javascript", "src/chatkit-widget")),
    ],
)
def test_the_widget_that_webpack_can_take(tmp_path: Path, files: Files, landing: Landing) -> None:
    project = make_project(tmp_path, {**WEBPACK, **files})
    assert REACT.landing(project, only(REACT, project)) == landing


def test_rsbuild_needs_no_setting_up(tmp_path: Path) -> None:
    project = make_project(tmp_path, RSBUILD)
    fact = only(REACT, project)
    assert REACT.landing(project, fact) == Landing("typescript", "src/components/ChatKitBot")
    assert REACT.dev(project, fact) == Dev(("npm", "run", "dev"), 3000, ("--", "--port", "{port}"))
    assert REACT.variable(project, fact) is None
    known = make_project(tmp_path, {"src/env.d.ts": '/// <reference types="@rsbuild/core/types" />\n'})
    assert REACT.variable(known, only(REACT, known)) == RSBUILD_VARIABLE


@pytest.mark.parametrize(
    ("scripts", "dev"),
    [
        (SERVE, Dev(("npm", "start"), 8080, ("--", "--port", "{port}"))),
        ({"dev": "webpack-dev-server"}, Dev(("npm", "run", "dev"), 8080, ("--", "--port", "{port}"))),
        ({"start": "node server.js", "build": "webpack"}, Dev(("npm", "start"), 9000)),
        ({"build": "webpack"}, Dev((), 9000, folder="dist")),
    ],
)
def test_the_development_server(tmp_path: Path, scripts: dict[str, str], dev: Dev) -> None:
    config = "module.exports = { entry: './src/start.jsx', devServer: { port: 9000 } };\n"
    files = {**WEBPACK, "package.json": app(scripts=scripts, webpack="5.0.0"), "webpack.config.js": config}
    project = make_project(tmp_path, files)
    assert REACT.dev(project, only(REACT, project)) == dev


@pytest.mark.parametrize(
    ("config", "output"),
    [
        ("module.exports = { entry: './src/start.jsx' };\n", "dist"),
        ("module.exports = { entry: './src/start.jsx', output: { path: path.join(__dirname, 'build') } };\n", "build"),
    ],
)
def test_where_the_build_goes(tmp_path: Path, config: str, output: str) -> None:
    project = make_project(tmp_path, {**WEBPACK, "webpack.config.js": config})
    assert REACT.output_dir(project, only(REACT, project)) == output


def test_a_build_beside_a_configuration_in_a_folder(tmp_path: Path) -> None:
    config = (
        "module.exports = { entry: './src/start.jsx', output: { path: path.resolve(__dirname, '../public/app') } };\n"
    )
    files = {name: text for name, text in WEBPACK.items() if name != "webpack.config.js"}
    project = make_project(tmp_path, {**files, "config/webpack.config.js": config})
    assert REACT.output_dir(project, only(REACT, project)) == "public/app"


FILTER = "(path) => /^\\/chatkit(\\/|$)/.test(path)"
ITEM = f"{FILTER}, target: 'http://127.0.0.1:8001', changeOrigin: false }}"


def test_the_proxy_is_a_list_for_webpack(tmp_path: Path) -> None:
    config = "module.exports = {\n  entry: './src/start.jsx',\n  devServer: {\n    hot: true,\n  },\n};\n"
    project = make_project(tmp_path, {**WEBPACK, "webpack.config.js": config})
    changed = after(project, proxied(REACT, project))["webpack.config.js"]
    assert changed == config.replace("true,\n", f"true,\n    proxy: [{{ context: {ITEM}],\n")


def test_a_proxy_that_is_an_object_gets_a_key(tmp_path: Path) -> None:
    config = "module.exports = { entry: './src/start.jsx', devServer: { proxy: { '/api': 'http://a' } } };\n"
    project = make_project(tmp_path, {**WEBPACK, "webpack.config.js": config})
    entry = "'/chatkit': { target: 'http://127.0.0.1:8001', changeOrigin: false }"
    assert after(project, proxied(REACT, project))["webpack.config.js"] == config.replace(
        "'http://a'", f"'http://a', {entry}"
    )


@pytest.mark.parametrize(("version", "key"), [("2.3.2", "pathFilter"), ("1.4.0", "context")])
def test_the_proxy_of_rsbuild(tmp_path: Path, version: str, key: str) -> None:
    files = {**RSBUILD, "package.json": RSBUILD["package.json"].replace("2.3.2", version)}
    project = make_project(tmp_path, files)
    changed = after(project, proxied(REACT, project))["rsbuild.config.ts"]
    assert f"server: {{ proxy: [{{ {key}: {ITEM}] }}" in changed


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": app(scripts={"start": "node server.js"}, webpack="5.0.0")},
        {"webpack.dev.js": "module.exports = merge(common, { devServer: {} });\n"},
        {"webpack.config.js": "module.exports = [{ entry: './src/start.jsx' }];\n", "src/index.jsx": RENDERS},
    ],
)
def test_no_proxy_where_the_server_is_not_webpacks_or_its_settings_are_not_seen(tmp_path: Path, files: Files) -> None:
    (change,) = proxied(REACT, make_project(tmp_path, {**WEBPACK, **files}))
    assert isinstance(change, ByHand)


@pytest.mark.parametrize(
    ("kind", "entry", "module"),
    [
        ("module", "start.js", "./components/ChatKitBot/index.jsx"),
        ("module", "start.jsx", "./components/ChatKitBot"),
        ("commonjs", "start.js", "./components/ChatKitBot"),
    ],
)
def test_a_file_of_an_es_module_package_names_files(tmp_path: Path, kind: str, entry: str, module: str) -> None:
    named = app(scripts=SERVE, webpack="5.0.0").replace('"name": "x",', f'"name": "x",\n  "type": "{kind}",')
    config = WEBPACK["webpack.config.js"].replace("start.jsx", entry)
    project = make_project(tmp_path, {"package.json": named, "webpack.config.js": config, f"src/{entry}": RENDERS})
    edited = after(project, mounted(REACT, project))[f"src/{entry}"]
    assert f"import ChatKitBot from '{module}';" in edited

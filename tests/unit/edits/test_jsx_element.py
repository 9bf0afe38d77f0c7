"""Beside an element that a component shows."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.jsx_element import find_elements, insert_after_element
from tests.unit.edits.checks import check_edited, check_unchanged

PAGE = "<Component {...pageProps} />"
CHAT = "<ChatKitBot />"
FILES = ["pages/_app.js", "pages/_app.tsx"]


def show(source: Source) -> Edit:
    return insert_after_element(source, "Component", CHAT)


def app(body: str) -> str:
    return f"export default function App({{ Component, pageProps }}) {{\n  {body}\n}}\n"


RETURNED = {
    "bare": (f"return {PAGE};", f"return <>{PAGE}{CHAT}</>;"),
    "in parentheses": (f"return (\n    {PAGE}\n  );", f"return (\n    <>{PAGE}{CHAT}</>\n  );"),
    "in a fragment": (
        f"return (\n    <>\n      <Head />\n      {PAGE}\n    </>\n  );",
        f"return (\n    <>\n      <Head />\n      {PAGE}\n      {CHAT}\n    </>\n  );",
    ),
    "in providers": (
        f"return (\n    <Store>\n      <Ui dark>\n        {PAGE}\n      </Ui>\n    </Store>\n  );",
        f"return (\n    <Store>\n      <Ui dark>\n        {PAGE}\n        {CHAT}\n      </Ui>\n    </Store>\n  );",
    ),
    "on one line": (f"return <Store>{PAGE}</Store>;", f"return <Store>{PAGE}{CHAT}</Store>;"),
    "with children": (
        "return <Component {...pageProps}>a</Component>;",
        f"return <><Component {{...pageProps}}>a</Component>{CHAT}</>;",
    ),
    "through a call": (
        f"return getLayout({PAGE});",
        f"return <>{{getLayout({PAGE})}}{CHAT}</>;",
    ),
    "through a call in a provider": (
        f"return <Store>{{getLayout({PAGE}, pageProps)}}</Store>;",
        f"return <Store>{{getLayout({PAGE}, pageProps)}}{CHAT}</Store>;",
    ),
    "in a layout of the page's own": (
        f"const Layout = Component.Layout ?? Plain;\n  return <Layout>{PAGE}</Layout>;",
        f"const Layout = Component.Layout ?? Plain;\n  return <><Layout>{PAGE}</Layout>{CHAT}</>;",
    ),
    "in a layout that is a member": (
        f"return <Store><Component.Layout>{PAGE}</Component.Layout></Store>;",
        f"return <Store><Component.Layout>{PAGE}</Component.Layout>{CHAT}</Store>;",
    ),
    "under a key": (
        f"return (\n    <Fade>\n      <div key={{a}}>\n        {PAGE}\n      </div>\n    </Fade>\n  );",
        f"return (\n    <Fade>\n      <div key={{a}}>\n        {PAGE}\n      </div>\n      {CHAT}\n    </Fade>\n  );",
    ),
    "in what takes the page away": (
        f"return <Store><AnimatePresence>{PAGE}</AnimatePresence></Store>;",
        f"return <Store><AnimatePresence>{PAGE}</AnimatePresence>{CHAT}</Store>;",
    ),
    "under a condition": (
        f"return <Store>{{ready && {PAGE}}}</Store>;",
        f"return <Store>{{ready && {PAGE}}}{CHAT}</Store>;",
    ),
    "in two arms of a condition": (
        f"return bare ? {PAGE} : <Frame>{PAGE}</Frame>;",
        f"return <>{{bare ? {PAGE} : <Frame>{PAGE}</Frame>}}{CHAT}</>;",
    ),
    "in two returns": (
        f"if (bare) {{\n    return {PAGE};\n  }}\n  return <Frame>{PAGE}</Frame>;",
        f"if (bare) {{\n    return <>{PAGE}{CHAT}</>;\n  }}\n  return <Frame>{PAGE}{CHAT}</Frame>;",
    ),
    "with comments": (
        f"return (\n    <Store>\n      {{/* it */}}\n      {PAGE}\n      {{/* z */}}\n    </Store>\n  );",
        f"return (\n    <Store>\n      {{/* it */}}\n      {PAGE}\n      {CHAT}\n      {{/* z */}}\n    </Store>\n  );",
    ),
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", RETURNED)
def test_shows_it_after_the_element(name: str, file: str) -> None:
    before, after = (app(body) for body in RETURNED[name])
    check_edited(show, file, before, after)


@pytest.mark.parametrize(
    "text",
    [
        "const App = ({ Component, pageProps }) => BODY;\nexport default App;\n",
        "const App = ({ Component, pageProps }) => (\n  BODY\n);\nexport default wrapper.withRedux(App);\n",
        "function App({ Component, pageProps }) {\n  return BODY;\n}\nexport default withA()(withB(App));\n",
        """class App extends Base {
  render() {
    const { Component, pageProps } = this.props;
    return BODY;
  }
}
export default App;
""",
        "module.exports = function App({ Component, pageProps }) {\n  return BODY;\n};\n",
    ],
)
def test_forms_of_the_component(text: str) -> None:
    check_edited(show, "pages/_app.js", text.replace("BODY", PAGE), text.replace("BODY", f"<>{PAGE}{CHAT}</>"))


def test_a_member_of_the_properties() -> None:
    page = "<props.Component {...props.pageProps} />"
    before = f"export default function App(props) {{\n  return <Store>{page}</Store>;\n}}\n"
    check_edited(show, "pages/_app.js", before, before.replace(page, page + CHAT))


def test_typed_properties() -> None:
    before = f"export default function App({{ Component, pageProps }}: AppProps) {{\n  return {PAGE};\n}}\n"
    check_edited(show, "pages/_app.tsx", before, before.replace(PAGE, f"<>{PAGE}{CHAT}</>"))


@pytest.mark.parametrize("text", [app(f"return <>{PAGE}<ChatKitBot options={{a}} /></>;"), app(f"return {CHAT};")])
def test_what_is_there_is_left(text: str) -> None:
    check_unchanged(show, "pages/_app.js", text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (app("return null;"), "shows no <Component />"),
        (app("return React.createElement(Component, pageProps);"), "shows no <Component />"),
        (app(f"const page = {PAGE};\n  return <Store>{{page}}</Store>;"), "neither shown in JSX nor returned"),
        (app(f"return <Store page={{{PAGE}}} />;"), "neither shown in JSX nor returned"),
        (app(f"return <Store render={{() => {PAGE}}} />;"), "neither shown in JSX nor returned"),
        (app(f"return <Store>{{() => {PAGE}}}</Store>;"), "neither shown in JSX nor returned"),
        (app(f"return <><p>{PAGE}</p><p>{PAGE}</p></>;"), "in 2 places"),
        (app(f"return [{PAGE}];"), "neither shown in JSX nor returned"),
        (f"export function App({{ Component, pageProps }}) {{\n  return {PAGE};\n}}\n", "no component"),
        (f"const Other = () => {PAGE};\nexport default make(App);\n", "no component"),
        ("export { default } from './app';\n", "no component"),
        ("", "no component"),
        (f"<<<<<<< HEAD\n{app(f'return {PAGE};')}", "merge conflict"),
        (app(f"return {PAGE}"[:-1]), "does not parse"),
    ],
)
@pytest.mark.parametrize("file", FILES)
def test_what_is_not_plain_is_handed_over(text: str, why: str, file: str) -> None:
    check_unchanged(show, file, text, why)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (app("return <html><body><Menu.Item /></body></html>;"), {"html", "body", "Menu.Item"}),
        (app("return children;"), set()),
        ("// <html>\nconst a = '<body>';\n", set()),
        ("return <", set()),
    ],
)
def test_finds_the_elements_of_a_file(text: str, names: set[str]) -> None:
    assert find_elements(Source("app/layout.js", text.encode())) == names

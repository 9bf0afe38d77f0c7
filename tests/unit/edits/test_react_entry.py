"""The module that renders a React application shows one more element beside it, or is left to its owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.react_entry import hydrates, renders, show_beside_root
from tests.unit.edits.checks import LAYOUTS, check_edited, check_unchanged

EL = "document.getElementById('root')"
CLIENT = "import React, { StrictMode } from 'react';\nimport { createRoot, hydrateRoot } from 'react-dom/client';\n\n"
WHOLE = "import React from 'react';\nimport ReactDOM from 'react-dom/client';\n\n"
LEGACY = "import React from 'react';\nimport ReactDOM, { render } from 'react-dom';\n\n"
STRICT = "  <StrictMode>\n    <App />\n  </StrictMode>"


def edit(source: Source) -> Edit:
    return show_beside_root(source, "<ChatKitBot />")


# In a wrapper that is there: what stands before, and what comes into it.
INSIDE = {
    "the Vite template": (CLIENT + f"createRoot({EL}).render(\n{STRICT},\n)\n", "<App />", 4),
    "the CRA template": (
        WHOLE + f"const root = ReactDOM.createRoot({EL});\nroot.render(\n  <React.StrictMode>\n    <App />\n"
        "  </React.StrictMode>\n);\n\nreportWebVitals();\n",
        "<App />",
        4,
    ),
    "providers in StrictMode": (
        WHOLE + f"ReactDOM.createRoot({EL}).render(\n  <React.StrictMode>\n    <Provider store={{store}}>\n"
        "      <App />\n    </Provider>\n  </React.StrictMode>\n);\n",
        "</Provider>",
        4,
    ),
    "a router beside others": (
        CLIENT
        + f"createRoot({EL}).render(\n  <StrictMode>\n    <RouterProvider router={{router}} />\n    <Toaster />\n"
        "  </StrictMode>,\n);\n",
        "<Toaster />",
        4,
    ),
    "a blank line at the end": (
        CLIENT + f"createRoot({EL}).render(\n  <StrictMode>\n    <App />\n\n  </StrictMode>,\n);\n",
        "<App />",
        4,
    ),
    "a comment at the end": (
        CLIENT + f"createRoot({EL}).render(\n  <StrictMode>\n    <App />\n    {{/* more */}}\n  </StrictMode>,\n);\n",
        "{/* more */}",
        4,
    ),
    "a fragment": (CLIENT + f"createRoot({EL}).render(\n  <>\n    <A />\n    <B />\n  </>\n);\n", "<B />", 4),
    "a named fragment": (
        CLIENT + f"createRoot({EL}).render(\n  <React.Fragment>\n    <A />\n  </React.Fragment>\n);\n",
        "<A />",
        4,
    ),
    "behind the arguments' parenthesis": (
        CLIENT + f"createRoot({EL}).render(<StrictMode>\n  <App />\n</StrictMode>);\n",
        "<App />",
        2,
    ),
    "hydrated": (CLIENT + f"hydrateRoot(\n  {EL},\n{STRICT},\n);\n", "<App />", 4),
    "hydrated later": (
        CLIENT + "startTransition(() => {\n  hydrateRoot(\n    document,\n    <StrictMode>\n      <App />\n"
        "    </StrictMode>,\n  );\n});\n",
        "<App />",
        6,
    ),
    "legacy": (
        LEGACY + f"ReactDOM.render(\n  <React.StrictMode>\n    <App />\n  </React.StrictMode>,\n  {EL}\n);\n",
        "<App />",
        4,
    ),
    "in a function": (
        CLIENT + "function start() {\n  const where = document.body;\n  if (!where) throw new Error('no body');\n"
        "  const app = createRoot(where);\n  app.render(\n    <StrictMode>\n      <App />\n    </StrictMode>\n  );\n}\n"
        "\nstart();\n",
        "<App />",
        6,
    ),
    "after a promise": (
        CLIENT + f"enableMocking().then(() => {{\n  createRoot({EL}).render(\n    <StrictMode>\n      <App />\n"
        "    </StrictMode>,\n  );\n});\n",
        "<App />",
        6,
    ),
    "only where the page is empty": (
        WHOLE + f"const rootElement = {EL};\nif (!rootElement.innerHTML) {{\n  const root = "
        "ReactDOM.createRoot(rootElement);\n  root.render(\n    <StrictMode>\n      <RouterProvider router={router} />"
        "\n    </StrictMode>,\n  );\n}\n",
        "<RouterProvider router={router} />",
        6,
    ),
    "a root assigned later": (
        CLIENT + f"let root = null;\nroot = createRoot({EL});\nroot.render(\n{STRICT}\n);\n",
        "<App />",
        4,
    ),
    "a root kept on the window": (
        CLIENT + f"window.root = window.root || createRoot({EL});\nwindow.root.render(\n{STRICT}\n);\n",
        "<App />",
        4,
    ),
    "chained over lines": (
        WHOLE
        + f"ReactDOM\n  .createRoot({EL})\n  .render(\n    <StrictMode>\n      <App />\n    </StrictMode>,\n  );\n",
        "<App />",
        6,
    ),
    "a constant": (CLIENT + f"const app = (\n{STRICT}\n);\n\ncreateRoot({EL}).render(app);\n", "<App />", 4),
    "a constant that is shown in one of two ways": (
        CLIENT + f"const app = (\n{STRICT}\n);\nconst root = {EL};\nif (root.hasChildNodes()) {{\n"
        "  hydrateRoot(root, app);\n} else {\n  createRoot(root).render(app);\n}\n",
        "<App />",
        4,
    ),
    "hydrated or made": (
        CLIENT + f"const Entry = (\n{STRICT}\n);\nconst root = ssr ? hydrateRoot({EL}, Entry) : createRoot({EL});\n\n"
        "root.render(Entry);\n",
        "<App />",
        4,
    ),
    "kept for hot reload": (
        CLIENT
        + f"const app = (\n{STRICT}\n);\n\nif (import.meta.hot) {{\n  const root = (import.meta.hot.data.root ??= "
        "createRoot(elem));\n  root.render(app);\n} else {\n  createRoot(elem).render(app);\n}\n",
        "<App />",
        4,
    ),
    "import *": (
        "import * as ReactDOM from 'react-dom/client';\n\n" + f"ReactDOM.createRoot({EL}).render(\n{STRICT}\n);\n",
        "<App />",
        4,
    ),
    "an import under another name": (
        "import { createRoot as make } from 'react-dom/client';\n\n" + f"make({EL}).render(\n{STRICT}\n);\n",
        "<App />",
        4,
    ),
    "text in it": (
        CLIENT + f"createRoot({EL}).render(\n  <StrictMode>\n    Hello 日本\n    <App />\n  </StrictMode>\n);\n",
        "<App />",
        4,
    ),
    "a comment that names it": (
        CLIENT + f"// <ChatKitBot /> goes below\ncreateRoot({EL}).render(\n{STRICT}\n);\n",
        "<App />",
        4,
    ),
}


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("file", ["src/main.js", "src/main.jsx", "src/main.tsx"])
def test_goes_last_into_a_wrapper_that_is_there(name: str, file: str) -> None:
    before, last, indent = INSIDE[name]
    assert before.count(last) == 1
    check_edited(edit, file, before, before.replace(last, f"{last}\n{' ' * indent}<ChatKitBot />"))


def test_a_wrapper_on_one_line() -> None:
    before = CLIENT + f"createRoot({EL}).render(<StrictMode><App /></StrictMode>);\n"
    check_edited(edit, "src/main.jsx", before, before.replace("<App />", "<App /><ChatKitBot />"))


APP = "\n  <>\n    <App />\n    <ChatKitBot />\n  </>,\n"
SHOP = "  <Provider store={store}>\n    <App />\n  </Provider>"
IN_FRAGMENT = "  <>\n    <Provider store={store}>\n      <App />\n    </Provider>\n    <ChatKitBot />\n  </>"
AROUND = {
    "one line": (CLIENT + f"createRoot({EL}).render(<App />);\n", "(<App />)", f"({APP})"),
    "one line, kept": (
        WHOLE + f"const root = ReactDOM.createRoot({EL});\nroot.render(<App />);\n",
        "(<App />)",
        f"({APP})",
    ),
    "no semicolons": (CLIENT + f"createRoot({EL}).render(<App />)\n", "(<App />)", f"({APP})"),
    "an element with an end": (
        CLIENT + f"createRoot({EL}).render(<App></App>);\n",
        "(<App></App>)",
        "(" + APP.replace("<App />", "<App></App>") + ")",
    ),
    "legacy on one line": (
        LEGACY + f"ReactDOM.render(<App />, {EL});\n",
        f"(<App />, {EL})",
        f"({APP}  {EL},\n)",
    ),
    "legacy, a name imported": (LEGACY + f"render(<App />, {EL});\n", f"(<App />, {EL})", f"({APP}  {EL},\n)"),
    "hydrated on one line": (
        CLIENT + "hydrateRoot(document, <App />);\n",
        "(document, <App />)",
        f"(\n  document,{APP})",
    ),
    "hydrated in a function": (
        CLIENT + "startTransition(() => {\n  hydrateRoot(document, <App />);\n});\n",
        "(document, <App />)",
        "(\n    document,\n    <>\n      <App />\n      <ChatKitBot />\n    </>,\n  )",
    ),
    "a router": (
        CLIENT + f"createRoot({EL}).render(<RouterProvider router={{router}} />);\n",
        "(<RouterProvider router={router} />)",
        "(" + APP.replace("<App />", "<RouterProvider router={router} />") + ")",
    ),
    "a provider": (CLIENT + f"createRoot({EL}).render(\n{SHOP},\n);\n", SHOP, IN_FRAGMENT),
    "a provider, legacy": (LEGACY + f"ReactDOM.render(\n{SHOP},\n  {EL}\n);\n", SHOP, IN_FRAGMENT),
    "a provider that is not alone": (
        LEGACY + f"ReactDOM.render(<Provider store={{store}}>\n  <App />\n</Provider>, {EL});\n",
        "<Provider store={store}>\n  <App />\n</Provider>",
        "<>\n  <Provider store={store}>\n    <App />\n  </Provider>\n  <ChatKitBot />\n</>",
    ),
    "StrictMode further in": (
        CLIENT
        + f"createRoot({EL}).render(\n  <Store>\n    <StrictMode>\n      <App />\n    </StrictMode>\n  </Store>,\n);\n",
        "  <Store>\n    <StrictMode>\n      <App />\n    </StrictMode>\n  </Store>",
        (
            "  <>\n    <Store>\n      <StrictMode>\n        <App />\n      </StrictMode>\n    </Store>\n"
            "    <ChatKitBot />\n  </>"
        ),
    ),
    "StrictMode that is given its children": (
        CLIENT + f"createRoot({EL}).render(<StrictMode children={{<App />}}></StrictMode>);\n",
        "<StrictMode children={<App />}></StrictMode>",
        "\n  <>\n    <StrictMode children={<App />}></StrictMode>\n    <ChatKitBot />\n  </>,\n",
    ),
    "StrictMode commented out": (
        WHOLE + f"const root = ReactDOM.createRoot({EL});\nroot.render(\n  // <React.StrictMode>\n{SHOP}\n"
        "  // </React.StrictMode>\n);\n",
        SHOP,
        IN_FRAGMENT,
    ),
    "a blank line inside": (
        CLIENT + f"createRoot({EL}).render(\n  <Store>\n\n    <App />\n  </Store>\n);\n",
        "  <Store>\n\n    <App />\n  </Store>",
        "  <>\n    <Store>\n\n      <App />\n    </Store>\n    <ChatKitBot />\n  </>",
    ),
    "a call": (
        CLIENT + f"const app = () => <App />;\ncreateRoot({EL}).render(app());\n",
        "(app())",
        "(" + APP.replace("<App />", "{app()}") + ")",
    ),
    "a condition": (
        CLIENT + f"createRoot({EL}).render(dark ? <Dark /> : <App />);\n",
        "(dark ? <Dark /> : <App />)",
        "(" + APP.replace("<App />", "{dark ? <Dark /> : <App />}") + ")",
    ),
    "a name that is no constant": (
        CLIENT + f"let app = <App />;\nif (dark) app = <Dark />;\ncreateRoot({EL}).render(app);\n",
        "(app)",
        "(" + APP.replace("<App />", "{app}") + ")",
    ),
    "a constant of two kinds": (
        CLIENT + f"const app = strict ? (\n  <StrictMode>\n    <App />\n  </StrictMode>\n) : (\n  <App />\n);\n"
        f"createRoot({EL}).render(app);\n",
        "(app)",
        "(" + APP.replace("<App />", "{app}") + ")",
    ),
    "a constant of one element": (
        CLIENT + f"const app = <App />;\ncreateRoot({EL}).render(app);\n",
        "const app = <App />",
        "const app = <>\n  <App />\n  <ChatKitBot />\n</>",
    ),
    "in parentheses": (
        CLIENT + f"createRoot({EL}).render((\n{SHOP}\n));\n",
        SHOP,
        IN_FRAGMENT,
    ),
    "its own function for JSX, and for fragments": (
        f"/** @jsx h */\n/** @jsxFrag F */\n{CLIENT}createRoot({EL}).render(<App />);\n",
        "(<App />)",
        f"({APP})",
    ),
    "another JSX source": (
        f"/** @jsxImportSource @emotion/react */\n{CLIENT}createRoot({EL}).render(<App />);\n",
        "(<App />)",
        f"({APP})",
    ),
}


@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize("file", ["src/main.js", "src/main.jsx", "src/main.tsx"])
def test_gets_a_fragment_around_both(name: str, file: str) -> None:
    before, old, new = AROUND[name]
    assert before.count(old) == 1
    is_indented = "\n  " in before  # else nothing in the file says that it is indented by tabs
    layouts = [layout for layout in LAYOUTS if is_indented or layout != "tabs"]
    check_edited(edit, file, before, before.replace(old, new), layouts)


def test_lines_inside_of_a_text_are_not_moved() -> None:
    before = (
        CLIENT + f'createRoot({EL}).render(\n  <App\n    css={{`\n  a {{}}\n`}}\n    title="one\n  two"\n  />,\n);\n'
    )
    after = before.replace(
        '  <App\n    css={`\n  a {}\n`}\n    title="one\n  two"\n  />',
        '  <>\n    <App\n      css={`\n  a {}\n`}\n      title="one\n  two"\n    />\n    <ChatKitBot />\n  </>',
    )
    check_edited(edit, "src/main.jsx", before, after, ["as written", "CRLF", "BOM", "no final newline"])


TYPED = {
    "an element that must be there": f"createRoot({EL}!).render(\n{STRICT},\n)\n",
    "a cast": f"createRoot({EL} as HTMLElement).render(\n{STRICT},\n);\n",
    "a typed root": f"const root: Root = createRoot({EL}!);\n\nroot.render(\n{STRICT},\n);\n",
    "a root that must be there": f"let root: Root | undefined;\nroot = createRoot(el);\nroot!.render(\n{STRICT},\n);\n",
    "a typed constant": f"const app: ReactNode = (\n{STRICT}\n);\ncreateRoot({EL}!).render(app);\n",
}


@pytest.mark.parametrize("name", TYPED)
def test_typed_entries(name: str) -> None:
    before = CLIENT + TYPED[name]
    check_edited(edit, "src/main.tsx", before, before.replace("<App />", "<App />\n    <ChatKitBot />"))


def test_each_call_that_shows_in_the_same_place() -> None:
    """As hot reloading was written before React 18: what is shown first and what replaces it."""
    again = "if (module.hot) {\n  module.hot.accept('./App', () => {\n    const Next = require('./App').default;\n"
    first, next_one = f"ReactDOM.render(<App />, {EL});\n", f"    ReactDOM.render(<Next />, {EL});\n  }});\n}}\n"
    edited = f"ReactDOM.render({APP}  {EL},\n);\n"
    deep = "    ReactDOM.render(\n      <>\n        <Next />\n        <ChatKitBot />\n      </>,\n"
    check_edited(
        edit,
        "src/index.js",
        LEGACY + first + again + next_one,
        LEGACY + edited + again + f"{deep}      {EL},\n    );\n  }});\n}}\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        CLIENT + f"createRoot({EL}).render(\n  <StrictMode>\n    <App />\n    <ChatKitBot />\n  </StrictMode>,\n);\n",
        CLIENT + f"createRoot({EL}).render(<App><ChatKitBot greeting='Hello' /></App>);\n",
        CLIENT + f"const App = () => <main><ChatKitBot></ChatKitBot></main>;\ncreateRoot({EL}).render(<App />);\n",
    ],
)
def test_what_is_there_is_left(text: str) -> None:
    check_unchanged(edit, "src/main.tsx", text)


NOT_UNDERSTOOD = {
    "no call": ("import App from './App';\n\nexport default App;\n", "no call of react-dom"),
    "somebody else's createRoot": (
        f"import {{ createRoot }} from './tiny';\ncreateRoot({EL}).render(<App />);\n",
        "no call of react-dom",
    ),
    "somebody else's render": (
        "import { render } from '@testing-library/react';\nrender(<App />, { wrapper });\n",
        "no call of react-dom",
    ),
    "a class that renders": (
        "import ReactDOM from 'react-dom/client';\nview.render(<App />);\n",
        "no call of react-dom",
    ),
    "a portal": ("import { createPortal } from 'react-dom';\ncreatePortal(<App />, el);\n", "no call of react-dom"),
    "a root handed on": (CLIENT + f"start(createRoot({EL}));\n", "no call of react-dom"),
    "React imported at run time": (
        f"const {{ createRoot }} = await import('react-dom/client');\ncreateRoot({EL}).render(<App />);\n",
        "no call of react-dom",
    ),
    "createElement": (WHOLE + f"ReactDOM.createRoot({EL}).render(React.createElement(App));\n", "not written as JSX"),
    "a function's result": (CLIENT + f"createRoot({EL}).render(app());\n", "not written as JSX"),
    "two places": (
        CLIENT + "createRoot(document.querySelector('#a')).render(<A />);\n"
        "createRoot(document.querySelector('#b')).render(<B />);\n",
        "2 calls",
    ),
    "two places, legacy": (
        LEGACY + "ReactDOM.render(<A />, document.querySelector('#a'));\nrender(<B />, document.body);\n",
        "2 calls",
    ),
    "a condition that renders itself": (
        CLIENT + "if (createRoot(a).render(<A />)) {\n  createRoot(b).render(<B />);\n}\n",
        "2 calls",
    ),
    "its own function for JSX": (
        f"/** @jsx jsx */\nimport {{ jsx }} from '@emotion/core';\n{CLIENT}createRoot({EL}).render(<App />);\n",
        "@jsx",
    ),
    "it does not parse": (CLIENT + "createRoot(;\n", "does not parse"),
    "a conflict": ("<<<<<<< HEAD\n" + CLIENT, "merge conflict"),
}


@pytest.mark.parametrize("name", NOT_UNDERSTOOD)
@pytest.mark.parametrize("file", ["src/main.js", "src/main.jsx", "src/main.tsx"])
def test_what_is_not_understood_is_handed_over(name: str, file: str) -> None:
    check_unchanged(edit, file, *NOT_UNDERSTOOD[name])


def test_a_typescript_file_without_jsx() -> None:
    check_unchanged(edit, "src/main.ts", CLIENT + f"createRoot({EL}!).render(createElement(App));\n", "not written as")


def test_utf16_is_handed_over() -> None:
    (by_hand,) = edit(Source("src/main.jsx", f"createRoot({EL}).render(<App />);\n".encode("utf-16")))
    assert "UTF-16" in by_hand.why  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "shows", "takes_up"),
    [
        (CLIENT + "hydrateRoot(document, <App />);\n", True, True),
        (LEGACY + f"ReactDOM.hydrate(<App />, {EL});\n", True, True),
        (CLIENT + f"createRoot({EL}).render(<App />);\n", True, False),
        ("export default 1;\n", False, False),
        ("import 'react-dom';\nfoo(;\n", False, False),
    ],
)
def test_what_a_module_does(text: str, shows: bool, takes_up: bool) -> None:
    source = Source("src/main.jsx", text.encode())
    assert (renders(source), hydrates(source)) == (shows, takes_up)

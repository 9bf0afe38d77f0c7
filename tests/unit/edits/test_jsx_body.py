"""The element that a page has only once gets one more child at its end, or is left to its owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.jsx_body import insert_before_end
from tests.unit.edits.checks import check_edited, check_unchanged


def edit(source: Source) -> Edit:
    return insert_before_end(source, "body", "<ChatKitBot />")


REMIX = """import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "@remix-run/react";

export function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
"""
NEXT = """export default function RootLayout({ children }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body
        className={`${sans.variable} ${mono.variable} antialiased`}
      >
        {children}
      </body>
    </html>
  );
}
"""
OWN_DOCUMENT = """export function ErrorBoundary() {
  return (
    <html lang="en">
      <body>
        <h1>Sorry</h1>
      </body>
    </html>
  );
}
"""


def page(body: str) -> str:
    return f"export default function Root({{ children }}) {{\n  return <html>{body}</html>;\n}}\n"


END = "      </body>\n"
TAG = "        <ChatKitBot />\n"
EDITED = {
    "among others": (REMIX, END, TAG + END),
    "attributes on lines of their own": (NEXT, END, TAG + END),
    "one line": (page("<body>{children}</body>"), "</body>", "<ChatKitBot /></body>"),
    "one line in a page of several": (
        NEXT.replace("        {children}\n      </body>", "        {children}</body>"),
        "</body>",
        "<ChatKitBot /></body>",
    ),
    "a document as a component": (
        "const Document = ({ children }) => (\n  <html>\n    <body>\n      {children}\n    </body>\n  </html>\n);\n",
        "    </body>\n",
        "      <ChatKitBot />\n    </body>\n",
    ),
    "providers inside": (
        REMIX.replace("        {children}\n", "        <Store>\n          {children}\n        </Store>\n"),
        END,
        TAG + END,
    ),
    "providers outside": (
        "const Lay = memo(() => (\n    <Theme>\n      <body>\n        <Outlet />\n      </body>\n    </Theme>\n));\n",
        END,
        TAG + END,
    ),
    "a comment at the end": (
        REMIX.replace("        <Scripts />\n", "        {/* the last */}\n"),
        END,
        TAG + END,
    ),
    "nothing in it": (page("\n    <body>\n    </body>\n  "), "    </body>\n", "      <ChatKitBot />\n    </body>\n"),
    "text alone": (
        page("\n    <body>\n      hello\n    </body>\n  "),
        "    </body>\n",
        "      <ChatKitBot />\n    </body>\n",
    ),
    "a condition": (
        NEXT.replace("        {children}\n", "        {open ? children : <Closed />}\n"),
        END,
        TAG + END,
    ),
    "a class": (
        "class Root extends Component {\n  render() {\n    return <body>{this.props.children}</body>;\n  }\n}\n",
        "</body>",
        "<ChatKitBot /></body>",
    ),
    "another alphabet": (NEXT.replace("{children}\n", "{children}日本語 🙂\n"), END, TAG + END),
    "names that begin the same": (
        page("<body><BodyText /><bodyguard></bodyguard></body>"),
        "</body>",
        "<ChatKitBot /></body>",
    ),
    "a comment that names it": (
        NEXT.replace("  return (", "  // <body> and <ChatKitBot />\n  return ("),
        END,
        TAG + END,
    ),
    "a list in it": (
        page("<body>{items.map((item) => <p key={item}>{item}</p>)}</body>"),
        "</body>",
        "<ChatKitBot /></body>",
    ),
}


@pytest.mark.parametrize("name", EDITED)
@pytest.mark.parametrize("file", ["app/root.js", "app/root.jsx", "app/root.tsx"])
def test_shows_the_tag_at_the_end(name: str, file: str) -> None:
    before, old, new = EDITED[name]
    assert before.count(old) == 1
    check_edited(edit, file, before, before.replace(old, new))


SEVERAL = {
    "a boundary with a document of its own": REMIX + "\n" + OWN_DOCUMENT,
    "two returns": NEXT.replace(
        "  return (",
        "  if (bare) {\n    return (\n      <html>\n      <body>\n        <p>bare</p>\n      </body>\n      </html>\n"
        "    );\n  }\n  return (",
    ),
    "two arms": page(
        "{dark ? (\n      <body>\n        {a}\n      </body>\n) : (\n      <body>\n        {b}\n      </body>\n)}"
    ),
    "variables": "".join(f"const {name} = (\n      <body>\n        {name}\n      </body>\n);\n" for name in "ab"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_shows_the_tag_in_each_of_several(name: str) -> None:
    before = SEVERAL[name]
    assert before.count(END) == 2
    check_edited(edit, "app/root.jsx", before, before.replace(END, TAG + END))


@pytest.mark.parametrize(
    "before",
    [
        REMIX.replace("({ children })", "({ children }: { children: React.ReactNode })"),
        REMIX.replace("({ children })", "({ children }: PropsWithChildren<{ title?: string }>): JSX.Element"),
        REMIX.replace("export default", "export const links: LinksFunction = () => [];\n\nexport default"),
        REMIX.replace("<html ", "<html data-theme={theme as string} "),
    ],
)
def test_typed_components(before: str) -> None:
    check_edited(edit, "app/root.tsx", before, before.replace(END, TAG + END))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (page("<div>{children}</div>"), "no <body>"),
        (page("<Body>{children}</Body>"), "no <body>"),
        ("export default () => createElement('body', null);\n", "no <body>"),
        ("export { default } from './root-of-all';\n", "no <body>"),
        ("// <body></body>\nexport default '<body></body>';\n", "no <body>"),
        ("", "no <body>"),
        (page("<body />"), "no children"),
        (page("<body dangerouslySetInnerHTML={{ __html: html }}></body>"), "dangerouslySetInnerHTML"),
        (page("<body children={children}></body>"), "`children`"),
        (page("<body>{(theme) => <p>{theme}</p>}</body>"), "is a function"),
        (page("<body>{function () { return 1; }}</body>"), "is a function"),
        (page("<body>1</body><body>2</body>"), "2 times"),
        (page("<body><body>2</body></body>"), "2 times"),
        ("export default () => pick(<body>1</body>, <body>2</body>);\n", "2 times"),
        ("export default () => [<body>1</body>, <body>2</body>];\n", "2 times"),
        (OWN_DOCUMENT + page("<body />"), "no children"),
        (page("<body>{children}"), "does not parse"),
        ("<<<<<<< HEAD\n" + REMIX, "merge conflict"),
        (page("<body>\0</body>"), "UTF-16"),
    ],
)
def test_leaves_what_it_does_not_understand(text: str, why: str) -> None:
    check_unchanged(edit, "app/root.jsx", text, why)


def test_a_ts_file_holds_no_jsx() -> None:
    check_unchanged(edit, "app/root.ts", "export default () => h('body');\n", "no <body>")


@pytest.mark.parametrize("tag", ["<ChatKitBot />", "<ChatKitBot/>", "<ChatKitBot api='/x'></ChatKitBot>"])
def test_a_file_that_shows_it_anywhere_is_left(tag: str) -> None:
    check_unchanged(edit, "app/root.js", page(f"<body><main>{tag}</main></body>"))


def test_another_element() -> None:
    before = page("<body><main>\n      <Outlet />\n    </main></body>")
    after = before.replace("    </main>", "      <Chat />\n    </main>")
    check_edited(lambda source: insert_before_end(source, "main", "<Chat />"), "app/root.jsx", before, after)

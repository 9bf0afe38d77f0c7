"""A component gets one more element after its children, or is left to its owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.jsx import insert_after_children
from tests.unit.edits.checks import check_edited, check_unchanged


def edit(source: Source) -> Edit:
    return insert_after_children(source, "<ChatKitBot />")


def root(body: str, parameter: str = "{children}") -> str:
    return f"import React from 'react';\n\nexport default function Root({parameter}) {{\n{body}}}\n"


FRAGMENT = "  return (\n    <>\n      {children}\n    </>\n  );\n"
EDITED = {
    "fragment": (root(FRAGMENT), "{children}\n", "{children}\n      <ChatKitBot />\n"),
    "one line": (root("  return <>{children}</>;\n"), "{children}</", "{children}<ChatKitBot /></"),
    "returned": (root("  return children;\n"), "return children", "return <>{children}<ChatKitBot /></>"),
    "returned in parentheses": (
        root("  return (\n    children\n  );\n"),
        "    children\n",
        "    <>{children}<ChatKitBot /></>\n",
    ),
    "arrow": ("export default ({children}) => children;\n", "=> children", "=> <>{children}<ChatKitBot /></>"),
    "arrow with a name": (
        "const Root = ({ children }) => <Layout>{children}</Layout>;\n\nexport default Root;\n",
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "props": (
        root("  return (\n    <Store>\n      {props.children}\n    </Store>\n  );\n", "props"),
        "{props.children}",
        "{props.children}\n      <ChatKitBot />",
    ),
    "props returned": (
        root("  return props.children;\n", "props"),
        "props.children",
        "<>{props.children}<ChatKitBot /></>",
    ),
    "props taken apart": (
        root("  const { children } = props;\n" + FRAGMENT, "props"),
        "{children}\n",
        "{children}\n      <ChatKitBot />\n",
    ),
    "renamed": (root("  return <>{kids}</>;\n", "{children: kids}"), "{kids}<", "{kids}<ChatKitBot /><"),
    "with a default": (
        root("  return <>{children}</>;\n", "{children = null}"),
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "providers": (
        root("  return (\n    <A>\n      <B>\n        {children}\n      </B>\n    </A>\n  );\n"),
        "{children}\n",
        "{children}\n        <ChatKitBot />\n",
    ),
    "a redirect before": (
        root("  const to = useTo();\n  if (to) {\n    return <Redirect to={to} />;\n  }\n" + FRAGMENT),
        "{children}\n",
        "{children}\n      <ChatKitBot />\n",
    ),
    "comments between": (
        root("  return (\n    <>\n      {/* children */}\n      {children}\n      {/* end */}\n    </>\n  );\n"),
        "{children}\n",
        "{children}\n      <ChatKitBot />\n",
    ),
    "a comment on its line": (
        root("  return (\n    <>\n      {children} {/* the page */}\n    </>\n  );\n"),
        "{children} ",
        "{children}<ChatKitBot /> ",
    ),
    "a neighbour": (
        root("  return <><Banner />{children}<Footer /></>;\n"),
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "a comment that names it": (
        root("  // <ChatKitBot /> goes below\n  return <>{children}</>;\n"),
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "memo": (
        "const Root = memo(function Root({children}) {\n  return <>{children}</>;\n});\nexport default Root;\n",
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "wrapped at the export": (
        "function Root({children}) {\n  return <>{children}</>;\n}\nexport default observer(memo(Root));\n",
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "exported by a list": (
        "function Root({children}) {\n  return <>{children}</>;\n}\nexport {Root as default, other};\n",
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "another component in the file": (
        "const Box = ({children}) => <div>{children}</div>;\n\n" + root("  return <Box>{children}</Box>;\n"),
        "<Box>{children}",
        "<Box>{children}<ChatKitBot />",
    ),
    "class": (
        "export default class Root extends Component {\n  render() {\n    return <>{this.props.children}</>;\n  }\n}\n",
        "{this.props.children}",
        "{this.props.children}<ChatKitBot />",
    ),
    "module.exports": (
        "module.exports = function Root({children}) {\n  return <>{children}</>;\n};\n",
        "{children}<",
        "{children}<ChatKitBot /><",
    ),
    "another alphabet": (
        root("  return (\n    <>\n      <p>日本語 🙂</p>\n      {children}\n    </>\n  );\n"),
        "{children}\n",
        "{children}\n      <ChatKitBot />\n",
    ),
}


@pytest.mark.parametrize("name", EDITED)
@pytest.mark.parametrize("file", ["src/theme/Root.js", "src/theme/Root.jsx", "src/theme/Root.tsx"])
def test_shows_the_tag_after_the_children(name: str, file: str) -> None:
    before, old, new = EDITED[name]
    assert before.count(old) == 1
    check_edited(edit, file, before, before.replace(old, new))


SEVERAL = {
    "a return before the site is in the browser": root(
        "  if (!ready) {\n    return <>{children}</>;\n  }\n  return <Store>{children}</Store>;\n"
    ),
    "two arms": root("  return dark ? <Dark>{children}</Dark> : <>{children}</>;\n"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_shows_the_tag_in_each_return(name: str) -> None:
    before = SEVERAL[name]
    check_edited(edit, "src/theme/Root.js", before, before.replace("{children}<", "{children}<ChatKitBot /><"))


def test_children_that_are_returned_before() -> None:
    before = root("  if (!ready) return children;\n  return <Store>{children}</Store>;\n")
    after = before.replace("return children", "return <>{children}<ChatKitBot /></>")
    check_edited(
        edit, "src/theme/Root.tsx", before, after.replace("<Store>{children}", "<Store>{children}<ChatKitBot />")
    )


TYPED = """import type {ReactNode} from 'react';
import type {Props} from '@theme/Root';

export default function Root({children}: Props): ReactNode {
  return <>{children}</>;
}
"""


@pytest.mark.parametrize(
    ("before", "old"),
    [
        (TYPED, "{children}<"),
        (
            "const Root: FC<Props> = ({children}: Props) => <A<string>>{children}</A>;\nexport default Root;\n",
            "{children}<",
        ),
        (
            "const Root = ({children}: Props): JSX.Element => <>{children}</>;\nexport default Root as FC;\n",
            "{children}<",
        ),
        (
            "export default (function Root({children}) {\n  return <>{children}</>;\n} satisfies FC<Props>);\n",
            "{children}<",
        ),
    ],
)
def test_typed_components(before: str, old: str) -> None:
    check_edited(edit, "src/theme/Root.tsx", before, before.replace(old, "{children}<ChatKitBot /><"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (root("  return <Layout children={children} />;\n"), "not shown"),
        (root("  return <Layout {...props} />;\n", "props"), "no place"),
        (root("  return React.cloneElement(children);\n"), "not shown"),
        (root("  return ok ? children : null;\n"), "not shown"),
        (root("  return <><A>{children}</A>{children}</>;\n"), "2 places"),
        (root("  return children ? <A>{children}</A> : <B />;\n"), "2 places"),
        (root("  const wrap = () => { return <A>{children}</A>; };\n  return <>{children}{wrap()}</>;\n"), "2 places"),
        (root("  if (x) return clone(children);\n  return <>{children}</>;\n"), "not shown"),
        (root("  useEffect(f, [children]);\n  return <>{children}</>;\n"), "2 places"),
        (root("  return <Page render={() => children} />;\n"), "not shown"),
        (root("  return <>{ok && children}</>;\n"), "not shown"),
        (root("  return <Page render={() => { return children; }} />;\n"), "not shown"),
        (root("  return <Outlet />;\n", ""), "no place"),
        (root("  return <Outlet />;\n", "...all"), "no place"),
        ("export { default } from './Other';\n", "no component"),
        ("export const Root = ({children}) => children;\n", "no component"),
        ("import Other from './Other';\nexport default Other;\n", "no component"),
        ("export default connect(state)(Root);\n", "no component"),
        ("const a = b, b = a;\nexport default a;\n", "no component"),
        ("", "no component"),
        (root("  return (<>{children}\n"), "does not parse"),
        ("<<<<<<< HEAD\n" + root(FRAGMENT), "merge conflict"),
        (root("  return '\0';\n"), "UTF-16"),
    ],
)
def test_leaves_what_it_does_not_understand(text: str, why: str) -> None:
    check_unchanged(edit, "src/theme/Root.jsx", text, why)


def test_a_ts_file_holds_no_jsx() -> None:
    check_unchanged(edit, "src/theme/Root.ts", "export default ({children}) => children;\n", "not shown")


@pytest.mark.parametrize("tag", ["<ChatKitBot />", "<ChatKitBot/>", "<ChatKitBot api='/x'></ChatKitBot>"])
def test_a_component_that_shows_it_anywhere_is_left(tag: str) -> None:
    check_unchanged(edit, "src/theme/Root.js", root(f"  return <>{{children}}<main>{tag}</main></>;\n"))

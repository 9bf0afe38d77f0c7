"""The objects that configuration modules export."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.config import add_item, set_in, set_property
from chatgraft.edits.exported_object import find_property, find_text
from tests.unit.edits.checks import LAYOUTS, check_edited, check_unchanged


def set_ui(source: Source) -> Edit:
    return set_property(source, "ui", "'selfhosted'")


CONFIG = """/** The chat. */
const config = {
  api: '/chatkit', // where
  ui: 'auto', // which
  look: {ui: 'glass'},
};

export default config;
"""


@pytest.mark.parametrize("file", ["chatkit.config.js", "chatkit.config.ts"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CONFIG, CONFIG.replace("'auto'", "'selfhosted'")),
        ("export default {ui: 'auto'};\n", "export default {ui: 'selfhosted'};\n"),
        ("export default {'ui': f(1)};\n", "export default {'ui': 'selfhosted'};\n"),
        ("export default {\n  ui:\n    a ? 1 : 2,\n};\n", "export default {\n  ui: 'selfhosted',\n};\n"),
        ("export default {ui: // why\n  1};\n", "export default {ui: // why\n  'selfhosted'};\n"),
        ("export default {ui};\n", "export default {ui: 'selfhosted'};\n"),
        ("export default {...a, ui: 1};\n", "export default {...a, ui: 'selfhosted'};\n"),
        ("module.exports = {ui: 1};\n", "module.exports = {ui: 'selfhosted'};\n"),
        ("export default {a: 1};\n", "export default {a: 1, ui: 'selfhosted'};\n"),
        ("export default {};\n", "export default { ui: 'selfhosted' };\n"),
        ("f(\n  1);\nexport default {\n};\n", "f(\n  1);\nexport default {\n  ui: 'selfhosted',\n};\n"),
        ("export default {\n  a: 1,\n};\n", "export default {\n  a: 1,\n  ui: 'selfhosted',\n};\n"),
        ("export default {\n  a: 1\n};\n", "export default {\n  a: 1,\n  ui: 'selfhosted'\n};\n"),
        ("export default {\n  a: 1, // b\n};\n", "export default {\n  a: 1, // b\n  ui: 'selfhosted',\n};\n"),
        ("export default {\n  a: 1 // b\n};\n", "export default {\n  a: 1, // b\n  ui: 'selfhosted'\n};\n"),
    ],
)
def test_sets_a_property_of_the_exported_object(file: str, before: str, after: str) -> None:
    check_edited(set_ui, file, before, after)


@pytest.mark.parametrize(
    "exported",
    [
        "{ui: 1} satisfies Config",
        "{ui: 1} as const",
        "({ui: 1})",
        "<Config>{ui: 1}",
        "config;\nconst config: Config = {ui: 1}",
    ],
)
def test_typed_exports(exported: str) -> None:
    before = f"export default {exported};\n"
    if exported.startswith("<"):
        check_unchanged(set_ui, "chatkit.config.ts", before, "does not export an object")
    else:
        check_edited(set_ui, "chatkit.config.ts", before, before.replace("ui: 1", "ui: 'selfhosted'"))


@pytest.mark.parametrize("text", ["export default {ui: 'selfhosted'};\n", 'export default {ui: "selfhosted"};\n'])
def test_a_property_that_says_it_already_is_left(text: str) -> None:
    check_unchanged(set_ui, "chatkit.config.js", text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("export default make();\n", "does not export an object"),
        ("export const config = {ui: 1};\n", "does not export an object"),
        ("export default {ui: 1, ui: 2};\n", "more than once"),
        ("export default {ui: 1, ...rest};\n", "a spread"),
        ("export default {ui() {}};\n", "is a method"),
        ("export default {ui: };\n", "does not parse"),
    ],
)
def test_an_object_that_is_not_plain_is_handed_over(text: str, why: str) -> None:
    check_unchanged(set_ui, "chatkit.config.js", text, why)


PROXY = "'http://127.0.0.1:8001'"
VITE = """import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
});
"""


def set_proxy(source: Source) -> Edit:
    return set_in(source, ("server", "proxy", "'/chatkit'"), PROXY)


def test_makes_what_is_not_there() -> None:
    after = VITE.replace("[react()],\n", "[react()],\n  server: { proxy: { '/chatkit': 'http://127.0.0.1:8001' } },\n")
    check_edited(set_proxy, "vite.config.ts", VITE, after)


def test_adds_to_what_is_there() -> None:
    before = VITE.replace("[react()],\n", "[react()],\n  server: {\n    port: 3000,\n  },\n")
    after = before.replace("3000,\n", "3000,\n    proxy: { '/chatkit': 'http://127.0.0.1:8001' },\n")
    check_edited(set_proxy, "vite.config.ts", before, after)


ENTRY = "'/chatkit': 'http://127.0.0.1:8001'"
NESTED = {
    "a proxy of the owner's": ("{server: {proxy: {'/api': 'x'}}}", f"{{server: {{proxy: {{'/api': 'x', {ENTRY}}}}}}}"),
    "an empty proxy": ("{server: {proxy: {}}}", f"{{server: {{proxy: {{ {ENTRY} }}}}}}"),
    "a key in quotes": ("{'server': {}}", f"{{'server': {{ proxy: {{ {ENTRY} }} }}}}"),
    "a spread before": ("{...base, server: {}}", f"{{...base, server: {{ proxy: {{ {ENTRY} }} }}}}"),
}
WRAPPERS = [
    "export default OBJECT;\n",
    "export default defineConfig(OBJECT);\n",
    "export default defineConfig(({ mode }) => (OBJECT));\n",
    "export default defineConfig(() => {\n  const env = loadEnv();\n  return OBJECT;\n});\n",
    "export default defineConfig(async function () {\n  return OBJECT;\n});\n",
    "const config = OBJECT;\nexport default withA(withB(config));\n",
    "const config = () => (OBJECT);\nexport default config;\n",
    "module.exports = OBJECT;\n",
    "module.exports = defineConfig(OBJECT);\n",
    "export default OBJECT satisfies UserConfig;\n",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("name", NESTED)
def test_goes_inwards(name: str, wrapper: str) -> None:
    before, after = (wrapper.replace("OBJECT", written) for written in NESTED[name])
    file = "vite.config.ts" if "satisfies" in wrapper else "vite.config.mjs"
    check_edited(set_proxy, file, before, after)


def test_takes_the_quotes_of_the_file() -> None:
    before = 'import { defineConfig } from "vite"\nexport default defineConfig({ base: "/" })\n'
    after = before.replace('"/" }', '"/", server: { proxy: { "/chatkit": "http://127.0.0.1:8001" } } }')
    check_edited(set_proxy, "vite.config.js", before, after)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("export default {server: {proxy: {'/chatkit': 'http://other'}}};\n", "is set already"),
        ("export default {server: {proxy}};\n", "not an object literal"),
        ("export default {server: make()};\n", "not an object literal"),
        ("export default {server: {}, ...rest};\n", "a spread"),
        ("export default make();\n", "does not export an object"),
        ("export default defineConfig(() => { if (a) return {}; return {}; });\n", "does not export an object"),
        ("export default class {}\n", "does not export an object"),
        ("export const config = {};\n", "does not export an object"),
        ("export default {server() {}};\n", "is a method"),
        ("<<<<<<< HEAD\nexport default {};\n", "merge conflict"),
    ],
)
def test_a_path_that_is_not_plain_is_handed_over(text: str, why: str) -> None:
    check_unchanged(set_proxy, "vite.config.js", text, why)


def add_integration(source: Source) -> Edit:
    return add_item(source, ("integrations",), "chat()")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("export default f({});\n", "export default f({ integrations: [chat()] });\n"),
        ("export default f({integrations: []});\n", "export default f({integrations: [chat()]});\n"),
        ("export default f({integrations: [a()]});\n", "export default f({integrations: [a(), chat()]});\n"),
        (
            "export default {\n  integrations: [\n    a(), // b\n  ],\n};\n",
            "export default {\n  integrations: [\n    a(), // b\n    chat(),\n  ],\n};\n",
        ),
    ],
)
def test_adds_an_item_to_a_list(before: str, after: str) -> None:
    check_edited(add_integration, "astro.config.mjs", before, after)


@pytest.mark.parametrize("text", ["export default {integrations: all};\n", "export default {integrations: f([])};\n"])
def test_a_list_that_is_not_written_out_is_handed_over(text: str) -> None:
    check_unchanged(add_integration, "astro.config.mjs", text, "not a list")


RULE = "...(dev ? [{ source: '/chatkit' }] : [])"
REWRITES = [
    "async rewrites() { return LIST; }",
    "async rewrites() {\n    const more = list();\n    return LIST;\n  }",
    "rewrites: async () => LIST",
    "rewrites: async function () { return LIST; }",
    "rewrites: async () => { return LIST }",
]


def add_rewrite(source: Source) -> Edit:
    return add_item(source, ("rewrites()",), RULE, first=True)


@pytest.mark.parametrize("member", REWRITES)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[{ source: '/a' }]", f"[{RULE}, {{ source: '/a' }}]"),
        ("[]", f"[{RULE}]"),
        ("[\n      ...b,\n      c,\n    ]", f"[\n      {RULE},\n      ...b,\n      c,\n    ]"),
    ],
)
def test_adds_to_the_list_that_a_function_returns(member: str, before: str, after: str) -> None:
    config = f"const config = {{\n  {member},\n}};\n\nexport default config;\n"
    check_edited(add_rewrite, "next.config.mjs", config.replace("LIST", before), config.replace("LIST", after))


def test_makes_a_list_in_what_a_function_returns() -> None:
    def edit(source: Source) -> Edit:
        return add_item(source, ("rewrites()", "beforeFiles"), "a", first=True)

    text = "module.exports = {\n  async rewrites() {\n    return {\n      fallback: [b],\n    };\n  },\n};\n"
    after = text.replace("[b],\n", "[b],\n      beforeFiles: [a],\n")
    check_edited(edit, "next.config.js", text, after)


@pytest.mark.parametrize(
    ("member", "why"),
    [
        ("rewrites: all", "not a function"),
        ("rewrites: async () => { if (a) return []; return [b]; }", "returns in one place"),
        ("async rewrites() { return dev ? [] : [b]; }", "not a list"),
        ("async rewrites() { return { fallback: [b] }; }", "not a list"),
        ("async rewrites() {}", "returns in one place"),
        ("...base", "a spread may set `rewrites()` already"),
    ],
)
def test_a_function_that_is_not_plain_is_handed_over(member: str, why: str) -> None:
    check_unchanged(add_rewrite, "next.config.mjs", f"export default {{ {member} }};\n", why)


FUNCTION = "async () =>\n  dev\n    ? [a]\n    : []"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "export default {\n  a: 1,\n};\n",
            "export default {\n  a: 1,\n  f: async () =>\n    dev\n      ? [a]\n      : [],\n};\n",
        ),
        (
            "export default {\n  /* here */\n};\n",
            "export default {\n  f: async () =>\n    dev\n      ? [a]\n      : [],\n  /* here */\n};\n",
        ),
        ("export default {};\n", "export default {\n  f: async () =>\n    dev\n      ? [a]\n      : [],\n};\n"),
        ("export default { a: 1 };\n", "export default { a: 1, f: async () => dev ? [a] : [] };\n"),
    ],
)
def test_a_value_of_several_lines_is_indented(before: str, after: str) -> None:
    def edit(source: Source) -> Edit:
        return set_in(source, ("f",), FUNCTION)

    layouts = [name for name in LAYOUTS if name != "tabs" or after.count("\n  ") == before.count("\n  ") == 1]
    check_edited(edit, "next.config.js", before, after, layouts)


def test_a_list_is_made_where_there_is_none_in_a_spread_object() -> None:
    check_unchanged(add_integration, "astro.config.mjs", "export default {...base};\n", "a spread may set")


def test_finds_what_is_written_out() -> None:
    source = Source("c.js", b"const server = {port: 3000};\nexport default f({server, base: '/a/'});\n")
    assert find_property(source, "base") == "'/a/'"
    assert find_property(source, "server", "port") is None
    assert find_property(source, "other") is None


def test_finds_a_text() -> None:
    source = Source("c.js", b"const here = './a';\nexport default f({dir: {src: here, out: `b`}, base: '/', n: 1});\n")
    assert [find_text(source, *path) for path in (["dir", "src"], ["base"])] == ["./a", "/"]
    assert [find_text(source, *path) for path in (["dir", "out"], ["n"], ["dir"], ["other"])] == [None] * 4


def test_finds_a_text_in_a_call() -> None:
    source = Source("c.js", b"const kit = make({outDir: 'a'});\nexport default {plugins: [kit]};\n")
    assert find_text(source, "outDir", call="make") == "a"
    assert find_text(source, "outDir", call="other") is None


@pytest.mark.parametrize(
    ("text", "call", "expected"),
    [
        ("export default {a: {b: 'c'}};", None, "c"),
        ("const b = 'c';\nexport default f({a: {b: b}});", None, "c"),
        ('export default () => ({a: {b: "c"}});', None, "c"),
        ("export default {plugins: [kit({a: {b: 'c'}})]};", "kit", "c"),
        ("const options = {a: {b: 'c'}};\nkit(options);", "kit", "c"),
        ("export default {a: {b: 1}};", None, None),
        ("export default {a: {b: `c`}};", None, None),
        ("export default {a: {b: c}};", None, None),
        ("export default {a: 'b'};", None, None),
        ("export default {a: {b: 'c'}};", "kit", None),
        ("kit();", "kit", None),
        ("kit({a: {b: 'c'}}); kit({});", "kit", None),
        ("export default {", None, None),
    ],
)
def test_reads_a_string_that_is_written_out(text: str, call: str | None, expected: str | None) -> None:
    assert find_text(Source("a.config.ts", text.encode()), "a", "b", call=call) == expected

"""Where a policy is found, what the chat adds to it, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft import policies
from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.csp import Lack, lacking
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit, applied
from tests.unit.edits.checks import LAYOUTS, undone
from tests.unit.sites import PAGE, make_project

API = "https://chat.example.org"
WANTED = {"script-src": ("'self'",), "connect-src": (API,)}
META = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
NEXT = """\
const nextConfig = {
  async headers() {
    return [
      {
        source: '/(.*)',
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'self'; connect-src 'self';" }],
      },
    ];
  },
};
module.exports = nextConfig;
"""
NGINX = """\
server {
  # add_header Content-Security-Policy "default-src 'none'";
  add_header Content-Security-Policy "default-src 'self'; connect-src 'self'" always;
}
"""
DJANGO = """\
from csp.constants import SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "connect-src": [SELF, "https://api.example.com"],
    },
}
"""

# By file: the text before and after.
EDITED = {
    "index.html": (PAGE.replace("<body>", f"{META}<body>"), (META[:-2], f"{META[:-2]}; connect-src 'self' {API}")),
    "src/app.html": (
        f"<head>\n{META}\n%sveltekit.head%\n</head>\n",
        (META[:-2], f"{META[:-2]}; connect-src 'self' {API}"),
    ),
    "next.config.js": (NEXT, ("connect-src 'self';", f"connect-src 'self' {API};")),
    "middleware.ts": (
        (
            "const csp = `\n  default-src 'self';\n  connect-src 'self';\n`;\n"
            "export const headers = { 'Content-Security-Policy': csp.replace(/\\n/g, '') };\n"
        ),
        ("connect-src 'self';", f"connect-src 'self' {API};"),
    ),
    "server.js": (
        "res.setHeader('Content-Security-Policy', 'default-src \\'self\\'');\n",
        ("default-src \\'self\\'", f"default-src \\'self\\'; connect-src \\'self\\' {API}"),
    ),
    "vite.config.js": (
        (
            "const csp = [\"default-src 'self'\", \"connect-src 'self'\"].join('; ');\n"
            "export default { preview: { headers: { 'Content-Security-Policy': csp } } };\n"
        ),
        ("connect-src 'self'", f"connect-src 'self' {API}"),
    ),
    "app.js": (
        (
            "app.use(helmet({ contentSecurityPolicy: { directives: {\n"
            '  defaultSrc: ["\'self\'"],\n  connectSrc: ["\'self\'", "https://api.example.com"],\n} } }));\n'
        ),
        ('"https://api.example.com"', f'"https://api.example.com", "{API}"'),
    ),
    "svelte.config.js": (
        "export default { kit: { csp: { directives: { 'default-src': ['self'], 'connect-src': [\"self\"] } } } };\n",
        ('["self"]', f'["self", "{API}"]'),
    ),
    "site/settings.py": (DJANGO, ('"https://api.example.com"]', f'"https://api.example.com", "{API}"]')),
    "config/settings.py": (
        "CSP_DEFAULT_SRC = (\"'self'\",)\nCSP_CONNECT_SRC = (\"'self'\",)\n",
        ("CSP_CONNECT_SRC = (\"'self'\",", f'CSP_CONNECT_SRC = ("\'self\'", "{API}"'),
    ),
    "base/settings.py": (
        'SECURE_CSP = {\n    "default-src": [CSP.SELF],\n    "connect-src": [CSP.SELF],\n}\n',
        ('"connect-src": [CSP.SELF', f'"connect-src": [CSP.SELF, "{API}"'),
    ),
    "main.py": (
        'response.headers["Content-Security-Policy"] = "default-src \'self\'"\n',
        ("default-src 'self'", f"default-src 'self'; connect-src 'self' {API}"),
    ),
    "public/_headers": (
        "/*\n  X-Frame-Options: DENY\n  Content-Security-Policy: default-src 'self'\n",
        ("default-src 'self'", f"default-src 'self'; connect-src 'self' {API}"),
    ),
    "netlify.toml": (
        '[[headers]]\n  for = "/*"\n  [headers.values]\n    Content-Security-Policy = "default-src \'self\'"\n',
        ("default-src 'self'", f"default-src 'self'; connect-src 'self' {API}"),
    ),
    "vercel.json": (
        (
            '{\n  "headers": [{ "source": "/(.*)", "headers": [\n'
            '    { "key": "Content-Security-Policy", "value": "default-src \'self\'" }\n  ] }]\n}\n'
        ),
        ("default-src 'self'", f"default-src 'self'; connect-src 'self' {API}"),
    ),
    "nginx.conf": (NGINX, ("connect-src 'self'\"", f"connect-src 'self' {API}\"")),
    "public/.htaccess": (
        "Header always set Content-Security-Policy \"connect-src 'self'\"\n",
        ("connect-src 'self'", f"connect-src 'self' {API}"),
    ),
}


def edits(root: Path, file: str, data: str | bytes) -> Edit:
    project = make_project(root, {file: data})
    found = [policy.widen(lacks) for policy in policies.every_policy(project) if (lacks := _lacks(policy))]
    assert len(found) < 2
    return found[0] if found else ()


def _lacks(policy: policies.Policy) -> tuple[Lack, ...]:
    return lacking(policy.directives, WANTED)


@pytest.mark.parametrize("layout", ["as written", "CRLF", "no final newline"])
@pytest.mark.parametrize("file", EDITED)
def test_what_lacks_is_added_where_it_stands(tmp_path: Path, file: str, layout: str) -> None:
    before, (old, new) = EDITED[file]
    assert before.count(old) == 1
    source, wanted = Source(file, LAYOUTS[layout](before)), LAYOUTS[layout](before.replace(old, new))
    made = edits(tmp_path / "before", file, source.data)
    assert applied(source, made).data == wanted
    assert undone(source, made) == source.data
    assert edits(tmp_path / "after", file, wanted) == ()


@pytest.mark.parametrize(
    ("file", "text", "snippet"),
    [
        ("app.js", "import helmet from 'helmet';\napp.use(helmet());\n", f"connect-src 'self' {API}"),
        ("app.js", "helmet({ contentSecurityPolicy: { directives: { defaultSrc: [\"'self'\"] } } });\n", API),
        (
            "astro.config.mjs",
            "export default defineConfig({ security: { csp: { directives: [\"default-src 'self'\"] } } });\n",
            API,
        ),
        ("settings.py", 'SECURE_CSP = {"default-src": [CSP.SELF]}\n', f"connect-src 'self' {API}"),
        ("settings.py", "CSP_DEFAULT_SRC = [\"'self'\"]\nCSP_CONNECT_SRC = BASE\n", API),
        ("main.py", "Talisman(app, content_security_policy={'default-src': \"'self'\"})\n", API),
    ],
)
def test_what_cannot_be_edited_is_told(tmp_path: Path, file: str, text: str, snippet: str) -> None:
    made = edits(tmp_path, file, text)
    (step,) = made
    assert isinstance(step, ByHand)
    assert snippet in step.snippet
    assert "line" in step.place


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("index.html", PAGE.replace("<body>", f"<!-- {META} --><body>")),
        ("index.html", PAGE.replace("<body>", '<meta http-equiv="refresh" content="5"><body>')),
        ("index.html", PAGE.replace("<body>", META.replace("Policy", "Policy-Report-Only") + "<body>")),
        ("next.config.js", NEXT.replace("Policy'", "Policy-Report-Only'")),
        ("next.config.js", "// 'Content-Security-Policy': \"default-src 'self'\"\nmodule.exports = {};\n"),
        ("src/words.js", "export const help = \"Set default-src 'self' in your policy\";\n"),
        ("src/words.js", "export const help = \"default-src 'self'\";\n"),  # nobody sends it
        ("app.js", "import helmet from 'helmet';\napp.use(helmet({ contentSecurityPolicy: false }));\n"),
        ("app.js", "import { Helmet } from 'react-helmet';\nexport default () => <Helmet title='x' />;\n"),
        ("settings.py", '# SECURE_CSP = {"default-src": [CSP.SELF]}\n'),
        ("settings.py", 'SECURE_CSP_REPORT_ONLY = {"default-src": [CSP.SELF]}\n'),
        ("public/_headers", "/*\n  # Content-Security-Policy: default-src 'self'\n"),
        ("nginx.conf", "# add_header Content-Security-Policy \"default-src 'self'\";\n"),
        ("vercel.json", '{"headers": "broken'),
        ("tests/index.html", PAGE.replace("<body>", f"{META}<body>")),
        ("README.md", META),
    ],
)
def test_what_is_no_policy(tmp_path: Path, file: str, text: str) -> None:
    assert list(policies.every_policy(make_project(tmp_path, {file: text}))) == []


def test_a_policy_for_development_and_one_for_production(tmp_path: Path) -> None:
    text = """\
const policy = dev ? "default-src 'self'; connect-src 'self' ws:" : "default-src 'self'; connect-src 'self'";
export const headers = { 'content-security-policy': policy };
"""
    source = Source("proxy.js", text.encode())
    wanted = text.replace("'self' ws:", f"'self' ws: {API}").replace(
        "connect-src 'self'\"", f"connect-src 'self' {API}\""
    )
    assert applied(source, edits(tmp_path, "proxy.js", text)).data.decode() == wanted


def near(project: Project, root: str) -> list[str]:
    return [policy.file for policy in policies.of_site(project, policies.every_policy(project), root)]


def test_the_policy_of_another_app_is_its_own(tmp_path: Path) -> None:
    helmet, web = EDITED["app.js"][0], EDITED["index.html"][0]
    files = {"web/index.html": web, "web/package.json": "{}", "api/app.js": helmet, "api/package.json": "{}"}
    project = make_project(tmp_path, {**files, "package.json": "{}", "server.js": helmet, "nginx.conf": NGINX})
    assert near(project, "web") == ["web/index.html", "nginx.conf"]
    assert near(project, ".") == ["server.js", "nginx.conf"]


def test_the_policy_of_another_sites_page_is_its_own(tmp_path: Path) -> None:
    page = EDITED["index.html"][0]
    project = make_project(
        tmp_path, {"docs/index.html": page, "site/index.html": page, "server.js": EDITED["app.js"][0]}
    )
    assert near(project, "site") == ["server.js", "site/index.html"]


def widened(root: Path, file: str, text: str) -> str:
    """The file after every policy of it was widened, as the plan does it."""
    found = list(policies.every_policy(make_project(root, {file: text})))
    changes = [change for policy in found for change in policy.widen(_lacks(policy))]
    made = tuple(change for change in changes if isinstance(change, Splice))
    assert len(made) == len(changes)
    return applied(Source(file, text.encode()), made).data.decode()


def test_add_of_a_site_one_of_whose_policies_begins_another(tmp_path: Path) -> None:
    text = """{"headers": [
  {"source": "/a", "headers": [{"key": "Content-Security-Policy", "value": "default-src 'none'"}]},
  {"source": "/b", "headers": [{"key": "Content-Security-Policy", "value": "default-src 'none'; img-src *"}]}
]}
"""
    added = f"script-src 'self'; connect-src {API}"
    wanted = text.replace("'none'\"", f"'none'; {added}\"").replace("img-src *", f"img-src *; {added}")
    assert widened(tmp_path, "vercel.json", text) == wanted


def test_the_code_in_a_policys_holes_stays_as_it_is(tmp_path: Path) -> None:
    text = """\
const csp = `script-src 'self' 'nonce-${request[`nonce`]}'; connect-src 'self'`;
export const headers = { 'Content-Security-Policy': csp };
"""
    wanted = text.replace("connect-src 'self'", f"connect-src 'self' {API}")
    assert widened(tmp_path, "middleware.js", text) == wanted


def test_a_source_that_is_written_in_two_parts(tmp_path: Path) -> None:
    text = """CSP_CONNECT_SRC = [('https://a.example.org'\n  '/x'),]\n"""
    assert widened(tmp_path, "settings.py", text) == text.replace(",]", f", '{API}']")


def test_a_policy_of_lists_keeps_its_layout_and_quotes(tmp_path: Path) -> None:
    text = """\
SECURE_CSP = {
    'default-src': [CSP.SELF],
    'script-src': [
        'https://a.example.org',  # ours
    ],
    'connect-src': [
        CSP.SELF,
    ],
}
"""
    wanted = text.replace("  # ours\n", "  # ours\n        \"'self'\",\n")
    wanted = wanted.replace("        CSP.SELF,\n", f"        CSP.SELF,\n        '{API}',\n")
    assert widened(tmp_path, "settings.py", text) == wanted

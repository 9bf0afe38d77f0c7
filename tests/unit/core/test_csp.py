"""What a policy lacks, and the same policy with that added."""

from __future__ import annotations

import pytest

from chatgraft.core.csp import is_policy, lacking, parse, widened

API = "https://chat.example.org"
WANTED = {"script-src": ("'self'",), "connect-src": (API,)}
HASH = "'sha256-G2sh='"


@pytest.mark.parametrize(
    ("policy", "after"),
    [
        ("default-src 'self'", f"default-src 'self'; connect-src 'self' {API}"),
        ("default-src 'self';", f"default-src 'self'; connect-src 'self' {API};"),
        ("connect-src 'self'", f"connect-src 'self' {API}"),
        ("connect-src 'self'; img-src *", f"connect-src 'self' {API}; img-src *"),
        ("Connect-Src 'self' ; img-src *", f"Connect-Src 'self' {API} ; img-src *"),
        ("connect-src 'none'", f"connect-src {API}"),
        ("connect-src", f"connect-src {API}"),
        ("default-src 'none'", f"default-src 'none'; script-src 'self'; connect-src {API}"),
        ("script-src 'nonce-${nonce}'", "script-src 'nonce-${nonce}' 'self'"),
        ("script-src-elem https://a.b", "script-src-elem https://a.b 'self'"),
        (
            "\n  default-src 'self';\n  connect-src 'self';\n",
            f"\n  default-src 'self';\n  connect-src 'self' {API};\n",
        ),
        ("connect-src 'self' ${dev ? 'ws:;' : ''}; a", f"connect-src 'self' ${{dev ? 'ws:;' : ''}} {API}; a"),
        ("connect-src 'self'; connect-src 'none'", f"connect-src 'self' {API}; connect-src 'none'"),
    ],
)
def test_what_lacks_is_added(policy: str, after: str) -> None:
    lacks = lacking(parse(policy), WANTED)
    assert widened(policy, lacks) == after
    assert lacking(parse(after), WANTED) == ()


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "frame-ancestors 'none'; base-uri 'self'",
        "img-src 'self'",
        f"default-src 'self' {API}",
        "default-src 'self'; connect-src *",
        "default-src 'self' https:",
        "default-src 'self'; connect-src https:",
        "default-src 'self'; connect-src https://*.example.org",
        "default-src 'self'; connect-src chat.example.org",
        "default-src 'self'; connect-src https://chat.example.org:*",
        f"script-src 'strict-dynamic' 'nonce-a'; connect-src {API}",
        "upgrade-insecure-requests",
    ],
)
def test_nothing_lacks(policy: str) -> None:
    assert lacking(parse(policy), WANTED) == ()


@pytest.mark.parametrize(
    "policy",
    [
        "connect-src http://chat.example.org",
        "connect-src https://example.org",
        "connect-src https://*.chat.example.org",
        "connect-src https://[your-host]:8000",
    ],
)
def test_another_address_does_not_let_it_in(policy: str) -> None:
    assert [lack.sources for lack in lacking(parse(policy), WANTED)] == [(API,)]


@pytest.mark.parametrize(
    ("policy", "lacks"),
    [
        ("style-src 'self'", 1),
        ("style-src 'self' 'unsafe-inline'", 0),
        ("style-src 'self' 'unsafe-inline' 'nonce-a'", 1),  # a nonce switches 'unsafe-inline' off
        (f"style-src 'self' {HASH}", 0),
        ("script-src 'self'", 0),
    ],
)
def test_an_inline_style(policy: str, lacks: int) -> None:
    assert len(lacking(parse(policy), {"style-src": (HASH,)})) == lacks


@pytest.mark.parametrize(
    ("policy", "after"),
    [
        ("trusted-types app", "trusted-types app chatkit"),
        ("trusted-types 'none'", "trusted-types chatkit"),
        ("trusted-types *", "trusted-types *"),
        ("require-trusted-types-for 'script'", "require-trusted-types-for 'script'"),
    ],
)
def test_trusted_types(policy: str, after: str) -> None:
    assert widened(policy, lacking(parse(policy), {"trusted-types": ("chatkit",)})) == after


@pytest.mark.parametrize(
    "text", ["default-src 'self'", " img-src *;\n upgrade-insecure-requests;", "connect-src ${api}"]
)
def test_policies(text: str) -> None:
    assert is_policy(text)


@pytest.mark.parametrize(
    "text",
    ["", "self", "default-src", "default-source 'self'", "max-age=1; includeSubDomains", "sandbox", "the img-src *"],
)
def test_other_texts(text: str) -> None:
    assert is_policy(text) is (text == "default-src")

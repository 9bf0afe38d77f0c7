"""Secrets kept out of what is shown: values of env files, and what looks like a key among an owner's lines of code.

What is written is another matter: no byte of it comes from here.
"""

from __future__ import annotations

import posixpath
import re

YAML = (".yml", ".yaml")
# Packages may have names such as `jsonwebtoken`.
MANIFEST, RANGE = "package.json", re.compile(rb"[~^<>=]*\d{1,3}(?:\.[\dx*]{1,4}){1,2}(?:-[a-z]{1,6}(?:\.\d{1,3})?)?")
MASK = b"********"
SETTING = re.compile(rb"^(\s*#?\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=[ \t]*)([^\r\n]+)(\r?\n?)$")
SECRET = re.compile(rb"KEY|SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIAL|URL|URI|DSN", re.IGNORECASE)
# `apiKey: "…"`, `API_KEY: str = "…"`, `environ.get("API_KEY", "…")`, `process.env.API_KEY ?? "…"`.
SECRET_NAME = rb"""(?:api_?key|(?:secret|private|access|auth|signing|encryption)_?key|secret|token|passw(?:or)?d
    |passphrase|pwd|credentials?)(?:_?id)?"""
NAMED = re.compile(
    rb"("
    + SECRET_NAME
    + rb"""["'`\])]*[ \t]*(?:\??:[^=,;"'`\r\n]*=|[:=,]|=>|\|\||\?\?|\bor\b)[ \t]*[rbfu]?["'`])
    (?![{$<%])[^\s"'`]{6,}(?=["'`])""",
    re.IGNORECASE | re.VERBOSE,
)
UNQUOTED = re.compile(
    rb"^([ \t-]*[\w-]*" + SECRET_NAME + rb"[ \t]*:[ \t]+)(?![{$!&*|>\"'\[])[^\s#]{6,}",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
# As makers of services write their keys, so that they are known wherever they stand.
SHAPED = re.compile(
    rb"\b(?:sk|pk|rk)[-_][\w-]{16,}|\bgh[oprsu]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[a-z]-[\w-]{10,}"
    rb"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\b(?:gsk|hf|pcsk|npm)_\w{20,}"
    rb"|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|^[A-Za-z0-9+/]{60,}={0,2}\r?$",
    re.MULTILINE,
)
IN_ADDRESS = re.compile(rb"(\b[a-z][a-z0-9+.-]*://[^\s:/@\"'`]*:)([^\s/@\"'`{}$]+)(?=@)", re.IGNORECASE)


def masked_code(file: str, text: bytes) -> bytes:
    """A file of the owner's without what looks like a key or a password, wherever it is written out."""
    is_manifest = posixpath.basename(file) == MANIFEST
    text = NAMED.sub(lambda found: _masked(found, keeps_ranges=is_manifest), text)
    if file.endswith(YAML):
        text = UNQUOTED.sub(rb"\1" + MASK, text)
    return IN_ADDRESS.sub(rb"\1" + MASK, SHAPED.sub(MASK, text))


def _masked(found: re.Match[bytes], *, keeps_ranges: bool) -> bytes:
    is_range = keeps_ranges and RANGE.fullmatch(found[0].removeprefix(found[1]))
    return found[0] if is_range else found[1] + MASK


def masked_settings(text: bytes, owners: bytes) -> bytes:
    """An env file without values: the owner's all of them, ours where the name sounds secret."""
    theirs = {found[2] for line in lines_of(owners) if (found := SETTING.match(line))}
    quote, lines = b"", []
    for line in lines_of(text):
        if quote:
            quote = b"" if quote in line else quote
            lines.append(MASK + line[len(line.rstrip(b"\r\n")) :])
            continue
        found = SETTING.match(line)
        value = found[3].strip() if found else b""
        hidden = found and value and (found[2] in theirs or SECRET.search(found[2]))
        lines.append(found[1] + MASK + found[4] if found and hidden else line)
        quote = value[:1] if value[:1] in {b'"', b"'", b"`"} and value.count(value[:1]) == 1 else b""
    return b"".join(lines)


def lines_of(text: bytes) -> list[bytes]:
    r"""Only `\n` ends a line, as for git."""
    lines = text.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]

"""What can be typed. A verb's own words only; what they mean is the verb's matter."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from chatgraft import __version__
from chatgraft.core.errors import ChatgraftError, Exit, Finding

UI = ("auto", "openai", "selfhosted")
WIRE = ("mount", "service")


class _Parser(argparse.ArgumentParser):
    """Words that do not fit become an error of ours, so that `--json` is answered by a document then too."""

    def error(self, message: str) -> NoReturn:
        what = f"{message[0].upper()}{message[1:]}."
        raise ChatgraftError(Finding("usage", what, cure=f"{self.prog} --help"), Exit.ASK)


def parse(arguments: list[str]) -> argparse.Namespace:
    """Raises ChatgraftError (exit 2) where the words do not fit. `--help` and `--version` raise SystemExit."""
    return build().parse_args(arguments)


def build() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="chatgraft",
        description="Put OpenAI ChatKit on a web project that already exists. Not affiliated with OpenAI.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"chatgraft {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    _verb(verbs, "survey", "show what was found in a project, with the places it rests on")
    _add(_writing(_verb(verbs, "add", "graft a chat onto the project: survey, plan, diff, and on yes all or nothing")))
    remove = _writing(_verb(verbs, "remove", "take the graft out again, byte for byte"))
    remove.add_argument("--purge", action="store_true", help="also take the chat history and the keys")
    _verb(verbs, "doctor", "look for everything that would keep a visitor from chatting")
    dev = _verb(verbs, "dev", "start the site and the chat service together")
    dev.add_argument("--port", type=int, help="where the site answers (default: the framework's own port)")
    demo = _verb(verbs, "demo", "graft a packaged site in a temporary folder and start it", path=False)
    demo.add_argument("--check", action="store_true", help="hold one conversation and exit")
    demo.add_argument("--port", type=int, help="where the site answers (default: a free port)")
    return parser


def _verb(
    verbs: argparse._SubParsersAction[_Parser], name: str, what: str, *, path: bool = True
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".", allow_abbrev=False)
    if path:
        verb.add_argument("path", nargs="?", type=Path, default=Path(), metavar="PATH", help="the project (default: .)")
    verb.add_argument("--json", action="store_true", help="one JSON document on stdout, all else on stderr")
    verb.add_argument("--debug", action="store_true", help="show traces and whole log lines")
    return verb


def _writing(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verb.add_argument("--dry-run", action="store_true", help="show everything, change nothing")
    verb.add_argument("--yes", action="store_true", help="accept the diff; never chooses between apps")
    verb.add_argument("--allow-dirty", action="store_true", help="write over files with uncommitted changes")
    return verb


def _add(verb: argparse.ArgumentParser) -> None:
    where = verb.add_argument_group("where")
    where.add_argument("--frontend", metavar="NAME", help="the framework, or none")
    where.add_argument("--frontend-root", metavar="DIR", help="the site's folder, where there are several")
    where.add_argument("--backend", metavar="NAME", help="the backend's framework, or none (needs --api-url)")
    where.add_argument("--backend-root", metavar="DIR", help="the backend's folder, or that of a service of its own")
    where.add_argument("--wire", choices=WIRE, help="in the app that is there, or a service of its own beside it")
    where.add_argument("--page", metavar="GLOB", action="append", default=[], help="plain HTML: only these pages")
    verb.add_argument("--request", metavar="SENTENCE", help="what you want, in plain words; flags beat it")
    what = verb.add_argument_group("what")
    what.add_argument("--database", metavar="NAME", help="where chats are kept (default: sqlite)")
    what.add_argument("--assistant", metavar="NAME", help="who answers (default: what the project uses, else site)")
    own = "the project's own function that answers: pkg.mod:name, or lib/file.js:name (default: its default export)"
    what.add_argument("--callable", metavar="MODULE:FN", help=own)
    what.add_argument("--api-url", metavar="URL", help="where the browser finds the chat service")
    what.add_argument("--ui", choices=UI, help="whose chat element is shown (default: auto)")
    what.add_argument("--domain-key", metavar="KEY", help="the site's key for OpenAI's element")
    what.add_argument("--feature", metavar="NAME", action="append", default=[], help="switch a feature on")
    what.add_argument("--no-feature", metavar="NAME", action="append", default=[], help="switch a feature off")
    verb.add_argument("--no-install", action="store_true", help="do not run the package manager")

"""Whom a FastAPI app takes to be signed in: the dependency that its own routes ask, read as syntax.

Such a dependency rests on one of the framework's security schemes, on a session or on a cookie
(fastapi.tiangolo.com/tutorial/security, /reference/security), or is made by FastAPI Users
(fastapi-users.github.io/fastapi-users/latest/usage/current-user). What it gives must show whose it is: a token or an
API key names nobody.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatgraft.calls.python_code import Code, Found, Function, argument, definitions, dotted, own_nodes
from chatgraft.core.facts import BackendFact, Evidence, FrontendFact, SignedIn
from chatgraft.core.project import Project
from chatgraft.core.python_entry import import_root, module_name
from chatgraft.core.python_project import nodes
from chatgraft.core.source import Source
from chatgraft.endpoints.fastapi_parameters import DEPENDS, GIVEN, HOLDS, Parameter, parameters
from chatgraft.endpoints.fastapi_user_ids import find_id, is_made, reads_of
from chatgraft.endpoints.python_routers import functions, sources

HEADER, COOKIE = "header", "cookie"
SCHEMES = {
    **dict.fromkeys(("OAuth2PasswordBearer", "OAuth2AuthorizationCodeBearer", "OpenIdConnect", "OAuth2"), HEADER),
    **dict.fromkeys(("HTTPBearer", "HTTPBasic", "HTTPDigest", "APIKeyHeader"), HEADER),
    "APIKeyCookie": COOKIE,
}
TRANSPORTS = {"BearerTransport": HEADER, "CookieTransport": COOKIE}
"""The framework's security schemes, and FastAPI Users' ways, by what a browser shows to them."""
READ = {"session": COOKIE, "cookies": COOKIE, "headers": HEADER}
"""What a function may read of the request itself, to know who asks."""
PRIVILEGED = re.compile(r"admin|super|staff|role|permission|owner|moderator|editor", re.IGNORECASE)
USUAL = re.compile(r"current_(active_)?user|(get|require|authenticated?)_user|user_manager", re.IGNORECASE)
PERSON = re.compile(
    r"user|member|account|principal|identity|person|customer|profile|subject|claims|auth", re.IGNORECASE
)
SEVERAL = re.compile(
    r"(tenant|organi[sz]ation|org|company|team|workspace|project|group|household|shop|store|device|client"
    r"|(?<!from_)(?<!by_)session|key)s?(_?id)?$",
    re.IGNORECASE,
)
"""What is no single person, though it may be asked for with a sign-in: its members must not have one history."""
_DEEPEST = 5


@dataclass(slots=True)
class _Asked:
    """A dependency of the app's own. `names` and `types` are those of the parameters that take what it gives."""

    found: Found
    name: str
    times: int = 0
    names: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    types: list[tuple[Source, ast.expr]] = field(default_factory=list)


def find_signed_in(project: Project, fact: BackendFact | FrontendFact) -> SignedIn | None:
    """The dependency for any user that most of the routes ask; where none shows its user's id, one that does not."""
    if not isinstance(fact, BackendFact):
        return None
    code, above = Code(project), import_root(project, fact.entry.partition(":")[0])
    root = above if above == "." or f"{fact.root}/".startswith(f"{above}/") else fact.root
    asked = _asked(code, sources(project, root, *HOLDS, b"Depends", b"Security"))
    found = [
        (each, by, find_id(code, each.found, each.reads, each.types) if _is_person(each) else None)
        for each in asked
        if (by := _shown(code, each.found))
    ]
    if not found:
        return None
    best, by, user_id = max(found, key=lambda each: (each[2] is not None, *_rank(each[0])))
    file = best.found.source.file
    why = f"{best.name} is asked for the user {best.times} time{'' if best.times == 1 else 's'}"
    module = module_name(file, above)
    is_within = not module.startswith(".")
    return SignedIn(
        module=module,
        name=best.name,
        id=user_id if is_within else None,
        by=tuple(sorted(by)),
        evidence=(Evidence(file, best.found.line, why),),
    )


def _is_person(asked: _Asked) -> bool:
    """Whether its name, that of its type and those of what takes it speak of a user, and of nothing that has many."""
    returned = asked.found.node.returns if isinstance(asked.found.node, Function) else None
    types = [dotted(each) for each in (returned, *(type_ for _, type_ in asked.types)) if each is not None]
    kinds = [asked.name, *types]
    return not any(map(SEVERAL.search, kinds)) and any(map(PERSON.search, (*kinds, *asked.names)))


def _rank(asked: _Asked) -> tuple[bool, int, bool]:
    return not _is_privileged(asked), asked.times, USUAL.search(asked.name) is not None


def _is_privileged(asked: _Asked) -> bool:
    node = asked.found.node
    is_super = isinstance(node, ast.Call) and any(each.arg == "superuser" for each in node.keywords)
    return is_super or PRIVILEGED.search(asked.name) is not None


def _asked(code: Code, found: list[Source]) -> list[_Asked]:
    """Every dependency that can be imported by name, with what the functions that ask it make of it."""
    every: dict[tuple[str, int], _Asked] = {}
    for source in found:
        for function in functions(source):
            for each in parameters(code, source, function):
                if asked := _add(every, code, each.source, each.dependency()):
                    asked.names.add(each.name)
                    asked.reads |= reads_of(function, each.name)
                    asked.types += [(each.source, each.type)] if each.type else []
        for call in _of_routes(source):
            _add(every, code, source, argument(call, "dependency", 0))
    return list(every.values())


def _add(every: dict[tuple[str, int], _Asked], code: Code, source: Source, wanted: ast.expr | None) -> _Asked | None:
    found = code.look_up(source, dotted(wanted)) if isinstance(wanted, ast.Name | ast.Attribute) else None
    name = _name(found) if found else ""
    if found is None or not name or not _is_dependency(found.node):
        return None
    asked = every.setdefault((found.source.file, found.line), _Asked(found, name))
    asked.times += 1
    return asked


def _is_dependency(node: ast.AST) -> bool:
    """A scheme is one, too, but names nobody: it gives what a browser sent."""
    return isinstance(node, Function) or (isinstance(node, ast.Call) and is_made(node))


def _of_routes(source: Source) -> Iterator[ast.Call]:
    """Each `Depends(…)` in `dependencies=[…]`, of which the routes get no value."""
    for node in nodes(source):
        if isinstance(node, ast.keyword) and node.arg == "dependencies":
            for call in ast.walk(node.value):
                if isinstance(call, ast.Call) and dotted(call.func).rpartition(".")[2] in DEPENDS:
                    yield call


def _name(found: Found) -> str:
    """What it is called at the top of its module; empty for what has no name there."""
    return next((name for name, node in definitions(found.source).items() if node is found.node), "")


def _shown(code: Code, found: Found, depth: int = 0) -> frozenset[str]:
    """What a browser must show for a dependency to know who asks; empty for what has nothing to do with that."""
    node = found.node
    if isinstance(node, ast.Call):
        return _of_call(code, found.source, node)
    if not isinstance(node, Function) or depth > _DEEPEST:
        return frozenset()
    shown: set[str] = set()
    for each in parameters(code, found.source, node):
        base = dotted(each.type).rpartition(".")[2]
        if each.kind(DEPENDS):
            shown |= _of_dependency(code, each, depth)
        elif base in GIVEN:
            shown |= _read(node, each.name)
        elif kind := each.kind(frozenset({"Header", "Cookie"})):
            is_named = kind == "Cookie" or "authorization" in f"{each.name} {_alias(each)}".lower()
            shown |= {kind.lower()} if is_named else set()
        elif not each.is_free:
            return frozenset()  # a request for the chat has nothing to fill it with
    return frozenset(shown)


def _of_dependency(code: Code, parameter: Parameter, depth: int) -> frozenset[str]:
    wanted = parameter.dependency()
    if isinstance(wanted, ast.Call):
        return _of_call(code, parameter.source, wanted)
    inner = code.look_up(parameter.source, dotted(wanted)) if wanted else None
    return _shown(code, inner, depth + 1) if inner else frozenset()


def _of_call(code: Code, source: Source, call: ast.Call) -> frozenset[str]:
    """A scheme, one of a class of the project's own that is made of one, or what FastAPI Users makes."""
    name = dotted(call.func).rpartition(".")[2]
    if is_made(call):
        held = code.project.holding((".py",), *(each.encode() for each in TRANSPORTS))
        calls = (node for each in held for node in nodes(each) if isinstance(node, ast.Call))
        kinds = {TRANSPORTS.get(dotted(each.func).rpartition(".")[2], "") for each in calls}
        return frozenset(kinds - {""}) or frozenset({COOKIE})
    own = code.find_class(source, dotted(call.func))
    names = [name, *(dotted(base).rpartition(".")[2] for base in (own[1].bases if own else ()))]
    return frozenset(SCHEMES[each] for each in names if each in SCHEMES)


def _read(function: Function, request: str) -> set[str]:
    """Of `request.session`, `request.cookies` and `request.headers` those that a function reads."""
    attributes = (node for node in own_nodes(function) if isinstance(node, ast.Attribute))
    return {READ[node.attr] for node in attributes if dotted(node.value) == request and node.attr in READ}


def _alias(parameter: Parameter) -> str:
    values = (argument(each, "alias") for each in parameter.marks())
    return next((str(each.value) for each in values if isinstance(each, ast.Constant)), "")

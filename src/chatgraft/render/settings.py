"""The service's settings: the example of its env file with this project's values, and what an env file lacks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from chatgraft import backends, databases, frontends
from chatgraft.assistants import Variable
from chatgraft.core.changes import Change, Create
from chatgraft.core.project import Project
from chatgraft.edits.lines import append_lines
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.answering import answering

EXAMPLE = ".env.example"
LISTENS = re.compile(r"# Where the service listens\n(?:#CHATKIT_(?:HOST|PORT)=.*\n)+\n")
"""The part of the example that only a service of its own heeds."""
OF_FEATURE = {"metrics": re.compile(r"# Who sends this .*\n#CHATKIT_METRICS_TOKEN=\n\n")}
"""The parts that say something only where a feature is wanted."""


def settings(project: Project, plan: Plan, chosen: Service, example: str) -> Iterator[Change]:
    """`example` is the kit's. Files that the owner may have already: ours are created, theirs get what is missing."""
    variables = tuple(_variables(project, plan, chosen))
    unheard = [LISTENS] if chosen.fact else []
    for part in (*unheard, *(part for feature, part in OF_FEATURE.items() if feature not in plan.features)):
        example = part.sub("", example)
    values = _with_values(example, variables)
    yield from appended(project, chosen.path(EXAMPLE), values.splitlines())
    if project.exists(chosen.path(".env")):
        yield from appended(project, chosen.path(".env"), [_line(one) for one in variables if one.example is not None])


def _variables(project: Project, plan: Plan, chosen: Service) -> Iterator[Variable]:
    yield from _pages(project, plan, chosen)
    found = [one for part, fact in answering(chosen).values() for one in part.env(fact)]
    yield from {one.name: one for one in reversed(found)}.values()  # of two that want the same, the first says why
    if chosen.database and (url := databases.every()[chosen.database].url):
        yield Variable("DATABASE_URL", databases.every()[chosen.database].local, url)
    if "attachments" in plan.features:
        yield Variable("CHATKIT_ATTACHMENTS", "1 lets visitors attach files.", "1")
    if chosen.api != backends.API:
        yield Variable("CHATKIT_API_PATH", "Where the chat answers.", chosen.api)
    if not chosen.fact and chosen.port != backends.every()[chosen.backend].port:
        yield Variable("CHATKIT_PORT", "Where the service listens.", str(chosen.port))


def _with_values(text: str, variables: Iterable[Variable]) -> str:
    """The example file with values for this project: in their own lines where the file has them, else at its end."""
    for variable in variables:
        line = _line(variable)
        place = re.compile(rf"^#?{variable.name}=.*$", re.MULTILINE)
        if found := place.search(text):
            text = text[: found.start()] + line + text[found.end() :]
        else:
            text += f"\n# {variable.why}\n{line}\n"
    return text


def _line(variable: Variable) -> str:
    return f"#{variable.name}=" if variable.example is None else f"{variable.name}={variable.example}"


def appended(project: Project, file: str, lines: list[str]) -> Iterator[Change]:
    source = project.find_source(file)
    if source is None or file in project.grafted:
        yield Create(file, ("\n".join(lines) + "\n").encode())
    else:
        yield from append_lines(source, lines)


def _pages(project: Project, plan: Plan, chosen: Service) -> Iterator[Variable]:
    """Where the site's text lies, seen from the service's folder."""
    if plan.site is None:
        return
    fact = plan.site.fact
    sources = []
    for pages in frontends.every()[fact.framework].pages(project, fact):
        folder = os.path.relpath(fact.path(pages.folder), chosen.home).replace(os.sep, "/")
        address = f"{pages.url}{'*' if pages.clean else ''}{f':{pages.flavor}' if pages.flavor else ''}"
        sources.append(folder if address == "/" else f"{folder}={address}")
    why = "The site's own pages: HTML or Markdown, `folder` or `folder=/url-prefix`; the first that has a page wins."
    yield Variable("SITE_ROOT", why, ",".join(sources) or None)

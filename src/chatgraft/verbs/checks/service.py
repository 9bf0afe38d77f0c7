"""Has the chat service what it needs: its secret kept, its key set, its pages there?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from chatgraft import assistants, backends
from chatgraft.core.errors import Finding
from chatgraft.core.git import ask_git
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.site_pages import unread
from chatgraft.verbs.checks import Check, Say, is_placeholder

SILENT = "The model cannot answer; the site's own pages do in its place."


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    service = plan.service
    if service is None:
        return
    values = values_of(project.root / service.path(".env"))
    if not values:
        made = "the chat does without" if service.own_database else "the first start makes it"
        say(f"{service.path('.env')} is not there yet; {made}")
    if service.fact and (mount := backends.every()[service.backend].mount):
        for advice in mount.advice(project, service.fact):
            say(advice)
    yield from _tracked(project, service)
    yield from _keys(service, values, say)
    yield from _pages(project, plan, values, say)


def values_of(file: Path) -> dict[str, str]:
    from dotenv import dotenv_values  # noqa: PLC0415 - most verbs never get here

    return {name: value for name, value in dotenv_values(file).items() if value} if file.is_file() else {}


def _tracked(project: Project, service: Service) -> Iterator[Finding]:
    """A secret in version control is no secret."""
    file = service.path(".env")
    if ask_git(project.root, "ls-files", "--", file):
        cure = f"git rm --cached {file}, commit, and make new keys"
        why = "Everyone who has the code has the keys."
        yield Finding("secret-tracked", f"{file} is in version control.", why, cure, file)


def _keys(service: Service, values: dict[str, str], say: Say) -> Iterator[Finding]:
    for variable in assistants.every()[service.assistant].env(service.assistant_fact):
        if variable.example is not None:
            continue
        name, file = variable.name, service.path(".env")
        shell = os.environ.get(name)
        cure = f"Put it into {file}: {name}=…"
        if not shell and not values.get(name):
            yield Finding("no-key", f"{name} is not set.", SILENT, cure, file)
        elif is_placeholder(shell or values[name]):
            yield Finding("placeholder-key", f"{name} is a placeholder.", SILENT, cure, file)
        elif shell and values.get(name) and shell != values[name]:
            say(f"{name}: the shell's value ({_masked(shell)}) wins over the one in {file} ({_masked(values[name])})")
        else:
            say(f"{name} is set ({_masked(shell or values[name])}, from {'the shell' if shell else file})")


def _pages(project: Project, plan: Plan, values: dict[str, str], say: Say) -> Iterator[Finding]:
    """Folders that the owner has named may hold any text; of those of the graft it is known what they do."""
    service = plan.service
    if service is None:
        return
    usual = values_of(project.root / service.path(".env.example")).get("SITE_ROOT", "")
    sources = values.get("SITE_ROOT") or usual
    folders = [project.root / service.home / source.split("=", 1)[0].strip() for source in sources.split(",") if source]
    there = [folder for folder in folders if folder.is_dir()]
    if not there and (address := os.environ.get("SITE_URL") or values.get("SITE_URL")):
        say(f"The site's pages are read from {address}/sitemap.xml")
    elif sources == usual and (unfit := list(unread(project, plan))):
        yield from unfit
    elif folders and not there:
        cure = f"Build the site, or name its folder in {service.path('.env')}: SITE_ROOT=…"
        yield Finding("no-pages", "None of the folders in SITE_ROOT is there.", f"They are: {sources}", cure)
    elif there:
        say(f"The site's pages are read from {', '.join(os.path.relpath(folder, project.root) for folder in there)}")


def _masked(value: str) -> str:
    return f"{value[:3]}…{value[-2:]}" if len(value) > 12 else "…"


CHECK = Check("Service", look)

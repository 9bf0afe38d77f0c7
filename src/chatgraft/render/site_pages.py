"""What the assistant that answers from the site's own pages will find to read."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import assistants, frontends
from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan


def unread(project: Project, plan: Plan) -> Iterator[Finding]:
    """Where the assistant answers from the site's pages and their text lies in no files."""
    site, chosen = plan.site, plan.service
    if site is None or chosen is None or not assistants.every()[chosen.assistant].reads_pages:
        return
    sources = frontends.every()[site.fact.framework].pages(project, site.fact)
    if any(not pages.bare or _has_text(project, site.fact.path(pages.folder)) for pages in sources):
        return
    if sources:
        what = "The assistant will find hardly anything to read."
        why = "It answers from the site's pages as files, and this site makes their text when a visitor comes."
        step = "Name a folder of Markdown or HTML: SITE_ROOT=…"
    else:
        what = "The assistant has nothing to read yet."
        why = "It answers from the site's pages, and here a server makes them from templates."
        step = "Set SITE_URL to the site's address (its sitemap.xml is read)"
    env = chosen.path(".env")
    yield Finding("no-pages", what, why, f"{step} in {env}, or choose another one: --assistant openai", env)


def _has_text(project: Project, folder: str) -> bool:
    """Whether a page of the owner's own lies there, beside the one that starts the application."""
    inside = (file for file in project.ending(".html", ".htm", ".md", ".mdx") if file.startswith(f"{folder}/"))
    return any(file != f"{folder}/index.html" for file in inside)

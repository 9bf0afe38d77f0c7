"""Will the chosen element load on a host that is not local?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.edits.exports import read_default_export
from chatgraft.plan.decisions import Plan
from chatgraft.render.kit import widget_kit
from chatgraft.verbs.checks import Check, Say, is_placeholder

KEYS = "platform.openai.com/settings/organization/security/domain-allowlist"


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    if plan.site is None:
        return
    file = f"{plan.site.widget}/{widget_kit(plan.site.landing.kit).config}"
    config = project.find_source(file)
    if config is None:
        return
    values = read_default_export(config)
    ui, key = _text(values, "ui"), _text(values, "domainKey")
    if ui == "openai" and not key:
        yield Finding("no-domain-key", "OpenAI's element needs a domain key.", cure=f"Make one at {KEYS}", file=file)
    elif key and is_placeholder(key):
        yield Finding("placeholder-key", "The domain key is a placeholder.", cure=f"Make one at {KEYS}", file=file)
    else:
        say(
            f"ui is {ui or 'auto'}"
            + (", with a domain key" if key else "; without a domain key the chat is self-hosted")
        )


def _text(values: Any, name: str) -> str:
    """A string property's text; empty where it is absent or something else."""
    value = values.get(name) if isinstance(values, dict) else None
    return value if isinstance(value, str) else ""


CHECK = Check("Element", look)

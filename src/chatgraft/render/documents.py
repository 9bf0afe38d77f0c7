"""The three documents: the sections of `kits/docs` that are true for this plan, and no others.

A section's first line may name what must be so: `<!-- when: frontend !sqlite -->` is shown where the plan has the tag
`frontend` and has not the tag `sqlite`. `$name` is filled in; `$$` is a dollar sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Template

from chatgraft import kits
from chatgraft.core.changes import Change, Create
from chatgraft.plan.decisions import Plan
from chatgraft.render.words import tags, words

DOCUMENTS = {
    "setup": "CHATKIT_SETUP.md",
    "deployment": "CHATKIT_DEPLOYMENT.md",
    "troubleshooting": "CHATKIT_TROUBLESHOOTING.md",
}
WHEN = re.compile(r"<!-- when: (.*?) -->\n")


def documents(plan: Plan, also: frozenset[str] = frozenset(), rows: str = "") -> Iterator[Change]:
    """`also` are tags that follow from what else lands, not from the plan; `rows` name the files that it touches."""
    values, true = words(plan) | {"touched": rows}, tags(plan) | also | ({"touched"} if rows else set())
    for folder, file in DOCUMENTS.items():
        shown = [section for _, data in kits.files(f"docs/{folder}") if (section := _shown(data.decode(), true))]
        yield Create(file, _joined([Template(section).substitute(values) for section in shown]).encode())


def _shown(section: str, true: frozenset[str]) -> str | None:
    """The section's text where it applies."""
    condition = WHEN.match(section)
    if condition is None:
        return section
    for tag in condition.group(1).split():
        if (tag.removeprefix("!") in true) is tag.startswith("!"):
            return None
    return section[condition.end() :]


def _joined(sections: list[str]) -> str:
    """A blank line between sections, but none inside a table that runs over several."""
    text = ""
    for section in sections:
        text += section if not text or (section.startswith("|") and text.endswith("|\n")) else "\n" + section
    return text

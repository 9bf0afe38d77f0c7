"""The plan of a project that has been grafted, for the verbs that run or examine it."""

from __future__ import annotations

from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.project import Project
from chatgraft.plan.choices import Choices
from chatgraft.plan.decisions import Plan
from chatgraft.survey import survey
from chatgraft.verbs.project import decided, recorded


def plan_of(project: Project) -> Plan:
    """Decided again from the recorded choices. Raises ChatgraftError (exit 2) before the first `add`."""
    values = recorded(project)
    if not values:
        raise ChatgraftError(
            Finding("not-grafted", "There is no chat in this project yet.", cure="Run: chatgraft add"), Exit.ASK
        )
    return decided(project, survey(project), Choices.from_json(values))

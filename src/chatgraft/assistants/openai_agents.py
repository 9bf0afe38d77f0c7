"""An agent of the OpenAI Agents SDK, the project's own where it has one: needs a key.

In the chat's process, with its tools and hand-offs (openai.github.io/openai-agents-python).
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator, Mapping

from chatgraft.assistants import Assistant, Variable
from chatgraft.assistants.providers import Provider, find_import, found_in, importing, in_order
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import AssistantFact, Evidence, Function
from chatgraft.core.project import Project
from chatgraft.core.python_project import nodes, python_root
from chatgraft.core.python_values import Call, calls, dotted
from chatgraft.core.source import Source
from chatgraft.edits.python_constants import Constant

KEY = "OPENAI_API_KEY"
# `agents` alone is a name that many a project gives to a package of its own.
PROVIDER = Provider(
    kind="openai-agents", packages=frozenset({"openai-agents"}), node_packages=frozenset({"@openai/agents"})
)
NAMES = ("agents.Agent", "agents.Runner", "agents.function_tool")
RUNS = ("Runner.run", "Runner.run_sync", "Runner.run_streamed")


def detect(project: Project) -> Iterator[AssistantFact]:
    files = [source for source in importing(project, ("agents",)) if find_import(source, NAMES)]
    made = calls(project, ".", "Agent") if files else ()
    agents = [call for call in made if call.name and not call.in_function and call.source in files]
    agents = [call for call in agents if not is_aside(call.file)]
    entry = _entry(agents, files)
    evidence = [Evidence(entry.file, entry.node.lineno, f"{entry.name} is an agent")] if entry else []
    evidence += [found for source in files if (found := find_import(source, NAMES))]
    evidence = in_order(evidence) + list(found_in(project, PROVIDER))
    if evidence:
        yield AssistantFact(PROVIDER.kind, tuple(evidence), function=_function(project, entry) if entry else None)


def _entry(agents: list[Call], files: list[Source]) -> Call | None:
    """The agent that is run, else the one that hands over to others, else the first."""
    run = {
        dotted(node.args[0])
        for source in files
        for node in nodes(source)
        if isinstance(node, ast.Call) and node.args and (dotted(node.func) or "").endswith(RUNS)
    }
    chosen = [call for call in agents if call.name in run] or [call for call in agents if call.argument("handoffs")]
    return next(iter(chosen or agents), None)


def _function(project: Project, entry: Call) -> Function:
    folder = python_root(project, entry.file)
    module = posixpath.relpath(entry.file, folder).removesuffix(".py").removesuffix("/__init__")
    return Function(module.replace("/", "."), entry.name or "", folder)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    key = Variable(KEY, "The key that answers are paid with. It stays on the server.")
    if fact and fact.function:  # which names its own model
        return (key,)
    return (key, Variable("OPENAI_MODEL", "Any model of the Responses API.", "gpt-5-mini"))


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:
    agent = fact.function if fact else None
    if agent is None:
        return {}
    return {"AGENT": f"{agent.module}:{agent.name}", "FOLDER": posixpath.relpath(agent.folder, folder)}


ASSISTANT = Assistant(
    name=PROVIDER.kind,
    detect=detect,
    kit_file="assistants/openai_agents.py",
    packages=(),
    env=env,
    rank=40,
    words=("openai agents", "agents sdk"),
    retrieves=True,
    constants=constants,
)

"""OpenAI's models, and servers that speak its Responses API: needs a key.

Through the official SDK (platform.openai.com/docs/api-reference/responses).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from chatgraft.assistants import Assistant, Variable
from chatgraft.core.facts import AssistantFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import env_names, imports, nodes, requirements
from chatgraft.core.source import Source

NAME = "openai"
KEY = "OPENAI_API_KEY"
ANSWERING = ("responses.create", "responses.stream", "completions.create", "completions.stream")
IMPORT = re.compile(rb"\bfrom\s+openai\b|\bimport\b.*\bopenai\b")
"""What an import has in it: a look before parsing, as many a text speaks of OpenAI."""
# Other names belong to embeddings, or to other servers that the same SDK was pointed at.
OWN_MODEL = re.compile(r"(gpt-|chatgpt-|o\d|ft:)")


def detect(project: Project) -> Iterator[AssistantFact]:
    evidence = [Evidence(file, line, "requires openai") for name, file, line in requirements(project) if name == NAME]
    evidence += [
        Evidence(package.source.file, package.line_of(NAME), "depends on openai")
        for package in project.packages
        if NAME in package.wants
    ]
    evidence += [Evidence(file, line, f"{KEY} is named") for name, file, line in env_names(project) if name == KEY]
    model = None
    for source in project.holding((".py",), b"openai"):
        if not IMPORT.search(source.data):
            continue
        lines = [line for module, line in imports(source) if module.split(".")[0] == NAME]
        evidence += [Evidence(source.file, lines[0], "imports openai")] if lines else []
        model = model or (_find_model(source) if lines else None)
    if evidence:
        yield AssistantFact(NAME, tuple(evidence), model=model)


def _find_model(source: Source) -> str | None:
    """The first model that a call of the file asks for answers, by a name of OpenAI's own."""
    for node in nodes(source):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(ANSWERING):
            named = (word.value for word in node.keywords if word.arg == "model")
            models = (value.value for value in named if isinstance(value, ast.Constant))
            if found := next((model for model in models if OWN_MODEL.match(str(model))), None):
                return str(found)
    return None


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    return (
        Variable(KEY, "The key that answers are paid with. It stays on the server."),
        Variable(
            "OPENAI_MODEL", "Any model of the Responses API.", fact.model if fact and fact.model else "gpt-5-mini"
        ),
    )


ASSISTANT = Assistant(
    name=NAME,
    detect=detect,
    kit_file="assistants/openai.py",
    packages=(),
    env=env,
    rank=50,
    words=("openai", "gpt", "chatgpt"),
    retrieves=True,
)

"""What a model is sent, in the plain form that every model file re-expresses in a few lines.

Roles keep the parts apart: the owner's instructions are the system's, and everything else is material between tags that
it cannot close. What is sent comes from the question alone, which holds nothing of other visitors.
"""

import json
import os
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from .citations import CITING, material
from .questions import AttachedFile, Message, Question, fenced, spoken
from .site_search.pages import Passage

FILE_CHARACTERS = 60_000
"""Of a text file that came along, so many go to the model."""


class Spoken(TypedDict):
    """A message of the conversation, as most models take it."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class File:
    """A file for models that look at it themselves."""

    name: str
    mime_type: str
    data: bytes

    @property
    def base64(self) -> str:
        return b64encode(self.data).decode()

    @property
    def url(self) -> str:
        """The file as a `data:` URL."""
        return f"data:{self.mime_type};base64,{self.base64}"

    @property
    def is_image(self) -> bool:
        return self.mime_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Prompt:
    """`messages` are oldest first, of changing roles, and begin and end with the user's. `files` belong to the last."""

    instructions: str
    messages: tuple[Spoken, ...]
    files: tuple[File, ...] = ()

    @property
    def earlier(self) -> tuple[Spoken, ...]:
        return self.messages[:-1]

    @property
    def asked(self) -> str:
        """The text of the last message."""
        return self.messages[-1]["content"]

    def without_history(self) -> "Prompt":
        return replace(self, messages=self.messages[-1:])


async def prompt_for(
    question: Question, instructions: str, passages: Sequence[Passage] = (), takes: tuple[str, ...] = ()
) -> Prompt:
    """The question with all that belongs to it.

    `{site}` in the instructions becomes the site's name. `takes` are the types of files that the model looks at itself,
    such as "image/" or "application/pdf"; text files go along as text, others by their names.
    """
    files = [file for file in question.attachments if file.mime_type.startswith(takes)] if takes else []
    texts = [await _told(file) for file in question.attachments if file not in files]
    own = spoken(Message("user", asked_of(question), question.quoted_text))
    asked = "\n\n".join([*_surroundings(question), material(passages, question), *texts, own])
    name = os.environ.get("CHATKIT_SITE_NAME") or question.site or "you are on"
    return Prompt(
        "\n".join([instructions.replace("{site}", name), *([CITING] if passages else [])]),
        _in_turn([*(Spoken(role=one.role, content=spoken(one)) for one in question.history), _by_user(asked)]),
        tuple([File(file.name, file.mime_type, await file.read()) for file in files]),
    )


def asked_of(question: Question) -> str:
    """The visitor's words; what a client tool gave or a form was filled in with, where it came back in their place."""
    if question.tool_result is not None:
        output = json.dumps(question.tool_result.output, ensure_ascii=False, default=str)
        return f"The tool {question.tool_result.name} gave back:\n{fenced('result', output)}"
    if question.inputs is not None:
        lines = [f"{name}: {', '.join(values) or '(left out)'}" for name, values in question.inputs.items()]
        form = fenced("form", "\n".join(lines))
        return f"The user filled in the form:\n{form}"
    return question.text or "(The user says nothing to it.)"


def _surroundings(question: Question) -> list[str]:
    """The page. Its title and address come from the visitor's browser: material, like a quotation."""
    if question.page is None:
        return []
    page = fenced("page", f"{question.page.title}\n{question.page.url}".strip())
    return [f"The user is on this page:\n{page}"]


def _by_user(text: str) -> Spoken:
    return Spoken(role="user", content=text)


def _in_turn(messages: list[Spoken]) -> tuple[Spoken, ...]:
    """Roles that change with each message, the user's first, as several models insist on."""
    turns: list[Spoken] = []
    for message in messages:
        if turns and turns[-1]["role"] == message["role"]:
            turns[-1] = Spoken(role=message["role"], content=f"{turns[-1]['content']}\n\n{message['content']}")
        elif turns or message["role"] == "user":
            turns.append(message)
    return tuple(turns)


async def _told(file: AttachedFile) -> str:
    """A file in words, for a model that does not look at it itself."""
    if not file.mime_type.startswith("text/"):
        return f"The user attached a file that cannot be read here:\n{fenced('file', file.name)}"
    text = (await file.read()).decode("utf-8", "replace")[:FILE_CHARACTERS]
    fence = fenced("file", f"{file.name}\n{text}")
    return f"The user attached this file:\n{fence}"

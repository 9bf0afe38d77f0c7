"""Pages of a site as passages of plain text: what HTML and Markdown are both made into."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

PASSAGE_CHARACTERS = 1600
# What would end a link in Markdown, or an attribute.
UNSAFE = re.compile(r"""[\s()<>\[\]"'`\\]""")
FENCE = "```"
CELL = " \u00b7 "
"""Between the cells of a table's row."""
CODE = re.compile(rf"^{FENCE}\n(.*?)\n{FENCE}$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page under one heading. `url` leads to the heading where it has an anchor.

    `text` has a line for each paragraph. Code stands between lines of three backticks, as it was written.
    """

    url: str
    page: str
    heading: str
    text: str

    @property
    def prose(self) -> str:
        """The text without its code."""
        return CODE.sub("", self.text).strip()

    @property
    def code(self) -> list[str]:
        return CODE.findall(self.text)


@dataclass(slots=True)
class Section:
    """What stands under a heading: paragraphs and blocks of code, in order."""

    heading: str
    anchor: str = ""
    blocks: list[str] = field(default_factory=list)
    level: int = 1

    def add(self, text: str) -> None:
        """A paragraph."""
        text = " ".join(text.split())
        if text:
            self.blocks.append(text)

    def add_code(self, code: str) -> None:
        code = code.replace(FENCE, "'''").strip("\n").rstrip()
        if code.strip():
            self.blocks.append(f"{FENCE}\n{code}\n{FENCE}")


def passages_of(url: str, title: str, sections: Iterator[Section]) -> list[Passage]:
    """The passages of a page; a long section becomes several."""
    found: list[Passage] = []
    for section in sections:
        place = UNSAFE.sub(lambda odd: quote(odd[0], safe=""), f"{url}#{section.anchor}" if section.anchor else url)
        found += [Passage(place, title, section.heading, text) for text in _split(section.blocks)]
    return found


def _split(blocks: list[str]) -> Iterator[str]:
    """Pieces that fit into an answer, cut between blocks."""
    piece = ""
    for block in blocks:
        if piece and len(piece) + len(block) > PASSAGE_CHARACTERS:
            yield piece
            piece = ""
        piece = f"{piece}\n{block}" if piece else block
    if piece:
        yield piece

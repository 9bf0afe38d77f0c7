"""The site's own pages, searched by full text: needs no key and no model."""

from __future__ import annotations

from chatgraft.assistants import Assistant, no_facts, no_variables

NAME = "site"


ASSISTANT = Assistant(
    name=NAME,
    detect=no_facts,  # every site can be searched
    kit_file="chatkit_assistant.py",
    packages=(),
    env=no_variables,
    rank=0,
    reads_pages=True,
    words=(
        *("own pages", "site's pages", "site's own pages", "pages themselves", "docs themselves", "full text search"),
        *("no key", "no api key", "without a key", "without an api key", "without any api key", "without any key"),
    ),
)

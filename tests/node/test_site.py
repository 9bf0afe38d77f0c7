"""The search of a site's pages is one, whichever kit does it: the same file, the same passages, the same answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from chatgraft.kits.python.chatkit_kit.questions import Question, Source
from chatgraft.kits.python.chatkit_kit.site_search.answer import answer_from_site
from chatgraft.kits.python.chatkit_kit.site_search.flavors import FLAVORS
from chatgraft.kits.python.chatkit_kit.site_search.index import INDEX_FILE
from tests.fixtures.serving import serving
from tests.kits.python.cabins import index_of, write_site
from tests.kits.python.test_site_languages import SITES
from tests.kits.python.test_site_pages import DOCUSAURUS, SPHINX
from tests.node.twins import told_by_node

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sites"
QUESTIONS = (
    *("What does a night cost?", "May I bring my dog?", "営業時間を教えてください", "小屋", "xylophone", "", "hours?"),
    *("Darf mein Hund mit ins Zimmer?", "Combien coûtent les nuits ?", "可以带狗吗", "AND OR NOT", "a* NEAR(b)"),
    *("How do I install it?", "configuration", "what is on this site", "deploy to production"),
)
ODD = """\ufeff---
title: 'Odd ones' # said
description: All _kinds_ of things
slug: odd
---
import Tabs from '@theme/Tabs'

Tides &amp; winds, `code [1]`, **bold**, <Badge title="Beta" />, a_b_c and a [link](/x "t").

Second {#own-anchor}
------

| a | b |
|---|---|
| 1 | two \\| three |

:::tip[Careful]
- [x] done
:::

## Second
```js
const a = 1;
```
> quoted. Zürich wäre schön! 「はい。」次。
"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kit") / "backend"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Pages of all kinds: built and written, in many languages, of each generator that has a fixture."""
    folder = write_site(tmp_path)
    for language, pages in SITES.items():
        for name, text in pages.items():
            path = folder / language / f"{name}.html"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"<title>{name}</title><main><h2>{name}: {language}</h2><p>{text}</p></main>", "utf-8")
    (folder / "docusaurus.html").write_text(DOCUSAURUS, "utf-8")
    (folder / "sphinx.html").write_text(SPHINX, "utf-8")
    (tmp_path / "docs" / "01-guide").mkdir(parents=True)
    (tmp_path / "docs" / "01-guide" / "02-odd.mdx").write_text(ODD, "utf-8")
    (tmp_path / "docs" / "2024-05-06-post.md").write_text("# Post\n\nNews of the tides.\n", "utf-8")
    return folder


def values(data: str, **more: str) -> dict[str, str]:
    return {"CHATKIT_SECRET": "s" * 40, "CHATKIT_DATA_DIR": data, **more}


async def by_python(folder: Path, values: dict[str, str]) -> dict[str, Any]:
    index = await index_of(folder, **values)
    found = [[one.url for one in await index.search(question)] for question in QUESTIONS]
    answers = []
    for text in QUESTIONS:
        question = Question(text=text, pages=index, site="https://cabins.example")
        parts = [part async for part in answer_from_site(question)]
        answers.append([[one.title, one.url, one.snippet] if isinstance(one, Source) else one for one in parts])
    return {"found": found, "answers": answers, "main": [one.url for one in await index.main_pages()]}


def by_node(folder: Path, values: dict[str, str], kit: Path) -> dict[str, Any]:
    (told,) = told_by_node("site", [{"folder": str(folder), "values": values, "questions": QUESTIONS}], kit)
    assert isinstance(told, dict)
    return told


def rows(file: Path) -> list[list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        tables = ("form, site FROM about", "* FROM files ORDER BY path", "rowid, * FROM passages ORDER BY rowid")
        return [connection.execute(f"SELECT {table}").fetchall() for table in tables]


@pytest.mark.parametrize("flavor", [name for name in FLAVORS if name])
async def test_both_kits_make_the_same_index_and_say_the_same(site: Path, kit: Path, flavor: str) -> None:
    folder, root = site.parent, f"site, docs=/docs:{flavor}, {FIXTURES}=/sites*:{flavor}"
    python = await by_python(folder, values("python", SITE_ROOT=root))
    node = by_node(folder, values("node", SITE_ROOT=root), kit)
    assert rows(folder / "node" / INDEX_FILE) == rows(folder / "python" / INDEX_FILE)
    assert node == python
    assert python["found"][0][0] == "/prices.html"


async def test_either_kit_goes_on_with_the_others_index(site: Path, kit: Path) -> None:
    folder, root = site.parent, "site, docs=/docs"
    python = await by_python(folder, values("python", SITE_ROOT=root))
    node = by_node(folder, values("node", SITE_ROOT=root), kit)
    made = {data: (folder / data / INDEX_FILE).stat().st_ino for data in ("python", "node")}
    assert by_node(folder, values("python", SITE_ROOT=root), kit) == python
    assert await by_python(folder, values("node", SITE_ROOT=root)) == node
    assert {data: (folder / data / INDEX_FILE).stat().st_ino for data in made} == made  # neither was made anew


async def test_what_has_changed_since_is_followed_in_the_others_index(site: Path, kit: Path) -> None:
    folder, root = site.parent, "site, docs=/docs"
    await by_python(folder, values("python", SITE_ROOT=root))
    (site / "prices.html").write_text("<main><h1>Prices</h1><p>A night costs a hundred euros.</p></main>")
    (site / "faq.html").unlink()
    told = by_node(folder, values("python", SITE_ROOT=root), kit)
    assert "hundred" in str(told["answers"][0])
    assert "/faq.html#dogs" not in told["found"][1]
    assert told == await by_python(folder, values("python", SITE_ROOT=root))


async def test_a_site_elsewhere_is_read_by_its_sitemap(site: Path, kit: Path, tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    url = f"http://127.0.0.1:{server.server_port}"
    places = [f"{url}/prices.html", f"{url}/faq.html", f"{url}/missing.html", "http://127.0.0.2:9/a", "http://[/"]
    listed = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    (site / "pages.xml").write_text(f"<urlset>{listed}</urlset>")
    (site / "sitemap.xml").write_text(f"<sitemapindex><sitemap><loc>{url}/pages.xml</loc></sitemap></sitemapindex>")
    with serving(server):
        python = await by_python(tmp_path, values("python", SITE_URL=url))
        node = by_node(tmp_path, values("node", SITE_URL=url), kit)
        assert by_node(tmp_path, values("python", SITE_URL=url), kit) == python
    assert node == python
    assert rows(tmp_path / "node" / INDEX_FILE) == rows(tmp_path / "python" / INDEX_FILE)
    assert node["found"][1] == ["/faq.html#dogs"]

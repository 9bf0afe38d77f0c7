"""Search over a site's pages: what is found, what is not, when the index is made anew, and from where."""

import asyncio
import gzip
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit import site_index
from chatgraft.kits.python.chatkit_kit.errors import SettingsError
from chatgraft.kits.python.chatkit_kit.questions import Message, Part, Question, Source
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.site_answer import NEAREST, NOTHING_FOUND, answer_from_site
from chatgraft.kits.python.chatkit_kit.site_index import INDEX_FILE, SiteIndex

PAGES = {
    "index.html": "<title>Home</title><main><h1>Lake cabins</h1><p>Quiet wooden cabins by the water.</p></main>",
    "prices.html": "<main><h1>Prices</h1><p>A night costs ninety euros. Children are free.</p></main>",
    "faq.html": "<main><h1>Questions</h1><h2 id=dogs>Dogs</h2><p>Dogs are welcome in every cabin.</p>"
    "<h2 id=money>Payment</h2><p>We take cards and cash.</p></main>",
    "ja/index.html": "<main><h1>湖畔の小屋</h1><p>営業時間は朝九時から夕方五時までです。</p></main>",
    "404.html": "<main><h1>Nothing here about dogs</h1></main>",
    "node_modules/x/readme.html": "<main><h1>dogs dogs dogs</h1></main>",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, html in PAGES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
    return tmp_path / "site"


def settings_of(folder: Path, **values: str) -> Settings:
    return Settings.from_values(folder, {"CHATKIT_SECRET": "s" * 40, **values})


async def index_of(folder: Path, **values: str) -> SiteIndex:
    index = SiteIndex(settings_of(folder, **values))
    await index.build()
    return index


@pytest.fixture
async def index(site: Path) -> SiteIndex:
    return await index_of(site.parent, SITE_ROOT="site")


async def urls(index: SiteIndex, words: str) -> list[str]:
    return [passage.url for passage in await index.search(words)]


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("What does a night cost?", "/prices.html"),
        ("May I bring my dog?", "/faq.html#dogs"),
        ("How do I pay, is there any payment by card?", "/faq.html#money"),
        ("children", "/prices.html"),
        ("営業時間を教えてください", "/ja/"),
        ("小屋", "/ja/"),
        ("cabins by the water", "/"),
    ],
)
async def test_questions_find_the_page_that_answers_them(index: SiteIndex, words: str, url: str) -> None:
    assert (await urls(index, words))[0] == url


@pytest.mark.parametrize(
    "words", ["", "   ", "what is the", "xylophone", '"', "AND OR NOT", "a* NEAR(b)", "'; DROP TABLE", "\x00"]
)
async def test_what_is_not_there_is_not_found(index: SiteIndex, words: str) -> None:
    assert await urls(index, words) == []


async def test_pages_that_are_no_content_are_not_found(index: SiteIndex) -> None:
    assert await urls(index, "dogs") == ["/faq.html#dogs"]


async def test_the_earlier_source_has_the_page(tmp_path: Path) -> None:
    (tmp_path / "build" / "docs" / "intro").mkdir(parents=True)
    (tmp_path / "build" / "docs" / "intro" / "index.html").write_text("<main><h1>Intro</h1><p>built walrus</p></main>")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "intro.md").write_text("# Intro\n\nwritten walrus\n")
    (tmp_path / "docs" / "other.md").write_text("# Other\n\nonly written seal\n")
    index = await index_of(tmp_path, SITE_ROOT="build, docs=/docs")
    assert [one.text for one in await index.search("walrus")] == ["built walrus"]
    assert await urls(index, "seal") == ["/docs/other"]


async def test_pages_that_the_site_shows_without_their_ending(site: Path) -> None:
    (site / "[slug].html").write_text("<main><p>dogs, whatever the address</p></main>")
    index = await index_of(site.parent, SITE_ROOT="site=/*")
    assert await urls(index, "dogs") == ["/faq#dogs"]
    assert (await urls(await index_of(site.parent, SITE_ROOT="site=/base/*"), "cabins by the water"))[0] == "/base/"


async def test_the_index_is_made_anew_only_when_pages_change(site: Path) -> None:
    index = await index_of(site.parent, SITE_ROOT="site")
    file = site.parent / ".chatkit" / INDEX_FILE
    first = file.stat().st_ino
    await index.build()
    assert file.stat().st_ino == first
    (site / "new.html").write_text("<main><h1>Sauna</h1><p>The sauna opens at six.</p></main>")
    await index.build()
    assert await urls(index, "sauna") == ["/new.html"]
    (site / "new.html").unlink()
    await index.build()
    assert await urls(index, "sauna") == []
    assert [path.name for path in file.parent.iterdir()] == [INDEX_FILE]


async def test_only_pages_that_have_changed_are_read_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = await index_of(site.parent, SITE_ROOT="site")
    seen: list[str] = []
    read = Path.read_text

    def noted(path: Path, **how: str) -> str:
        seen.append(path.name)
        return read(path, **how)

    monkeypatch.setattr(Path, "read_text", noted)
    (site / "prices.html").write_text("<main><h1>Prices</h1><p>A week costs a walrus.</p></main>")
    (site / "faq.html").unlink()
    await index.build()
    assert seen == ["prices.html"]
    assert await urls(index, "walrus") == ["/prices.html"]
    assert await urls(index, "dogs") == []
    assert await urls(index, "ninety") == []
    assert (await urls(index, "cabins by the water"))[0] == "/"


async def test_a_page_comes_to_light_when_the_one_before_it_goes(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build/a.html").write_text("<main><h1>A</h1><p>built walrus</p></main>")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A\n\nwritten walrus\n")
    index = await index_of(tmp_path, SITE_ROOT="build=/*,docs=/")
    assert [one.text for one in await index.search("walrus")] == ["built walrus"]
    (tmp_path / "build/a.html").unlink()
    await index.build()
    assert [one.text for one in await index.search("walrus")] == ["written walrus"]
    (tmp_path / "build/a.html").write_text("<main><h1>A</h1><p>built seal</p></main>")
    await index.build()
    assert [one.text for one in await index.search("walrus seal")] == ["built seal"]


async def test_a_page_that_cannot_be_read_does_not_hold_up_the_others(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_text

    def torn(path: Path, **how: str) -> str:
        if path.name == "prices.html":
            raise FileNotFoundError(path)
        return read(path, **how)

    monkeypatch.setattr(Path, "read_text", torn)
    index = await index_of(site.parent, SITE_ROOT="site")
    assert await urls(index, "dogs") == ["/faq.html#dogs"]
    monkeypatch.undo()
    await index.build()
    assert await urls(index, "ninety") == ["/prices.html"]


def test_rules_that_nobody_knows_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="docusaurus, vitepress, mkdocs"):
        settings_of(tmp_path, SITE_ROOT="docs=/:hugo")


async def test_pages_that_change_while_the_service_runs_are_found(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_index, "LOOK_SECONDS", 0)
    index = await index_of(site.parent, SITE_ROOT="site")
    (site / "new.html").write_text("<main><h1>Sauna</h1><p>The sauna opens at six.</p></main>")
    for _ in range(50):
        if found := await urls(index, "sauna"):
            break
        await asyncio.sleep(0.05)
    assert found == ["/new.html"]


async def test_other_rules_for_the_same_files_make_other_addresses(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A\n\nwalrus\n")
    assert await urls(await index_of(tmp_path, SITE_ROOT="docs"), "walrus") == ["/a"]
    assert await urls(await index_of(tmp_path, SITE_ROOT="docs=/x/*:mkdocs"), "walrus") == ["/x/a/"]


async def test_a_damaged_index_is_made_anew(site: Path) -> None:
    (site.parent / ".chatkit").mkdir()
    (site.parent / ".chatkit" / INDEX_FILE).write_bytes(b"not a database" * 100)
    index = await index_of(site.parent, SITE_ROOT="site")
    assert await urls(index, "dogs") == ["/faq.html#dogs"]


async def test_one_odd_page_does_not_spoil_the_index(site: Path) -> None:
    (site / "a (draft).html").write_text(
        '<link rel=canonical href="http://["><main><h1>Walrus</h1><p>tusks</p></main>', encoding="utf-8"
    )
    index = await index_of(site.parent, SITE_ROOT="site")
    assert await urls(index, "tusks") == ["/a%20%28draft%29.html"]
    assert await urls(index, "dogs") == ["/faq.html#dogs"]


async def test_a_very_long_question_is_still_looked_up(index: SiteIndex) -> None:
    assert await urls(index, "営業時間" * 4000) == ["/ja/"]


async def test_no_pages_at_all_is_no_error(tmp_path: Path) -> None:
    assert await urls(await index_of(tmp_path), "dogs") == []
    assert await urls(await index_of(tmp_path, SITE_ROOT="missing"), "dogs") == []


async def test_a_question_waits_for_the_first_index(site: Path) -> None:
    index = SiteIndex(settings_of(site.parent, SITE_ROOT="site"))
    asked = asyncio.create_task(index.search("dogs"))
    await asyncio.sleep(0.05)
    await index.build()
    assert [passage.url for passage in await asked] == ["/faq.html#dogs"]


async def test_links_out_of_the_folder_are_not_followed(site: Path) -> None:
    secret = site.parent / "secret.html"
    secret.write_text("<main><p>classified walrus</p></main>")
    (site / "link.html").symlink_to(secret)
    (site / "loop").symlink_to(site)
    assert await urls(await index_of(site.parent, SITE_ROOT="site"), "walrus") == []


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers["Host"])
            if self.path != "/moved.html":
                super().do_GET()
                return
            self.send_response(302)
            self.send_header("Location", f"http://localhost:{server.server_port}/prices.html")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
            """Nobody reads it."""

    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    odd = ["http://127.0.0.2:9/elsewhere.html", "http://[/", f"{url}/with space.html", f"{url}/missing.html"]
    places = [*odd, f"{url}/moved.html", f"{url}/prices.html", f"{url}/faq.html"]
    listed = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    (site / "pages.xml").write_text(f"<urlset>{listed}</urlset>")
    maps = "".join(f"<sitemap><loc>{url}/{name}</loc></sitemap>" for name in ("damaged.xml.gz", "pages.xml"))
    (site / "sitemap.xml").write_text(f"<sitemapindex>{maps}</sitemapindex>")
    (site / "damaged.xml.gz").write_bytes(gzip.compress(b"<urlset></urlset>" * 99)[:30])
    yield url
    server.shutdown()
    server.server_close()
    assert set(asked) <= {url.removeprefix("http://")}, "a redirect led the service to another host"


async def test_a_site_elsewhere_is_read_by_its_sitemap(served: str, tmp_path: Path) -> None:
    index = await index_of(tmp_path, SITE_URL=served, SITE_ROOT="missing")
    assert await urls(index, "dogs") == ["/faq.html#dogs"]
    assert (await urls(index, "night"))[0] == "/prices.html"


async def told(question: Question) -> list[Part]:
    return [part async for part in answer_from_site(question)]


async def test_the_answer_quotes_the_page_and_links_it(index: SiteIndex) -> None:
    parts = await told(Question("Are dogs welcome?", site="https://cabins.example", pages=index))
    text = "".join(part for part in parts if isinstance(part, str))
    assert "**[Questions: Dogs](https://cabins.example/faq.html#dogs)**" in text
    assert "Dogs are welcome in every cabin." in text
    assert parts[-1] == Source(
        "Questions: Dogs", "https://cabins.example/faq.html#dogs", "Dogs are welcome in every cabin."
    )


async def test_the_quoted_text_is_part_of_the_question(index: SiteIndex) -> None:
    assert any(
        isinstance(part, Source) and part.url.endswith("#dogs")
        for part in await told(Question("What about this?", quoted_text="Dogs", pages=index))
    )


async def test_a_short_question_leans_on_the_one_before(index: SiteIndex) -> None:
    history = (Message("user", "Are dogs welcome?"), Message("assistant", "Yes"))
    assert len(await told(Question("Why?", history=history, pages=index))) > 1


async def test_nothing_found_is_said(index: SiteIndex) -> None:
    parts = await told(Question("xylophone", pages=index))
    assert parts[0] == NOTHING_FOUND
    assert not any(isinstance(part, Source) for part in parts)


async def test_a_question_about_the_site_itself_is_answered_with_its_pages(index: SiteIndex) -> None:
    text = "".join(str(part) for part in await told(Question("What can I find on this site?", pages=index)))
    assert NOTHING_FOUND not in text
    assert [page.url for page in await index.main_pages()] == re.findall(r"\]\((.*?)\)", text)
    assert len(set(re.findall(r"\]\((.*?)\)", text))) > 1


LONG = (
    "Our boats are made of cedar. Each of them has a name. We mend them in winter. "
    "A night on board costs ninety euros, e.g. from May to June. Breakfast is served at eight on deck. "
) + "The lake is deep and cold and old. " * 40


async def answer(folder: Path, question: str, html: str) -> str:
    """What is told of a site with that one page."""
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site/page.html").write_text(f"<meta charset=utf-8><main><h1>Boats</h1>{html}</main>", encoding="utf-8")
    parts = await told(Question(question, pages=await index_of(folder, SITE_ROOT="site")))
    return "".join(part for part in parts if isinstance(part, str))


async def test_an_excerpt_is_whole_sentences_from_where_they_answer(tmp_path: Path) -> None:
    text = await answer(tmp_path, "What does a night cost?", f"<p>{LONG}</p>")
    excerpt = text.partition("\n\n")[2]
    assert excerpt.startswith("Our boats are made of cedar.")
    assert "ninety euros, e.g. from May to June. Breakfast is served at eight on deck." in excerpt
    assert excerpt.endswith("old.")
    far = "<p>" + "The lake is deep and cold and old. " * 20 + LONG + "</p>"
    assert (await answer(tmp_path, "What does a night cost?", far)).partition("\n\n")[2].startswith("A night on board")


async def test_rows_and_items_are_a_list(tmp_path: Path) -> None:
    html = "<p>Prices by time.</p><table><tr><td>Day</td><td>42 €</td></tr><tr><td>Night</td><td>90 €</td></tr></table>"
    text = await answer(tmp_path, "prices", html)
    assert text.endswith("Prices by time.\n\n- Day · 42 €\n- Night · 90 €")


async def test_a_passage_that_is_all_code_is_shown_as_code(tmp_path: Path) -> None:
    text = await answer(tmp_path, "boats", "<pre>boat --launch\nboat --moor</pre>")
    assert text.endswith("```\nboat --launch\nboat --moor\n```")


async def test_what_speaks_of_less_than_half_is_called_the_nearest(tmp_path: Path) -> None:
    html = f"<p>{LONG}</p>"
    assert NEAREST in await answer(tmp_path, "Does a night cost more with a piano and an orchestra?", html)
    assert NEAREST not in await answer(tmp_path, "What does a night cost?", html)


async def test_pages_that_share_a_word_only_give_way_to_those_that_answer(index: SiteIndex) -> None:
    parts = await told(Question("How much does a night for children cost?", pages=index))
    assert [part.url for part in parts if isinstance(part, Source)] == ["/prices.html"]


async def test_a_text_that_two_pages_have_is_told_once(site: Path) -> None:
    (site / "copy.html").write_text((site / "prices.html").read_text())
    assert len(await urls(await index_of(site.parent, SITE_ROOT="site"), "night")) == 1


async def test_the_beginning_of_a_page_leaves_room_for_one_of_its_sections(site: Path) -> None:
    sections = "<h2 id=size>Size</h2><p>A seal is big, they say, and one of the old ones was bigger.</p>"
    (site / "seals.html").write_text(f"<main><h1>Seals</h1><p>Seals, big seals.</p>{sections}</main>")
    assert await urls(await index_of(site.parent, SITE_ROOT="site"), "big seals") == ["/seals.html", "/seals.html#size"]


async def test_one_page_does_not_take_all_the_room(site: Path) -> None:
    sections = "".join(f"<h2 id=s{number}>Seal {number}</h2><p>A seal, number {number}.</p>" for number in range(9))
    (site / "seals.html").write_text(f"<main><h1>Seals</h1><p>All about seals.</p>{sections}</main>")
    (site / "other.html").write_text("<main><h1>Other</h1><p>There was a seal here, long ago, they say.</p></main>")
    found = await urls(await index_of(site.parent, SITE_ROOT="site"), "seal")
    assert len(found) == 3
    assert "/other.html" in found


async def test_page_text_does_not_become_markdown(site: Path) -> None:
    (site / "odd.html").write_text(
        "<main><h1>Odd</h1><p>walrus [x](javascript:alert(1)) &lt;img src=x&gt; *bold*</p></main>"
    )
    parts = await told(Question("walrus", pages=await index_of(site.parent, SITE_ROOT="site")))
    text = "".join(part for part in parts if isinstance(part, str))
    assert "\\[x\\](javascript" in text
    assert "\\<img" in text
    assert "\\*bold\\*" in text

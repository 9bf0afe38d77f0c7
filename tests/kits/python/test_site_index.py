"""Search over a site's pages: what is found, what is not, and when the index is made anew."""

import asyncio
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.errors import SettingsError
from chatgraft.kits.python.chatkit_kit.site_search import index as site_index
from chatgraft.kits.python.chatkit_kit.site_search.index import INDEX_FILE, SiteIndex
from tests.kits.python.cabins import index_of, settings_of, urls


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

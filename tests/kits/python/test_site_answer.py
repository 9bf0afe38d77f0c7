"""What the site's own pages answer: whole sentences, with links, and honest words where nothing fits."""

import re
from pathlib import Path

from chatgraft.kits.python.chatkit_kit.questions import Message, Part, Question, Source
from chatgraft.kits.python.chatkit_kit.site_search.answer import NEAREST, NOTHING_FOUND, answer_from_site
from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex
from tests.kits.python.cabins import index_of, urls


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

"""Passages of pages: what is content, which URL it has, and where its headings lead."""

from pathlib import Path, PurePosixPath

import pytest

from chatgraft.kits.python.chatkit_kit.settings import SiteRoot
from chatgraft.kits.python.chatkit_kit.site_search.flavors import github_slug
from chatgraft.kits.python.chatkit_kit.site_search.html import html_passages
from chatgraft.kits.python.chatkit_kit.site_search.markdown import markdown_passages

DOCUSAURUS = """<!doctype html><html><head><title>Hosts | Docs</title><link rel="canonical" href="https://x.example/docs/hosts/">
<meta name="robots" content="index,follow"></head><body><nav>Menu entries</nav><div class="announcement">Sale</div>
<main><article><header><h1>Hosts</h1></header><p>All about <b>hos</b>ting.</p>
<h2 class="anchor" id="own">Own <em>domain</em><a class="hash-link" href="#own">#</a></h2><p>Point a record.</p>
<ul><li>First</li><li>Second</li></ul><pre><code>dig x.example
</code></pre><script>alert(1)</script></article></main><footer>Legal</footer></body></html>"""


def markdown(text: str, path: str = "a.md", prefix: str = "/docs") -> tuple[str, list[tuple[str, str, str]]]:
    url, passages = markdown_passages(text, PurePosixPath(path), SiteRoot(Path(), prefix))
    return url, [(one.url, one.heading, one.text) for one in passages]


def test_a_built_page_gives_its_content_and_nothing_around_it() -> None:
    url, passages = html_passages(DOCUSAURUS, "/docs/hosts.html")
    assert url == "/docs/hosts/"
    assert [(one.url, one.page, one.heading) for one in passages] == [
        ("/docs/hosts/", "Hosts", "Hosts"),
        ("/docs/hosts/#own", "Hosts", "Own domain"),
    ]
    assert passages[0].text == "All about hosting."
    assert passages[1].text == "Point a record.\nFirst\nSecond\n```\ndig x.example\n```"


SPHINX = """<body><div role="main"><section id="tides"><h1>Tides<a class="headerlink" href="#tides">¶</a></h1>
<p>All.</p><section id="when"><h2>When<a class="headerlink" href="#when">¶</a></h2><p>Soon.</p></section>
</section></div>"""


def test_headings_whose_sections_have_the_anchor() -> None:
    _, passages = html_passages(SPHINX, "/tides.html")
    assert [(one.url, one.heading, one.text) for one in passages] == [
        ("/tides.html", "Tides", "All."),
        ("/tides.html#when", "When", "Soon."),
    ]


def test_the_cells_of_a_row_are_told_apart() -> None:
    rows = "<table><tr><th>Time</th><th>Price</th></tr><tr><td>Day</td><td>42 €</td></tr></table>"
    _, (passage,) = html_passages(f"<main><h1>Prices</h1>{rows}</main>", "/prices")
    assert passage.text == "Time · Price\nDay · 42 €"


@pytest.mark.parametrize(
    "head", ['<meta name="robots" content="noindex">', '<meta http-equiv="refresh" content="0; url=/new">']
)
def test_pages_that_are_not_meant_to_be_found_are_not(head: str) -> None:
    assert html_passages(f"<head>{head}</head><body><h1>Old</h1><p>Text</p></body>", "/old")[1] == []


@pytest.mark.parametrize("html", ["", "<", "<html></html>", "\x00", "<main></main>", "just words"])
def test_poor_html_does_no_harm(html: str) -> None:
    html_passages(html, "/x")


def test_a_canonical_link_to_another_host_changes_only_the_path() -> None:
    html = '<link rel="canonical" href="https://evil.example/take"><body><p>Text</p></body>'
    assert html_passages(html, "https://x.example/page")[0] == "https://x.example/take"


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        ("guides/routing.md", "", "/docs/guides/routing"),
        ("02-guides/01_routing.mdx", "", "/docs/guides/routing"),
        ("index.md", "", "/docs"),
        ("guides/README.md", "", "/docs/guides"),
        ("guides/guides.md", "", "/docs/guides"),
        ("a.md", "slug: /start", "/docs/start"),
        ("guides/a.md", "slug: 'own'", "/docs/guides/own"),
        ("guides/a.md", "slug: /", "/docs"),
        ("guides/a.md", "id: other", "/docs/guides/other"),
        ("2021-08-26-welcome.md", "", "/docs/2021/08/26/welcome"),
        ("2021-08-26-welcome/index.md", "", "/docs/2021/08/26/welcome"),
        ("2021-08-26-welcome/index.md", "slug: welcome", "/docs/welcome"),
        ("7.2-release.md", "", "/docs/7.2-release"),
    ],
)
def test_the_url_of_a_markdown_file(path: str, front: str, url: str) -> None:
    assert markdown(f"---\n{front}\n---\n# T\n\nText", path)[0] == url


@pytest.mark.parametrize(
    ("root", "path", "front", "url"),
    [
        ("vitepress", "guide/index.md", "", "/docs/guide/"),
        ("vitepress", "guide/01-start.md", "slug: other", "/docs/guide/01-start.html"),
        ("vitepress*", "guide/start.md", "", "/docs/guide/start"),
        ("vitepress", "index.md", "", "/docs"),
        ("mkdocs*", "user-guide/README.md", "", "/docs/user-guide/"),
        ("mkdocs*", "user-guide/01-cli.md", "", "/docs/user-guide/01-cli/"),
        ("mkdocs", "user-guide/cli.md", "", "/docs/user-guide/cli.html"),
        ("mkdocs", "user-guide/index.md", "", "/docs/user-guide/"),
        ("astro", "Guides/My First.mdx", "", "/docs/guides/my-first"),
        ("astro", "guides/index.mdx", "", "/docs/guides"),
        ("astro", "guides/a.md", "slug: start/here", "/docs/start/here"),
        ("next", "(docs)/01-intro.mdx", "", "/docs/01-intro"),
        ("next", "guides/index.mdx", "", "/docs/guides"),
        ("next-app", "(docs)/guides/page.mdx", "", "/docs/guides"),
    ],
)
def test_the_url_is_that_of_the_sites_generator(root: str, path: str, front: str, url: str) -> None:
    place = SiteRoot(Path(), "/docs", root.endswith("*"), root.rstrip("*"))
    assert markdown_passages(f"---\n{front}\n---\n# T\n\nText", PurePosixPath(path), place)[0] == url


@pytest.mark.parametrize("path", ["guides/notes.mdx", "@modal/page.mdx", "_parts/page.mdx", "(.)photo/page.mdx"])
def test_files_of_the_app_router_that_are_no_page_have_no_passages(path: str) -> None:
    assert markdown_passages("# T\n\nText", PurePosixPath(path), SiteRoot(Path(), flavor="next-app"))[1] == []


HEADINGS = "## What's new?\n\nA\n\n## What's new?\n\nB\n\n## 2. Über `<Tabs>` & Co\n\nC\n"


@pytest.mark.parametrize(
    ("flavor", "anchors"),
    [
        ("docusaurus", ["whats-new", "whats-new-1", "2-über-tabs--co"]),
        ("vitepress", ["what-s-new", "what-s-new-1", "_2-uber-tabs-co"]),
        ("mkdocs", ["whats-new", "whats-new_1", "2-uber-tabs-co"]),
    ],
)
def test_anchors_are_those_of_the_sites_generator(flavor: str, anchors: list[str]) -> None:
    _, passages = markdown_passages(HEADINGS, PurePosixPath("a.md"), SiteRoot(Path(), "/", flavor=flavor))
    assert [one.url.partition("#")[2] for one in passages] == anchors


@pytest.mark.parametrize("mark", ["{#mine}", "{ #mine }", "{: #mine .wide }"])
def test_an_anchor_may_be_written_out(mark: str) -> None:
    assert markdown(f"## Tides {mark}\n\nSoon")[1] == [("/docs/a#mine", "Tides", "Soon")]


def test_headings_that_are_underlined() -> None:
    assert markdown("Tides\n=====\n\nAll\n\nWhen\n----\n\nSoon")[1] == [
        ("/docs/a", "Tides", "All"), ("/docs/a#when", "When", "Soon")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("front", "title", "text"),
    [
        ("title: 'Own title'", "Own title", "Text"),
        ("sidebar_label: Short", "Short", "Text"),
        ("title: A # b", "A", "Text"),
        ("description: >-\n  All about\n  tides", "A page", "All about tides\nText"),
        ('description: "What **counts**"', "A page", "What counts\nText"),
        ("tags:\n  - title: no", "A page", "Text"),
    ],
)
def test_what_front_matter_says(front: str, title: str, text: str) -> None:
    _, (passage,) = markdown_passages(f"---\n{front}\n---\n\nText", PurePosixPath("a-page.md"), SiteRoot(Path()))
    assert (passage.page, passage.text) == (title, text)


MDX = """
import {
  Card,
} from './card'

export const rows = [
  { a: 1 },
]

{/* a note
to developers */}

import data from a spreadsheet works as well.

<Card
  title="First steps" when={1 > 0}
  icon={<Icon />}
>
  Start *here*, with `{{ code }}` and `<Tabs>`.
</Card>

{props.version} stays<br/>out, and {{ $frontmatter.x }} too.

!!! warning "Low tide"
    Mind the <kbd>rocks</kbd>.

> [!NOTE]
> A hint &amp; more

- [ ] one
- two
  lines
"""


def test_what_the_generator_would_run_is_left_out_and_what_it_shows_is_kept() -> None:
    ((_, _, text),) = markdown(MDX)[1]
    assert text.split("\n") == [
        "import data from a spreadsheet works as well.",
        "First steps Start here, with {{ code }} and <Tabs>.",
        "stays out, and too.",
        "Low tide",
        "Mind the rocks.",
        "A hint & more",
        "one",
        "two lines",
    ]


def test_at_the_root_the_index_is_the_root() -> None:
    assert markdown("Text", "index.md", "/")[0] == "/"
    assert markdown("Text", "guides/a.md", "/")[0] == "/guides/a"


def test_headings_lead_to_their_anchors() -> None:
    text = "# Title\n\nIntro\n\n## What's new?\nA\n\n## What's new?\nB\n\n### Own {#mine}\nC\n\n## Über `code` ##\nD\n"
    assert markdown(text)[1] == [
        ("/docs/a", "Title", "Intro"),
        ("/docs/a#whats-new", "What's new?", "A"),
        ("/docs/a#whats-new-1", "What's new?", "B"),
        ("/docs/a#mine", "Own", "C"),
        ("/docs/a#über-code", "Über code", "D"),
    ]


def test_what_is_no_text_is_left_out() -> None:
    text = (
        "\ufeff---\ntitle: The *page*\n---\r\nimport Tabs from '@theme/Tabs';\r\n\r\nexport const x = 1;\r\n\r\n"
        ":::tip\r\n\r\nSee [the guide](./guide.md) and **this** <Tabs>inside</Tabs>.\r\n\r\n:::\r\n\r\n"
        "| A | B |\r\n| --- | --- |\r\n| one | two |\r\n\r\n```sh\r\n# not a heading\r\nexport PATH\r\n```\r\n"
    )
    url, found = markdown(text)
    assert url == "/docs/a"
    assert found == [
        (
            "/docs/a",
            "The *page*",
            "See the guide and this inside .\nA · B\none · two\n```\n# not a heading\nexport PATH\n```",
        )
    ]


def test_names_keep_their_underscores() -> None:
    assert markdown("Set _two_ names: `max_upload_size` and snake_case_name.")[1] == [
        ("/docs/a", "A", "Set two names: max_upload_size and snake_case_name.")
    ]


@pytest.mark.parametrize("mark", ["draft: true", "unlisted: true"])
def test_drafts_stay_drafts(mark: str) -> None:
    assert markdown(f"---\n{mark}\n---\n# T\n\nText")[1] == []


@pytest.mark.parametrize("text", ["", "---", "---\n", "---\n---\n", "# ", "```\nnever closed", "\x00"])
def test_poor_markdown_does_no_harm(text: str) -> None:
    markdown(text)


def test_long_text_is_cut_between_paragraphs() -> None:
    paragraphs = [f"{number} " + "word " * 100 for number in range(8)]
    found = markdown("# T\n\n" + "\n\n".join(paragraphs))[1]
    assert len(found) > 1
    assert all(len(text) <= 1700 for _, _, text in found)
    assert "\n".join(text for _, _, text in found) == "\n".join(part.strip() for part in paragraphs)


@pytest.mark.parametrize(
    ("heading", "anchor"), [("A & B", "a--b"), ("v1.2.3", "v123"), ("営業時間", "営業時間"), ("a_b-c", "a_b-c")]
)
def test_anchors_are_made_as_github_makes_them(heading: str, anchor: str) -> None:
    assert github_slug(heading) == anchor

"""A small site of cabins by a lake, and the search over it."""

from pathlib import Path

from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex

PAGES = {
    "index.html": "<title>Home</title><main><h1>Lake cabins</h1><p>Quiet wooden cabins by the water.</p></main>",
    "prices.html": "<main><h1>Prices</h1><p>A night costs ninety euros. Children are free.</p></main>",
    "faq.html": "<main><h1>Questions</h1><h2 id=dogs>Dogs</h2><p>Dogs are welcome in every cabin.</p>"
    "<h2 id=money>Payment</h2><p>We take cards and cash.</p></main>",
    "ja/index.html": "<main><h1>湖畔の小屋</h1><p>営業時間は朝九時から夕方五時までです。</p></main>",
    "404.html": "<main><h1>Nothing here about dogs</h1></main>",
    "node_modules/x/readme.html": "<main><h1>dogs dogs dogs</h1></main>",
}


def settings_of(folder: Path, **values: str) -> Settings:
    return Settings.from_values(folder, {"CHATKIT_SECRET": "s" * 40, **values})


async def index_of(folder: Path, **values: str) -> SiteIndex:
    index = SiteIndex(settings_of(folder, **values))
    await index.build()
    return index


async def urls(index: SiteIndex, words: str) -> list[str]:
    return [passage.url for passage in await index.search(words)]


def write_site(folder: Path) -> Path:
    """The site below a folder."""
    for name, html in PAGES.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
    return folder / "site"

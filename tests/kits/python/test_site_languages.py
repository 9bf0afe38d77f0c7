"""Questions in several languages find the page that answers them, whatever endings its words have there."""

from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex
from tests.kits.python.cabins import index_of

SITES = {
    "de": {
        "hunde": "Hunde sind in allen Zimmern erlaubt.",
        "preise": "Eine Übernachtung kostet neunzig Euro, Kinder zahlen nichts.",
        "storno": "Buchungen können bis zum Vortag kostenlos storniert werden.",
    },
    "fr": {
        "chiens": "Les chiens sont acceptés dans toutes les chambres.",
        "prix": "Une nuit coûte quatre-vingt-dix euros.",
        "annuler": "Les réservations peuvent être annulées gratuitement.",
    },
    "es": {
        "perros": "Se admiten perros en todas las habitaciones.",
        "precios": "Una noche cuesta noventa euros.",
        "cancelar": "Las reservas se pueden cancelar gratis.",
    },
    "zh": {
        "dogs": "所有房间都允许带狗入住。",
        "prices": "一晚的费用是九十欧元。",
        "hours": "我们每天九点到十七点营业。",
    },
    "ko": {
        "dogs": "모든 객실에 개를 데려올 수 있습니다.",
        "prices": "하룻밤 요금은 구십 유로입니다.",
        "hours": "영업시간은 매일 아홉 시부터 다섯 시까지입니다.",
    },
}


async def site_in(language: str, folder: Path) -> SiteIndex:
    (folder / "site").mkdir()
    for name, text in SITES[language].items():
        (folder / f"site/{name}.md").write_text(f"---\ntitle: {name}\n---\n\n{text}\n", encoding="utf-8")
    return await index_of(folder, SITE_ROOT="site")


@pytest.mark.parametrize(
    ("language", "question", "page"),
    [
        ("de", "Darf mein Hund mit ins Zimmer?", "hunde"),
        ("de", "Was kostet es für ein Kind?", "preise"),
        ("de", "Kann ich meine Buchung stornieren?", "storno"),
        ("fr", "Puis-je venir avec mon chien ?", "chiens"),
        ("fr", "Combien coûtent les nuits ?", "prix"),
        ("fr", "Comment annuler ma réservation ?", "annuler"),
        ("es", "¿Puedo llevar a mi perro a la habitación?", "perros"),
        ("es", "¿Cuánto cuestan las noches?", "precios"),
        ("es", "¿Cómo cancelo mi reserva?", "cancelar"),
        ("zh", "可以带狗吗", "dogs"),
        ("zh", "一晚多少费用", "prices"),
        ("zh", "几点营业", "hours"),
        ("ko", "개를 데려와도 되나요?", "dogs"),
        ("ko", "요금이 얼마예요?", "prices"),
        ("ko", "영업시간이 어떻게 되나요?", "hours"),
    ],
)
async def test_a_question_finds_its_page(language: str, question: str, page: str, tmp_path: Path) -> None:
    found = await (await site_in(language, tmp_path)).search(question)
    assert [one.url for one in found][:1] == [f"/{page}"]


@pytest.mark.parametrize(
    ("language", "question"),
    [("de", "Was ist mit dem Walross?"), ("fr", "Où est le morse ?"), ("es", "¿Dónde está la morsa?")],
)
async def test_words_that_every_text_has_find_nothing(language: str, question: str, tmp_path: Path) -> None:
    assert await (await site_in(language, tmp_path)).search(question) == []

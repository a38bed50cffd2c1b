"""Languages are told from script and function words, and langdetect is asked only where those do not tell."""

import pytest

from dechaff import language

SENTENCES = {
    "en": "The ferry that once tied the two sides of the harbour together is sailing again.",
    "de": "Die Fähre, die einst die beiden Seiten des Hafens verband, ist nicht mehr auf dem Wasser.",
    "fr": "Le bateau qui reliait les deux rives du port est de retour dans la ville pour les habitants.",
    "es": "El barco que unía los dos lados del puerto vuelve a navegar para los vecinos de la ciudad.",
    "pt": "O barco que unia os dois lados do porto não parou mais e foi para a cidade com uma festa.",
    "it": "Il traghetto che univa le due sponde del porto è tornato anche per gli abitanti della città.",
    "pl": "Prom, który łączył dwie strony portu, jest znowu na wodzie i nie stoi już w porcie.",
    "ru": "Паром, который соединял две стороны гавани, снова на воде, и это не было просто.",
    "uk": "Пором, який з'єднував дві сторони гавані, знову на воді, і це не було для нього легко.",
    "el": "Το πλοίο που ένωνε τις δύο πλευρές του λιμανιού ταξιδεύει ξανά.",
    "ja": "港の両岸を結んでいたフェリーが再び運航を始めた。",
    "zh": "曾经连接港口两岸的渡轮再次启航。",
    "ar": "العبارة التي كانت تربط بين ضفتي الميناء عادت إلى العمل من جديد في هذا الصباح.",
    "tr": "Limanın iki yakasını birleştiren vapur yeniden sefere çıktı ve çok daha hızlı bir gemi ile.",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_sentence_tells_its_language(lang: str) -> None:
    assert language.detect(SENTENCES[lang]) == lang


@pytest.mark.parametrize("text", ["", "12.3 %", "\n\n", "🙂", "\ud800"])
def test_nothing_tells(text: str) -> None:
    assert language.detect(text) is None


def test_langdetect_says_the_same_every_time() -> None:
    found = set()
    for _ in range(5):
        language._detected.cache_clear()
        found.add(language.detect("Brod plovi ponovno"))
    assert len(found) == 1

"""Tell a text's language: by its script, then by its function words, and only then by langdetect.

Nothing is detected unless somebody asks; langdetect costs 5 ms a text, more than all the rest of cleaning.
"""

import re
from collections import Counter
from functools import lru_cache

# What langdetect is shown: enough for it, and its cost grows with it.
_SAMPLE = 300
# Function words need this share of the words looked at, and this lead over the next language.
_LEAST_SHARE, _LEAST_LEAD = 0.12, 1.5
_WORDS_LOOKED_AT = 400
# Characters; the beginning of a text tells as much as all of it.
_LOOKED_AT = 3000

_SCRIPTS = {
    "el": "[\u0370-\u03ff]",
    "he": "[\u0590-\u05ff]",
    "ko": "[\uac00-\ud7af]",
    "ja": "[\u3040-\u30ff]",
    "th": "[\u0e00-\u0e7f]",
    "ka": "[\u10a0-\u10ff]",
    "hy": "[\u0530-\u058f]",
    "bn": "[\u0980-\u09ff]",
    "ta": "[\u0b80-\u0bff]",
    "te": "[\u0c00-\u0c7f]",
    "zh": "[\u4e00-\u9fff]",
}
_SCRIPT = {lang: re.compile(letters) for lang, letters in _SCRIPTS.items()}
_LETTER = re.compile(r"[^\W\d_]")

# The most frequent words that few other languages share.
_FUNCTION_WORDS = {
    "en": "the of and to in is that for was with are this have from which",
    "de": "der die und das den von ist mit nicht ein eine auch dem sich auf",
    "fr": "le les des est une dans qui pour pas sur au du et avec sont",
    "es": "el los las que del una por con para como pero más está fue y",
    "pt": "o os não uma do da dos em com para que mais foi são às",
    "it": "il che di della per una con sono non gli dei nel alla è anche",
    "nl": "de het een van en dat niet met voor zijn ook wordt bij naar aan",
    "sv": "och att det som en är för på av inte med till den har var",
    "da": "og at det som en er for på af ikke med til den har ikke",
    "no": "og å det som en er for på av ikke med til den har jeg",
    "fi": "ja on ei että se oli hän mutta myös kuin joka ovat mukaan tai sen",
    "pl": "w i na nie się z do że jest to jak przez po oraz są",
    "cs": "a v se na je že s do ale jako podle jsou které pro také",
    "ro": "și în de la cu pe nu o că este sunt pentru din a care",
    "hu": "a az és hogy nem is egy meg volt már csak ez mint vagy de",
    "tr": "ve bir bu da için ile olarak çok daha olan gibi ne kadar sonra de",
    "id": "yang dan di untuk dengan dari ini pada tidak itu akan dalam adalah juga oleh",
    "vi": "và của là không có được cho những một trong người với đã các này",
    "ru": "и в не на что с по это как из его для от но был",
    "uk": "і в не на що з до це як та його для від але був",
    "bg": "и в не на че с за да се от е са по като си",
    "sr": "и у не на да се је за са од су као није али то",
    "ar": "في من على إلى أن عن مع هذا التي الذي كان ما لا هذه بين",
    "fa": "و در به از که این را با است برای آن یک شد می خود",
    "ur": "کے کی میں ہے اور سے کا کو نے پر کہ یہ ہیں اس نہیں",
    "hi": "के में की है और से का को पर ने कि यह हैं नहीं भी",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _lang, _words in _FUNCTION_WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES_OF.setdefault(_word, []).append(_lang)


def detect(text: str) -> str | None:
    """The language of a text (ISO 639-1); None where nothing tells.

    >>> detect("The cat sat on the mat and it was happy with that."), detect("12.3")
    ('en', None)
    """
    return _detected(text[:_LOOKED_AT])


@lru_cache(maxsize=64)
def _detected(sample: str) -> str | None:
    return _by_script(sample) or by_function_words(sample) or _by_langdetect(sample)


def _by_script(text: str) -> str | None:
    """A language that alone has its script, where half of the letters are in it; kana tells Japanese from Chinese."""
    letters = len(_LETTER.findall(text))
    counts = {lang: len(script.findall(text)) for lang, script in _SCRIPT.items()}
    if counts["ja"] * 10 > letters > 0:
        return "ja"
    lang, count = max(counts.items(), key=lambda item: item[1])
    return lang if count * 2 > letters else None


def by_function_words(text: str) -> str | None:
    """The language with clearly more function words than any other; None where none has.

    >>> by_function_words("The cat sat on the mat and it was happy with that."), by_function_words("Cat: Tom")
    ('en', None)
    """
    words = text[:_LOOKED_AT].lower().split()[:_WORDS_LOOKED_AT]
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(_LANGUAGES_OF.get(word.strip(".,;:!?\"'()"), ()))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < max(2, _LEAST_SHARE * len(words)):
        return None
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _LEAST_LEAD * runner_up else None


def _by_langdetect(text: str) -> str | None:
    """What langdetect says of the beginning of a text; seeded, so that it says the same every time."""
    if not _LETTER.search(text):
        return None
    import langdetect
    from langdetect.lang_detect_exception import LangDetectException

    langdetect.DetectorFactory.seed = 0
    try:
        found: str = langdetect.detect(text[:_SAMPLE])
    except LangDetectException:
        return None
    return found.split("-", maxsplit=1)[0]

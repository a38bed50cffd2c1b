"""What must hold for every result, in one place: every test of a stage goes through here."""

from dechaff import edits
from dechaff.pipeline import Cleaner
from dechaff.result import Result


def check(result: Result, source: str | bytes) -> None:
    """Edits sorted, disjoint and true; undo exact; removed spans sorted, disjoint and true to the source."""
    text = result.restore()
    if isinstance(source, bytes):
        assert result.source.kind == "html" or result.restore_bytes() == source
    elif result.source.kind == "text":
        assert text == source
    current = text
    for done in result.passes:
        assert done.edits
        edits.check(current, done.edits)
        current = edits.apply(current, done.edits)
    assert current == result.text
    _check_pieces(result, text)
    _check_removed(result, text)
    for flag in result.flags:
        assert 0 <= flag.start <= flag.end <= len(text)


def check_idempotent(cleaner: Cleaner, result: Result) -> None:
    """Cleaning the clean text changes nothing more."""
    again = cleaner.clean(result.text, kind="text", url=result.source.url, lang=result.source.lang)
    assert again.edits == []


def _check_pieces(result: Result, text: str) -> None:
    source = final = 0
    for piece in result.pieces:
        assert (piece.source.start, piece.final.start) == (source, final)
        source, final = piece.source.end, piece.final.end
        if piece.rule is None:
            assert text[piece.source.start : source] == result.text[piece.final.start : final]
    assert (source, final) == (len(text), len(result.text))


def _check_removed(result: Result, text: str) -> None:
    position = 0
    rules = {edit.rule for edit in result.edits}
    for start, end, rule in result.removed_spans():
        assert position <= start < end <= len(text)
        assert rule in rules
        position = end

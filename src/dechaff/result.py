"""What cleaning gives back: the clean text, and everything needed to explain it and to take it back."""

from dataclasses import dataclass, replace
from functools import cached_property

from dechaff import language
from dechaff.edits import Piece, compose, undo
from dechaff.model import LOW_CONFIDENCE, Edit, Flag, Pass, Source, encode
from dechaff.readers import metadata
from dechaff.readers.metadata import Metadata


@dataclass(frozen=True)
class Result:
    """A cleaned document: `text` plus `passes` is the text that was read, so nothing is lost.

    `length` is the number of characters of the text that was read. Flags speak of that text too. `score` is the word F1
    that the main content of a page is expected to reach; None for a text, and where the engine gives none.
    """

    source: Source
    text: str
    length: int
    passes: tuple[Pass, ...] = ()
    flags: tuple[Flag, ...] = ()
    score: float | None = None

    @property
    def edits(self) -> list[Edit]:
        """Every edit, pass after pass; the positions of each are those of the text its own pass read."""
        return [edit for done in self.passes for edit in done.edits]

    @property
    def lang(self) -> str | None:
        """The text's language (ISO 639-1), as given or as detected; None where neither tells."""
        return self.source.lang or language.detect(self.text)

    @property
    def doubt(self) -> str:
        """Why the main content of the page may be chosen wrongly; empty where nothing speaks for that.

        >>> import dechaff
        >>> dechaff.clean("<p>Home", kind="html", settings=dechaff.Settings(main_content="trafilatura")).doubt
        'everything was kept: trafilatura found no main content'
        """
        return next((flag.reason for flag in self.flags if flag.rule == LOW_CONFIDENCE), "")

    @cached_property
    def metadata(self) -> Metadata | None:
        """What a page says of itself: title, author, date, site, language; None for a text.

        It is looked for when first asked for, which takes about as long as cleaning. The language is that of `lang`.

        >>> import dechaff
        >>> page = "<html><head><title>Grain</title></head><body><p>The harvest is in.</p></body></html>"
        >>> dechaff.clean(page).metadata.title
        'Grain'
        """
        if self.source.kind != "html":
            return None
        return replace(metadata.read(self.source.content, self.source.url), lang=self.lang)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The text that was read and the clean text side by side."""
        return compose(self.passes, self.length)

    def removed_spans(self) -> list[tuple[int, int, str]]:
        """What was removed, as (start, end, rule) in the text that was read; sorted, not overlapping.

        >>> import dechaff
        >>> dechaff.clean("Grain.\\n\\nLeave a Reply\\n").removed_spans()[-1]
        (8, 22, '_common/comments/comment-form')
        """
        spans: list[tuple[int, int, str]] = []
        for piece in self.pieces:
            if piece.rule is None or not piece.is_removed or piece.source.start == piece.source.end:
                continue
            if spans and spans[-1][1] == piece.source.start and spans[-1][2] == piece.rule:
                spans[-1] = (spans[-1][0], piece.source.end, piece.rule)
            else:
                spans.append((piece.source.start, piece.source.end, piece.rule))
        return spans

    def restore(self) -> str:
        """The text that was read, rebuilt from the clean text and the edits; of a page, its visible text.

        >>> import dechaff
        >>> dechaff.clean("It is over.. Leave.").restore()
        'It is over.. Leave.'
        """
        text = self.text
        for done in reversed(self.passes):
            text = undo(text, done.edits)
        return text

    def restore_bytes(self) -> bytes:
        """The bytes that were read, rebuilt likewise; of a page, its visible text in UTF-8."""
        is_page = self.source.kind == "html"
        return encode(self.restore(), "utf-8" if is_page else self.source.encoding or "utf-8")

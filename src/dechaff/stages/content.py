"""Remove what is not the main content of a page, as the chosen engine votes."""

from collections.abc import Iterator, Sequence

from dechaff.engines import ENGINES, Vote, comments, keep_all
from dechaff.errors import MISTAKES
from dechaff.model import LOW_CONFIDENCE, Block, Document, Edit, Flag, Hidden, Page
from dechaff.stages.base import Proposal, Resources, Score

NAME = "content"

# A block stays when at least half of it is main content.
KEPT = 0.5
# From here on, links are worth a word in the reason.
LINKED = 0.5
# Why a block goes that the page does not show.
HIDDEN: dict[Hidden, str] = {"hidden": "hidden on the page", "data": "in the page's data for machines, and not shown"}
# A page of some length without a paragraph is menus around what a script would load. Of nine such pages in wcxb_dev
# that the model gives up, seven have no main content at all. Any other page may not come out empty.
SHORT, PARAGRAPH, PROSE = 500, 80, 300  # characters of the page, of a paragraph, in paragraphs


def propose(document: Document, resources: Resources) -> Iterator[Proposal]:
    """Yield a removal for each block of a page that goes, the page's score, and a flag where the engine is unsure.

    Blocks that the page hides stay only where a sure engine votes them in.
    """
    settings = resources.settings
    engine = settings.main_content if settings.wants(f"{NAME}/{settings.main_content}", "other") else "all"
    if document.page is None:
        return
    missing = _missing(document, document.page)
    if not document.blocks:
        if missing:
            yield Flag(0, 0, "", LOW_CONFIDENCE, missing)
        return
    vote = _vote(engine, document)
    if vote.score is not None:
        yield Score(round(vote.score, 3))
    kept = [share >= KEPT for share in vote.keep]
    unsure = vote.unsure
    if not any(kept) and not (vote.doubt and _is_bare(document)):
        unsure = unsure or vote.doubt or f"{engine} found no main content"
    doubt = missing or (f"everything was kept: {unsure}" if unsure else vote.doubt)
    if doubt:
        yield Flag(0, 0, "", LOW_CONFIDENCE, doubt)
    if unsure:
        vote = keep_all(document)
        kept = [share >= KEPT for share in vote.keep]
    elif engine != "all":
        choose = comments.with_threads if settings.keep_comments else comments.without_threads
        kept = choose(document, document.page, kept)
    yield from _removals(document, vote, kept, engine)


def _missing(document: Document, page: Page) -> str:
    """Why the main content is not on the page, where that is plain."""
    if "frame" in page.skipped:
        return "the page is a set of frames, whose text stands in other files"
    if "script" in page.skipped and all("noscript" in block.path for block in document.blocks):
        return "the page shows nothing until its scripts draw it"
    return ""


def _is_bare(document: Document) -> bool:
    """Whether a page holds hardly a sentence."""
    lengths = [block.end - block.start - block.link_chars for block in document.blocks]
    return len(document.text) >= SHORT and sum(length for length in lengths if length >= PARAGRAPH) < PROSE


def _vote(engine: str, document: Document) -> Vote:
    """What the engine says; where it fails, everything stays."""
    try:
        return ENGINES[engine](document)
    except MISTAKES as error:
        return keep_all(document, f"a mistake in {engine} stopped it ({type(error).__name__}: {error})")


def _removals(document: Document, vote: Vote, stays: Sequence[bool], engine: str) -> Iterator[Edit]:
    """Remove the blocks that do not stay; those that the engine voted in are comments."""
    text = document.text
    rule = f"{NAME}/{engine}"
    last = max((place for place, is_kept in enumerate(stays) if is_kept), default=-1)
    position = 0
    for place, block in enumerate(document.blocks):
        if stays[place]:
            continue
        start, end = _with_line_end(text, block, at_end=place > last >= 0)
        start, position = max(start, position), max(end, position)  # blocks overlap where an edit moved a line end
        if block.hidden:
            said = f"{NAME}/hidden", "other", NAME, HIDDEN[block.hidden]
        elif vote.keep[place] >= KEPT:
            said = f"{NAME}/comments", "comments", NAME, "in a comment thread under the article"
        elif vote.reasons:
            said = rule, "other", NAME, vote.reasons[place]
        else:
            said = rule, "other", NAME, f"not in the main content ({engine}){_links(block)}"
        if start < end:
            yield Edit(start, end, text[start:end], "", *said)


def _with_line_end(text: str, block: Block, at_end: bool) -> tuple[int, int]:
    """A block and its line end; behind the last block that stays, the line end before it."""
    if at_end:
        return block.start - text.endswith("\n", 0, block.start), block.end
    return block.start, block.end + text.startswith("\n", block.end)


def _links(block: Block) -> str:
    share = block.link_chars / (block.end - block.start)
    return f"; {share:.0%} of it is links" if share >= LINKED else ""

"""Remove what is not the main content of a page, as the chosen engine votes."""

from collections.abc import Iterator

from dechaff.engines import ENGINES, keep_all
from dechaff.model import Block, Document, Edit, Flag, Hidden
from dechaff.stages.base import Resources

NAME = "content"

# A block stays when at least half of it is main content.
KEPT = 0.5
# From here on, links are worth a word in the reason.
LINKED = 0.5
# Why a block goes that the page does not show.
HIDDEN: dict[Hidden, str] = {"hidden": "hidden on the page", "data": "in the page's data for machines, and not shown"}


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """Yield a removal for each block of a page that its engine votes out; a flag where the engine is unsure.

    Blocks that the page hides stay only where a sure engine votes them in.
    """
    engine = resources.settings.main_content
    if document.page is None or not document.blocks:
        return
    vote = ENGINES[engine if resources.settings.wants(f"{NAME}/{engine}", "other") else "all"](document)
    if vote.unsure:
        yield Flag(0, 0, "", f"{NAME}/low-confidence", f"everything was kept: {vote.unsure}")
    elif vote.doubt:
        yield Flag(0, 0, "", f"{NAME}/low-confidence", vote.doubt)
    keep = keep_all(document).keep if vote.unsure else vote.keep
    dropped = [share < KEPT for share in keep]
    last_kept = max((place for place, is_dropped in enumerate(dropped) if not is_dropped), default=-1)
    for place, (block, is_dropped) in enumerate(zip(document.blocks, dropped, strict=True)):
        if is_dropped:
            rule = f"{NAME}/{'hidden' if block.hidden else engine}"
            reason = vote.reasons[place] if vote.reasons else f"not in the main content ({engine}){_links(block)}"
            yield _removal(document, block, rule, HIDDEN.get(block.hidden, reason), at_end=place > last_kept >= 0)


def _removal(document: Document, block: Block, rule: str, reason: str, at_end: bool) -> Edit:
    """Remove a block with its line end; behind the last block that stays, with the line end before it."""
    start, end = block.start, block.end
    if at_end:
        start -= document.text.endswith("\n", 0, start)
    else:
        end += document.text.startswith("\n", end)
    return Edit(start, end, document.text[start:end], "", rule, "other", NAME, reason)


def _links(block: Block) -> str:
    share = block.link_chars / (block.end - block.start)
    return f"; {share:.0%} of it is links" if share >= LINKED else ""

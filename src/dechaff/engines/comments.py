"""Find the comment threads of a page: what readers wrote, and whether they wrote it under an article."""

from collections.abc import Sequence

from dechaff.engines.threads import is_thread, words_of
from dechaff.model import Block, Document, Element, Page

BUTTONS = frozenset(
    ("action", "actions", "flag", "like", "permalink", "reply", "report", "share", "tools", "vote", "votes")
)
FORMS = frozenset(("captcha", "form", "respond"))
CONTROLS = frozenset(("button", "fieldset", "form", "label", "nav", "option", "select"))
# Longer lines are what somebody wrote, whatever their element is called.
MAX_BUTTON = 40
# An article has so many characters in paragraphs of at least so many before its thread; a forum says so on every link.
# With half of it, articles on dragnet gain a little more, and pages of forums in wcxb_dev begin to lose their posts.
ARTICLE, PARAGRAPH = 1000, 100
FORUM = 30
MARKED = '[itemtype*="schema.org/Comment" i], [itemtype*="schema.org/UserComments" i], [itemprop="comment" i]'


def without_threads(document: Document, page: Page, kept: Sequence[bool]) -> list[bool]:
    """The blocks that are kept, without threads that stand under an article, their forms and buttons included.

    Where the page holds no article but what people wrote, as a forum does, they stay.
    """
    blocks = document.blocks
    inside = _threads(page, blocks, kept)
    left = [is_kept and not inside[block.element] for block, is_kept in zip(blocks, kept, strict=True)]
    if left == kept:
        return left
    lengths = [block.end - block.start for block, is_left in zip(blocks, left, strict=True) if is_left]
    is_article = sum(length for length in lengths if length >= PARAGRAPH) >= ARTICLE
    return left if is_article and page.markup.lower().count("forum") < FORUM else list(kept)


def with_threads(document: Document, page: Page, kept: Sequence[bool]) -> list[bool]:
    """The blocks that are kept, and those that readers wrote in threads and the page shows, with authors and dates."""
    inside = _threads(page, document.blocks, kept)
    outside = _forms(page, inside)
    marked = page.select(MARKED)
    return [
        is_kept
        or (
            (inside[block.element] or any(start <= block.start and block.end <= end for start, end in marked))
            and not block.hidden
            and not outside[block.element]
            and not _is_button(block, page.elements[block.element])
        )
        for block, is_kept in zip(document.blocks, kept, strict=True)
    ]


def _threads(page: Page, blocks: Sequence[Block], kept: Sequence[bool]) -> list[bool]:
    """Of each element whether it is in a thread. What holds the first block that is kept is none, whatever its name."""
    elements = page.elements
    marked = [is_thread(name, classes) for _, _, name, classes in elements]
    if not any(marked):
        return marked
    holds_first = set()
    place = next((block.element for block, is_kept in zip(blocks, kept, strict=True) if is_kept), -1)
    while place >= 0:
        holds_first.add(place)
        place = elements[place].parent
    inside: list[bool] = []
    for place, element in enumerate(elements):
        is_below = element.parent >= 0 and inside[element.parent]
        inside.append(is_below or (marked[place] and place not in holds_first))
    return inside


def _forms(page: Page, inside: Sequence[bool]) -> list[bool]:
    """Of each element whether it is in a form or a menu of a thread."""
    outside: list[bool] = []
    for element in page.elements:
        above = element.parent
        outside.append(above >= 0 and (outside[above] or (inside[above] and _is_form(element))))
    return outside


def _is_form(element: Element) -> bool:
    return element.tag in CONTROLS or not FORMS.isdisjoint(words_of(f"{element.id} {element.classes}"))


def _is_button(block: Block, element: Element) -> bool:
    names = f"{element.id} {element.classes}"
    return block.end - block.start <= MAX_BUTTON and not BUTTONS.isdisjoint(words_of(names))

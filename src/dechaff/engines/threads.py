"""Which elements of a page hold a comment thread, as their classes and ids tell."""

import re
from functools import lru_cache

# Words of classes and ids, as WordPress, Drupal, TypePad, Blogger, Disqus and wpDiscuz name their threads.
THREADS = frozenset(("comment", "comments", "disqus", "wpdiscuz"))
# With one of these beside it, an element is a counter, a link, a form, or a list of comments on other pages.
OTHERS = (
    "action actions closed count counter counts form input link links login no notice number open recent reply respond "
    "rss submit subscribe subscription toggle tools widget write"
)
NO_THREAD = frozenset(OTHERS.split())

_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
_COMMENT = re.compile("comments?(?!ed|ing|at|ar)")
_WORD = re.compile("[a-z]+")


@lru_cache(maxsize=4_000)
def is_thread(name: str, classes: str) -> bool:
    """Whether an element's id or one of its classes says that it holds comments."""
    said = f"{name} {classes}".lower()
    if "comment" not in said and "disqus" not in said and "wpdiscuz" not in said:
        return False
    return any(map(names_thread, (name, *classes.split())))


@lru_cache(maxsize=2_000)
def names_thread(name: str) -> bool:
    """Whether one class or id names a thread.

    >>> [names_thread(name) for name in ("commentList", "recent-comments", "comments-open", "commentary")]
    [True, False, False, False]
    """
    words = words_of(name)
    return not THREADS.isdisjoint(words) and NO_THREAD.isdisjoint(words)


@lru_cache(maxsize=2_000)
def words_of(names: str) -> frozenset[str]:
    """The words of classes and ids, `comment` set apart from what it is glued to."""
    return frozenset(_WORD.findall(_COMMENT.sub(r" \g<0> ", _HUMP.sub(" ", names[:200]).lower())))

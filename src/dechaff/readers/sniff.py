"""Tell a web page from a plain text by its beginning; in doubt it is text, which loses nothing."""

import re

LOOKED_AT = 4096  # characters
# A page without <html> must show so many tags of blocks; prose about HTML seldom begins with a tag at all.
BLOCK_TAGS = 4

_BEFORE = re.compile(r"(?:\s|\ufeff|(?><!--.*?-->)|(?><\?.*?>))*+", re.DOTALL)
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)[\s/>]", re.IGNORECASE)
_DOCUMENT_LINE = re.compile(r"^[ \t]*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(
    r"<(/?)(?:p|div|section|article|main|header|footer|nav|aside|table|tr|td|ul|ol|li|h[1-6]|blockquote|pre|form"
    r"|figure|meta|link|title|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_END = re.compile(r"</(?:html|body)\s*>(?:\s|(?><!--.*?-->))*+\Z", re.IGNORECASE | re.DOTALL)


def is_page(content: str) -> bool:
    """Whether a string is the markup of a page.

    >>> is_page("<!DOCTYPE html><title>News</title>"), is_page("Write <b> for bold, <p> for a paragraph.")
    (True, False)
    """
    head = content[:LOOKED_AT]
    before = _BEFORE.match(head)
    start = before.end() if before else 0
    if _DOCUMENT.match(head, start):
        return True
    if _TAG.match(head, start):
        tags = _TAG.findall(head)
        return len(tags) >= BLOCK_TAGS and "/" in tags
    return bool(_DOCUMENT_LINE.search(head) and _END.search(content[-LOOKED_AT:]))

"""Read plain text: the text is the file, and its blocks are its lines."""

from dechaff.model import Document, Source


def read(source: Source) -> Document:
    """Make a document of a plain text.

    >>> read(Source("one\\ntwo")).blocks[1].start
    4
    """
    return Document(source, source.content)

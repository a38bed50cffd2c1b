"""What a page says of itself, as JSON."""

import json
from dataclasses import asdict

from dechaff.result import Result


def write(result: Result) -> bytes:
    """An object with the keys of `Metadata`, on a line; of a text, which says nothing of itself, `{}`.

    >>> import dechaff
    >>> write(dechaff.clean("Grain."))
    b'{}\\n'
    """
    values = asdict(result.metadata) if result.metadata is not None else {}
    return (json.dumps(values) + "\n").encode("ascii")

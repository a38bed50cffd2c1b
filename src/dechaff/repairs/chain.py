"""One list of repairs for finders that run one after the other, each on what the one before it made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dechaff.repairs.repair import Repair, make

Finder = Callable[[str], Iterable[Repair]]


@dataclass(slots=True)
class _Cluster:
    """Repairs that touch the same stretch of the text between two finders."""

    start: int
    end: int
    first: list[Repair] = field(default_factory=list)
    second: list[Repair] = field(default_factory=list)


def chain(text: str, finders: Sequence[Finder]) -> list[Repair]:
    """The repairs of all finders, sorted and disjoint, in the positions of `text`.

    Where a later one changes what an earlier one put there, the two are one, under the earlier one's rule.
    """
    found: list[Repair] = []
    middle = text
    for finder in finders:
        more = sorted(finder(middle), key=lambda repair: repair.start)
        found = _merged(text, middle, found, more) if found and more else [*found, *more]
        middle = make(middle, more)
    return found


def _merged(text: str, middle: str, first: Sequence[Repair], second: Sequence[Repair]) -> list[Repair]:
    """Repairs of `text` that made `middle`, and those of `middle`, as repairs of `text`."""
    merged, shift = [], 0
    for cluster in _clusters(first, second):
        start = cluster.start - shift
        shift += sum(len(repair.new) - (repair.end - repair.start) for repair in cluster.first)
        inner = (_moved(repair, -cluster.start) for repair in cluster.second)
        new = make(middle[cluster.start : cluster.end], list(inner))
        if text[start : cluster.end - shift] != new:
            cause = (cluster.first or cluster.second)[0]
            reasons = dict.fromkeys(repair.reason for repair in (*cluster.first, *cluster.second))
            merged.append(Repair(start, cluster.end - shift, new, cause.rule, "; ".join(reasons)))
    return merged


def _clusters(first: Sequence[Repair], second: Sequence[Repair]) -> list[_Cluster]:
    """Repairs grouped by what they touch in the text between; there `first` stand where they put what is new."""
    placed: list[tuple[int, int, Repair]] = []
    shift = 0
    for repair in first:
        start = repair.start + shift
        placed.append((start, start + len(repair.new), repair))
        shift += len(repair.new) - (repair.end - repair.start)
    known = {id(repair) for repair in first}
    placed += [(repair.start, repair.end, repair) for repair in second]
    clusters: list[_Cluster] = []
    for start, end, repair in sorted(placed, key=lambda item: item[:2]):
        if not clusters or start >= clusters[-1].end:
            clusters.append(_Cluster(start, end))
        clusters[-1].end = max(clusters[-1].end, end)
        (clusters[-1].first if id(repair) in known else clusters[-1].second).append(repair)
    return clusters


def _moved(repair: Repair, by: int) -> Repair:
    return Repair(repair.start + by, repair.end + by, repair.new, repair.rule, repair.reason)

"""Lines are counted by site and story, in any order, the same as a plain count says."""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import zip_longest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.model import Document, Source
from dechaff.repeats import count
from dechaff.repeats.count import Counting
from dechaff.repeats.site import LEAST_PAGES, hash_of_name, hash_of_site, hashes, site_of_document
from dechaff.repeats.table import Repeats

FOOTER = "Subscribe to our paper\nAll rights reserved\nImprint"
STORY = "\n".join(
    f"The {number} sentence of a story that is long enough to be told from others." for number in range(9)
)


def page(name: str, text: str) -> Document:
    return Document(Source(text, name=name), text)


def counted(pages: list[Document], names: Sequence[Collection[str]] = ()) -> Repeats:
    """What is counted on some pages; `names` are those that stand on each."""
    with Counting() as counting:
        for document, named in zip_longest(pages, names, fillvalue=()):
            site = site_of_document(document)
            number = hash_of_site(site)
            found = [*hashes(document, site), *(hash_of_name(number, name) for name in named)]
            numbers = np.unique(np.array(found, dtype=np.uint64))
            counting.add(number, numbers[numbers > 0].tobytes())
        return counting.repeats()


def told(repeats: Repeats, document: Document) -> list[int]:
    repeated = repeats.of(document)
    return [] if repeated is None else list(repeated.counts)


def pages_of(site: str, number: int) -> list[Document]:
    return [
        page(f"{site}/{n}.txt", f"What happened on day {'x' * n} was told at length by those who saw it.\n{FOOTER}")
        for n in range(number)
    ]


def test_a_footer_is_counted_and_a_story_is_not() -> None:
    pages = pages_of("a", 5)
    repeats = counted(pages)
    assert told(repeats, pages[0]) == [0, 5, 5, 5]
    assert repeats.of(pages[0]).pages == 5


def test_two_pages_tell_nothing() -> None:
    pages = pages_of("a", 2)
    assert told(counted(pages), pages[0]) == []


def test_sites_are_counted_apart() -> None:
    pages = [*pages_of("a", 2), *pages_of("b", 2), *pages_of("c", 4)]
    repeats = counted(pages)
    assert told(repeats, pages[0]) == [0, 0, 0, 0]
    assert told(repeats, pages[-1]) == [0, 4, 4, 4]


@pytest.mark.parametrize("others", [0, 1, 3, 9])
def test_copies_of_a_story_are_one_page(others: int) -> None:
    copies = [page(f"a/copy{n}.txt", f"Read on {'x' * n} day\n{STORY}\n{FOOTER}") for n in range(5)]
    pages = [*copies, *pages_of("a", others)]
    counts = told(counted(pages), copies[0])
    assert not any(counts[1:10])
    if others >= 3:
        assert counts[10:] == [others + 1] * 3


def test_lines_without_a_letter_are_nobodys() -> None:
    pages = [page(f"a/{n}", f"Day {'x' * n}\n---\n12.50\n") for n in range(4)]
    assert told(counted(pages), pages[0]) == []


def test_case_and_spaces_make_no_difference() -> None:
    pages = [page("a/1", "one\nOur  Paper"), page("a/2", "two\nour paper "), page("a/3", "three\nOUR PAPER")]
    assert told(counted(pages), pages[0]) == [0, 3]


def test_a_name_is_counted_on_the_pages_of_its_site_and_once_a_story() -> None:
    copies = [page(f"a/copy{n}.txt", f"Read on {'x' * n} day\n{STORY}\n{FOOTER}") for n in range(3)]
    pages = [*copies, *pages_of("a", 3), *pages_of("b", 4)]
    names = [*[["Jana Novak", "Ada Moor"]] * 6, *[["Ada Moor"]] * 2, *[["Jana Novak"]] * 2]
    repeats = counted(pages, names)
    a, b = map(hash_of_site, "ab")
    assert [repeats.pages_with(site, name) for site in (a, b) for name in ("Jana Novak", "Ada Moor")] == [4, 4, 0, 0]


@given(st.lists(st.sets(st.sampled_from(["Jana Novak", "Ada Moor", "Ibo Sand"])), min_size=6, max_size=6))
def test_names_change_nothing_that_is_said_of_lines(names: list[set[str]]) -> None:
    pages = [page(f"a/copy{n}.txt", f"Read on {'x' * n} day\n{STORY}\n{FOOTER}") for n in range(3)] + pages_of("a", 3)
    repeats, plain = counted(pages, names), counted(pages)
    assert [told(repeats, each) for each in pages] == [told(plain, each) for each in pages]
    for name in ("Jana Novak", "Ada Moor", "Ibo Sand"):
        stories = {max(number, 2) for number, named in enumerate(names) if name in named}
        assert repeats.pages_with(hash_of_site("a"), name) == (len(stories) if len(stories) >= LEAST_PAGES else 0)


@given(st.lists(st.lists(st.integers(1, 30), max_size=12, unique=True), max_size=12), st.randoms(), st.integers(1, 40))
def test_portions_and_order_change_nothing(pages: list[list[int]], shuffle: random.Random, portion: int) -> None:
    def repeats(order: list[list[int]]) -> tuple[list[int], list[int], dict[int, int]]:
        with Counting() as counting:
            for lines in order:
                counting.add(7, np.array(sorted(lines), dtype=np.uint64).tobytes())
            found = counting.repeats()
        return found.hashes.tolist(), found.counts.tolist(), found.pages

    expected = repeats(pages)
    again = [*pages]
    shuffle.shuffle(again)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(count, "PORTION", portion)
        assert repeats(again) == expected
    plain = Counter(line for lines in pages for line in lines)
    assert all(number <= plain[line] for line, number in zip(*expected[:2], strict=True))
    assert expected[0] == sorted(expected[0])

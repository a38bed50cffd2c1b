"""A headline twice in a row goes once, what a site prints on its pages goes, whatever else repeats stays."""

from dataclasses import replace

import numpy as np
import pytest

import dechaff
import invariants
from dechaff import pipeline, readers
from dechaff.config import Settings
from dechaff.repeats.count import Counting
from dechaff.repeats.site import hash_of_site, hashes, site_of_document
from dechaff.result import Result

HEADLINE = "The harbour ferry that was given up is sailing again"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n\nOne paragraph in between.\n\n{HEADLINE}\n",
        f"{HEADLINE}.\n\n{HEADLINE}.\n",
        "La la la\nLa la la\n",
        f"{HEADLINE}\n{HEADLINE.upper()}\n",
        "1 | 2 | 3\n1 | 2 | 3\n",
    ],
)
def test_what_must_stay(text: str) -> None:
    assert dechaff.clean(text).text == text


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "  \n"])
def test_the_second_of_two_headlines_goes(between: str) -> None:
    result = dechaff.clean(f"{HEADLINE}{between}{HEADLINE}\nGrain is what is left.")
    assert result.text.count(HEADLINE) == 1
    assert result.edits[0].rule == "repeats/line"


FOOTER = "Buy the book\nPrinted in the old town\nImprint and map\n"
OWN = ["The mill burnt.", "The mayor left.", "Ships came.", "Snow fell.", "A bridge was opened."]


def cleaned(texts: list[str], level: str = "normal", **options: object) -> list[Result]:
    """Texts cleaned as the pages of one site."""
    settings = Settings(select=("repeats",)).with_values({"level": level, **options})
    documents = [readers.read(text, kind="text", name=f"site/{n}") for n, text in enumerate(texts)]
    with Counting() as counting:
        for document in documents:
            site = site_of_document(document)
            numbers = np.unique(np.array(hashes(document, site), dtype=np.uint64))
            counting.add(hash_of_site(site), numbers[numbers > 0].tobytes())
        resources = replace(pipeline.Cleaner(settings).resources, repeats=counting.repeats())
    results = [pipeline.run(document, resources) for document in documents]
    for text, result in zip(texts, results, strict=True):
        invariants.check(result, text)
        again = pipeline.run(readers.read(result.text, kind="text", name=result.source.name), resources)
        assert again.edits == []
    return results


def test_what_stands_at_the_end_of_all_pages_goes() -> None:
    result = cleaned([f"{own * 12}\n{FOOTER}" for own in OWN])[0]
    assert result.text == f"{OWN[0] * 12}\n"
    assert {(edit.rule, edit.reason) for edit in result.edits} == {("repeats/site", "on 5 of 5 pages of this site")}


@pytest.mark.parametrize(("level", "least"), [("normal", 4), ("thorough", 3)])
def test_so_many_pages_are_enough_and_one_less_is_not(level: str, least: int) -> None:
    texts = [f"{own * 12}\n{FOOTER}" for own in OWN]
    assert cleaned(texts[:least], level)[0].edits
    assert not cleaned(texts[: least - 1], level)[0].edits


@pytest.mark.parametrize(
    "text",
    [
        "{own} It was late.\nIngredients\n{own} Two eggs, {own}\nDirections\n{own} Stir.\n",
        "{own} At dawn.\nThe king is dead, long live the king.\n{own} At noon.\n",
        "Height of {own}\n12\n{own} Width\n30\n{own}\n",
        "{own} Boots for the snow.\nSize\nColour\nWeight\n{own} Made in the old town.\n",
    ],
)
def test_headings_refrains_and_figures_between_what_is_the_pages_own_stay(text: str) -> None:
    assert not any(result.edits for result in cleaned([text.format(own=own) for own in OWN]))


def test_a_story_that_stands_on_several_pages_stays() -> None:
    story = "\n".join(f"{own} This is told in {n} long sentences of one story." for n, own in enumerate(OWN))
    results = cleaned([f"{story}\nCopy number {'x' * n}\n{FOOTER}" for n in range(5)] + [f"{OWN[1] * 9}\n{FOOTER}"])
    assert all(story in result.text for result in results[:5])


def test_few_pages_of_many_are_enough_only_where_cleaning_is_thorough() -> None:
    texts = [f"{'x' * n} {OWN[n % 5] * 9}\n{FOOTER if n < 4 else ''}" for n in range(20)]
    assert not cleaned(texts)[0].edits
    assert cleaned(texts, "thorough")[0].edits
    assert not cleaned(texts[:5], "careful")[0].edits


def test_a_page_that_would_lose_too_much_is_kept_and_flagged() -> None:
    results = cleaned([f"{own * 5}\n{FOOTER}" for own in OWN])
    assert [result.text for result in results] == [f"{own * 5}\n{FOOTER}" for own in OWN]
    assert {flag.rule for result in results for flag in result.flags} == {"brake/too-much"}

"""A headline that stands twice in a row goes once; whatever else repeats stays."""

import pytest

import dechaff

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

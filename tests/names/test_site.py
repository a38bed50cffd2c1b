"""Pages of a site tell each other whom they name; only what they say counts, and only where they are agreed."""

import pytest

from dechaff.names import repair, site
from dechaff.names.people import People
from dechaff.names.witness import Answers, Vouched

PEOPLE = People.load(())
SLIP = "Nobody said where Barak Obamah had gone."
REPAIRED = "The American lawmaker Marko Roumpio spoke."
UNSETTLED = "It was late when Marko Roumpio left the meeting."


def answers(asked: dict[str, str], told: dict[str, int], pages: int = 10) -> Answers:
    return site.answer(asked, lambda name: told.get(name, 0), pages)


def repairs(text: str, witness: Answers | None = None) -> dict[str, str]:
    return {text[each.start : each.end]: each.new for each in repair.find(text, PEOPLE, witness=witness)}


def test_a_page_tells_its_names_and_what_it_has_repaired_by_itself() -> None:
    told = site.told(f"{REPAIRED} Jana Novak did not.", PEOPLE)
    assert told.names == {"Marco Rubio", "Marko Roumpio > Marco Rubio", "Jana Novak"}
    assert told.asked == {}


def test_a_page_asks_what_it_does_not_know() -> None:
    told = site.told(SLIP, PEOPLE)
    assert told.names == {"Barak Obamah"}
    assert told.asked == {"Barak Obamah": "Barack Obama"}
    assert repairs(SLIP) == {}


@pytest.mark.parametrize(
    "text", ["", "nobody is named", "John Kerr left.", "Mark Hughes left.", "Colin Hall, 34, left."]
)
def test_who_may_be_anybody_is_not_asked_for(text: str) -> None:
    assert site.told(text, PEOPLE).asked == {}


@pytest.mark.parametrize(
    ("told", "pages", "is_vouched"),
    [
        ({"Barack Obama": 3}, 10, True),
        ({}, 10, False),
        ({"Barack Obama": 3}, 300, False),
        ({"Barack Obama": 4}, 300, True),
        ({"Barack Obama": 9, "Barak Obamah": 3}, 10, False),
        ({"Barack Obama": 9, "Barak Obamah": 3, "Barak Obamah > Barack Obama": 3}, 10, True),
        ({"Barack Obama": 9, "Barak Obamah": 4, "Barak Obamah > Barack Obama": 3}, 10, False),
    ],
)
def test_others_vouch_for_whom_they_speak_of_and_rarely_misspell(
    told: dict[str, int], pages: int, is_vouched: bool
) -> None:
    assert bool(answers({"Barak Obamah": "Barack Obama"}, told, pages).vouched) == is_vouched


def test_a_name_that_others_vouch_for_is_repaired_and_the_reason_says_so() -> None:
    witness = answers(site.told(SLIP, PEOPLE).asked, {"Barack Obama": 3})
    (found,) = repair.find(SLIP, PEOPLE, witness=witness)
    assert (SLIP[found.start : found.end], found.new) == ("Barak Obamah", "Barack Obama")
    assert found.reason.endswith("Barack Obama stands on 3 other pages of this site")


def test_a_listed_misspelling_needs_nothing_near_it_where_others_vouch() -> None:
    text = "It was late when Colin Kall left the meeting."
    assert repairs(text) == {}
    assert repairs(text, answers(site.told(text, PEOPLE).asked, {"Colin Kahl": 3})) == {"Colin Kall": "Colin Kahl"}


def test_what_is_less_alike_is_repaired_where_others_have_repaired_it() -> None:
    asked = site.told(UNSETTLED, PEOPLE).asked
    assert asked == {"Marko Roumpio": "Marco Rubio"}
    told = {"Marco Rubio": 9}
    assert repairs(UNSETTLED, answers(asked, told)) == {}
    told["Marko Roumpio > Marco Rubio"] = 3
    assert repairs(UNSETTLED, answers(asked, told)) == {"Marko Roumpio": "Marco Rubio"}


@pytest.mark.parametrize(
    "text",
    [
        "It was late when Barak Obamah left.",
        "Barak Obamah won the marathon in Mombasa.",
        "It was late when Barak Obamah, a baker, left the meeting.",
        "It was late when Barak Obamah, 34, left the meeting.",
        "It was late when the Kenyan minister Barak Obamah left the meeting.",
        "Colin Kall sang at our wedding.",
        "His name, misspelt as Barak Obamah, was read out.",
        "Abends ging Barak Obamah mit den anderen und war nicht zu finden.",
        "See example.com/Barak Obamah for more.",
    ],
)
def test_the_text_overrules_the_others(text: str) -> None:
    others = {"Barak Obamah": "Barack Obama", "Colin Kall": "Colin Kahl"}
    witness = Answers(tuple(Vouched(wrong, right, 30, 30) for wrong, right in others.items()))
    assert repairs(text, witness) == {}

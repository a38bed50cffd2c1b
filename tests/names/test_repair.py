"""What counts as evidence, and where English spellings hold."""

import pytest

from dechaff.names import repair
from dechaff.names.people import People

PEOPLE = People.load(())
FAR = "It rained for a long time, and nobody went out of the house to see it. " * 4


def repaired(text: str, language: str | None = None) -> list[str]:
    return [found.new for found in repair.find(text, PEOPLE, language=language)]


def test_evidence_must_be_near() -> None:
    assert repaired(f"The Pentagon is in the US. {FAR} Colin Kall agreed.") == []
    assert repaired("The Pentagon is in the US. Colin Kall agreed.") == ["Colin Kahl"]


def test_a_common_name_needs_its_evidence_in_the_sentence() -> None:
    assert repaired("The US Secretary of Defense spoke. Colin Call agreed.") == []
    assert repaired("The US Under Secretary of Defense Colin Call agreed.") == ["Colin Kahl"]


def test_a_womans_given_name_may_be_hers() -> None:
    assert repaired("Emmanuelle Macron keeps a shop in Paris.") == []
    assert repaired("Emmanuelle Macron, President of France, agreed.") == ["Emmanuel Macron"]


def test_evidence_inside_the_name_does_not_count() -> None:
    assert repaired("Boris Pistorious agreed with the others.") == []


@pytest.mark.parametrize("language", ["de", "fr", "uk"])
def test_other_languages_spell_their_own_way(language: str) -> None:
    assert repaired("Dmitry Piskov, Kremlin", language) == []
    assert repaired("Dmitry Piskov, Kremlin", "en") == ["Dmitry Peskov"]


def test_a_possessive_is_no_longer_name() -> None:
    assert repaired("Colin Kall's words at the Pentagon were clear.") == ["Colin Kahl"]


def test_lone_surrogates_do_no_harm() -> None:
    assert repaired("\udce9 Colin Kall \ud800 of the Pentagon") == ["Colin Kahl"]

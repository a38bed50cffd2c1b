"""Names that sound like those of known people: what must stay, what is repaired, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.names import alike, known, mentions, repair
from dechaff.names.people import People
from dechaff.names.surroundings import Reading
from dechaff.pipeline import Cleaner
from invariants import check, check_idempotent

PEOPLE = People.load(())
CLEANER = Cleaner()
PIECES = ["Kerry", "Dzhon", "Kerri", "US", "minister", "said", ",", ".", "Oslo", "Jens's", "O'Brien", "-", "é", "\n"]


def repaired(text: str) -> list[str]:
    return [found.new for found in repair.find(text, PEOPLE)]


def reason(text: str) -> str:
    reading = Reading(text, PEOPLE.read(text).places, PEOPLE.crowd, whole=True)
    (verdict,) = alike.judge(reading, hopeless=True)
    return verdict.reason


@pytest.mark.parametrize(
    "text",
    [
        "The US politician John Kerry met the British minister David Cameron.",
        "Dzhon Kerri sang at our wedding.",  # nothing says who is meant
        "The US politician Con Kerri spoke.",  # "con" is a word
        "Chris Smyth, who teaches chemistry in the United States, wrote of the party.",
        "Police in the United States named the lawmaker's victim as Dzhon Kerri, 34.",
        "The US officials praised Apple Watch sales.",
        "According to Jim Tetreault, vice president of North America Manufacturing, sales rose.",
        "White House press secretary Josh Earnest told reporters in Washington.",
        "The UK politician Diana Abbott spoke.",  # Diana and Diane are both names
        "The British MP Steven Baker spoke.",  # so are Steven and Steve
        "The Norwegian MP Jens Stoltenbergová spoke.",
        "John Kerr, the British lawmaker, said in the US Senate that he was no senator.",  # many Johns, many Kerrs
        "The UK minister Kenneth Clark left.",
        "Colin Hall, the US Under Secretary of Defense, spoke at the Pentagon.",
        "The Danish MP Eva Kjaer Hansen spoke.",
        "The Lebanese minister Suleiman Franjiyeh spoke.",  # of Arabic names, many spellings are right
        "The Italian senator Marco Rubini met the US ambassador in Rome.",
        "British right-wing MP Mike Penze met US Vice President Kamala Harris.",
        "The US lawmaker KERRI Dzhon spoke.",
        "The US lawmaker is called dzhon kerri.",
        "See https://example.com/US-politician/Dzhon Kerri/ of the US Senate.",
        'The US politician "Dzhon Kerri" [sic] spoke.',
        "Der Politiker Dzhon Kerri und die Partei in den USA mit dem Minister von Ohio.",
    ],
)
def test_it_leaves_these_alone(text: str) -> None:
    assert repaired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The US ambassador met the senator Dzhon Kerri.",
        "The US ambassador to the Italian senate Dzhon Kerri spoke.",
        "The US senate voted on sanctions, and Russian attacks on Senator Dzhon Kerri went on.",
        "Ukraine envoy of the US senate and US senator Dzhon Kerri spoke.",
    ],
)
def test_only_a_title_of_another_country_introduces_somebody_else(text: str) -> None:
    assert repaired(text) == ["John Kerry"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The US politician Dzhon Kerri met officials.", "John Kerry"),
        ("White House Representative Dzhon Kerri met officials.", "John Kerry"),
        ("Marko Roumpio, the American lawmaker, has voted.", "Marco Rubio"),
        ("The Prime Minister of Norway, Yens Stoltenberh, agreed.", "Jens Stoltenberg"),
        ("Dr. Gro Harlem Bruntland, the former prime minister of Norway, agreed.", "Gro Harlem Brundtland"),
        ("The Czech minister Petr Nechas resigned.", "Petr Nečas"),
        ("The British politician Maykl Khezeltayn left the cabinet.", "Michael Heseltine"),  # as Russian hears it
        ("The French MP Zhan-Klod Minon voted.", "Jean-Claude Mignon"),
    ],
)
def test_it_repairs_these(text: str, name: str) -> None:
    assert repaired(text) == [name]


def test_a_person_of_the_country_is_evidence() -> None:
    assert repaired("Hillary Clinton and Dzhon Kerri spoke by phone about the vote.") == ["John Kerry"]


def test_the_reason_says_who_and_why() -> None:
    (found,) = repair.find("The US politician Dzhon Kerri met officials.", PEOPLE)
    assert found.reason == (
        "Dzhon Kerri is John Kerry, member of the Senate, United States, since 1985: sounds alike,"
        ' and "US" stands in its sentence'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dzhon Kerry sang.", "nothing in its sentence says who is meant"),
        ("Dzhon Kerri, 34, left the US party.", "introduces somebody else"),
        ("The US politician Qwxz Vfgh spoke.", "nobody who may be meant sounds like it"),
        ("The UK politician Diana Abbott spoke.", "Diana is a given name of its own"),
        ("The US politician John Kerr spoke.", "so frequent that somebody bears both"),
    ],
)
def test_it_says_why_not(text: str, words: str) -> None:
    assert words in reason(text)


def test_nobody_known_is_ever_repaired() -> None:
    for number, (name, countries) in enumerate(known.shipped().countries.items()):
        if number % 97 == 0:
            country = countries.split("|")[0]
            assert repaired(f"The politician {name} of {country} met officials.") == [], name


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_text_comes_back(words: list[str]) -> None:
    text = " ".join(words)
    result = CLEANER.clean(text, kind="text")
    check(result, text)
    check_idempotent(CLEANER, result)


@settings(deadline=None)
@given(st.text())
def test_mentions_are_where_they_say(text: str) -> None:
    for whole in mentions.find(text):
        assert text[whole.start : whole.end] == whole.name


RIGHT = "The US politician John Kerry spoke in the Senate. "


def test_a_name_that_stands_rightly_elsewhere_says_who_is_meant() -> None:
    assert repaired("Then Dzhon Kerri left.") == []
    assert repaired(f"{RIGHT}\nThen Dzhon Kerri left.") == ["John Kerry"]
    assert repaired(f"Then Dzhon Kerri left.\n\n{RIGHT}") == ["John Kerry"]
    (found,) = repair.find(f"{RIGHT}\nThen Dzhon Kerri left.", PEOPLE)
    assert found.reason.endswith("sounds alike, and John Kerry stands elsewhere in the text")


@pytest.mark.parametrize(
    "other", ["John Kerr", "Joan Kerry", "John Carr", "Jon Curry", "Dzhon Kerri, 34,", "Dzhon Kerriova"]
)
def test_another_name_beside_it_stays(other: str) -> None:
    assert repaired(f"{RIGHT}\nThen {other} left.") == []


@pytest.mark.parametrize("nation", ["Canadian", "French"])
def test_a_listed_form_stays_behind_a_title_of_another_country(nation: str) -> None:
    text = "The {} minister Colin Kall met officials of the Pentagon."
    assert [each.new for each in repair.find(text.format("US"), PEOPLE)] == ["Colin Kahl"]
    assert not [*repair.find(text.format(nation), PEOPLE)]


def test_a_listed_form_is_repaired_where_the_right_one_stands() -> None:
    assert repaired("Colin Kall left.") == []
    assert repaired("Colin Kahl came.\nColin Kall left.") == ["Colin Kahl"]
    assert repaired("Colin Kahl came.\nColin Call left.") == []

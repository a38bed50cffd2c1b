"""Names are repaired on evidence; style is changed only when somebody asks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dechaff.config import Settings
from dechaff.names.people import People
from dechaff.stages import names

CASES = json.loads((Path(__file__).parents[1] / "cases" / "names.json").read_text(encoding="utf-8"))
NORMALISE = Settings(normalise_names=True)
PIECES = st.sampled_from(
    [
        "Colin Kall",
        "Colin Call",
        "Colin Kahl",
        "Zelensky",
        "Volodymyr Zelensky",
        "Kiev",
        "Andriy Rudenko",
        "US",
        "Russia",
        " ",
        ", ",
        ". ",
        "\n",
        "Secretary of Defense",
        "Deputy Foreign Minister",
        "�",
        "é",
        "/",
        "@",
        "“",
    ]
)


@pytest.mark.parametrize("text", CASES["kept"])
def test_who_may_be_somebody_else_stays(run, text: str) -> None:
    assert run(names, text).edits == []


@pytest.mark.parametrize(("text", "old", "new"), CASES["repaired"])
def test_who_is_certain_is_repaired(run, text: str, old: str, new: str) -> None:
    (edit,) = run(names, text).edits
    assert (edit.old, edit.new, edit.rule, edit.kind) == (old, new, "names/misspelt", "name")
    assert old in edit.reason
    assert new in edit.reason


def test_the_reason_names_the_person_and_the_evidence(run) -> None:
    (edit,) = run(names, "Colin Kall, the US Deputy Secretary of Defense, said no.").edits
    assert edit.reason == (
        "Colin Kall is Colin Kahl, US Under Secretary of Defense for Policy: "
        '"US" and "Secretary of Defense" stand beside it'
    )


def test_style_is_changed_only_when_asked(run) -> None:
    text = "Zelensky met Dmitri Peskov in Kiev, ate a chicken Kiev, and flew to Odessa, Texas (see example.com/Kiev)."
    assert run(names, text).edits == []
    done = run(names, text, settings=NORMALISE)
    assert done.clean == (
        "Zelenskyy met Dmitry Peskov in Kyiv, ate a chicken Kiev, and flew to Odessa, Texas (see example.com/Kiev)."
    )
    assert set(done.rules) == {"style"}


def test_users_forms_need_no_evidence(run, tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("canonical\twrong\nJane Smythe\tJane Smith | Jayne Smith\n", encoding="utf-8")
    done = run(names, "Jane Smith und Jayne Smith, nicht Jane Smithson.", known=People.load((str(file),)))
    assert done.clean == "Jane Smythe und Jane Smythe, nicht Jane Smithson."


def test_no_canonical_spelling_is_wrong(run, people: People) -> None:
    evidence = " ".join(" ".join(piece) for person in people.persons for piece in person.pieces[:1])
    for person in people.persons:
        assert run(names, f"{person.canonical}, {person.role}.", settings=NORMALISE).edits == []
    assert run(names, evidence).edits == []


@hypothesis_settings(deadline=None)  # the people are read at the first text
@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from([Settings(), NORMALISE]))
def test_any_text_settles(run, text: str, settings: Settings) -> None:
    run(names, text, settings=settings)

"""Blank lines, doubled full stops and flags, together in one stage."""

from hypothesis import given
from hypothesis import strategies as st

from dechaff.stages import spacing

PIECES = st.sampled_from(
    [
        "word",
        "Word",
        "etc",
        "I",
        "9",
        ".",
        "..",
        ". .",
        ".:",
        ":",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\u00a0",
        "”",
        "“",
        ")",
        "(",
        "…",
    ]
)


def test_clean_text_stays(run) -> None:
    for text in ("", "A line.\n\nAnother… one.\n", "One.\r\n\r\n  Two, etc.\r\n", "a\n\n- b\n- c\n"):
        assert run(spacing, text).edits == []


def test_edits_have_their_kind(run) -> None:
    done = run(spacing, "\n\nIt is not what anybody here had wanted.. They left.\n\n\nEnd.")
    assert done.clean == "It is not what anybody here had wanted. They left.\n\nEnd."
    assert [(edit.rule, edit.kind, edit.old, edit.new) for edit in done.edits] == [
        ("spacing/blank-lines", "spacing", "\n\n", ""),
        ("spacing/doubled-stop", "punctuation", "..", "."),
        ("spacing/blank-lines", "spacing", "\n", ""),
    ]


def test_flags_change_nothing(run) -> None:
    done = run(spacing, "Under the Treaty (New start) start again.")
    assert done.edits == []
    assert [flag.rule for flag in done.flags] == ["garbled/repeated-word"]


def test_labels_of_other_languages_are_flagged_in_english(run) -> None:
    english = "The ferry was late, and it was the captain who told us that it was.\n"
    labels = "Fonte: Ansa\nЧитайте также: The ferry\nLeggi anche\n"
    flags = run(spacing, english + labels).flags
    assert [flag.text for flag in flags] == ["Fonte:", "Читайте также:", "Leggi anche"]
    assert {flag.rule for flag in flags} == {"garbled/untranslated-label"}
    assert not run(spacing, "Il traghetto che era in ritardo non è più partito per la città.\n" + labels).flags
    assert not run(spacing, english + "Foto\nBron\nAnna Fonte\nThe foto: it is a word of German.\n").flags


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_settles(run, text: str) -> None:
    clean = run(spacing, text).clean
    assert clean.strip() == clean.strip("\n\r \u00a0")
    assert not text.strip() or clean.strip()


@given(st.text(max_size=200))
def test_any_other_text_settles(run, text: str) -> None:
    run(spacing, text)

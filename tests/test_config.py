"""Settings: what wins over what, and what is said about a value that makes no sense."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from dechaff.config import Settings, load
from dechaff.errors import SettingsError


def test_defaults_hold_where_nobody_says_otherwise(tmp_path: Path) -> None:
    assert load(tmp_path, {}, {}) == Settings()


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    (tmp_path / "dechaff.toml").write_text('lang = "de"\nbrake = 0.4\nignore = ["names"]\nrules = ["mine"]\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    settings = load(inner, {"brake": 0.6}, {"DECHAFF_LANG": "fr", "DECHAFF_BRAKE": "0.5", "OTHER": "x"})
    assert (settings.lang, settings.brake, settings.ignore) == ("fr", 0.6, ("names",))
    assert settings.rules == (str(tmp_path / "mine"),)


def test_a_table_in_pyproject_counts_and_a_pyproject_without_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.dechaff]\nlang = "it"\n')
    inner = tmp_path / "a"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load(inner, {}, {}).lang == "it"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("dechaff.toml", "lang = 3", "lang takes a string, not 3"),
        ("dechaff.toml", 'langg = "de"', 'there is no option "langg"; did you mean "lang"?'),
        ("dechaff.toml", 'lang = "german"', 'lang takes a code of ISO 639-1 such as de, not "german"'),
        ("dechaff.toml", 'url = "example.com/a"', "url takes a full address such as https://example.com/article"),
        ("dechaff.toml", 'kind = "htm"', 'kind cannot be "htm"; did you mean "html"?'),
        ("dechaff.toml", "brake = 2", "brake takes a number from 0 to 1"),
        ("dechaff.toml", "brake = true", "brake takes a number from 0 to 1"),
        ("dechaff.toml", "max_bytes = 1.5", "max_bytes takes a whole number"),
        ("dechaff.toml", "max_bytes = -1", "max_bytes takes a whole number of at least 1, not -1"),
        ("dechaff.toml", "max_bytes = " + "9" * 5000, "is not valid TOML"),
        ("dechaff.toml", "max_bytes = true", "max_bytes takes a whole number"),
        ("dechaff.toml", "lang = " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("pyproject.toml", "[tool]\ndechaff = 3", "takes options under [tool.dechaff], not 3"),
        ("dechaff.toml", 'rules = "mine"', "rules takes a list of strings"),
        ("dechaff.toml", "rules = [1]", "rules takes a list of strings"),
        ("dechaff.toml", "normalise_names = 1", "normalise_names takes true or false"),
        ("dechaff.toml", "lang = ", "is not valid TOML"),
    ],
)
def test_a_wrong_value_is_told_with_its_file(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {}, {})
    assert message in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


def test_a_byte_order_mark_is_no_mistake_and_other_encodings_are(tmp_path: Path) -> None:
    (tmp_path / "dechaff.toml").write_bytes(b'\xef\xbb\xbflang = "de"\n')
    assert load(tmp_path, {}, {}).lang == "de"
    (tmp_path / "dechaff.toml").write_bytes(b'# caf\xe9\nlang = "de"\n')
    with pytest.raises(SettingsError, match=r"dechaff\.toml: is not UTF-8; save the file as UTF-8"):
        load(tmp_path, {}, {})


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("NORMALISE_NAMES", "true", True),
        ("NORMALISE_NAMES", "0", False),
        ("SELECT", "a:b", ("a", "b")),
        ("LANG", "", ""),
    ],
)
def test_the_environment_is_read_by_type(tmp_path: Path, variable: str, value: str, expected: object) -> None:
    assert getattr(load(tmp_path, {}, {f"DECHAFF_{variable}": value}), variable.lower()) == expected


def test_an_environment_variable_that_makes_no_sense_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="environment: brake"):
        load(tmp_path, {}, {"DECHAFF_BRAKE": "much"})


def test_every_option_has_its_help() -> None:
    assert all(option.metadata["help"].endswith(".") for option in fields(Settings))


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ((), (), True),
        (("cms/wordpress/read-link",), (), True),
        (("cms/wordpress",), (), True),
        (("cms/word",), (), False),
        (("crosslink",), (), True),
        ((), ("crosslink",), False),
        (("cms",), ("cms/wordpress/read-link",), False),
    ],
)
def test_select_and_ignore(select: tuple[str, ...], ignore: tuple[str, ...], wanted: bool) -> None:
    assert Settings(select=select, ignore=ignore).wants("cms/wordpress/read-link", "crosslink") is wanted


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"select": "noise"}, "select takes a list of strings, not 'noise'"),
        ({"main_content": "modell"}, 'main_content cannot be "modell"; did you mean "model"?'),
        ({"brake": 7}, "brake takes a number from 0 to 1, not 7"),
        ({"lang": "english"}, 'lang takes a code of ISO 639-1 such as de, not "english"'),
    ],
)
def test_settings_made_by_hand_are_checked(values: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings(**values)
    assert str(raised.value) == f"settings: {message}"


def test_a_list_of_rules_can_be_hashed() -> None:
    assert hash(Settings(ignore=["names"])) == hash(Settings(ignore=("names",)))  # type: ignore[arg-type]

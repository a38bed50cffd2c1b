"""`dechaff explain` names characters, damage and repairs of a text, a file or standard input."""

from pathlib import Path


def test_a_text_shows_its_damage_and_its_repair(dechaff) -> None:
    found = dechaff("explain", "Itâ€™s a cafÃ©")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert "text      Itâ€™s a cafÃ©" in lines
    assert "damage    UTF-8 read as Windows-1252 (2 places)" in lines
    assert "repaired  It’s a café" in lines
    assert "    ™  U+2122    trade mark sign" in lines
    assert "        U+00C3 U+00A9 -> U+00E9" in lines
    assert "        encoding/mojibake: UTF-8 read as Windows-1252" in lines


def test_a_file_shows_its_encoding_and_places(dechaff, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Où est l’été ? Très loin.\n".encode() * 2 + b"Un caf\xe9.\n" + "gru\ufffden\n".encode())
    found = dechaff("explain", str(file)).stdout
    assert found.startswith("encoding  utf-8 (UTF-8 but for 1 byte, kept as they are)\n")
    assert "    3:7  \\udce9 -> é\n" in found
    assert "encoding/other-encoding" in found
    assert "    4:1  gru�en\n        garbled/lost-character" in found


def test_good_text_has_no_damage(dechaff) -> None:
    assert "damage    none found\n" in dechaff("explain", "Où est l’été ?").stdout
    assert "only ASCII\n" in dechaff("explain", "plain").stdout


def test_standard_input(dechaff) -> None:
    assert "a byte order mark (U+FEFF)" in dechaff("explain", "-", stdin=b"\xef\xbb\xbfx").stdout


def test_a_folder_is_no_text(dechaff, tmp_path: Path) -> None:
    found = dechaff("explain", str(tmp_path))
    assert found.exit_code == 2
    assert "is a folder; name one of its files" in found.stderr


def test_long_texts_are_cut(dechaff, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("".join(f"cafÃ© {chr(0x4E00 + number)}\n" for number in range(60)), encoding="utf-8")
    found = dechaff("explain", str(file)).stdout
    assert "60 repairs\n" in found
    assert found.count("    and ") == 2

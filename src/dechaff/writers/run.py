"""run.json: what a run did, counted; the same whatever the number of workers, resumed or not."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dechaff.errors import OutputError, reason_of, shown
from dechaff.repeats.site import site_of
from dechaff.version import VERSION
from dechaff.writers.log import Header

FORMAT = 1


@dataclass(slots=True)
class _Site:
    """The counts of one host, or of one top folder."""

    files: int = 0
    failed: int = 0
    removals: int = 0
    repairs: int = 0
    flags: int = 0


@dataclass(slots=True)
class Totals:
    """The counts of a run so far. `found` is how many files there are, `fingerprint` what they are cleaned with."""

    fingerprint: str = ""
    found: int = 0
    hidden: int = 0
    seen_twice: int = 0
    files: int = 0
    changed: int = 0
    read_characters: int = 0
    clean_characters: int = 0
    removals: int = 0
    repairs: int = 0
    flags: int = 0
    inputs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    rule_files: Counter[str] = field(default_factory=Counter)
    sites: dict[str, _Site] = field(default_factory=dict)
    removed: dict[str, float] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    def add(self, header: Header) -> None:
        """Count a file that was cleaned."""
        self.files += 1
        self.changed += bool(header.removals or header.repairs)
        self.read_characters += header.length
        self.clean_characters += header.clean_length
        self.removed[header.name] = header.removed_share
        self.inputs[header.kind] += 1
        self.kinds.update(header.kinds)
        self.rules.update(header.rules)
        self.rule_files.update(header.rules.keys())
        if header.score is not None:
            self.scores[header.name] = header.score
        if header.doubt:
            self.doubts[header.name] = header.doubt
        for counts in (self, self._site(header.name, header.url)):
            counts.removals += header.removals
            counts.repairs += header.repairs
            counts.flags += header.flags
        self._site(header.name, header.url).files += 1

    def fail(self, name: str, reason: str) -> None:
        """Count a file that could not be cleaned, with a sentence that says why."""
        self.failures[name] = reason
        self._site(name, None).failed += 1

    def _site(self, name: str, url: str | None) -> _Site:
        return self.sites.setdefault(site_of(name, url), _Site())

    @property
    def is_complete(self) -> bool:
        return self.files + len(self.failures) == self.found


def write(totals: Totals) -> bytes:
    """The counts as JSON, keys sorted, no time and no place of this machine in it."""
    values = {
        "run": FORMAT,
        "version": VERSION,
        "fingerprint": totals.fingerprint,
        "complete": totals.is_complete,
        "files": {
            "found": totals.found,
            "cleaned": totals.files,
            "changed": totals.changed,
            "failed": len(totals.failures),
        },
        "left_out": {"hidden": totals.hidden, "seen_twice": totals.seen_twice},
        "characters": {"read": totals.read_characters, "clean": totals.clean_characters},
        "removals": totals.removals,
        "repairs": totals.repairs,
        "flags": totals.flags,
        "inputs": totals.inputs,
        "kinds": totals.kinds,
        "rules": {rule: {"edits": count, "files": totals.rule_files[rule]} for rule, count in totals.rules.items()},
        "sites": {name: asdict(site) for name, site in totals.sites.items()},
        "removed": totals.removed,
        "failures": totals.failures,
        "scores": totals.scores,
        "low_confidence": totals.doubts,
    }
    return (json.dumps(values, indent=2, sort_keys=True) + "\n").encode("ascii")


def read_frame(path: Path) -> Totals:
    """What a run.json says that no log does: failures, what was left out, the fingerprint. The rest is zero.

    Raises OutputError where the file is not ours, so that nobody's file is overwritten.
    """
    values: object
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Totals()
    except OSError as error:
        raise OutputError(f"{shown(path)}: cannot be read ({reason_of(error)}); check its permissions") from error
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or "run" not in values or "fingerprint" not in values:
        raise OutputError(f"{shown(path)}: is not a run.json of dechaff; move it away, or choose another output folder")
    totals = Totals(fingerprint=str(values["fingerprint"]), found=_number(values.get("files"), "found"))
    totals.hidden = _number(values.get("left_out"), "hidden")
    totals.seen_twice = _number(values.get("left_out"), "seen_twice")
    failures = values.get("failures")
    for name, reason in failures.items() if isinstance(failures, dict) else ():
        totals.fail(str(name), str(reason))
    return totals


def _number(values: object, key: str) -> int:
    value = values.get(key) if isinstance(values, Mapping) else None
    return value if isinstance(value, int) else 0

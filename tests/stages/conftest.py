"""One way to run a stage on a text, with what must hold for every stage checked on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from dechaff import edits
from dechaff.config import Settings
from dechaff.model import Document, Edit, Flag, Kind, Source
from dechaff.names.people import People
from dechaff.rules.book import Book
from dechaff.stages.base import Stage


@dataclass(frozen=True)
class Proposed:
    """What a stage made of a text."""

    clean: str
    edits: list[Edit]
    flags: list[Flag]

    @property
    def rules(self) -> list[str]:
        return [edit.rule.partition("/")[2] for edit in self.edits]


Run = Callable[..., Proposed]


@pytest.fixture(scope="session")
def people() -> People:
    return People.load(())


@pytest.fixture(scope="session")
def run(people: People) -> Run:
    """`run(stage, text)`: edits sorted, disjoint, true to the text; undo exact; a second run proposes no edit."""

    def run_once(stage: Stage, text: str, kind: Kind, settings: Settings, known: People) -> Proposed:
        resources = SimpleNamespace(settings=settings, people=known, rules=Book([], ""), repeats=None)
        proposals = list(stage.propose(Document(Source(text, kind), text), resources))
        made = sorted((p for p in proposals if isinstance(p, Edit)), key=lambda edit: (edit.start, edit.end))
        assert all(edit.stage == stage.NAME and edit.rule and edit.kind and edit.reason for edit in made)
        flags = [p for p in proposals if isinstance(p, Flag)]
        assert all(text[flag.start : flag.end] == flag.text for flag in flags)
        clean = edits.apply(text, made)
        assert edits.undo(clean, made) == text
        return Proposed(clean, made, flags)

    def run_stage(
        stage: Stage, text: str, kind: Kind = "text", settings: Settings | None = None, known: People | None = None
    ) -> Proposed:
        settings, known = settings or Settings(), known or people
        done = run_once(stage, text, kind, settings, known)
        assert run_once(stage, done.clean, kind, settings, known).edits == []
        return done

    return run_stage

"""The house: imports run one way, and no room grows too large."""

import ast
from pathlib import Path

import pytest

import dechaff

SOURCE = Path(dechaff.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))

# Top to bottom: a module may import what stands on its own floor or below, and nothing above.
FLOORS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {"cli", "__main__"},
            {"batch"},
            {"writers", "pipeline"},
            {"stages"},
            {"engines", "rules", "names", "repairs", "repeats"},
            {"readers", "result", "shift"},
            {"edits", "language"},
            {"config", "model"},
            {"errors", "version"},
        ),
    )
)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 50


def name_of(path: Path) -> str:
    return ".".join(("dechaff", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    """The modules of ours that a file imports, those inside functions included."""
    names = {name_of(module) for module in MODULES}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in names}
        elif isinstance(node, ast.ImportFrom) and node.module in names:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & names
            found |= inner or {node.module}
    return found


def floor_of(module: str) -> int:
    room = module.split(".")[1] if "." in module else ""
    return next((floor for floor, rooms in enumerate(FLOORS) if room in rooms), -1)


IMPORTS = {name_of(path): imports_of(path) for path in MODULES}


def test_every_module_has_a_floor() -> None:
    assert [module for module in IMPORTS if module != "dechaff" and floor_of(module) < 0] == []


@pytest.mark.parametrize("module", sorted(set(IMPORTS) - {"dechaff"}))
def test_imports_run_downwards(module: str) -> None:
    assert [other for other in IMPORTS[module] if floor_of(other) < floor_of(module) and other != "dechaff"] == []


def test_readers_and_writers_know_no_stage() -> None:
    for module, imported in IMPORTS.items():
        if module.startswith(("dechaff.readers", "dechaff.writers")):
            assert not [other for other in imported if other.startswith("dechaff.stages")], module


def test_no_stage_calls_another() -> None:
    stages = {module for module in IMPORTS if module.startswith("dechaff.stages.")} - {"dechaff.stages.base"}
    for stage in stages:
        assert not IMPORTS[stage] & stages, stage


def test_no_import_cycle() -> None:
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " > ".join((*above, module))
        if module not in done:
            for other in IMPORTS[module] - {"dechaff"}:
                visit(other, (*above, module))
            done.add(module)

    for module in IMPORTS:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", [path for path in MODULES if path.stat().st_size > 2], ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.split("\n")[0].endswith((".", "?"))

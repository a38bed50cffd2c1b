"""Make rule files of YAML, strictly: whatever is not understood is a problem with a file, a line and a way out."""

from collections.abc import Callable
from pathlib import Path
from typing import cast, get_args

from dechaff.errors import Problem, ProblemError, nearest, quoted
from dechaff.readers.files import written
from dechaff.rules import applies, people, yaml
from dechaff.rules.fields import VERSION, Fields
from dechaff.rules.rule import (
    KINDS,
    MAX_BLOCK_LINES,
    NEAR_LINES,
    Action,
    BlockPattern,
    How,
    KeepTest,
    Pattern,
    RemoveTest,
    Rule,
    RuleFile,
    RuleKind,
    Shape,
    Side,
    Status,
    Where,
    Zone,
)

FILE_KEYS = ("version", "match", "extends", "disable", "keep", "rules", "names")
HOWS = get_args(How)
RULE_KEYS = ("id", "kind", *HOWS, "block", "where", "action", "with", "status", "why", "tests")
BLOCK_KEYS = ("start", "end", "body", "max_lines", "holds", "spare", "to_end", "times", "max_words", "first", "closes")
WHERE_KEYS = ("zone", "max_words", "near", "reach", "side", "alone", "run", "words_before", "under_article")
TEST_KEYS = ("remove", "keep")

# Where the lines of a phrase list come from: its name -> its lines, None where no such list is.
PhraseLists = Callable[[str], tuple[str, ...] | None]


def load(
    path: Path, name: str, lists: PhraseLists, problems: list[Problem], is_trusted: bool = False
) -> RuleFile | None:
    """Read one rule file; None where nothing of it can be used. Mistakes go to `problems`.

    The expressions of one that `is_trusted` are not tried.
    """
    file = str(path)
    try:
        root = yaml.read(written(path), file, problems)
    except ProblemError as error:
        problems.append(error.problem)
        return None
    if root is None:
        if not any(problem.file == file for problem in problems):
            problems.append(Problem(file, 1, "is empty; begin with `version: 1` and `rules:`"))
        return None
    return _Loader(file, name, lists, problems, is_trusted).rule_file(root)


class _Loader:
    """Reads the nodes of one file."""

    def __init__(self, file: str, name: str, lists: PhraseLists, problems: list[Problem], is_trusted: bool) -> None:
        self._file, self._name, self._lists, self._problems = file, name, lists, problems
        self._is_trusted = is_trusted

    def _fields(self, node: yaml.Node, what: str, allowed: tuple[str, ...]) -> Fields:
        return Fields(node, what, allowed, self._file, self._problems)

    def rule_file(self, node: yaml.Node) -> RuleFile:
        fields = self._fields(node, "a rule file", FILE_KEYS)
        version = fields.node("version")
        if version is None or version.value is True or version.value != VERSION:
            fields.refuse(fields.line_of("version"), f"write `version: {VERSION}` at the top")
        rules = tuple(fields.each("rules", self._rule, "rules, each with an id"))
        self._refuse_twins(rules)
        return RuleFile(
            self._name,
            self._file,
            applies.read(fields, self._name),
            fields.texts("extends"),
            tuple(full_id(self._name, rule) for rule in fields.texts("disable")),
            tuple(fields.each("keep", self._guard, "patterns such as `css: '.quote'`")),
            rules,
            people.read(fields, self._file),
            {key: fields.line_of(key) for key in ("extends", "disable")},
        )

    def _refuse_twins(self, rules: tuple[Rule, ...]) -> None:
        seen: dict[str, int] = {}
        for rule in rules:
            if rule.id in seen:
                message = f'the id "{rule.id}" stands on line {seen[rule.id]} too; give each rule its own'
                self._problems.append(Problem(self._file, rule.line, message))
            seen.setdefault(rule.id, rule.line)

    def _guard(self, node: yaml.Node) -> Pattern | None:
        return self._pattern(self._fields(node, 'an entry of "keep"', HOWS), "an entry of `keep`")

    def _rule(self, node: yaml.Node) -> Rule | None:
        fields = self._fields(node, "a rule", RULE_KEYS)
        pattern = self._matcher(fields)
        where = fields.node("where")
        removes, keeps = self._tests(fields)
        if pattern is None:
            return None
        rule = Rule(
            id=f"{self._name}/{self._id(fields)}",
            kind=cast(RuleKind, fields.choice("kind", KINDS, "other")),
            pattern=pattern,
            why=fields.required("why"),
            file=self._file,
            line=node.line,
            where=self._where(where) if where else Where(),
            action=cast(Action, fields.choice("action", get_args(Action), "remove")),
            replacement=fields.text("with"),
            status=cast(Status, fields.choice("status", get_args(Status), "stable")),
            remove_tests=removes,
            keep_tests=keeps,
        )
        self._check_action(rule, fields)
        return rule

    def _id(self, fields: Fields) -> str:
        found = fields.required("id")
        if "/" in found or found != "".join(found.split()):
            fields.refuse(fields.line_of("id"), f'"id" takes one word such as share-bar, not {quoted(found)}')
        return found

    def _check_action(self, rule: Rule, fields: Fields) -> None:
        inner = rule.action in {"inline", "replace"}
        if inner and not (isinstance(rule.pattern, Pattern) and rule.pattern.how == "regex"):
            fields.refuse(fields.line_of("action"), f'"action: {rule.action}" changes a part of a line; use `regex`')
        if (rule.action == "replace") != ("with" in fields):
            fields.refuse(fields.line_of("action"), '"action: replace" and "with" go together: what to put there')
        if rule.is_selector and rule.where != Where():
            fields.refuse(fields.line_of("where"), '"where" speaks of lines; narrow the selector instead')
        if rule.is_selector and rule.action not in {"remove", "flag"}:
            fields.refuse(fields.line_of("action"), f'"action: {rule.action}" does not go with `css`')

    def _matcher(self, fields: Fields) -> Pattern | BlockPattern | None:
        block = fields.node("block")
        if block is None:
            return self._pattern(fields, "a rule")
        if any(how in fields for how in HOWS):
            fields.refuse(fields.line_of("block"), "a rule has exactly one matcher; keep one")
        inner = self._fields(block, '"block"', BLOCK_KEYS)
        start = self._edge(inner, "start")
        if "start" not in inner:
            inner.refuse(inner.line, '"block" lacks "start"')
        body = tuple(shape for shape in inner.texts("body") if self._is_shape(shape, inner))
        if body and "end" in inner:
            inner.refuse(inner.line_of("end"), '"block" takes "end" or "body", not both')
        most = inner.number("max_lines", MAX_BLOCK_LINES) or MAX_BLOCK_LINES
        end, holds, spare = (self._edge(inner, key) for key in ("end", "holds", "spare"))
        if start is None:
            return None
        if "times" in inner and "holds" not in inner:
            inner.refuse(inner.line_of("times"), '"times" speaks of "holds"; add that')
        times, words = inner.number("times", 1) or 1, inner.number("max_words", None)
        shapes, flags = cast(tuple[Shape, ...], body), (inner.flag("first"), inner.flag("closes"))
        return BlockPattern(start, end, shapes, most, holds, spare, inner.flag("to_end"), times, words, *flags)

    def _is_shape(self, shape: str, fields: Fields) -> bool:
        shapes = get_args(Shape)
        if shape not in shapes:
            fields.refuse(fields.line_of("body"), f"there is no shape {quoted(shape)}; {nearest(shape, list(shapes))}")
        return shape in shapes

    def _edge(self, fields: Fields, key: str) -> Pattern | None:
        """The start or end of a block: a string is a whole line, else keys as in a rule."""
        node = fields.node(key)
        if node is None:
            return None
        if isinstance(node.value, str):
            return Pattern("line", (node.value,))
        return self._pattern(self._fields(node, f'"{key}"', HOWS[1:]), f"`{key}`")

    def _pattern(self, fields: Fields, owner: str) -> Pattern | None:
        hows = [how for how in HOWS if how in fields]
        if len(hows) != 1:
            wanted = ", ".join(HOWS) + (" or block" if owner == "a rule" else "")
            fields.refuse(fields.line, f"{owner} has exactly one matcher ({wanted}); this one has {len(hows)}")
            return None
        how, line = cast(How, hows[0]), fields.line_of(hows[0])
        values = fields.texts(how)
        for value in values:
            self._check_value(how, value, line)
        if how in {"phrases", "labels"}:
            values = tuple(phrase for name in values for phrase in self._lists(name) or ())
        return Pattern(how, values) if values else None

    def _check_value(self, how: How, value: str, line: int) -> None:
        from dechaff.rules.normal import normal

        if how == "regex":
            if not self._is_trusted:
                self._check_regex(value, line)
        elif how in {"phrases", "labels"} and self._lists(value) is None:
            self._refuse(
                line, f"there is no phrase list {quoted(value)}; make `phrases/{value}.txt`, one phrase a line"
            )
        elif how in {"phrases", "labels"} and not self._lists(value):
            self._refuse(
                line, f'the phrase list "{value}" gives no phrases; write one a line into `phrases/{value}.txt`'
            )
        elif how == "css":
            self._check_selector(value, line)
        elif how in {"line", "prefix"} and len(normal(value)) < 2:
            self._refuse(line, f"{quoted(value)} has no two letters to compare; use `regex`")

    def _refuse(self, line: int, message: str) -> None:
        self._problems.append(Problem(self._file, line, message))

    def _check_regex(self, value: str, line: int) -> None:
        from dechaff.rules.regex import complaint

        told = complaint(value)
        if told:
            self._refuse(line, f"the pattern {quoted(value)} {told}")

    def _check_selector(self, value: str, line: int) -> None:
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError

        try:
            LexborHTMLParser("<p>").css(value)
        except SelectolaxError:
            self._refuse(line, f"{quoted(value)} is not a CSS selector")

    def _where(self, node: yaml.Node) -> Where:
        fields = self._fields(node, '"where"', WHERE_KEYS)
        near = tuple(item if item in KINDS else full_id(self._name, item) for item in fields.texts("near"))
        zone = cast(Zone, fields.choice("zone", get_args(Zone), "any"))
        for key in ("reach", "side"):
            if not near and key in fields:
                fields.refuse(fields.line_of(key), f'"{key}" speaks of "near"; add that')
        return Where(
            zone,
            fields.number("max_words", None),
            near,
            fields.number("reach", NEAR_LINES) or NEAR_LINES,
            cast(Side, fields.choice("side", get_args(Side), "both")),
            fields.flag("alone"),
            fields.number("run", 1) or 1,
            fields.number("words_before", 0) or 0,
            fields.flag("under_article"),
        )

    def _tests(self, fields: Fields) -> tuple[tuple[RemoveTest, ...], tuple[KeepTest, ...]]:
        node = fields.node("tests")
        if node is None:
            return (), ()
        inner = self._fields(node, '"tests"', TEST_KEYS)
        return (
            tuple(inner.each("remove", self._remove_test, "texts")),
            tuple(inner.each("keep", self._keep_test, "texts")),
        )

    def _remove_test(self, node: yaml.Node) -> RemoveTest | None:
        if isinstance(node.value, str) and node.value:
            return RemoveTest(node.value, "", node.line)
        fields = self._fields(node, "a test", ("text", "left"))
        return RemoveTest(fields.required("text"), fields.text("left"), node.line)

    def _keep_test(self, node: yaml.Node) -> KeepTest | None:
        if isinstance(node.value, str) and node.value:
            return KeepTest(node.value, node.line)
        self._refuse(node.line, "a text that must stay belongs here, in '...'")
        return None


def full_id(name: str, rule: str) -> str:
    """A rule's full id, seen from the file `name`.

    >>> full_id("sites/a.com", "ad"), full_id("sites/a.com", "cms/wordpress/read-link")
    ('sites/a.com/ad', 'cms/wordpress/read-link')
    """
    return rule if "/" in rule else f"{name}/{rule}"

"""Formulas as trees: a closed language with Python's spelling that always ends.

Reading only: names, types and bounds are settled by `engine.language.settle`. Every node knows
where it stands in the text, so that a problem can point inside a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import attrs

from .nodes import (
    Assign,
    Attribute,
    Binary,
    Call,
    Compare,
    IfElse,
    Index,
    Listing,
    Logic,
    Loop,
    Name,
    Node,
    Number,
    Quantifier,
    Range,
    Roll,
    Unary,
    Within,
    depth,
)
from .tokens import FormulaError, Token, number_of, tokens

__all__ = [
    "QUANTIFIERS",
    "RESERVED",
    "FormulaError",
    "parse",
    "parse_assignment",
    "parse_roll",
    "parse_selection",
    "parse_text",
]

MOST_CHARACTERS = 500
MOST_DEPTH = 32
MOST_KNOWN = 8192
"""So many texts of each kind are remembered with what they are: scenarios of one ruleset have many in common."""

QUANTIFIERS = frozenset({"sum", "min", "max", "count", "any", "all", "argmin", "argmax"})
RESERVED = frozenset({"and", "or", "not", "in", "if", "else", "for"})

_SUMS = frozenset({"+", "-"})
_PRODUCTS = frozenset({"*", "/", "//", "%"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})


class _Reader:
    """Reads one formula by recursive descent, never deeper than `MOST_DEPTH`."""

    def __init__(self, text: str, start: int = 0, stop: int | None = None) -> None:
        stop = len(text) if stop is None else stop
        if stop - start > MOST_CHARACTERS:
            raise FormulaError(
                f"a formula has at most {MOST_CHARACTERS} characters, this one has {stop - start}",
                start,
                hint="give a part of it a name as a measure",
            )
        self.tokens = list(tokens(text, start, stop))
        self.next = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        token = self.tokens[self.next]
        self.next += token.kind != "end"
        return token

    def at_op(self, *ops: str) -> bool:
        return self.token.kind == "op" and self.token.text in ops

    def at_word(self, *words: str) -> bool:
        return self.token.kind == "name" and self.token.text in words

    def want(self, op: str, after: str) -> Token:
        if not self.at_op(op):
            raise self.wrong(f"{op!r} is missing after {after}")
        return self.take()

    def wrong(self, message: str) -> FormulaError:
        token = self.token
        found = "the end" if token.kind == "end" else repr(token.text)
        return FormulaError(f"{message}; found {found}", token.at, len(token.text), self._instead(token))

    def _instead(self, token: Token) -> str:
        """Return what is written for an operator that formulas elsewhere have."""
        before = self.tokens[self.next - 1].text if self.next else ""
        if token.text == "=":
            return "two values are compared with =="
        if token.text == "*" == before:
            return "there are no powers: multiply"
        if token.text == ">" and before == "<":
            return "two values that differ are compared with !="
        return "% is the remainder: write 0.5 for 50 %" if token.kind == "end" and before == "%" else ""

    def name(self, what: str) -> Token:
        token = self.token
        if token.kind != "name" or token.text in RESERVED:
            raise self.wrong(f"{what} is missing")
        return self.take()

    def done(self, node: Node) -> None:
        if self.token.kind != "end":
            raise self.wrong("an operator or the end was expected")
        if depth(node) > MOST_DEPTH:
            hint = "write a long sum as named terms, or give a part of it a name as a measure"
            raise FormulaError(f"a formula is at most {MOST_DEPTH} deep", node.at, node.end - node.at, hint)

    def value(self) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise FormulaError(
                f"a formula is at most {MOST_DEPTH} deep", self.token.at, hint="give a part of it a name as a measure"
            )
        then = self.either()
        if self.at_word("if"):
            self.take()
            condition = self.either()
            if not self.at_word("else"):
                raise self.wrong("'else' is missing: a value needs one in both cases")
            self.take()
            other = self.value()
            then = IfElse(condition=condition, then=then, other=other, at=then.at, end=other.end)
        self.depth -= 1
        return then

    def either(self) -> Node:
        return self._logic("or", self.both)

    def both(self) -> Node:
        return self._logic("and", self.negation)

    def _logic(self, word: str, below: Callable[[], Node]) -> Node:
        items = [below()]
        while self.at_word(word):
            self.take()
            items.append(below())
        if len(items) == 1:
            return items[0]
        return Logic(op=word, items=tuple(items), at=items[0].at, end=items[-1].end)

    def negation(self) -> Node:
        negations = []
        while self.at_word("not"):
            negations.append(self.take())
        node = self.comparison()
        for token in reversed(negations):
            node = Unary(op="not", of=node, at=token.at, end=node.end)
        return node

    def comparison(self) -> Node:
        first = self.sum()
        rest: list[tuple[str, Node]] = []
        while True:
            if self.at_op(*_COMPARISONS):
                op = self.take().text
                rest.append((op, self.sum()))
            elif self.at_word("in") or (self.at_word("not") and self.tokens[self.next + 1].text == "in"):
                negated = self.take().text == "not"
                if negated:
                    self.take()
                domain = self.domain()
                if rest:
                    raise FormulaError("'in' cannot stand in a chain of comparisons", first.at, domain.end - first.at)
                first = Within(item=first, domain=domain, negated=negated, at=first.at, end=domain.end)
            elif self.at_op("="):
                raise self.wrong("a formula compares, it does not assign")
            else:
                break
        if not rest:
            return first
        return Compare(first=first, rest=tuple(rest), at=first.at, end=rest[-1][1].end)

    def sum(self) -> Node:
        left = self.product()
        while self.at_op(*_SUMS):
            op = self.take().text
            right = self.product()
            left = Binary(op=op, left=left, right=right, at=left.at, end=right.end)
        return left

    def product(self) -> Node:
        left = self.sign()
        while self.at_op(*_PRODUCTS):
            op = self.take().text
            right = self.sign()
            left = Binary(op=op, left=left, right=right, at=left.at, end=right.end)
        return left

    def sign(self) -> Node:
        signs = []
        while self.at_op("-", "+"):
            signs.append(self.take())
        node = self.postfix()
        for token in reversed(signs):
            if token.text == "-":
                node = Unary(op="-", of=node, at=token.at, end=node.end)
        return node

    def postfix(self) -> Node:
        node = self.atom()
        while self.at_op(".", "["):
            if self.take().text == ".":
                name = self.name("the attribute's name after '.'")
                node = Attribute(of=node, name=name.text, at=node.at, end=name.end)
                continue
            if not isinstance(node, Name):
                raise FormulaError("only a track or measure has indices", node.at, node.end - node.at)
            items = self.items("]")
            close = self.want("]", "the indices")
            node = Index(base=node, items=items, at=node.at, end=close.end)
        return node

    def items(self, close: str) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self.at_op(close):
            found.append(self.value())
            if not self.at_op(","):
                break
            self.take()
        return tuple(found)

    def atom(self) -> Node:
        token = self.token
        if token.kind == "number":
            self.take()
            return Number(value=number_of(token), at=token.at, end=token.end)
        if token.kind == "name" and token.text not in RESERVED:
            self.take()
            if self.at_op("("):
                return self.call(token)
            return Name(id=token.text, at=token.at, end=token.end)
        if self.at_op("("):
            self.take()
            node = self.value()
            close = self.want(")", "the bracket")
            return attrs.evolve(node, at=token.at, end=close.end)
        raise self.wrong("a value was expected")

    def call(self, name: Token) -> Node:
        self.want("(", name.text)
        if self.at_op(")"):
            close = self.take()
            return Call(name=name.text, items=(), at=name.at, end=close.end)
        first = self.value()
        if self.at_word("for"):
            if name.text not in QUANTIFIERS:
                raise FormulaError(
                    f"{name.text!r} cannot run over a set",
                    name.at,
                    len(name.text),
                    hint="those that can: " + ", ".join(sorted(QUANTIFIERS)),
                )
            loops = []
            while self.at_word("for"):
                loops.append(self.loop())
            close = self.want(")", "the last 'for'")
            return Quantifier(kind=name.text, body=first, loops=tuple(loops), at=name.at, end=close.end)
        found = [first]
        while self.at_op(","):
            self.take()
            found.append(self.value())
        close = self.want(")", f"the values of {name.text}")
        return Call(name=name.text, items=tuple(found), at=name.at, end=close.end)

    def loop(self) -> Loop:
        word = self.take()
        name = self.name("a name after 'for'")
        return self.members(name, word.at)

    def members(self, name: Token, at: int) -> Loop:
        if not self.at_word("in"):
            raise self.wrong(f"'in' is missing after {name.text!r}")
        self.take()
        domain = self.domain()
        condition = None
        if self.at_word("if"):
            self.take()
            condition = self.either()
        return Loop(name=name.text, domain=domain, condition=condition, at=at, end=(condition or domain).end)

    def domain(self) -> Node:
        token = self.token
        if self.at_op("["):
            self.take()
            items = self.items("]")
            close = self.want("]", "the list")
            return Listing(items=items, at=token.at, end=close.end)
        least = self.sum()
        if not self.at_op(".."):
            return least
        self.take()
        most = self.sum()
        return Range(least=least, most=most, at=least.at, end=most.end)

    def selection(self) -> Loop:
        token = self.token
        if token.kind == "name" and token.text not in RESERVED and self.tokens[self.next + 1].text == "in":
            return self.members(self.take(), token.at)
        domain = self.domain()
        return Loop(name="", domain=domain, at=domain.at, end=domain.end)


@lru_cache(maxsize=MOST_KNOWN)
def parse(text: str, start: int = 0, stop: int | None = None) -> Node:
    """Return the formula that stands in `text` from `start` to `stop`.

    Raises: FormulaError.
    """
    reader = _Reader(text, start, stop)
    node = reader.value()
    reader.done(node)
    return node


@lru_cache(maxsize=MOST_KNOWN)
def parse_selection(text: str) -> Loop:
    """Return the selection `x in set if condition`, or a bare domain with an empty name."""
    reader = _Reader(text)
    loop = reader.selection()
    reader.done(loop)
    return loop


@lru_cache(maxsize=MOST_KNOWN)
def parse_assignment(text: str) -> Assign:
    """Return the assignment `track[i] += value`."""
    reader = _Reader(text)
    target = reader.postfix()
    if not isinstance(target, Name | Index):
        raise FormulaError("a track was expected", target.at, target.end - target.at)
    if not reader.at_op("=", "+=", "-="):
        raise reader.wrong("'=', '+=' or '-=' is missing after the track")
    op, at = reader.take().text, reader.token.at
    if op == "=" and text[at - 1 : at + 2] in ("=+ ", "=- "):
        hint = f"write `{text[at]}=` to add or take off, `= {text[at]}` to set a number of that sign"
        raise FormulaError(f"`={text[at]}` may mean two things", at - 1, 2, hint)
    value = reader.value()
    assign = Assign(target=target, op=op, value=value, at=target.at, end=value.end)
    reader.done(assign)
    return assign


_ROLL = re.compile(r"\s*([a-z][a-z0-9_]*)\s+in\s+(\d{1,3})d(\d{1,4})\s*", re.ASCII)


def parse_roll(text: str) -> Roll:
    """Return the dice `name in NdM`; at most 20 dice of at most 1,000 sides."""
    if not (found := _ROLL.fullmatch(text)):
        raise FormulaError("dice are written `name in 2d6`", 0, len(text))
    count, sides = int(found[2]), int(found[3])
    if not (1 <= count <= 20 and 2 <= sides <= 1000):
        raise FormulaError("at most 20 dice of 2 to 1,000 sides", found.start(2), len(text) - found.start(2))
    return Roll(name=found[1], count=count, sides=sides, at=0, end=len(text))


@lru_cache(maxsize=MOST_KNOWN)
def parse_text(text: str) -> tuple[str | Node, ...]:
    """Return the pieces of a sentence: plain text, and the formulas that stand in braces.

    `{{` and `}}` are braces themselves.
    """
    pieces: list[str | Node] = []
    plain, at = "", 0
    while at < len(text):
        if text.startswith(("{{", "}}"), at):
            plain, at = plain + text[at], at + 2
        elif text[at] == "{":
            if (close := text.find("}", at)) < 0:
                raise FormulaError("a brace is not closed", at, hint="write {{ for a brace in the text")
            if plain:
                pieces.append(plain)
            pieces.append(parse(text, at + 1, close))
            plain, at = "", close + 1
        elif text[at] == "}":
            raise FormulaError("a brace was not opened", at, hint="write }} for a brace in the text")
        else:
            plain, at = plain + text[at], at + 1
    if plain:
        pieces.append(plain)
    return tuple(pieces)

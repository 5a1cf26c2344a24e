"""Repair of what web pages and arXiv do to TeX in titles and abstracts.

Text from a feed or a pasted page carries TeX in three states: whole (`na\\"{\\i}ve`), in groups (`{\\em x}`), and
stripped of its backslashes (`2.7times`, `mathcal{O}(n)`). A list of small named rules, `tex_rules.RULES`, mends what
is certain, and each change is recorded. Precision comes before recall: a left-over is ugly, a wrong repair is a lie.
Real math is never repaired; it becomes spans of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from sitegen.model import Repair, RichText, Span, SpanKind
from sitegen.text.characters import has_any
from sitegen.text.formulas import to_line
from sitegen.text.math import join_runs, split
from sitegen.text.tex_changes import CLOSE, HOLE, MARKS, OPEN, Rule
from sitegen.text.tex_rules import ADDRESS, ADDRESS_RULES, SHOWS_TEX, TEXT_RULES

_MARKS = re.compile(f"[{MARKS}]")
_BREAK = re.compile(rf"[\s{MARKS}]")
_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>equation|displaymath|align|gather|multline|eqnarray)(?P<star>\*?)\}(?P<inside>.{1,1500}?)"
    r"\\end\{(?P=name)(?P=star)\}",
    re.DOTALL,
)
_LOOSE = re.compile(r"(?<![\\$])\$(?!\$)([^$]{1,400})\$(?![$\d])")
_BEFORE_FIGURE = re.compile(
    r"(?<![\\$])\$(?P<tex>(?:[^$\\\n]|\\[A-Za-z]++){0,20}?(?:\\[A-Za-z]+(?:\\[!,;:]|\{\})?\}?|[<>=≈∼±×+-])\s?)\$(?=\d)"
)
_FORMULA = re.compile(r"\\[A-Za-z]|[_^]")
_PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z}])")
_UNKNOWN = re.compile(r"[A-Za-z]{3}|[\\{}$]")
"""What is left of a command that has no sign of its own."""
_KINDS: dict[str, SpanKind] = {mark: kind for kind, mark in OPEN.items()}


class Repaired(Struct, frozen=True):
    """Text once its TeX is repaired, with a record of each change."""

    spans: RichText
    repairs: tuple[Repair, ...] = ()

    @property
    def text(self) -> str:
        """The characters of all spans."""
        return "".join(span.text for span in self.spans)


def repair(text: str, skip: Collection[str] = (), enabled: bool = True) -> Repaired:
    """Repair the TeX left in `text`, and split it into spans.

    `skip` names rules not to apply. With `enabled` off nothing is changed: the spans are of kind text, math and
    display, and together they are `text`, letter for letter.
    """
    if not enabled:
        return Repaired(split(text))
    if not _may_hold_tex(text):
        return Repaired((Span("text", text),) if text else ())
    draft = _Draft(text, skip)
    for rule in ADDRESS_RULES:
        draft.apply(rule)
    draft.hold_addresses()
    for rule in TEXT_RULES:
        draft.apply(rule)
    return Repaired(draft.spans(), tuple(draft.repairs))


_WORDS = "-- angle arrow dot ell_ geq infty leq mapsto mathcal neq notin propto times varepsilon varphi"
_SIGNS = (*"\\{}$^~`&", *MARKS, *_WORDS.split())
# patterns that begin with letters are found as quickly as these
_SIM, _PM = (re.compile(f"{sign}(?<=[0-9]{sign})[0-9]").search for sign in ("sim", "pm"))


def _may_hold_tex(text: str) -> bool:
    """Cheap test that most paragraphs fail, so that a plain one costs next to nothing."""
    return has_any(text, _SIGNS) or bool(_SIM(text) or _PM(text))


class _Draft:
    """Text being repaired, in which all that no rule may touch (math, addresses) is a hole."""

    def __init__(self, text: str, skip: Collection[str]) -> None:
        self.skip = skip
        self.repairs: list[Repair] = []
        self.held: list[Span] = []
        if "math-delimiters" not in skip and "\\begin{" in text:
            text = _ENVIRONMENT.sub(self._environment, text)
        if "math-delimiters" not in skip and "$" in text:
            text = _BEFORE_FIGURE.sub(self._sign, text)
        self.text = "".join(part for span in split(text) for part in self._parts(span))
        self.shows_tex = bool(SHOWS_TEX.search(text))

    def _parts(self, span: Span) -> Iterator[str]:
        if span.kind != "text":
            yield self._hold(self._formula(span))
            return
        end = 0
        for match in _LOOSE.finditer(span.text):
            if formula := self._loose_formula(match):
                yield _MARKS.sub(self._keep, span.text[end : match.start()])
                yield self._hold(formula)
                end = match.end()
        yield _MARKS.sub(self._keep, span.text[end:])

    def _hold(self, span: Span) -> str:
        self.held.append(span)
        return HOLE

    def _keep(self, match: re.Match[str]) -> str:
        return self._hold(Span("text", match[0]))

    def _environment(self, match: re.Match[str]) -> str:
        """A display formula in an environment of its own, between dollars."""
        inside = match["inside"].strip()
        if match["name"] not in ("equation", "displaymath"):
            inside = rf"\begin{{aligned}}{inside}\end{{aligned}}"
        formula = f"$${inside}$$"
        if "$" in inside or split(formula) != (Span("display", formula),):
            return match[0]
        self.repairs.append(Repair("math-delimiters", match[0], formula))
        return formula

    def _sign(self, match: re.Match[str]) -> str:
        """`$\\sim$10` or `$p<$0.05`, a sign alone between dollars: before a figure no dollar closes a formula."""
        tex = match["tex"].strip()
        after = to_line(tex)
        is_money = tex[:1].isdigit() and "\\" not in tex
        if not after or is_money or _PROSE.search(tex) or _UNKNOWN.search(after):
            return match[0]
        self.repairs.append(Repair("math-delimiters", match[0], after))
        return after

    def _formula(self, span: Span) -> Span:
        for opening, closing, dollars in ((r"\(", r"\)", "$"), (r"\[", r"\]", "$$")):
            if span.text.startswith(opening):
                after = dollars + span.text.removeprefix(opening).removesuffix(closing).strip() + dollars
                return self._delimited(span.text, Span(span.kind, after)) or span
        return span

    def _loose_formula(self, match: re.Match[str]) -> Span | None:
        """`$ \\alpha$`: TeX takes it for math, though by its spaces it could be money."""
        content = match[1].strip()
        if not _FORMULA.search(content) or len(_PROSE.findall(content)) > 2:
            return None
        return self._delimited(match[0], Span("math", f"${content}$"))

    def _delimited(self, before: str, span: Span) -> Span | None:
        """The formula between other delimiters, where it is read as the same there."""
        if "math-delimiters" in self.skip or split(span.text) != (span,):
            return None
        self.repairs.append(Repair("math-delimiters", before, span.text))
        return span

    def hold_addresses(self) -> None:
        """Make a hole of each address, so that what looks like TeX in it stays."""
        held = iter(self.held)
        self.held = []
        self.text = ADDRESS.sub(
            lambda match: self._hold(next(held) if match[0] == HOLE else Span("text", match[0])), self.text
        )

    def apply(self, rule: Rule) -> None:
        """Apply one rule until it finds nothing more, at most as often as real texts nest groups."""
        if rule.sign not in self.text or rule.name in self.skip or (rule.needs_tex and not self.shows_tex):
            return
        for _ in range(rule.passes):
            if rule.needs and not rule.needs.search(self.text):
                return
            before = self.text
            self._pass(rule)
            if self.text == before:
                break

    def _pass(self, rule: Rule) -> None:
        parts: list[str] = []
        end = hole = 0
        for match in rule.pattern.finditer(self.text):
            after = rule.change(match)
            # a repair that would lose or move what stands in a hole is none
            if after is None or after == match[0] or after.count(HOLE) != match[0].count(HOLE):
                continue
            parts += [self.text[end : match.start()], after]
            hole += self.text.count(HOLE, end, match.start())
            self._record(rule, match, after, hole)
            hole += after.count(HOLE)
            end = match.end()
        if parts:
            self.text = "".join(parts) + self.text[end:]

    def _record(self, rule: Rule, match: re.Match[str], after: str, hole: int) -> None:
        """Note a change; a short one with the rest of its word, so that a person sees what it was."""
        before, left, right = match[0], "", ""
        if len(before) < 16:
            left = re.split(_BREAK, self.text[max(0, match.start() - 16) : match.start()])[-1]
            right = re.split(_BREAK, self.text[match.end() : match.end() + 16], maxsplit=1)[0]
        self.repairs.append(
            Repair(rule.name, left + self._shown(before, hole) + right, left + self._shown(after, hole) + right)
        )

    def _shown(self, text: str, hole: int) -> str:
        parts = text.split(HOLE)
        held = self.held[hole : hole + len(parts) - 1]
        shown = parts[0] + "".join(span.text + part for span, part in zip(held, parts[1:], strict=True))
        return _MARKS.sub("", shown)

    def spans(self) -> RichText:
        """The text with its holes filled, parted where the kind changes."""
        pieces: list[Span] = []
        kinds: list[SpanKind] = ["text"]
        held = iter(self.held)
        for part in re.split(f"([{MARKS}])", self.text):
            if part in _KINDS:
                kinds.append(_KINDS[part])
            elif part == CLOSE:
                kinds.pop()
            elif part == HOLE:
                span = next(held)
                pieces.append(span if span.kind in ("math", "display") else Span(kinds[-1], span.text))
            elif part:
                pieces.append(Span(kinds[-1], part))
        return tuple(join_runs(pieces))

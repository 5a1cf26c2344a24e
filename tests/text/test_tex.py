"""TeX that web pages and feeds have mangled becomes what its authors meant, and everything else stays."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.text.symbols import ACCENTS, MATH_ACCENTS
from sitegen.text.tex import repair
from sitegen.text.tex_rules import RULES

CHANGES = [
    ("256times256", "256×256"),
    ("x\\textsuperscript{ 2 }", "x²"),
    ("2.7times peak memory", "2.7× peak memory"),
    ("43times/31times", "43×/31×"),
    ("(1times 60)", "(1×60)"),
    ("64{times}64", "64×64"),
    ("up to 7{times} faster", "up to 7× faster"),
    ("64{times} 64", "64×64"),
    ("a ktimes k grid", "a k×k grid"),
    ("mathcal{O}(min{S, T/(n T)})", "O(min{S, T/(n T)})"),
    ("D{=}2048", "D=2048"),
    ("N{+}D", "N+D"),
    ("D{to} infty", "D→∞"),
    ("(leq 256px)", "(≤ 256px)"),
    ("4{,}851 firings", "4,851 firings"),
    ('na\\"{\\i}ve', "naïve"),
    ("Fr\\'echet", "Fréchet"),
    ("L\\'opez", "López"),
    ('Gr{\\"u}n and Erd\\H{o}s', "Grün and Erdős"),
    ("Fran{\\c c}ois {\\v S}imek, {\\H o}", "François Šimek, ő"),
    ("S\\o rensen, \\AA, Stra{\\ss}e, \\L ukasz", "Sørensen, Å, Straße, Łukasz"),
    ("Schr\\\"odinger and Erd\\H{o}s meet G\\'{e}rard", "Schrödinger and Erdős meet Gérard"),
    ('T\\"ULU, \\"Ust\\"un', "TÜLU, Üstün"),
    ("the query\\'s content", "the query's content"),
    ("(e.g.~10% of it)", "(e.g.\u00a010% of it)"),
    ("31~FPS, Mamba~2, models~(LLMs)", "31\u00a0FPS, Mamba\u00a02, models\u00a0(LLMs)"),
    ("a~model, 5~models (LLMs)", "a\u00a0model, 5\u00a0models (LLMs)"),
    ("16.59\\%", "16.59%"),
    ("16.59\\\\%", "16.59%"),
    ("Q\\&A for \\$5, snake\\_case, \\#1", "Q&A for $5, snake_case, #1"),
    ("LR^2VQ", "LR²VQ"),
    ("SAP^{2}, 10^{-3}, 2^{256}, O(N^2)", "SAP², 10⁻³, 2²⁵⁶, O(N²)"),
    ("360^circ and {\\Delta}G at 5{\\deg}", "360° and ΔG at 5°"),
    ("2.3\\times greater, p\\approx0.37", "2.3× greater, p≈0.37"),
    ("ell_2 loss", "ℓ₂ loss"),
    ("``x'' and `y' and ``z\"", "“x” and ‘y’ and “z”"),
    ("(\\eg, mean) \\ie so, \\etal", "(e.g., mean) i.e. so, et al."),
    ("see \\cite{foo} and \\url{http://x.y}", "see [foo] and http://x.y"),
    ("\\href{https://x.y/z}{our page}", "our page (https://x.y/z)"),
    ("at https://x.y/z{https://x.y/z}.", "at https://x.y/z."),
    ("at https://x.y/z{this https URL}.", "at https://x.y/z."),
    ("at https://x.y/z{project page}.", "at https://x.y/z (project page)."),
    ("in https://x.y/a\\_b/.", "in https://x.y/a_b/."),
    ("1.28times--1.63times", "1.28×–1.63×"),
    ("``a'' -- and --- and pages 3--5", "“a” – and — and pages 3–5"),
    ("Froggatt--Nielsen {\\it model}", "Froggatt–Nielsen model"),
    ("e.g.\\ by", "e.g. by"),
    ("\\textsc{AIEV} in \\LaTeX{}", "AIEV in LaTeX"),
    ("a &amp; b &lt; c", "a & b < c"),
    ("O&#39;Neil &#8211; caf&eacute; &ndash; AT&T; &nosuch;", "O'Neil – café – AT&T; &nosuch;"),
    ("Nguy\\~{\\^e}n and Nguy\\~{ê}n", "Nguyễn and Nguyễn"),
    ("Vi\\d{\\^e}t and Vi\\d{ê}t", "Việt and Việt"),
    ("on 8timesH100 at 360^circtimes180^circ", "on 8×H100 at 360°×180°"),
    ("O(n cdot T), by {sim} 1.5", "O(n · T), by ∼1.5"),
    ("in 3sim5 days", "in 3∼5 days"),
    ("a gain of 12pm3 points", "a gain of 12±3 points"),
    ("the leaderboard\\footnote{At https://x.y.} is", "the leaderboard (At https://x.y.) is"),
    ("German\\leftrightarrowEnglish and En\\toFrench, 360^\\circREA", "German↔English and En→French, 360°REA"),
    ("O(L \\log L), D-\\bar D mixing, 160\\micron", "O(L log L), D-D̄ mixing, 160µm"),
    ("5 \\msun at 3 \\kms{}, radius \\la r^2\\ra", "5 M☉ at 3 km s⁻¹, radius ⟨r²⟩"),
    ("9\\textsuperscript{th}, O\\textsubscript{2}, jafnr{\\ae}{\\dh}i", "9th, O₂, jafnræði"),
    ("{S}ignal and symmet{R}y, Touch{é}", "Signal and symmetRy, Touché"),
    ("Self-text{CO}rrecting", "Self-COrrecting"),
    ("by $\\sim$10%, 5$\\times$10 or ${\\pm}$3 dB", "by ∼10%, 5×10 or ±3 dB"),
    ("$p<$0.05, $N = $100, $\\alpha=$0.5", "p<0.05, N =100, α=0.5"),
    ("5.1\\ensuremath{\\sigma}, \\left( x \\right)", "5.1σ, ( x )"),
    ("a {\\color{red} big} \\color{ForestGreen}tree, \\color{ddtD}eep (\\color{ddtDDT})", "a big tree, Deep (DDT)"),
    ("a \\textbf{\\color{red} big} \\emph{\\color{blue}tree}", "a big tree"),
    ("We: \\begin{itemize} \\item one \\item[(b)] two \\end{itemize} So.", "We: • one (b) two So."),
    ("one \\par two\\newline three\\vspace{1em}", "one two three"),
    ("\\textcopyright 2015, \\textquotedblleft{}x\\textquotedblright", "© 2015, “x”"),
    ("\\textit{a \\textbf{b} c} and \\verb|d e|", "a b c and d e"),
    ("\\href{https://x.y/z}{\\texttt{our page}}, Section \\ref{s:1}", "our page (https://x.y/z), Section [s:1]"),
]

STAYS = [
    "sometimes",
    "three times",
    "25 times longer",
    "timestamp and runtimes, two-times",
    "$5 and $10",
    "for $5, $10 <$20, and costs <$9 or $8",
    "50% of 10%",
    "a < b & c",
    "{x | x > 0}",
    "{S, T/(n T)} and {0, 1}",
    "snake_case",
    "https://a.b/~u/%20x",
    "https://a.b/c--d/e^2{",
    "conditional image generation} on ImageNet",
    "an open { brace",
    "~50% and 75%~89%, 1~4 images, 5K~10K, 10x ~ 50x",
    "x~U(0, 1), z~1.4, N_H~1, ~/bin",
    "f~(x), 3~M(t)",
    "LiveXiv -- A Multi-Modal Live Benchmark",
    "modeling -- crucial for images -- we keep",
    "--flag, <!-- x -->, a---b",
    "sim2real, Sim-to-Real, approx 5, 5 pm, alpha and beta",
    "A^* search, W^T, a ^ b, [^abc], ^_^",
    "\\method, \\ours and \\name",
    'said \\"attention is\\" all',
    "`code` and ``more code``",
    'G_{stack} and p_{comp}, \\name{K}, {BERT} and f{x}, f{"a": 1}',
    "{here} and {project page}",
    "size Oleft( d{varepsilon} right), 1{delta}",
    "C:\\users\\new \\d+ \\w",
    'A \\"{ab} c, \\v{q}, a \\mathrm{b \\unknown{c}} d',
    "{{ jinja }} {% raw %} ${shell} #{ruby}",
    "Title with `code` and *stars* and _under_ [link](x) <b>tag</b>",
    "% no comment",
    "don't, 'quoted', it's",
]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_left_over_tex_is_mended(before: str, after: str) -> None:
    assert repair(before).text == after


@pytest.mark.parametrize("text", STAYS)
def test_text_that_only_looks_like_tex_stays(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).repairs == ()


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_a_mended_text_needs_no_second_repair(before: str, after: str) -> None:
    assert repair(after).text == after


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        ("a {\\em finite sample} setting", [("text", "a "), ("emphasis", "finite sample"), ("text", " setting")]),
        ("{\\it determinism}: it", [("emphasis", "determinism"), ("text", ": it")]),
        ("\\emph{x}\\textbf{y}\\texttt{z}", [("emphasis", "x"), ("strong", "y"), ("code", "z")]),
        ("distant {bf MASK} tokens", [("text", "distant "), ("strong", "MASK"), ("text", " tokens")]),
        ("three textit{O}bstacles", [("text", "three "), ("emphasis", "O"), ("text", "bstacles")]),
        (
            "{That {\\it one}, {model size}.} {\\it two}",
            [("text", "That "), ("emphasis", "one"), ("text", ", model size. "), ("emphasis", "two")],
        ),
        ("{\\em an $n$-potent} e", [("emphasis", "an "), ("math", "$n$"), ("emphasis", "-potent"), ("text", " e")]),
        ("$x_1$ \\(y\\)\\[z\\]", [("math", "$x_1$"), ("text", " "), ("math", "$y$"), ("display", "$$z$$")]),
        ("so \\begin{equation} a = b \\end{equation}.", [("text", "so "), ("display", "$$a = b$$"), ("text", ".")]),
        ("an $ \\alpha $-stable law", [("text", "an "), ("math", "$\\alpha$"), ("text", "-stable law")]),
    ],
)  # fmt: skip
def test_emphasis_and_math_become_spans(before: str, kinds: list[tuple[str, str]]) -> None:
    assert [(span.kind, span.text) for span in repair(before).spans] == kinds


def test_math_is_never_repaired() -> None:
    text = "$\\mathcal{O}(2times)$ and $$\\frac{a}{b} ``x''$$"
    assert repair(text).text == text


def test_each_change_is_recorded_with_the_word_it_is_in() -> None:
    made = repair("on ImageNet 256times256, a gain of 3\\%.")
    assert [(change.rule, change.before, change.after) for change in made.repairs] == [
        ("escape", "3\\%.", "3%."),
        ("times", "256times256,", "256×256,"),
    ]


def test_changes_around_formulas_are_recorded_each_with_its_own() -> None:
    made = repair("{\\em a $x$} and {\\em b $y$}")
    assert [change.before for change in made.repairs] == ["{\\em a $x$}", "{\\em b $y$}"]


@pytest.mark.parametrize("name", sorted({rule.name for rule in RULES}))
def test_a_rule_can_be_switched_off_by_its_name(name: str) -> None:
    everything = "\n".join(before for before, _ in CHANGES) + " {\\em x {yy zz}} {aa bb} \\[x\\]"
    assert name in {change.rule for change in repair(everything).repairs}
    assert name not in {change.rule for change in repair(everything, skip=[name]).repairs}


def test_an_environment_stays_where_its_rule_is_switched_off() -> None:
    text = "\\begin{equation}x\\end{equation}"
    assert repair(text).spans[0].kind == "display"
    assert repair(text, skip=["math-delimiters"]).text == text


def test_a_sign_before_a_number_stays_a_formula_where_its_rule_is_switched_off() -> None:
    assert repair("costs $>$5 a day").text == "costs >5 a day"
    assert repair("costs $>$5 a day", skip=["math-delimiters"]).text == "costs $>$5 a day"


@pytest.mark.parametrize("inside", ["a $b$ c", "", "a\n\nb"])
def test_an_environment_that_makes_no_formula_stays_as_it_is(inside: str) -> None:
    text = f"We have \\begin{{equation}}{inside}\\end{{equation}} here."
    assert repair(text).text.split() == text.split()


@given(st.text())
def test_with_repair_off_the_text_stays_letter_for_letter(text: str) -> None:
    made = repair(text, enabled=False)
    assert made.text == text
    assert {span.kind for span in made.spans} <= {"text", "math", "display"}
    assert made.repairs == ()


_TEX = st.lists(
    st.sampled_from(
        ["\\", "{", "}", "$", "$$", "^", "_", "~", "`", "'", '"', "--", "%", "&", "\\em ", "\\emph{", "\\'", "\\url{",
         "times", "infty", "\\(", "\\)", "https://x.y", " ", "a", "B", "1", "\n", "\ufdd0", "\ufdd1", "\ufdd2", "&amp;",
         "mathcal{", "\\alpha", "{\\i}", ".", ","]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(_TEX)
def test_no_text_breaks_the_repair(text: str) -> None:
    made = repair(text)
    assert all(span.text for span in made.spans)
    assert repair(text, skip=[rule.name for rule in RULES] + ["math-delimiters"]).text == text
    assert repair(text, enabled=False).text == text


@given(st.text(alphabet="abcXYZ 019.,;:!?()-'\"äé中\n"))
@example("0-0 a--b")
def test_plain_text_is_never_changed(text: str) -> None:
    # two hyphens between figures are TeX's dash in any text
    plain = re.sub(r"(?<=\d)-{2,}(?=\d)", "-", text)
    assert repair(plain).text == plain


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "}",
        "$",
        "\\",
        "$a ",
        "\\(",
        "{\\em ",
        "`",
        "~",
        "^{",
        "https://",
        "\\\\%",
        "a{",
        "_{",
        "--",
        "'",
        "\\'",
        '\\"a',
    ],
)
def test_hostile_text_comes_back(piece: str) -> None:
    """Each of these would take minutes if a pattern scanned on over what it can start at."""
    assert repair(piece * 20_000) is not None
    assert repair("{\\em " + " " * 20_000) is not None


@pytest.mark.shared
def test_the_seed_has_no_tex_left(shared: Path) -> None:
    text = next((shared / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    mended = [repair(line).text for line in text.splitlines()]
    left = [line for line in mended if any(sign in line for sign in "\\^~")]
    assert left == []


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_a_word_of_tex_is_mended_wherever_it_stands(before: str, after: str) -> None:
    assert repair(f"So {before}").text == f"So {after}"


def test_every_accent_is_one_combining_character() -> None:
    for mark in (*ACCENTS.values(), *MATH_ACCENTS.values()):
        assert unicodedata.combining(mark)
    assert len(set(ACCENTS.values())) == len(ACCENTS)

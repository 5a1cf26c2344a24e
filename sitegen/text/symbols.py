"""TeX's names and the characters they stand for: the tables that `math` and `tex` read from.

Only what scientific titles and abstracts use. A name that is not here is shown as its letters, so a gap in a table
costs beauty and never text.
"""

from __future__ import annotations

from types import MappingProxyType
from unicodedata import normalize

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
    "mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ "
    "psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_LETTERS = "ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅"
_SIGNS = (
    "times × div ÷ pm ± mp ∓ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧ land ∧ "
    "vee ∨ lor ∨ cap ∩ cup ∪ setminus ∖ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ lesssim ≲ "
    "gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ sim ∼ simeq ≃ approx ≈ cong ≅ equiv ≡ propto ∝ asymp ≍ doteq ≐ in ∈ "
    "ni ∋ notin ∉ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ mid ∣ nmid ∤ parallel ∥ perp ⊥ bot ⊥ top ⊤ "
    "vdash ⊢ models ⊨ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ implies ⇒ "
    "Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓ nearrow ↗ "
    "searrow ↘ rightharpoonup ⇀ rightleftharpoons ⇌ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ sum ∑ prod ∏ coprod ∐ "
    "int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀ ldots … dots … "
    "cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lvert | rvert | "
    "lVert ‖ rVert ‖ Vert ‖ vert | lbrace { rbrace } lbrack [ rbrack ] backslash \\ prime ′ dagger † ddagger ‡ "
    "angle ∠ triangle △ square □ Box □ diamond ⋄ degree ° deg ° checkmark ✓ cmark ✓ xmark ✗ sharp ♯ flat ♭ natural ♮ "
    "clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ copyright © pounds £ euro € S § P ¶ textdegree ° "
    "texttimes × textpm ± textmu µ textasciitilde ~ textasciicircum ^ textbackslash \\ textendash – textemdash — "
    "textquotesingle ' textquoteright ’ textquoteleft ‘ textellipsis … textgreater > textless < textbar | "
    "textunderscore _ textregistered ® texttrademark ™ textperiodcentered · textbullet • textcopyright © textdagger † "
    "textdaggerdbl ‡ textsection § textparagraph ¶ textsterling £ texteuro € textyen ¥ textcent ¢ textdollar $ "
    'textpercent % textbraceleft { textbraceright } textasteriskcentered * textquotedbl " '
    "textquotedblleft “ textquotedblright ” quotedblbase „ quotesinglbase ‚ guillemotleft « guillemotright » "
    "guilsinglleft ‹ guilsinglright › textonehalf ½ textonequarter ¼ textthreequarters ¾ textdiv ÷ textmultiply × "
    "textordfeminine ª textordmasculine º textexclamdown ¡ textquestiondown ¿ textmicro µ textohm Ω textcelsius ℃ "
    "textnumero № texttildelow ~ textasciiacute ´ textasciigrave ` textminus − textsurd √ textlnot ¬ textrightarrow → "
    "textleftarrow ← textuparrow ↑ textdownarrow ↓ textalpha α textbeta β textgamma γ textdelta δ textkappa κ "
    "textlambda λ textpi π textsigma σ"
)
_FUNCTIONS = (
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan min max inf sup lim liminf limsup det "
    "dim ker gcd hom arg argmin argmax Pr mod bmod pmod softmax sign"
)
_TEXT_LETTERS = "ss ß ae æ AE Æ oe œ OE Œ o ø O Ø aa å AA Å l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ"


def _table(words: str) -> MappingProxyType[str, str]:
    items = words.split()
    return MappingProxyType(dict(zip(items[::2], items[1::2], strict=True)))


GREEK = _table(_GREEK)
LETTERS = _table(_LETTERS)
"""Further characters that stand for a quantity, and so bind like a letter."""
SIGNS = _table(_SIGNS)
"""Operators, relations, arrows, delimiters and text symbols."""
FUNCTIONS = frozenset(_FUNCTIONS.split())
TEXT_LETTERS = _table(_TEXT_LETTERS)
"""Letters of names and words, `\\o` as in Sørensen."""

SYMBOLS = MappingProxyType({**SIGNS, **LETTERS, **GREEK})

SPACES = MappingProxyType(
    {",": "\u202f", ";": " ", ":": " ", ">": " ", " ": " ", "!": "", "/": "", "-": "", "quad": " ", "qquad": " "}
)

ACCENTS = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
        "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327", "d": "\u0323", "b": "\u0331",
        "k": "\u0328", "t": "\u0361",
    }
)  # fmt: skip
"""Accent commands of text, and the combining character of each."""

MATH_ACCENTS = MappingProxyType(
    {
        "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
        "overline": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c",
        "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
    }
)  # fmt: skip

SUPERSCRIPTS = MappingProxyType(
    dict(
        zip("0123456789+-−=()niabcdefghjklmoprstuvwxyz∗*′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ**′", strict=True)
    )
    | dict(zip("TABDEGHIJKLMNOPRUVWαβγδθ°∘", "ᵀᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂᵅᵝᵞᵟᶿ°°", strict=True))
)
SUBSCRIPTS = MappingProxyType(
    dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
)
BLACKBOARD = MappingProxyType(dict(zip("CHNPQRZE1", "ℂℍℕℙℚℝℤ𝔼𝟙", strict=True)))


def accented(letter: str, mark: str) -> str:
    """`letter` under the combining `mark`, as one character where Unicode has it.

    >>> accented("e", ACCENTS["'"])
    'é'
    """
    base = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return normalize("NFC", base + mark)


def raised(text: str) -> str:
    """`text` in superscript characters, or nothing where Unicode lacks one of them."""
    return "".join(SUPERSCRIPTS[character] for character in text) if set(text) <= SUPERSCRIPTS.keys() else ""


def lowered(text: str) -> str:
    """`text` in subscript characters, or nothing where Unicode lacks one of them."""
    return "".join(SUBSCRIPTS[character] for character in text) if set(text) <= SUBSCRIPTS.keys() else ""

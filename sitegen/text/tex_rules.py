"""The rules of TeX repair: each a name, a pattern, and what becomes of a match.

Two lists are applied in order: `ADDRESS_RULES` mend addresses, which are then out of reach, and `TEXT_RULES` the rest.
A pattern must take linear time on hostile text: what it can start at, it must not scan over twice (hence look-behinds
and possessive quantifiers). While the rules run, a formula or an address is the one character `HOLE`, and emphasis
stands between `OPEN` and `CLOSE`.
"""

from __future__ import annotations

import re

from sitegen.text import symbols
from sitegen.text import tex_changes as change
from sitegen.text.tex_changes import HOLE, MARKS, Rule, rule

ADDRESS = re.compile(rf"{HOLE}|(?:https?://|www\.)[^\s{{}}<>\"“”{MARKS}]+")
SHOWS_TEX = re.compile(r"\\(?:[A-Za-z]+|[%&_$#\"'^~`=.,;!(\[])|``|[a-z.]~[\w\\(\[]|\{\\?(?:em|it|bf)\s")
"""Evidence that a text was written in TeX, and does not only show a stray sign."""

_WORD = r"(?<![A-Za-z\\])"
_GROUP = r"\{([^{}]*)\}"
_FONT = r"\{\\?(?:%s)(?=\s|\\)([^{}]*)\}"
_STYLED = rf"(?:\\|(?<![A-Za-z\\]))(?:%s)\s?{_GROUP}"
_SIGNS = "times|to|sim|approx|leq|geq|neq|pm|cdot|rightarrow|leftarrow|mu|deg|circ|infty|ll|gg"
_UNENGLISH = (
    "infty|leq|geq|neq|(?:long)?(?:left|right|leftright)arrow|cdots?|ldots|propto|varepsilon|varphi|langle|rangle|"
    "subseteq|notin|mapsto"
)
"""Commands that cannot be English words when their backslash is lost."""
_ARROWS = "(?:long)?(?:left|right|leftright)arrow|(?:Left|Right|Leftright)arrow"
_FUNCTIONS = "log|ln|exp|sin|cos|tan|sinh|cosh|tanh|arcsin|arccos|arctan|min|max|inf|sup|lim|det|dim|ker|gcd|arg|Pr|mod"
_LISTS = "itemize|enumerate|description|compactitem|compactenum|inparaenum|center|quote|quotation|abstract|flushleft"
_ONE_LINE = "mathcal|mathbb|mathbf|mathrm|mathsf|mathit|mathfrak|mathscr|boldsymbol|operatorname|widetilde|widehat|sqrt"

ADDRESS_RULES: tuple[Rule, ...] = (
    # `16.59\%`, `Q\&A`, `SDXL\_NCP`; a bare % is never a comment
    rule("escape", "\\", r"(?<!\\)\\++([%&_#])", "{1}"),
    rule("link", "\\url", r"\\url\s?\{\s*+([^{}\s]++)\s*+\}", "{1}"),
    rule(
        "link",
        "\\href",
        r"\\href\s?\{\s*+(?P<url>[^{}\s]++)\s*+\}\s?\{(?P<label>(?:[^{}]++|\{[^{}]*+\})*+)\}",
        change.link,
    ),
    # `\href{https://x.y}{here}` without its command; matches every address, so that none is scanned twice
    rule("link", "://", rf"(?P<url>https?://[^\s{{}}<>{MARKS}]++)(?:\{{(?P<label>[^{{}}]*)\}})?", change.labelled),
)
_BARE_GROUP = rule(
    "bare-group", "{", r"(?<![\w\\}_^$])\{([^{}\\|=<>^_$]*)\}", change.bare_group, needs=change.EMPHASIS, passes=3
)
TEXT_RULES: tuple[Rule, ...] = (
    rule("entity", "&", r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});", change.entity),
    # letters
    rule("accent", "\\", r"(?<=[a-z])\\'(?=s\b)", "'"),
    rule(
        "accent",
        "\\",
        r"(?<!\\)(?P<open>(?<!\\[uvHrcdbkt])\{(?=\\))?\\"
        r"(?:(?P<sign>[`'^\"~=.])|(?P<word>[uvHrcdbkt])(?=\{|(?<=[A-Za-z]\\.) [a-z]|\\[ij]) ?)"
        r"(?:\{(?P<braced>\\?[A-Za-z]{1,2}|[À-ž])\}|(?P<letter>\\[ij](?![A-Za-z]) ?|[A-Za-zÀ-ž]))(?(open)\})",
        change.accent,
        passes=2,
    ),
    rule(
        "braced accent",
        "\\",
        r"(?<!\\)\{\\(?P<word>[uvHrcdbkt]) (?P<letter>[A-Za-z])\}(?P<sign>)(?P<braced>)",
        change.accent,
    ),
    rule(
        "letter",
        "\\",
        r"(?<!\\)(?P<open>\{(?=\\))?\\(?P<name>ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG|o|O|l|L|i|j)"
        r"(?:\{\}|(?![A-Za-z_^({])(?: (?=[a-z]))?)(?(open)\})",
        symbols.TEXT_LETTERS,
    ),
    # words and citations
    rule("abbreviation", "\\", r"\\(eg|ie|etal|etc|cf|wrt|vs)(?![A-Za-z])(?:\{\})?\.?", change.ABBREVIATIONS),
    rule("citation", "\\cite", r"\\cite[a-z]{0,10}\*?\s?(?:\[[^\[\]{}]{0,80}\]){0,2}\{([^{}]+)\}", "[{1}]"),
    rule("citation", "ref", r"\\(?:eq|auto|c|C)?ref\{([^{}\s]{1,60})\}", "[{1}]"),
    rule("footnote", "\\", r"\s?\\(?:footnote(?:text)?|thanks)\s?\{([^{}]+)\}", " ({1})"),
    rule("command", "\\", r"\\nobreakdash(?=-)", ""),
    rule("command", "\\", r"\\(La)?TeX(?![A-Za-z])(?:\{\})?", lambda match: f"{match[1] or ''}TeX"),
    rule("command", "\\", r"\\(?:noindent|xspace|centering|protect)(?![A-Za-z])(?:\{\})? ?", ""),
    rule("command", "\\", r"\s?\\(?:par|newline|linebreak|q?quad)(?![A-Za-z])(?:\{\})?\s?", " "),
    rule("command", "space", r"\\[vh]space\*?\{[^{}]{0,20}\} ?", ""),
    rule("command", "\\verb", r"\\verb\*?(?P<mark>[|!+/])(?P<inside>[^|!+/\s][^|!+/]{0,80})(?P=mark)", change.verbatim),
    rule("list", "\\", rf"\s?\\(?:begin|end)\{{(?:{_LISTS})\*?\}}(?:\[[^\[\]]{{0,40}}\])?(?:\s|$)?", " "),
    rule("list", "\\item", r"\s?\\item(?![A-Za-z])\s?(?:\[(?P<label>[^\[\]]{0,40})\]\s?)?", change.item),
    rule("command", "\\", r"\\textcolor\{[^{}]*\}\{([^{}]*)\}", "{1}"),
    rule("command", "\\color", r"(\\[A-Za-z]+\{)\\color\{[^{}]*\}\s?(?=[^{}]*\})", "{1}"),
    rule("command", "\\color", r"\{\\color\{[^{}]*\}\s?([^{}]*)\}", "{1}"),
    # Hugging Face makes `\color{ddtD}ecoupled` of `\textbf{\color{ddt}D}ecoupled`
    rule("command", "\\color", r"\\color\{(?:[a-z]+([A-Z]+)\}(?![\s{])|[^{}]*\}\s?)", "{1}"),
    # symbols and math without its dollars
    rule("one-line", "\\ensuremath", r"\\ensuremath\s?\{([^{}]{1,80})\}", change.one_line, passes=2),
    rule("one-line", "\\", r"\\(?:left|right|[bB]igg?[lr]?)(?=\s?[()\[\]|])", ""),
    rule("glued", "arrow", rf"\\({_ARROWS})(?!tail|s\b)(?=[A-Za-z])", symbols.SYMBOLS),
    rule("glued", "\\", r"\\(to|circ)(?=[A-Z][A-Za-z])", symbols.SYMBOLS),
    rule("function", "\\", rf"(?<!\\)\\({_FUNCTIONS})(?![A-Za-z])", "{1}"),
    # what astronomers' journals have for units
    rule("symbol", "\\micron", r"\\micron(?![A-Za-z])(?:\{\})?", "µm"),
    rule("symbol", "\\kms", r"\\kms(?![A-Za-z])(?:\{\})?", "km s⁻¹"),
    rule("symbol", "sun", r"\\([mrl])sun(?![A-Za-z])(?:\{\})?", lambda match: f"{match[1].upper()}☉"),
    rule("symbol", "\\la", r"\\la(?![A-Za-z]) ?([^\\\n]{1,60})\\ra(?![A-Za-z])(?:\{\})?", "⟨{1}⟩"),
    rule("symbol", "\\", r"(?<!\\)(?:\{\\(?P<braced>[A-Za-z]+)\}|\\(?P<bare>[A-Za-z]+)(?:\{\})?)", change.symbol),
    rule("degree", "^", r"\^(?:circ(?=\b|times)|\{circ\}|\{?[∘°]\}?)", "°"),
    rule("times", "times", r"(?<=[0-9°])times(?![a-z])(?P<space> ?)(?P<next>(?=[0-9]))?", change.times),
    rule("times", "times", r"(?<=[)\]])times ?(?=[(\[0-9])", "×"),
    rule("times", "times", r"(?<![A-Za-z0-9])([A-Za-z])times ?([A-Za-z0-9])(?![A-Za-z0-9])", "{1}×{2}"),
    rule("braced-sign", "{", rf"(?<=[\w)\]}}∞%])\{{(?P<sign>{_SIGNS}|[=+<>:/*-])\}}(?P<space> ?)", change.braced_sign),
    rule("braced-sign", "{", r"\{(?P<sign>sim|approx|leq|geq|pm|[<>=])\}(?P<space> ?)(?=[0-9.])", change.braced_sign),
    rule("braced-sign", "{", r"(?<=[0-9])\{([,.])\}(?=[0-9])", "{1}"),
    rule("stripped-sign", "", rf"(?<![A-Za-z\\{{])({_UNENGLISH})(?![A-Za-z])", symbols.SYMBOLS),
    rule("stripped-sign", "", r"(?<=[0-9])(sim|pm)(?=[0-9])", symbols.SYMBOLS),
    rule("stripped-sign", "ell_", rf"{_WORD}(ell)(?=_)", symbols.SYMBOLS),
    rule("one-line", "{", rf"(?:\\|(?<![A-Za-z\\]))(?:{_ONE_LINE})\{{[^{{}}]{{1,60}}\}}", change.one_line, passes=2),
    rule("one-line", "{", r"(?:\\|(?<![A-Za-z\\]))(?:tilde|hat|bar|vec)\{[^\W\d_]\}", change.one_line),
    rule("one-line", "\\", r"\\(?:tilde|hat|bar|vec) ?([^\W\d_])(?![^\W\d_])", change.one_line),
    rule("one-line", "mathcal ", r"(?:\\|(?<![A-Za-z\\]))mathcal ([A-Z])(?![A-Za-z])", "{1}"),
    rule(
        "superscript",
        "^",
        r"(?<=[\w)\]}])\^(?:\{(?P<braced>[+-]?[0-9]+|\+|-|st|nd|rd|th)\}|(?P<bare>[+-]?[0-9]++|\+))(?![./]?[0-9])",
        change.raised,
    ),
    rule("subscript", "_", r"(?:(?<=[^\W\d_])(?<![^\W\d_]{2})|(?<=ℓ))_(?:\{([0-9]+)\})", change.lowered),
    rule("subscript", "_", r"(?<=ℓ)_([0-9p])(?![A-Za-z0-9])", change.lowered),
    # emphasis, innermost first
    _BARE_GROUP,
    rule("emphasis", "{", _FONT % "em|it|sl", change.emphasis("emphasis"), passes=4),
    rule("emphasis", "{", _FONT % "bf", change.emphasis("strong"), passes=4),
    rule("emphasis", "{", _FONT % "tt", change.emphasis("code"), passes=4),
    rule("emphasis", "{", _FONT % "sc|rm|sf|cal", change.plain, passes=4),
    rule("emphasis", "{", _STYLED % "emph|textit|textsl", change.emphasis("emphasis"), passes=4),
    rule("emphasis", "{", _STYLED % "textbf", change.emphasis("strong"), passes=4),
    rule("emphasis", "{", _STYLED % "texttt", change.emphasis("code"), passes=4),
    rule("emphasis", "{", _STYLED % "textsc|textrm|textsf|textup|textnormal", "{1}", passes=4),
    # one kind within another
    rule("emphasis", "{", _STYLED % "emph|textit|textsl", change.emphasis("emphasis"), passes=2),
    rule("superscript", "\\text", r"\\textsuperscript\s?\{([^{}]{0,80})\}", change.text_script(symbols.raised)),
    rule("subscript", "\\text", r"\\textsubscript\s?\{([^{}]{0,80})\}", change.text_script(symbols.lowered)),
    rule("emphasis", "{", rf"\\(?:text|mbox|underline){_GROUP}", "{1}", passes=4),
    rule("emphasis", "text{", r"(?<![A-Za-z\\])text\{([A-Za-z ]+)\}", "{1}"),
    # `{S}ignal`, `symmet{R}y`, `Touch{é}`
    rule("letters-in-braces", "{", r"(?<![A-Za-z\\_^$#%{])\{([A-Z]{1,3})\}(?=[a-z]{2})", "{1}"),
    rule("letters-in-braces", "{", r"(?<=[a-z]{2})\{([A-Z]{1,3})\}", change.letters),
    rule("letters-in-braces", "{", r"(?<=[a-z]{2})\{([À-ÖØ-öø-ſ])\}", change.letters),
    _BARE_GROUP,
    # signs of the writing itself
    rule("quotes", "`", r"(?<![`\\])``(?![`\s])([^`]{1,300}?)(?:''|\")", "“{1}”"),
    rule("quotes", "`", r"(?<![\w`\\])`(?![`\s])([^`'\n]{1,80})'(?![A-Za-z'])", "‘{1}’"),
    rule("tie", "~", r"(?P<before>[^\s~])~(?=(?P<after>[^\s~]))", change.tie),
    rule("tie", "~", r"(?<=[a-z])~(?= [A-Za-z])", ""),
    rule("dash", "--", r"(?<![-!<])---(?![->])", "—", needs_tex=True),
    rule("dash", "--", r"(?:(?<=\s)--(?=\s)|(?<=[\w)\]”])--(?=[\w(\[“]))", "–", needs_tex=True),
    rule("dash", "--", r"(?<=[0-9×%])--(?=[0-9])", "–"),
    rule("space", "\\", r"(?<!\\)\\(?:\\(?=\s|$)|(?=[ \n]))(?: |\n)?", " "),
    rule("space", "\\", r"(?<=\w)\\(?:,|thinspace(?![A-Za-z])(?:\{\})?)(?=\w|%)", "\u202f"),
    rule("space", "\\", r"(?<=\s)\\,(?=\w)", ""),
    rule("space", "\\", r"(?<=[A-Za-z])\\-(?=[a-z])", ""),
    rule("escape", "\\", r"(?<!\\)\\([${}])", "{1}"),
)
RULES: tuple[Rule, ...] = ADDRESS_RULES + TEXT_RULES

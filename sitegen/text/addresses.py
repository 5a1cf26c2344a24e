"""Addresses of mail, hosts and the web, tags of languages and things: whether a text is one, and how far it goes."""

from __future__ import annotations

import re
from email.utils import parseaddr
from urllib.parse import quote, urlsplit

_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.ASCII | re.IGNORECASE)
_WEB_ADDRESS = re.compile(
    r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:[/?#][^\s\"'<>\\\x00-\x1f\x7f\ud800-\udfff]*)?"
)
_NO_FOLDER = re.compile(r"[?#]|(?<!:)//|/\.{1,2}(?:/|$)|%(?![0-9A-Fa-f]{2})|\.html?$")
"""In the address of something else, or of a page."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_ENDS_NO_ADDRESS = ".,;:!?'\"\u2019\u201d*~\u2026>"

is_language = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*").fullmatch
is_url = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://").match
is_tag = re.compile(r"tag:[\w.@-]+,\d{4}(?:-\d\d){0,2}:[\w.~/%+-]*", re.ASCII).fullmatch

# Chinese, Japanese and Korean sentences go on behind an address without a space, and Markdown's links behind their text
LETTERS = r"(?:(?!\]\()[^\s<>{}\"\u201c\u201d`|\\^\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef])+"
"""A regular expression for what may stand in an address, and behind it the stops of the sentence."""

_CUT_OFF = re.compile(r"(?:…|\.{3})[)\]}.,;:>]*$")
_TO_HOST = re.compile(r"https?://[^\s/?#%]+(?:[/?#]\S*)?")
_SPACE = re.compile(r"\s")
# browsers take any number of slashes, of either kind
_DISGUISED = re.compile(r"\s*(?:https?:[/\\]*[^/\\?#]*@|[/\\]{2})", re.IGNORECASE)


def is_mail_address(value: str) -> bool:
    """Whether mail can be sent there: RFC 5321's dot-string before the `@`, in ASCII, and a name of a domain.

    >>> is_mail_address("ada.l@example.org"), is_mail_address("ada@localhost"), is_mail_address("a b@example.org")
    (True, False, False)
    """
    local, _, domain = value.rpartition("@")
    return len(value) <= 254 and _LOCAL_PART.fullmatch(local) is not None and is_host_name(domain)


def is_host_name(value: str) -> bool:
    """Whether it is the full name of a host (RFC 1035), in ASCII."""
    return _HOST_NAME.fullmatch(value) is not None


def is_web_address(value: str) -> bool:
    """Whether it is a URL of the web, and nothing that could end the attribute or header it is written into."""
    try:
        return _WEB_ADDRESS.fullmatch(value) is not None and urlsplit(to_ascii(value)).port != 0
    except ValueError:
        return False


def url_error(url: str) -> str:
    """Why a URL cannot be fetched at all; empty where it can."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "it is no web address"
    if not parts.scheme:
        return "it has no https://"
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme}: is not fetched, only http and https are"
    if not host or port == 0:
        return "it names no server"
    if parts.username or parts.password:
        return "it carries a password"
    return ""


def is_site(value: str) -> bool:
    """Whether it is the address of a folder of the web, from which links to pages can be made."""
    return is_web_address(value) and _NO_FOLDER.search(value) is None


def to_ascii(address: str) -> str:
    """An address as sitemaps and feeds have it (RFC 3987, section 3.1). Raises ValueError for no name of a host.

    >>> to_ascii("https://münchen.example/été/")
    'https://xn--mnchen-3ya.example/%C3%A9t%C3%A9/'
    """
    if address.isascii():
        return address
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return quote(parts._replace(netloc=host).geturl(), safe="!#$%&'()*+,/:;=?@[]~")


def tag_of(base_url: str) -> str:
    """A tag of a site's address, as RFC 4151 makes one of a host and a year in which it was the site's; empty for none.

    >>> tag_of("https://example.org/digest"), tag_of("https://example.org/a,b/"), tag_of("https://[::1]/")
    ('tag:example.org,2025:digest/', 'tag:example.org,2025:a%2Cb/', '')
    """
    parts = urlsplit(to_ascii(base_url))
    path = quote(parts.path.strip("/"), safe="%+/~")
    tag = f"tag:{parts.hostname or ''},2025:{f'{path}/' if path else ''}"
    return tag if is_tag(tag) else ""


def is_edit_address(value: str) -> bool:
    """Whether it is the address at which pages are edited, with `{path}` for the page."""
    return is_web_address(value) and "{path}" in value


def is_sender(value: str) -> bool:
    """Whether mail can come from there: an address, maybe with a name, `Ada <ada@example.org>`, on one line."""
    return value.isprintable() and is_mail_address(parseaddr(value)[1])


def is_unsubscribe(value: str) -> bool:
    """Whether it is an address at which a reader leaves a list, maybe with `{address}` for the reader's own."""
    return value.startswith("https://") and is_web_address(value.replace("{address}", "")) and value.isascii()


def leads_to_host(address: str) -> bool:
    """Whether a text is the web address of a host that can be seen in it."""
    return _TO_HOST.fullmatch(address) is not None and not is_disguised(address)


def without_spaces(address: str) -> str:
    """An address with its spaces as they stand in links.

    >>> without_spaces(" https://a.b/c d")
    'https://a.b/c%20d'
    """
    return _SPACE.sub("%20", address.strip())


def is_disguised(address: str) -> bool:
    """Whether an address leads to another host than a reader sees: one behind the name of a user, or without a scheme.

    >>> is_disguised("https://arxiv.org@x.example/"), is_disguised("//x.example"), is_disguised("https://x.example/@a")
    (True, True, False)
    """
    return _DISGUISED.match(address) is not None


def trimmed(address: str) -> str:
    """An address without the stops and brackets of the sentence around it.

    >>> trimmed("https://a.b/c_(d)).")
    'https://a.b/c_(d)'
    """
    unopened = {last: address.count(last) - address.count(opening) for last, opening in _BRACKETS.items()}
    is_emphasis = address.count("_") == 1
    end = len(address)
    while end:
        last = address[end - 1]
        if not (unopened.get(last, 0) > 0 or last in _ENDS_NO_ADDRESS or (last == "_" and is_emphasis)):
            break
        if last in unopened:
            unopened[last] -= 1
        end -= 1
    return address[:end]


def is_cut_off(address: str) -> bool:
    """Whether an address with the stops behind it ends in an ellipsis, as services shorten what they show.

    >>> is_cut_off("https://doi.org/10.18653/v1/20…"), is_cut_off("https://a.b/c..."), is_cut_off("https://a.b/c.")
    (True, True, False)
    """
    return _CUT_OFF.search(address) is not None


def within_brackets(address: str) -> str:
    """An address up to the first bracket that closes what was opened before it.

    >>> within_brackets("https://a.b/c_(d)"), within_brackets("https://a.b/c)-")
    ('https://a.b/c_(d)', 'https://a.b/c')
    """
    opened = dict.fromkeys(_BRACKETS.values(), 0)
    for place, sign in enumerate(address):
        if sign in opened:
            opened[sign] += 1
        elif opening := _BRACKETS.get(sign):
            opened[opening] -= 1
            if opened[opening] < 0:
                return address[:place]
    return address

"""Lists of readers, as people write them and mail services export them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.delivery.recipients import Recipient, read_recipients
from sitegen.diagnostics import Report, UsageError, as_text


def read(folder: Path, text: str) -> tuple[list[Recipient], list[str]]:
    path = folder / "people"
    path.write_bytes(text.encode())
    report = Report()
    people = read_recipients(path, report)
    return people, [f"{found.at.line if found.at else 0} {found.message}" for found in report.diagnostics]


def test_a_text_has_an_address_a_line(tmp_path: Path) -> None:
    text = "\ufeff# ours\nada@example.org\r\n\n  Bob B. <Bob@Example.ORG>\nbob@example.org\nEve <eve@münchen.example>\n"
    text += "  # cy@example.org\n"
    people, findings = read(tmp_path, text)
    assert people == [
        Recipient("ada@example.org"),
        Recipient("bob@example.org", "Bob B."),
        Recipient("eve@xn--mnchen-3ya.example", "Eve"),
    ]
    assert findings == []


@pytest.mark.parametrize(
    "text",
    [
        "Email Address,First,Name\nada@example.org,x,Ada\n\nbob@example.org,y,\n",
        'name;email\n"Ada";ada@example.org\n;bob@example.org',
        "email\tname\nada@example.org\tAda\nbob@example.org\n",
        "address,name\nada@example.org,Ada\nbob@example.org\n",
        "name,address,email\nAda,1 Long Lane,ada@example.org\n,2 Low Road,bob@example.org\n",
    ],
)
def test_a_csv_has_a_column_of_addresses(tmp_path: Path, text: str) -> None:
    people, findings = read(tmp_path, text)
    assert people == [Recipient("ada@example.org", "Ada"), Recipient("bob@example.org")]
    assert findings == []


@pytest.mark.parametrize(
    "line", ["ada", "a b@example.org", "ada@localhost", "ada@example.org\x00x", "ü@example.org", "@"]
)
def test_a_line_without_an_address_is_an_error_and_the_others_are_taken(tmp_path: Path, line: str) -> None:
    people, findings = read(tmp_path, f"bob@example.org\n{line}\neve@example.org\n")
    assert [person.address for person in people] == ["bob@example.org", "eve@example.org"]
    assert len(findings) == 1
    assert findings[0].startswith("2 ")


def test_a_line_without_an_address_is_shown_as_it_stands_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "people"
    # no domain has a part without letters, so it has no form in ASCII
    path.write_text("ada@example.org\nEve <eve@ü..example>\n", "utf-8")
    report = Report()
    read_recipients(path, report)
    assert [as_text(found) for found in report.diagnostics] == [
        f"{path}:2: error[recipients]: 'eve@ü..example' is no address\n"
        "    2 | Eve <eve@ü..example>\n"
        "   hint: write it as in ada@example.org"
    ]


@pytest.mark.parametrize("line", ["José@Exämple.org", "J. <José@Exämple.org>"])
def test_an_address_that_mails_cannot_go_to_is_not_called_a_mistake(tmp_path: Path, line: str) -> None:
    _, findings = read(tmp_path, line)
    assert findings == ["1 'José@Exämple.org' has letters beyond ASCII before the @, where sitegen sends nothing"]


def test_a_row_without_an_address_is_told_with_its_line(tmp_path: Path) -> None:
    text = 'name,email\n"Ada\nLovelace",ada@example.org\n\nBob,bob\nEve,eve@example.org\n'
    people, findings = read(tmp_path, text)
    assert [person.address for person in people] == ["ada@example.org", "eve@example.org"]
    assert findings == ["5 'bob' is no address"]


@pytest.mark.parametrize(
    ("head", "stays", "left"),
    [
        ("Status", "active", "Unsubscribed"),
        ("type", "regular", "bounced"),
        ("active", "true", "false"),
        ("subscribed_to_emails", "yes", "0"),
        ("unsubscribed_at", "", "2025-01-01 10:00"),
        ("Email disabled", "false", "true"),
        ("opted_out_at", "-", "2025-01-01"),
        ("inactive", "no", "yes"),
        # as PostgreSQL writes them
        ("unsubscribed", "f", "t"),
        ("active", "t", "f"),
    ],
)
def test_who_has_left_is_told_and_no_reader(tmp_path: Path, head: str, stays: str, left: str) -> None:
    rows = f"ada@example.org,{stays}\nbob@example.org,{left}\nbob@example.org,{stays}\n"
    people, findings = read(tmp_path, f"email,{head}\n{rows}")
    assert people == [Recipient("ada@example.org")]
    assert findings == [f"3 bob@example.org has left and gets no mail: '{head.lower()}' is '{left.lower()}'"]


def test_words_of_a_status_that_are_not_known_are_told_once(tmp_path: Path) -> None:
    rows = "ada@example.org,pending,x,2025-01-01\nbob@example.org,pending,y,\neve@example.org,subscribed,z,2025-01-02\n"
    people, findings = read(tmp_path, f"email,status,opt-out link,status_changed_at\n{rows}")
    assert len(people) == 3
    assert findings == ["2 'status' is 'pending', which does not say whether this is a reader"]


def test_no_name_writes_a_header_of_its_own(tmp_path: Path) -> None:
    people, _ = read(tmp_path, 'email,name\nada@example.org,"Ada\nBcc: all@example.org"\n')
    assert people == [Recipient("ada@example.org")]


@pytest.mark.parametrize("text", ["", "\ufeff\r\n \n", "# nobody yet\n", "email,name\n", "email,name\n,\n"])
def test_a_list_without_an_address_is_a_usage_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="holds no address"):
        read(tmp_path, text)


def test_a_list_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no list"):
        read_recipients(tmp_path / "nobody.txt", Report())

"""Bytes of any encoding become text, with a word on what was doubtful."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic, Report
from sitegen.text.decode import characters, normalise


def read(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    report = Report()
    return normalise(characters(data, "x.txt", report)), report.diagnostics


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_a_marked_or_plain_encoding_is_read_without_a_word(mark: bytes, encoding: str) -> None:
    text = "Fréchet in a quite ordinary sentence\n"
    assert read(mark + text.encode(encoding)) == (text, ())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029", "\v", "\f"])
def test_every_line_end_is_one_newline(end: str) -> None:
    assert read(f"one{end}two{end}".encode())[0] == "one\ntwo\n"


@pytest.mark.parametrize(
    "before", ["Slow Clocks:", "Slow Clocks –", "Clocks for", "Clocks and", "Clocks of", "Work with"]
)
def test_a_title_goes_on_where_a_line_of_a_slide_ends_amid_a_phrase(before: str) -> None:
    assert read(f"{before}\vMaps\vAnn Lee".encode())[0] == f"{before} Maps\nAnn Lee"


def test_titles_of_slides_go_on_at_all_their_breaks_where_most_are_amid_a_phrase() -> None:
    slides = "Slow clocks\vand maps\nMaps for\vClocks\nA Multi-Task\vLearner\nAnn Lee"
    assert read(slides.encode())[0] == slides.replace("\v", " ")
    fields = "Slow Clocks\vauthors: Ann Lee\vabstract: We show it.\n"
    assert read(fields.encode())[0] == fields.replace("\v", "\n")
    slides = "Slow Clocks\vby Ann Lee\nSmall Maps for\vClocks\vBo Cho\n"
    assert read(slides.encode())[0] == "Slow Clocks\nby Ann Lee\nSmall Maps for Clocks\nBo Cho\n"


def test_control_characters_are_dropped_and_tabs_stay() -> None:
    assert read(b"a\x00b\x07c\td\x7f")[0] == "abc\td"


def test_latin_1_is_read_with_a_warning_at_its_first_letter() -> None:
    text, (found,) = read("one\ncafé, naïve – “so”".encode("cp1252"))
    assert text == "one\ncafé, naïve – “so”"
    assert (found.severity, found.code, str(found.at)) == ("warning", "encoding", "x.txt:2:4")


@pytest.mark.parametrize("before", ["one\r\n", "one\r", "one\n\x07"])
def test_a_letter_is_pointed_at_where_it_stands_in_the_text_that_is_read(before: str) -> None:
    text, (found,) = read(f"{before}café, naïve – “so”".encode("cp1252"))
    assert text == "one\ncafé, naïve – “so”"
    assert str(found.at) == "x.txt:2:4"


def test_an_encoding_that_nobody_knows_is_guessed() -> None:
    head = "% Encoding: Klingon\n"
    assert read(head.encode() + "Müller, García-Peña".encode("cp1252"))[0] == head + "Müller, García-Peña"


def test_a_few_broken_bytes_stay_visible_and_are_pointed_at() -> None:
    text, (found,) = read("größer, schöner\nkaf".encode() + b"\xc3( and \xff\xfe here")
    assert text == "größer, schöner\nkaf\ufffd( and \ufffd\ufffd here"
    assert str(found.at) == "x.txt:2:4"
    assert found.message.startswith("3 broken bytes")
    assert found.excerpt == "kaf\ufffd( and \ufffd\ufffd here"


@given(st.binary())
def test_no_bytes_are_too_much(data: bytes) -> None:
    text, _ = read(data)
    assert "\r" not in text
    assert "\x00" not in text


@given(st.text(st.characters(min_codepoint=32, exclude_characters="\x7f", exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_letter_for_letter(text: str) -> None:
    assert read(text.encode())[0] == text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\ufeff", "")


CHINESE = "深度学习模型的训练需要大量的数据，我们研究了语言模型的层次结构和注意力机制。"
OLD_ENCODINGS = [
    ("euc_jp", "Japanese", "これはながいぶんしょうで、おおくのデータがひつようです。"),
    ("cp932", "Japanese", "深層学習によるモデルの訓練には、多くのデータがひつようです。"),
    ("cp932", "Japanese", "令和七年度の輪講予定表、担当は田中（博士課程一年）、情報棟三〇五号室での論文紹介"),
    ("cp949", "Korean", "언어 모델의 학습에는 많은 데이터가 필요합니다. 우리는 깊이를 연구합니다."),
    ("big5", "Chinese", "深度學習模型的訓練需要大量的資料，我們研究了語言模型的層次結構。"),
    ("gb18030", "Chinese", CHINESE),
    ("cp1251", "Cyrillic", "1. Lee, A. Slow Clocks / A. Lee. – Текст : электронный // Clock Letters. – 2007. – № 4."),
    ("cp1251", "Cyrillic", "Мы изучаем глубину языковых моделей и показываем, что слои важны."),
    ("koi8_r", "Cyrillic", "Мы изучаем глубину языковых моделей и показываем, что слои важны."),
    ("cp1253", "Greek", "Δείχνουμε ότι τα βαθιά επίπεδα είναι λιγότερο αποτελεσματικά."),
    ("cp1250", "Central European", "Żółw i zając: uczenie głębokie w praktyce – przegląd źródeł"),
    ("cp1250", "Central European", "Příliš hluboké sítě se učí špatně; Jiří Dvořák, Šárka Nováková"),
    ("cp1250", "Central European", "Mélytanulás és őrület: Tőkés Ödön, Szűcs Éva"),
    ("cp1254", "Turkish", "Derin öğrenme üzerine: İsmail Şahin, Gülşen Yıldız"),
    ("mac_roman", "Mac Roman", "Étude générale de l’été: les œuvres d’Élodie Bézier et Zoé Garçon"),
    ("mac_roman", "Mac Roman", "Größere Modelle für mehr Übersicht"),
    ("cp1252", "Western", "Où l’on étudie, à l’été, les œuvres naïves; però è così più facile"),
    ("cp1252", "Western", "Größere Modelle für Jürgen, Ægir, Þóra, Åsa und Søren"),
    ("cp1252", "Western", "Müller, García-Peña, Brontë, Ångström and Gonçalves – “mixed” names"),
]


@pytest.mark.parametrize(("encoding", "name", "text"), OLD_ENCODINGS)
def test_older_encodings_are_known_by_their_signs(encoding: str, name: str, text: str) -> None:
    title = f"@article{{a, title = {{{text}}}}}\n"
    read_text, (found,) = read(title.encode(encoding))
    assert read_text == title
    assert name in found.message


def test_two_signs_are_enough_for_chinese() -> None:
    assert read("深度".encode("gb18030"))[0] == "深度"


def test_a_long_text_is_guessed_by_its_beginning_without_cutting_a_sign_in_two() -> None:
    text = f"x{CHINESE}\n" * 4000
    assert read(text.encode("gb18030"))[0] == text


def test_simplified_signs_are_no_traditional_ones() -> None:
    # whose second bytes are all high, as only in GBK
    written = ("报补部" * 5 + "我") * 3
    text, (found,) = read(written.encode("gb18030"))
    assert text == written
    assert "GBK" in found.message


def test_bytes_that_are_no_letters_of_western_text_stay_visibly_broken() -> None:
    assert "\ufffd" in read(b"a \x81\x8d\x8f\x90 b \x81\x8d\x8f\x9d c")[0]
    for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D):
        assert "\ufffd" in read(b"caf\xe9 " + bytes([byte]))[0]

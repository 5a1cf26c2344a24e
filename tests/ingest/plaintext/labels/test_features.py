"""The features of chunks. The weights belong to them: where a feature changes, the weights are trained anew."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.labels.features import describe
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.unwrap import numbered_lines
from sitegen.ingest.plaintext.words import field

PAGE = """\
# Papers of March 28

1. **Slow Clocks for Planning Agents** — Ann Lee, Bo Cho et al. [arXiv](https://arxiv.org/abs/2503.00001)
   Abstract: We let agents think at every step of the way, and find that they need not.
2. Small Maps of Large Rooms
   Cy Roy
   https://arxiv.org/abs/2503.00002

- 12 votes
- “Quoted Words” (ICML 2025)
- ▲ 14
4. Small Maps of Large Rooms
"""


def features(text: str) -> dict[str, set[str]]:
    """By the words of chunks; of those that stand there twice, those of the second."""
    found = lines(numbered_lines(text))
    pieces = chunks(found)
    return {piece.text: set(names) for piece, names in zip(pieces, describe(found, pieces).features(), strict=True)}


def stem(name: str) -> str:
    return name.partition("=")[0]


@pytest.mark.parametrize(
    ("chunk", "told"),
    [
        ("Papers of March 28", "k=date sz=4 beg=A end=0 w0=papers w-1=march nw=3 fn=3 cap=2 w01=papers,of lv=1 head"),
        ("Papers of March 28", "t=papers,of,march,0 pos=fl bf=n top=0 gap=0 gapn=1 nl+1=TrueTrue blk=0/1f k2=date1lM"),
        ("Slow Clocks for Planning Agents", "k=text st=b nx=d pos=f seq mk=1 mk=1f blk=0/5f gap=1 wrap+=none ind=eq"),
        ("Slow Clocks for Planning Agents", "-1end=0 -1t=papers,of,march,0 +1sz=4 +1beg=A +1w0=ann"),
        ("Slow Clocks for Planning Agents", "k-1=date k+1=names k-2=edge k+2=label:id k-1k=date,text kk+1=text,names"),
        ("Ann Lee, Bo Cho et al.", "k=names ppl=2,4 others end=. bf=d pos=m nw=6 k+1+2=names,label:id,label:abstract"),
        ("arXiv", "k=label:id nocolon to=arxiv st=a bf=m venue pos=ml nl+1=TrueFalse k-2-1=text,names,label:id"),
        ("Abstract:", "k=label:abstract colon bf=n nx=: ind=in dent=1 wrap=none blk=1/5f end=:"),
        ("We let agents think at every step of the way, and find that they need not.", "k=text nw=12 w=we"),
        ("We let agents think at every step of the way, and find that they need not.", "in=abstract in=abstract,text"),
        ("Cy Roy", "k=name wrap=much wrap+=much ind=in link+=1 link-=8 t=cy,roy nw=2 cap=4 sig=1 sig2=1 sig+=1"),
        ("https://arxiv.org/abs/2503.00002", "k=url:arxiv top=2 bottom gapn=1 venue blk=4/5f"),
        ("12 votes", "k=short mk=- mk=-f ind=out gap=1 sig=2 link-=1 t=0,votes beg=0"),
        ("“Quoted Words”", "quoted nx=q sig=2 link-=2 beg=“ end=a"),
        ("(ICML 2025)", "venue year bf=q k=short link-=3"),
        ("▲ 14", "k=count emoji emoji=▲ p=▲,0"),
        ("Small Maps of Large Rooms", "noseq rep=2 gapn=e pos=fl bottom"),
    ],
)
def test_a_chunk_is_known_by_its_looks_its_place_and_its_neighbours(chunk: str, told: str) -> None:
    expected = {name.replace(",", " ") if stem(name) in _WORDS else name for name in told.split()}
    assert expected <= features(PAGE)[chunk]


_WORDS = {"t", "w01", "-1t", "p"}
"""Features that hold words; a comma stands for a space in them."""


@pytest.mark.parametrize(
    ("chunk", "untold"),
    [
        ("Papers of March 28", "nx sig2 ind mk quo in rep again seq noseq top=1 st dent p ppl emoji"),
        ("arXiv", "colon blk=0/5f gap gapn ind seq mk=1f wrap"),
        ("We let agents think at every step of the way, and find that they need not.", "t nx mk p"),
        ("Cy Roy", "in lv head mk"),
        ("https://arxiv.org/abs/2503.00002", "to t p dent=0"),
        ("12 votes", "wrap seq noseq"),
        ("▲ 14", "w0 nw fn cap"),
        ("Small Maps of Large Rooms", "again sig+ nl+1 nx top"),
    ],
)
def test_what_a_chunk_has_not_is_not_told_of_it(chunk: str, untold: str) -> None:
    found = features(PAGE)[chunk]
    assert not {name for name in found if name in untold.split() or stem(name) in untold.split()}


def test_the_same_people_may_have_written_all_papers_of_a_list() -> None:
    text = lines(list(enumerate(["Slow Clocks of Rooms", "Ann Lee, Bo Cho", "Small Maps", "Ann Lee, Bo Cho"], 1)))
    last = [*describe(text, chunks(text)).features()][-1]
    assert not any(name.startswith(("rep=", "again=")) for name in last)


def test_a_sentence_that_stands_there_twice_may_be_of_an_abstract_and_thrice_is_furniture() -> None:
    sentence = "Save this paper to your library and cite it in 15 ways"
    for times, known in ((2, set()), (3, {"rep=3", "again=True"})):
        text = lines(list(enumerate([sentence.replace("15", str(at)) for at in range(times)], 1)))
        last = [*describe(text, chunks(text)).features()][-1]
        assert {name for name in last if name.startswith(("rep=", "again="))} == known


def test_signs_alone_name_no_field() -> None:
    assert [field(words) for words in ("▲", "**", "", "**Authors**:", "The authors")] == ["", "", "", "authors", ""]


def test_words_are_told_by_their_beginnings() -> None:
    (found,) = features("Straightforwardness, incomprehensibility").values()
    assert {"w0=straightforwar", "w-1=incomprehensib", "w01=straightforw incomprehens"} <= found
    assert "t=straightforwardness, incomprehensibi" in found


def test_a_sentence_that_is_there_twice_is_no_repetition() -> None:
    sentence = "We let agents think at every step of the way."
    assert not any(name.startswith(("rep=", "again=")) for name in features(f"{sentence}\n\n{sentence}")[sentence])
    title = "Small Maps of Large Rooms and Gardens"
    assert {"rep=3", "again=True"} <= features("\n\n".join([title] * 3))[title]


def test_the_name_of_a_field_lasts_until_a_blank_line_or_a_mark() -> None:
    found = features("Abstract:\n\nAgents think.\nThey rest.\n\nMaps are small.\n\nAuthors:\nAnn Lee\n- Rooms")
    assert [chunk for chunk, names in found.items() if "in=abstract" in names] == ["Agents think.", "They rest."]
    assert [chunk for chunk, names in found.items() if "in=authors" in names] == ["Ann Lee"]


def test_a_text_with_long_lines_and_list_marks_is_told_of_each_chunk() -> None:
    long = "we let the agents think at all of the steps " * 4
    marks = "\n".join(f"- {sign}" for sign in "abcd")
    assert "k2=short0lm" in features("b\n\nc")["b"]
    assert "k2=short0lM" in features(marks)["b"]
    assert "k2=short0Lm" in features(f"b\n\n{long}\n\n{long}\n\n{long}")["b"]


def test_quotes_and_deep_indentation_are_told_up_to_a_bound() -> None:
    found = features("> > > a\n> b\n> c\n\n    d\n            e\n\nf")
    assert "quo=2" in found["a"]
    assert "quo=1" in found["b"]
    assert "dent=2" in found["d"]
    assert "dent=4" in found["e"]
    assert not any(name.startswith(("dent", "quo")) for name in found["f"])


def test_chunks_in_the_same_place_of_paragraphs_that_are_set_alike_look_alike() -> None:
    found = lines(list(enumerate(["Slow Clocks", "Ann Lee", "", "Small Maps", "Bo Cho", "", "Long Walks"], 1)))
    *_, places = describe(found, chunks(found)).looks()
    clocks, ann, maps, bo, walks = places
    assert clocks == maps != walks
    assert clocks != ann == bo

"""Files are written whole or not at all, below their folder, and never over what somebody else wrote."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.files import Folder, PathRefused, is_path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "content"


@pytest.fixture
def folder(root: Path) -> Folder:
    return Folder(root)


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir())


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../README.md",
        "papers/../../x",
        "/etc/passwd",
        "papers//x",
        "papers/",
        "papers\\x",
        "C:x",
        "a\0b",
        "a\nb",
        "con",
        "papers/AUX.md",
        "lpt1/x",
        "x.",
        "x ",
        "a?b",
        "a" * 300 + ".md",
        "é" * 130,
    ],
)
def test_a_name_that_leads_out_or_that_some_system_cannot_hold_is_refused(
    folder: Folder, root: Path, path: str
) -> None:
    assert not is_path(path)
    with pytest.raises(PathRefused):
        folder.write(path, b"x")
    with pytest.raises(PathRefused):
        folder.remove(path, b"x")
    assert not root.exists() or not names(root)


@pytest.mark.parametrize(
    "path", ["x", ".nojekyll", "_headers", "papers/2025/x.md", "console.md", "a b/ü.md", "COM0", "a" * 250]
)
def test_a_name_that_every_system_can_hold_is_taken(folder: Folder, root: Path, path: str) -> None:
    assert is_path(path)
    folder.write(path, b"x")
    assert names(root) == [path]


def test_a_folder_that_is_a_link_out_of_its_place_is_not_written_into(
    folder: Folder, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    root.mkdir()
    (root / "papers").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PathRefused, match="leads out"):
        folder.write("papers/2025/x.md", b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_root_that_is_a_link_is_where_its_owner_wants_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root.symlink_to(tmp_path / "elsewhere")
    Folder(root).write("papers/x.md", b"x")
    assert names(tmp_path / "elsewhere") == ["papers/x.md"]


def test_a_file_that_is_a_link_is_neither_read_nor_written_through(folder: Folder, root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    root.mkdir()
    (root / "x").symlink_to(mine)
    assert folder.read("x") is None
    assert not folder.replace("x", b"new", None)
    assert not folder.replace("x", b"new", b"mine")
    (root / "y").symlink_to(tmp_path / "nowhere")
    assert not folder.replace("y", b"new", None)
    assert (root / "y").is_symlink()
    folder.write("x", b"new")
    assert mine.read_bytes() == b"mine"
    assert folder.read("x") == b"new"


def test_where_no_file_lies_there_is_nothing_to_read(folder: Folder) -> None:
    folder.write("papers/x.md", b"one")
    for path in ("y.md", "papers", "pages/y.md", "papers/x.md/y.md"):
        assert folder.read(path) is None


def test_a_pipe_is_not_waited_for(folder: Folder, root: Path) -> None:
    root.mkdir()
    os.mkfifo(root / "x")
    assert folder.read("x") is None
    assert not folder.replace("x", b"new", None)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux shows which files are open")
def test_a_folder_in_the_place_of_a_file_is_not_kept_open(folder: Folder, root: Path) -> None:
    (root / "site.toml").mkdir(parents=True)
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert [folder.read("site.toml") for _ in range(9)] == [None] * 9
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_file_is_replaced_only_if_it_is_what_was_read(folder: Folder) -> None:
    assert folder.replace("x", b"one", None)
    assert not folder.replace("x", b"two", None)
    assert not folder.replace("x", b"two", b"zero")
    assert folder.read("x") == b"one"
    assert folder.replace("x", b"two", b"one")
    assert folder.read("x") == b"two"


def test_a_file_that_is_saved_while_its_successor_is_written_is_left_alone(
    folder: Folder, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("x", b"one")
    write: Callable[..., int] = os.write

    def written(file: int, data: Any) -> int:
        (root / "x").write_bytes(b"the editor's")
        return write(file, data)

    monkeypatch.setattr(os, "write", written)
    assert not folder.replace("x", b"two", b"one")
    assert folder.read("x") == b"the editor's"
    assert names(root) == ["x"]


def test_a_file_is_removed_only_if_it_is_what_was_read(folder: Folder, root: Path) -> None:
    folder.write("x", b"the editor's")
    assert not folder.remove("x", b"one")
    assert folder.remove("x", b"the editor's")
    assert names(root) == []
    assert folder.remove("x", b"one")


def test_what_cannot_be_written_leaves_the_old_file_and_is_named_as_people_know_it(
    folder: Folder, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("papers/x.md", b"one")

    def full(file: int, data: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left") as caught:
        folder.write("papers/x.md", b"two")
    assert caught.value.filename == f"{root}/papers/x.md"
    assert names(root) == ["papers/x.md"]
    assert folder.read("papers/x.md") == b"one"


def test_the_files_of_a_draft_folder_get_their_names_together(folder: Folder, root: Path) -> None:
    draft = folder.draft_folder()
    draft.write("papers/x.md", b"one")
    draft.write("index.md", b"two")
    assert not (root / "papers").exists()
    for name in ("papers", "index.md"):
        folder.adopt(draft, name)
    folder.clear()
    assert names(root) == ["index.md", "papers/x.md"]
    assert folder.read("papers/x.md") == b"one"


def test_a_draft_folder_is_merged_with_what_is_there_and_follows_no_link_out(folder: Folder, root: Path) -> None:
    folder.write("papers/mine.md", b"mine")
    (root.parent / "elsewhere").mkdir()
    (root / "date").symlink_to(root.parent / "elsewhere")
    draft = folder.draft_folder()
    draft.write("papers/x.md", b"one")
    draft.write("date/x.md", b"two")
    folder.adopt(draft, "papers")
    with pytest.raises(PathRefused):
        folder.adopt(draft, "date")
    folder.clear()
    assert names(root / "papers") == ["mine.md", "x.md"]
    assert names(root.parent / "elsewhere") == []


def test_a_draft_folder_on_a_full_disk_is_told_by_the_final_name(
    folder: Folder, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int, data: Any) -> int:
        raise OSError(28, "No space left on device")

    draft = folder.draft_folder()
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left") as caught:
        draft.write("papers/x.md", b"two")
    assert caught.value.filename == f"{root}/papers/x.md"
    folder.clear()
    assert names(root) == []


def test_a_disk_that_takes_a_part_is_given_the_rest(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    write: Callable[..., int] = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    folder.write("x", b"ten letters")
    assert folder.read("x") == b"ten letters"


def test_what_a_killed_run_left_is_cleared(folder: Folder, root: Path) -> None:
    draft = folder.draft()
    draft.__enter__()
    draft.write(b"half")
    (root / ".sitegen-mine.new").touch()
    assert len(names(root)) == 2
    folder.clear()
    assert names(root) == [".sitegen-mine.new"]


def test_what_cannot_be_cleared_keeps_nobody_from_working(
    folder: Folder, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    draft = folder.draft()
    draft.__enter__()
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", closed)
        folder.clear()
    assert len(names(root)) == 1
    draft.__exit__()


def test_a_draft_gets_its_name_when_its_content_is_known(folder: Folder, root: Path) -> None:
    with folder.draft() as draft:
        draft.write(b"one ")
        draft.write(b"two")
        draft.rename("sources/2025-03-28.jsonl")
    with folder.draft() as draft:
        draft.write(b"not wanted")
    assert names(root) == ["sources/2025-03-28.jsonl"]
    assert folder.read("sources/2025-03-28.jsonl") == b"one two"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux shows which files are open")
def test_a_draft_that_gets_no_name_is_not_kept_open(folder: Folder) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(9):
        with folder.draft() as draft:
            draft.write(b"not wanted")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_part_that_lies_on_another_disk_is_written_there(
    folder: Folder, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Callable[..., None] = os.replace

    def between(old: str, new: str) -> None:
        if os.path.dirname(old) != os.path.dirname(new):  # noqa: PTH120
            raise OSError(18, "Invalid cross-device link")
        replace(old, new)

    monkeypatch.setattr(os, "replace", between)
    folder.write("other/x", b"one")
    assert names(root) == ["other/x"]
    assert folder.read("other/x") == b"one"

"""A site in object storage: a local S3 server for what is there, and storage in memory for the order of things."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen import build
from sitegen.diagnostics import Report, UsageError
from sitegen.pipeline import Result
from sitegen.pipeline.output import manifest
from sitegen.pipeline.output.manifest import MANIFEST
from sitegen.pipeline.output.store import folder_of, open_store
from sitegen.text.json import indented
from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree

BUCKET = "digests"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-27", "A Study of Light", "A Theory of Rivers")
    site.build()
    return site


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of an S3 server on this machine, which the environment names."""
    boto3 = pytest.importorskip("boto3")
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (
        ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    yield client
    server.stop()


def objects(s3: Any) -> dict[str, bytes]:
    """What the bucket holds, by key."""
    listed = s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    return {row["Key"]: s3.get_object(Bucket=BUCKET, Key=row["Key"])["Body"].read() for row in listed}


def in_bucket(site: LittleSite) -> dict[str, bytes]:
    return {f"site/{route}": data for route, data in tree(site.output).items()}


def test_each_store_has_a_copy_of_its_own(tmp_path: Path) -> None:
    stores = ["s3://digests/site", "s3://digests/draft", "gs://digests/site"]
    assert len({folder_of(tmp_path / "content", store) for store in stores}) == 3


@pytest.mark.slow
def test_a_bucket_gets_the_bytes_of_a_build_and_then_only_what_changed(site: LittleSite, s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key="notes.txt", Body=b"mine")
    url = f"s3://{BUCKET}/site/"
    first = build(site.content, url)
    assert objects(s3) == {**in_bucket(site), "notes.txt": b"mine"}
    assert first.written == first.outputs
    script = next(name for name in in_bucket(site) if name.endswith("/js/main.js"))
    names = ("site/index.html", "site/papers.bib", "site/build.json", script)
    served = [s3.head_object(Bucket=BUCKET, Key=name) for name in names]
    assert [(about["ContentType"], about["CacheControl"].rpartition(" ")[2]) for about in served] == [
        ("text/html; charset=utf-8", "must-revalidate"),
        ("application/x-bibtex; charset=utf-8", "must-revalidate"),
        ("application/json", "must-revalidate"),
        ("text/javascript; charset=utf-8", "immutable"),
    ]
    assert first.seconds["upload"] > 0
    site.delete("papers/2025/a-theory-of-rivers.md")
    site.edit("editions/2025-03-27.md", site.read("editions/2025-03-27.md").splitlines()[-1], "")
    site.build()
    second = build(site.content, url)
    assert objects(s3) == {**in_bucket(site), "notes.txt": b"mine"}
    assert second.removed >= 1
    assert 0 < second.written < second.outputs
    assert second.unchanged > 10
    assert build(site.content, url).written == 0


@pytest.mark.slow
def test_a_bucket_that_is_not_there_is_an_error_in_a_sentence(site: LittleSite, s3: Any) -> None:
    with pytest.raises(UsageError, match="s3://nowhere/site cannot be written"):
        build(site.content, "s3://nowhere/site")


def test_folders_of_a_place_on_this_machine_are_made(site: LittleSite, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    build(site.content, (tmp_path / "far" / "away").as_uri())
    assert tree(tmp_path / "far" / "away") == tree(site.output)


def test_a_build_that_fails_uploads_nothing_and_says_so(site: LittleSite, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    url = (tmp_path / "bucket").as_uri()
    build(site.content, url)
    before = tree(tmp_path / "bucket")
    site.edit("papers/2025/a-theory-of-rivers.md", 'title: "', 'title: "A": "')
    failed = build(site.content, url)
    assert [found.code for found in failed.diagnostics] == ["store", "front-matter"]
    assert (failed.written, failed.removed) == (0, 0)
    assert tree(tmp_path / "bucket") == before


def test_a_build_with_a_warning_uploads_nothing_where_that_counts_as_an_error(site: LittleSite, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    site.write("pages/more.md", "# More\n\n[x](missing.md)\n")
    failed = build(site.content, (tmp_path / "bucket").as_uri(), strict=True)
    assert ([found.code for found in failed.diagnostics], failed.written) == (["store", "dead-link"], 0)
    assert not (tmp_path / "bucket").exists()


class Recorded:
    """Storage in memory, with what was done to it in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from fsspec.implementations.memory import MemoryFileSystem

        self.events: list[tuple[str, str]] = []
        self.broken_after = 10**9
        MemoryFileSystem.store.clear()
        self.store: dict[str, Any] = MemoryFileSystem.store
        for name, position in (("put_file", 1), ("pipe_file", 0), ("_rm", 0)):
            self._record(monkeypatch, MemoryFileSystem, name, position)

    def _record(self, monkeypatch: pytest.MonkeyPatch, kind: type, name: str, position: int) -> None:
        original = getattr(kind, name)

        def recorded(files: Any, *args: Any, **kwargs: Any) -> Any:
            if len(self.events) >= self.broken_after:
                raise OSError("the line is cut")
            self.events.append((name, str(args[position]).removeprefix("/site/")))
            return original(files, *args, **kwargs)

        monkeypatch.setattr(kind, name, recorded)

    @property
    def files(self) -> dict[str, bytes]:
        return {path.removeprefix("/site/"): file.getvalue() for path, file in self.store.items()}


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    pytest.importorskip("fsspec")
    return Recorded(monkeypatch)


def test_assets_come_first_the_way_in_after_them_removals_next_and_the_manifest_last(
    site: LittleSite, memory: Recorded
) -> None:
    build(site.content, "memory://site")
    site.write("papers/2025/a-theory-of-rivers.md", "---\nid: x\ntitle: Another\n---\n\nIt is another.\n")
    memory.events.clear()
    build(site.content, "memory://site")
    assert memory.files == tree(folder_of(site.content, "memory://site"))
    (_, claim), *uploads, (_, last) = memory.events
    assert (claim, last) == ("build.json", "build.json")
    kinds = [kind for kind, _ in uploads]
    assert kinds == sorted(kinds, key=("put_file", "_rm").index)
    assert "_rm" in kinds
    routes = [route for kind, route in uploads if kind == "put_file"]
    assert routes.index("papers/x.html") < routes.index("papers/index.html") < routes.index("index.html")
    assets = [number for number, route in enumerate(routes) if route.startswith("assets/")]
    assert max(assets) < routes.index("papers/x.html")


def test_an_upload_that_is_cut_off_is_completed_by_the_next(site: LittleSite, memory: Recorded) -> None:
    memory.broken_after = 20
    with pytest.raises(UsageError, match=r"memory://site cannot be written: the line is cut"):
        build(site.content, "memory://site")
    memory.broken_after = 10**9
    build(site.content, "memory://site")
    assert memory.files == tree(folder_of(site.content, "memory://site"))


def test_what_a_cut_off_upload_had_still_to_remove_is_removed_by_the_next(site: LittleSite, memory: Recorded) -> None:
    build(site.content, "memory://site")
    site.write("papers/2025/a-theory-of-rivers.md", "---\nid: x\ntitle: Another\n---\n\nIt is another.\n")
    memory.events.clear()
    memory.broken_after = 5
    with pytest.raises(UsageError, match="the line is cut"):
        build(site.content, "memory://site")
    memory.broken_after = 10**9
    build(site.content, "memory://site")
    assert memory.files == tree(folder_of(site.content, "memory://site"))


def test_after_an_upload_that_only_removes_the_store_no_longer_claims_what_is_gone(
    tmp_path: Path, memory: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, result = open_store("memory://site"), Result(papers=0, editions=0, topics=0, outputs=0)
    assert store
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("ours", "utf-8")
    (tmp_path / MANIFEST).write_bytes(indented(manifest.of(["a.html", "b.html"])))
    store.upload(tmp_path, result, Report())
    # this store gives no checksums, so that all files would count as changed
    monkeypatch.setattr("sitegen.pipeline.output.store._md5", lambda file: "")
    (tmp_path / MANIFEST).write_bytes(indented(manifest.of(["a.html"])))
    after = store.upload(tmp_path, result, Report())
    assert (after.written, after.removed) == (0, 1)
    assert manifest.decode(memory.files[MANIFEST], MANIFEST).files == ("a.html", MANIFEST)


def test_another_machine_names_the_pages_that_the_store_loses(site: LittleSite, memory: Recorded) -> None:
    build(site.content, "memory://site")
    site.write("papers/2025/a-theory-of-rivers.md", "---\nid: x\ntitle: Another\n---\n\nIt is another.\n")
    shutil.rmtree(folder_of(site.content, "memory://site"))
    assert build(site.content, "memory://site").gone == ("papers/a-theory-of-rivers.html",)


def test_an_empty_digest_does_not_replace_the_one_that_a_store_holds(
    site: LittleSite, memory: Recorded, tmp_path: Path
) -> None:
    site.paste("2025-03-28", *(f"A Paper of Number {number}" for number in range(12)))
    build(site.content, "memory://site")
    before = memory.files
    empty = LittleSite(tmp_path / "empty")
    empty.write("pages/about.md", "# About\n")
    with pytest.raises(UsageError, match=r"lacks 16 of the 19 pages of memory://site"):
        build(empty.content, "memory://site")
    assert memory.files == before


def test_files_of_others_are_neither_overwritten_nor_removed(site: LittleSite, memory: Recorded) -> None:
    build(site.content, "memory://site")
    store = open_store("memory://site")
    assert store
    for name in "zyxwv":
        store._fs.pipe_file(f"/site/papers/{name}.html", b"mine")
        site.write(f"papers/2025/{name}.md", f"---\nid: {name}\ntitle: Another {name}\n---\n\nIt is another.\n")
    with pytest.raises(
        UsageError, match=r"did not put there \(papers/v\.html, papers/w\.html, papers/x\.html and 2 more\)"
    ):
        build(site.content, "memory://site")
    assert {memory.files[f"papers/{name}.html"] for name in "zyxwv"} == {b"mine"}


def test_a_store_with_strange_files_and_no_manifest_is_refused(site: LittleSite, memory: Recorded) -> None:
    store = open_store("memory://site")
    assert store
    store._fs.pipe_file("/site/thesis.pdf", b"mine")
    with pytest.raises(UsageError, match=r"did not put there \(thesis\.pdf\)"):
        build(site.content, "memory://site")


@pytest.mark.parametrize("url", ["s3://", "memory://", "nothing://bucket/site", "s4://bucket"])
def test_a_store_that_nobody_knows_is_refused_before_the_build(site: LittleSite, url: str) -> None:
    with pytest.raises(UsageError, match=url):
        build(site.content, url)


def test_a_store_s_address_without_its_slashes_is_no_folder(site: LittleSite) -> None:
    with pytest.raises(UsageError) as problem:
        build(site.content, "s3:bucket/site")
    assert problem.value.diagnostic.hint == "did you mean s3://bucket/site?"

"""The package as it is installed, against the command and against its own words. Run in the repository: pytest python/tests.

YAODIAN names the binary to compare with; without it those tests are skipped, and say so.
"""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import yaodian

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("YAODIAN")
TEXT = "一、抓好防汛。县水利局要在6月底前完成清淤，合格率达到95%以上。\n二、抓好春耕。严禁撂荒。\n"
FIXTURES = ["county-report.txt", "flood-control.txt", "names-gb18030.txt"]


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.skipif(not BINARY, reason="YAODIAN doesn't name the binary")
@pytest.mark.parametrize("name", FIXTURES)
@pytest.mark.parametrize("command", ["analyze", "outline", "directives", "tokens", "terms"])
def test_rows_are_those_of_the_command(command, name):
    path = Path("fixtures") / name
    printed = subprocess.run([BINARY, command, path, "--format", "jsonl"], capture_output=True, check=True).stdout
    rows = [json.loads(line) for line in printed.splitlines()]
    assert getattr(yaodian, command)(path) == rows


@pytest.mark.skipif(not BINARY, reason="YAODIAN doesn't name the binary")
def test_rows_of_two_sides_are_those_of_the_command():
    def printed(*call):
        lines = subprocess.run([BINARY, *call, "--format", "jsonl"], capture_output=True, check=True).stdout.splitlines()
        return [json.loads(line) for line in lines]

    old, new = (Path(f"fixtures/versions/plan-{which}.txt") for which in ("old", "new"))
    assert yaodian.diff(old, new) == printed("diff", old, new)
    assert yaodian.diff(old, new, duties=True) == printed("diff", old, new, "--directives")
    upper, lower = Path("fixtures/coverage/superior.txt"), Path("fixtures/coverage/plan-far.txt")
    assert yaodian.coverage(upper, lower) == printed("coverage", upper, lower)
    texts = sorted(Path("fixtures/versions").glob("*.txt"))
    assert yaodian.reuse(texts, min_length=20) == printed("reuse", *texts, "--min-length", "20")
    for view in ["names", "clusters", "matrix"]:
        assert yaodian.reuse(texts, view=view) == printed("reuse", *texts, f"--{view}")
    assert yaodian.reuse(old, against=[new]) == printed("reuse", old, "--against", new)
    with pytest.raises(ValueError, match="view"):
        yaodian.reuse(texts, view="all")


def test_rows_of_two_sides_make_tables():
    pytest.importorskip("pyarrow")
    assert yaodian.diff("一、各镇必须巡查。", "一、各镇要巡查。", duties=True, table=True).num_rows == 1
    for view in ["passages", "names", "clusters", "matrix"]:
        assert yaodian.reuse([TEXT, TEXT + TEXT], view=view, min_length=12, table=True).num_columns > 5
    assert yaodian.coverage(TEXT, TEXT, table=True).column("carried").to_pylist().count("whole") > 1


def test_places_are_those_of_python():
    text = "😀 " + TEXT
    for row in yaodian.directives(text):
        for found in [row, *row["actors"], *row["deadlines"], *row["targets"]]:
            assert text[found["start"] : found["end"]] == found["text"]
    data = text.encode()
    for row in yaodian.outline(text, offsets="bytes"):
        assert data[row["start"] : row["end"]].decode().startswith(row["marker"])


def test_sources_of_all_kinds_and_their_names(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert {row["path"] for row in yaodian.outline(TEXT)} == {"-"}
    assert {row["path"] for row in yaodian.outline(path)} == {str(path)}
    mixed = [TEXT, ("县报告", TEXT), path]
    assert list(dict.fromkeys(row["path"] for row in yaodian.outline(mixed))) == ["0", "县报告", str(path)]
    assert [d["path"] for d in yaodian.analyze_iter((i, TEXT) for i in range(600))] == [str(i) for i in range(600)]
    assert yaodian.outline([]) == []


def test_what_can_not_be_read_is_an_exception_with_its_place(tmp_path):
    with pytest.raises(yaodian.Unreadable) as caught:
        yaodian.analyze([TEXT, tmp_path / "absent.txt"])
    assert caught.value.path.endswith("absent.txt") and "No such file" in caught.value.reason
    assert len(yaodian.analyze([TEXT, tmp_path / "absent.txt"], errors="skip")) == 1
    with pytest.raises(yaodian.Unreadable):
        yaodian.terms([tmp_path / "absent.txt"])
    for call in [
        lambda: yaodian.analyze(TEXT, offsets="lines"),
        lambda: yaodian.analyze(TEXT, date="tomorrow"),
        lambda: yaodian.analyze(TEXT, dictionary="a b c d e"),
        lambda: yaodian.analyze(TEXT, errors="ignore"),
        lambda: yaodian.terms(TEXT, errors="ignore"),
        lambda: yaodian.terms(TEXT, ngrams=(2, 1)),
        lambda: yaodian.terms(TEXT, ngrams=(0, 1)),
    ]:
        with pytest.raises(ValueError):
            call()
    for call in [lambda: yaodian.analyze(TEXT, keyword=3), lambda: yaodian.analyze([3])]:
        with pytest.raises(TypeError):
            call()


def test_any_text_gives_rows():
    for text in ["", "\0", "\ud7ff", "一、" * 2000, "（" * 500, "\r\n\r\n"]:
        assert isinstance(yaodian.analyze(text), list)


def test_a_text_that_is_no_unicode_stands_in_nobodys_way():
    sources = [TEXT, "一、\ud800", TEXT]
    for call in (yaodian.outline, yaodian.terms):
        with pytest.raises(yaodian.Unreadable):
            call(sources)
    assert {row["path"] for row in yaodian.outline(sources, errors="skip")} == {"0", "2"}
    assert yaodian.terms(sources, errors="skip") == yaodian.terms([TEXT, TEXT])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
def test_a_child_that_was_forked_works_too():
    import multiprocessing

    wanted = yaodian.outline(TEXT)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(yaodian.outline, [TEXT] * 8).get(timeout=60) == [wanted] * 8


def test_options():
    assert len(yaodian.analyze(TEXT, keywords=2)[0]["keywords"]) == 2
    assert yaodian.analyze(TEXT, explain=True)[0]["directives"][0]["explain"]
    dated = [d["by"] for row in yaodian.directives(TEXT, date="2026-03-05") for d in row["deadlines"]]
    assert dated == ["2026-06-30"]
    words = lambda **options: [row["text"] for row in yaodian.tokens("云桥河长巡河", **options)]
    assert "云桥河长" not in words() and words(dictionary=["云桥河长 n"])[0] == "云桥河长"
    assert words(force=["河长巡"])[1] == "河长巡"
    assert all(len(row["term"].split()) == 2 for row in yaodian.terms(TEXT, ngrams=(2, 2)))


def test_threads_with_their_own_dictionaries_keep_apart():
    def found(turn):
        words = [row["text"] for row in yaodian.tokens("云桥河长巡河" * 50, dictionary=["云桥河长"] if turn % 2 else "")]
        return "云桥河长" in words

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(found, range(64))) == [bool(turn % 2) for turn in range(64)]


@pytest.mark.parametrize("kind", ["analyze", "outline", "directives", "tokens", "terms"])
def test_tables_have_the_same_columns_whatever_is_in_them(kind):
    pytest.importorskip("pyarrow")
    call = getattr(yaodian, kind)
    full, empty = call(TEXT, table=True), call([], table=True)
    assert full.schema == empty.schema and full.num_rows > 0 and empty.num_rows == 0
    rows = call(TEXT)
    for name in ("path", "term", "title"):
        if name in rows[0]:
            assert full.column(name).to_pylist() == [row[name] for row in rows]


def test_the_examples_of_the_readme_run():
    pytest.importorskip("pyarrow"), pytest.importorskip("pandas"), pytest.importorskip("polars"), pytest.importorskip("duckdb")
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "python/README.md").read_text(encoding="utf-8"), re.S)
    scope = {"yaodian": yaodian}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), scope)
    assert scope["tasks"].num_rows > 100


def test_docstrings_hold():
    import doctest

    assert doctest.testmod(yaodian).failed == 0


def test_the_types_are_those_of_the_schema():
    made = subprocess.run([sys.executable, ROOT / "python/tools/make_types.py"], capture_output=True, check=True).stdout
    assert made.decode() == (ROOT / "python/yaodian/_types.py").read_text(encoding="utf-8")


def test_the_steps_of_reuse_give_what_it_gives():
    from yaodian import apart

    shared = "各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次，发现渗漏、裂缝的，两小时内报告并先行处置。"
    texts = [("a", f"一、任务\n{shared}\n"), ("b", f"另有一篇。{shared}"), ("c", "茶叶交易市场今年建成三个。"), ("\ud800", "x")]
    found = list(apart.documents(texts))
    assert found[3][0] == [] and "surrogates" in found[3][1]
    packed = [document for documents, _ in found for _, _, document in documents]
    pairs = {}
    for _, seeds in apart.seeds(enumerate(packed)):
        for target, source, matches in apart.matches([seeds]):
            pairs[target, source] = pairs.get((target, source), b"") + matches
    assert pairs.keys() == {(1, 0)}
    rows = [json.loads(line) for line in apart.passages((1, packed[1]), [(0, packed[0], pairs[1, 0])], 3).splitlines()]
    whole = yaodian.reuse(texts[:3])
    assert len(rows) == 1 and rows == [{**whole[0], "cluster": None}]
    with pytest.raises(OSError, match="no document"):
        apart.seeds([(0, b"abc")])

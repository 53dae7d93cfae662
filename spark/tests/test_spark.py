"""yaodian_spark in local-cluster mode: the same rows as one machine, errors as rows, an executor killed, partitions that differ.

    SPARK_MASTER=local[2]     where a cluster of processes can't be had (an install of Spark from pip has what it needs)
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
import yaodian
import yaodian_spark
from pyspark.sql import SparkSession

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="session")
def spark():
    # The workers are of this Python, where the packages are.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get("SPARK_MASTER", "local-cluster[2,1,1500]")
    builder = SparkSession.builder.master(master).appName("yaodian").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", "4")
    builder = builder.config("spark.executor.memory", "1400m").config("spark.driver.memory", "2g").config("spark.task.maxFailures", "8")
    builder = builder.config("spark.sql.parquet.compression.codec", "zstd")
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def texts():
    found = []
    for path in sorted(FIXTURES.glob("*.txt")):
        try:
            found.append((path.name, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            pass
    return found


def plain(rows):
    """Rows without the columns that Spark adds, in an order of their own."""
    dicts = [row.asDict(recursive=True) for row in rows]
    assert all(one.pop("error") is None for one in dicts)
    assert all(str(one.pop("source")) == one["path"] for one in dicts)
    return sorted(dicts, key=lambda one: (one["path"], one.get("document", 0), one["start"], one["end"], one.get("id") or 0))


def alone(kind, texts, **options):
    rows = getattr(yaodian, kind)(texts, table=True, **options).to_pylist()
    return sorted(rows, key=lambda one: (one["path"], one.get("document", 0), one["start"], one["end"], one.get("id") or 0))


@pytest.mark.parametrize("kind", ["analyze", "outline", "directives", "tokens"])
def test_the_same_rows_as_one_machine(spark, texts, kind):
    df = spark.createDataFrame(texts, ["name", "body"]).repartition(5)
    rows = getattr(yaodian_spark, kind)(df, text="body", id="name").collect()
    assert plain(rows) == alone(kind, texts)


@pytest.mark.parametrize("ngrams", [(1, 1), (1, 3)])
def test_the_same_terms_as_one_machine(spark, texts, ngrams):
    df = spark.createDataFrame(texts, ["id", "content"]).repartition(5)
    ours = {row.term: row for row in yaodian_spark.terms(df, ngrams=ngrams, min_count=2).collect()}
    theirs = {row["term"]: row for row in yaodian.terms(texts, ngrams=ngrams, min_count=2)}
    assert ours.keys() == theirs.keys()
    for term, row in ours.items():
        there = theirs[term]
        assert (row["count"], row.documents, row.length) == (there["count"], there["documents"], there["length"])
        assert row.per_million == pytest.approx(there["per_million"]) and row.tfidf == pytest.approx(there["tfidf"])


def shared(rows, drop=("cluster", "error")):
    """Rows of what is shared without what hangs on all texts before."""
    dicts = [row if isinstance(row, dict) else row.asDict(recursive=True) for row in rows]
    return sorted(repr({name: value for name, value in sorted(one.items()) if name not in drop}) for one in dicts)


@pytest.mark.parametrize("view", ["passages", "names", "matrix", "items"])
def test_texts_share_the_same_as_on_one_machine(spark, view):
    plans = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.rglob("*.txt")) if path.parent.name in ("reuse", "versions")]
    # One is given twice.
    df = spark.createDataFrame(plans + plans[:1], ["id", "content"]).repartition(3)
    ours = yaodian_spark.reuse(df, view=view, min_length=20, every=True).collect()
    theirs = yaodian.reuse(plans, view=view, min_length=20, every=True)
    assert theirs and shared(ours) == shared(theirs)


def test_texts_are_held_against_others(spark):
    plans = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((FIXTURES / "versions").glob("*.txt"))]
    one, others = spark.createDataFrame([*plans[:1], ("none", None)], "id string, content string"), spark.createDataFrame(plans, ["id", "content"])
    ours = yaodian_spark.reuse(one, against=others, every=True).collect()
    assert [(row.target_path, row.error) for row in ours if row.error] == [("none", "there is no text")]
    theirs = yaodian.reuse(plans[:1], against=plans, every=True)
    assert theirs and shared(row for row in ours if not row.error) == shared(theirs)


def test_a_poison_document_is_a_row_with_its_error(spark):
    long = "一、抓好防汛。要落实责任，县水利局要在6月底前完成。\n" * 40_000
    df = spark.createDataFrame([(1, "一、抓好春耕。"), (2, None), (3, long), (4, "二、抓好植树。")], ["id", "content"])
    rows = yaodian_spark.outline(df, timeout=0.05).collect()
    wrong = {row.source: row.error for row in rows if row.error is not None}
    assert wrong.keys() == {2, 3} and "there is no text" in wrong[2] and "longer than 0.05 seconds" in wrong[3]
    assert {row.source: row.title for row in rows if row.error is None} == {1: "抓好春耕", 4: "抓好植树"}


def test_a_wrong_call_is_told_at_once(spark):
    df = spark.createDataFrame([(1, "一、抓好春耕。")], ["id", "content"])
    with pytest.raises(TypeError, match="no option 'keyword'"):
        yaodian_spark.analyze(df, keyword=3)
    with pytest.raises(ValueError, match="offsets"):
        yaodian_spark.analyze(df, offsets="characters")


def test_parquet_in_and_out(spark, texts, tmp_path):
    spark.createDataFrame(texts, ["id", "content"]).write.parquet(str(tmp_path / "in"))
    yaodian_spark.directives(spark.read.parquet(str(tmp_path / "in"))).write.partitionBy("modality").parquet(str(tmp_path / "out"))
    again = spark.read.parquet(str(tmp_path / "out"))
    assert again.count() == len(yaodian.directives(texts))
    assert again.where("modality = 'prohibition'").count() == sum(row["modality"] == "prohibition" for row in yaodian.directives(texts))


def executors():
    found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True).stdout.split()
    return [int(pid) for pid in found if "java" in Path(f"/proc/{pid}/comm").read_text()] if Path("/proc").exists() else []


def test_an_executor_killed_in_the_middle_loses_and_repeats_nothing(spark, texts):
    if not spark.sparkContext.master.startswith("local-cluster"):
        pytest.skip("there are no executors to kill in this mode")
    many = [(f"{number}/{name}", body) for number in range(40) for name, body in texts]
    df = spark.createDataFrame(many, ["id", "content"]).repartition(40)
    killed = []

    def kill():
        time.sleep(2)
        running = executors()
        if running:
            os.kill(running[0], 9)
            killed.append(running[0])

    killer = Thread(target=kill)
    killer.start()
    rows = yaodian_spark.outline(df).select("source", "document", "id").collect()
    killer.join()
    assert killed, "an executor was there to kill"
    want = [(f"{number}/{row['path']}", row["document"], row["id"]) for number in range(40) for row in yaodian.outline(texts)]
    assert sorted(tuple(row) for row in rows) == sorted(want)


def test_partitions_that_differ(spark, texts):
    size = int(os.environ.get("SPARK_LARGE_MB", "20"))
    unit = "".join(body for _, body in texts)
    large = unit * (size * 1_000_000 // len(unit.encode()))
    # One partition of one large text, one of many small ones.
    df = spark.range(2).repartition(2, "id").rdd.flatMap(
        lambda row: [("large", large)] if row.id == 0 else [(f"{n}", "一、抓好植树。") for n in range(500)])
    found = yaodian_spark.directives(df.toDF(["id", "content"])).groupBy("source").count().collect()
    counts = {row.source: row["count"] for row in found}
    assert len(counts) == 501 and counts["large"] > len(large) // len(unit) * 100

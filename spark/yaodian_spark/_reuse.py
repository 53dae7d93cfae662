"""What texts share: their seeds are joined by Spark, and the passages are found beside the target that has them.

    documents ──► seeds ──by bucket──► matches ──by target, with both documents──► passages
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, Iterable, Iterator

import pyarrow as pa
import yaodian
import yaodian.apart
from pyspark import StorageLevel
from pyspark.sql import Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from . import _chosen, _parts, _settle

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Options of the passages; the others are those of ``yaodian.analyze``.
_PASSAGES = ("min_length", "min_similarity", "formula", "every")

_DOCUMENTS = pa.schema([
    ("path", pa.string()), ("document", pa.int64()), ("date", pa.string()), ("packed", pa.binary()), ("error", pa.string()),
])
_SEEDS = pa.schema([("bucket", pa.int32()), ("seeds", pa.binary()), ("first", pa.int64())])
_MATCHES = pa.schema([("target", pa.int64()), ("source", pa.int64()), ("matches", pa.binary())])

#: Documents whose seeds are found together.
_TOGETHER = 64


def rows(
    df: "DataFrame", against: "DataFrame | None", text: str, id: str, view: str, options: "dict[str, Any]"
) -> "DataFrame":
    passages = {name: options[name] for name in _PASSAGES if name in options}
    options = {name: value for name, value in options.items() if name not in _PASSAGES}
    if view not in ("passages", "names", "matrix", "items"):
        raise ValueError(f"view: {view!r} is none of passages, names, matrix, items")
    # What is wrong with the call is told at once, and not by a worker.
    next(yaodian.apart.documents([], **options), None)
    documents = _documents(df, text, id, options).withColumn("against", F.lit(False))
    if against is not None:
        documents = documents.unionByName(_documents(against, text, id, options).withColumn("against", F.lit(True)))
    # A document is known by what it holds: where it stands in a partition may be another place each time that is made, and two
    # stages may make it at the same time.
    known = F.xxhash64("against", "path", "document", "packed")
    documents = documents.withColumn("row", known).persist(StorageLevel.MEMORY_AND_DISK)
    numbered = _numbered(documents.where("error is null").dropDuplicates(["row"]))
    pairs = _pairs(numbered)
    kind = "reuse" if view == "passages" else f"reuse-{view}"
    schema = pa.schema([*yaodian.arrow_schema(kind), pa.field("error", pa.string())])
    found = _beside(numbered, pairs).mapInArrow(_finder(kind, schema, view, passages, options), from_arrow_schema(schema))
    path = "path" if view in ("names", "items") else "target_path"
    wrong = documents.where("error is not null").select(F.col("path").alias(path), "error")
    return found.unionByName(wrong, allowMissingColumns=True)


def _documents(df: "DataFrame", text: str, id: str, options: "dict[str, Any]") -> "DataFrame":
    """A row a document, or a text that can't be read."""

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        _settle()
        for ids, texts in _parts(batches):
            there = [(str(one), given) for one, given in zip(ids, texts) if given is not None]
            found = [{"path": str(one), "error": "there is no text"} for one, given in zip(ids, texts) if given is None]
            for (path, _), (documents, why) in zip(there, yaodian.apart.documents(there, **options)):
                if why is not None:
                    found.append({"path": path, "error": why})
                for number, date, packed in documents:
                    found.append({"path": path, "document": number, "date": date, "packed": packed})
            yield pa.RecordBatch.from_pylist(found, _DOCUMENTS)

    return _chosen(df, text, id).mapInArrow(work, from_arrow_schema(_DOCUMENTS))


def _numbered(documents: "DataFrame") -> "DataFrame":
    """The documents with their numbers, how many there are, and how many of them others are held against."""
    # A year alone comes behind the days in it.
    date = F.concat("date", F.lit("~"))
    by = Window.orderBy(F.desc("against"), date.isNull(), date, "path", "document", "row")
    # Only what orders them goes through one machine.
    numbers = documents.select("row", "against", "date", "path", "document").withColumn("number", F.row_number().over(by) - 1)
    counts = documents.agg(F.count("*").alias("documents"), F.coalesce(F.sum(F.col("against").cast("long")), F.lit(0)).alias("first"))
    return documents.select("row", "packed").join(numbers.select("row", "number"), "row").crossJoin(F.broadcast(counts))


def _pairs(numbered: "DataFrame") -> "DataFrame":
    """A row two documents that have seeds in common, with all their matches."""

    def seeds(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        _settle()
        for batch in batches:
            for start in range(0, batch.num_rows, _TOGETHER):
                numbers, packed, first = (column.to_pylist() for column in batch.slice(start, _TOGETHER).columns)
                found = yaodian.apart.seeds(zip(numbers, packed))
                columns = [[bucket for bucket, _ in found], [seeds for _, seeds in found], [first[0]] * len(found)]
                yield pa.RecordBatch.from_arrays([pa.array(c, f.type) for c, f in zip(columns, _SEEDS)], schema=_SEEDS)

    def matches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        _settle()
        for _, together in groupby(_each(batches), key=lambda row: row["bucket"]):
            held = list(together)
            found = yaodian.apart.matches((row["seeds"] for row in held), held[0]["first"])
            yield pa.RecordBatch.from_pylist([dict(zip(_MATCHES.names, one)) for one in found], _MATCHES)

    each = numbered.select("number", "packed", "first").mapInArrow(seeds, from_arrow_schema(_SEEDS))
    by_bucket = each.repartition("bucket").sortWithinPartitions("bucket")
    found = by_bucket.mapInArrow(matches, from_arrow_schema(_MATCHES))
    return found.groupBy("target", "source").agg(F.collect_list("matches").alias("matches"))


def _beside(numbered: "DataFrame", pairs: "DataFrame") -> "DataFrame":
    """The rows of a target together: first itself, then each of its sources with their matches."""
    targets = pairs.select("target").distinct().join(numbered, F.col("target") == F.col("number"))
    own = targets.select("target", F.lit(-1).cast("long").alias("source"), "packed", "documents", F.lit(None).cast("array<binary>").alias("matches"))
    given = pairs.join(numbered, F.col("source") == F.col("number"))
    # A target that is its own source is there already.
    packed = F.when(F.col("source") != F.col("target"), F.col("packed"))
    given = given.select("target", F.col("source").cast("long"), packed.alias("packed"), "documents", "matches")
    return own.unionByName(given).repartition("target").sortWithinPartitions("target", "source")


def _finder(kind: str, schema: pa.Schema, view: str, passages: "dict[str, Any]", options: "dict[str, Any]") -> Any:
    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        _settle()
        for number, together in groupby(_each(batches), key=lambda row: row["target"]):
            own = next(together)
            sources = [(row["source"], row["packed"] or b"", b"".join(row["matches"])) for row in together]
            found = yaodian.apart.passages((number, own["packed"]), sources, own["documents"], view=view, **passages, **options)
            table = yaodian.arrow_table(kind, [found])
            if table.num_rows:
                yield from table.append_column(schema.field("error"), pa.nulls(table.num_rows, pa.string())).to_batches()

    return work


def _each(batches: Iterable[pa.RecordBatch]) -> "Iterator[dict[str, Any]]":
    return chain.from_iterable(map(pa.RecordBatch.to_pylist, batches))

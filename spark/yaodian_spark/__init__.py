"""要点 on Apache Spark: a DataFrame with a text a row in, a DataFrame of what was found out. Spark distributes; the texts are read
by the package ``yaodian`` in the workers of Python, a batch of Arrow at a time (``mapInArrow``).

Every function takes ``text`` and ``id``, the columns with the text and with what names it, and the options of ``yaodian.analyze``.
The result has ``source`` (the id as it was given), the columns of the row (``yaodian.arrow_schema``), and ``error``: a text that
can't be read, or takes longer than ``timeout`` seconds, is a row of nulls with what is wrong, and no failed job.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Sequence

import pyarrow as pa
import yaodian
from pyspark import TaskContext
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_type

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["analyze", "directives", "outline", "reuse", "terms", "tokens"]

#: Texts that are worked on together in a worker: so many, and not more than so many characters.
_TOGETHER = 64
_CHARACTERS = 4 << 20


def analyze(df: "DataFrame", text: str = "content", id: str = "id", **options: Any) -> "DataFrame":
    """A row a document, with all that was found in it."""
    return _rows("document", df, text, id, options)


def outline(df: "DataFrame", text: str = "content", id: str = "id", **options: Any) -> "DataFrame":
    """A row a numbered point."""
    return _rows("outline", df, text, id, options)


def directives(df: "DataFrame", text: str = "content", id: str = "id", **options: Any) -> "DataFrame":
    """A row a directive."""
    return _rows("directives", df, text, id, options)


def tokens(df: "DataFrame", text: str = "content", id: str = "id", **options: Any) -> "DataFrame":
    """A row a word."""
    return _rows("tokens", df, text, id, options)


def terms(
    df: "DataFrame",
    text: str = "content",
    id: str = "id",
    *,
    ngrams: "tuple[int, int]" = (1, 1),
    min_count: int = 1,
    **options: Any,
) -> "DataFrame":
    """A row a term of all texts together: ``term``, ``length`` (its words), ``tag`` (that of most of its occurrences), ``count``,
    ``documents``, ``per_million``, ``tfidf``. Texts that can't be read are left out; :func:`outline` names them."""
    counts = pa.schema([
        ("term", pa.string()), ("length", pa.int64()), ("tag", pa.string()), ("count", pa.int64()), ("documents", pa.int64()),
    ])

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        _settle()
        for part in _parts(batches):
            pairs = [(str(one), given) for one, given in zip(*part) if given is not None]
            found = list(yaodian.counted(pairs, ngrams=ngrams, **options))
            yield from _read(counts, [lines for lines, _, _ in found if lines]).to_batches()
            # A term that none is: the words of these texts.
            words = sum(words for _, words, _ in found)
            yield pa.RecordBatch.from_pylist([{"term": None, "length": 0, "tag": None, "count": words, "documents": 0}], counts)

    each = _chosen(df, text, id).mapInArrow(work, from_arrow_schema(counts))
    tagged = each.groupBy("term", "length", "tag").agg(F.sum("count").alias("count"), F.sum("documents").alias("documents"))
    best = F.max(F.struct("count", "tag")).alias("best")
    whole = tagged.groupBy("term", "length").agg(best, F.sum("count").alias("count"), F.sum("documents").alias("documents"))
    taken = whole.groupBy("length").agg(F.sum("count").alias("taken"))
    words = F.broadcast(taken.where("length = 0").select(F.col("taken").alias("words")))
    whole = whole.where("length > 0").join(F.broadcast(taken), "length").crossJoin(words).where(F.col("count") >= min_count)
    measured = pa.schema([
        ("term", pa.string()), ("length", pa.int64()), ("tag", pa.string()), ("count", pa.int64()), ("documents", pa.int64()),
        ("per_million", pa.float64()), ("tfidf", pa.float64()),
    ])

    def measure(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = batch.to_pylist()
            for row, rarity in zip(rows, yaodian.rarity(row["term"] for row in rows)):
                row["per_million"] = row["count"] * 1e6 / row["words"]
                row["tfidf"] = row["count"] * rarity / row["taken"]
            yield pa.RecordBatch.from_pylist([{name: row[name] for name in measured.names} for row in rows], measured)

    ready = whole.select("term", "length", F.col("best.tag").alias("tag"), "count", "documents", "words", "taken")
    return ready.mapInArrow(measure, from_arrow_schema(measured))


def reuse(
    df: "DataFrame",
    text: str = "content",
    id: str = "id",
    *,
    against: "DataFrame | None" = None,
    view: str = "passages",
    **options: Any,
) -> "DataFrame":
    """What texts share, or what they share with those of ``against``, which has the same columns: the rows of ``yaodian.reuse`` for
    ``view`` ``"passages"``, ``"names"``, ``"matrix"`` or ``"items"``, with its options; ``cluster`` is null, since it hangs on all texts before.
    A text that can't be read is a row of nulls but for its path and its ``error``. The documents are persisted (memory and disk)."""
    from ._reuse import rows

    return rows(df, against, text, id, view, options)


def _rows(kind: str, df: "DataFrame", text: str, id: str, options: "dict[str, Any]") -> "DataFrame":
    # What is wrong with the call is told at once, and not by a worker.
    next(yaodian.answers(kind, [], **options), None)
    source = pa.field("source", to_arrow_type(df.schema[id].dataType))
    schema = pa.schema([source, *yaodian.arrow_schema(kind), pa.field("error", pa.string())])

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        _settle()
        for ids, texts in _parts(batches):
            yield from _found(kind, ids, texts, options, schema)

    return _chosen(df, text, id).mapInArrow(work, from_arrow_schema(schema))


def _chosen(df: "DataFrame", text: str, id: str) -> "DataFrame":
    return df.select(F.col(id), F.col(text))


def _settle() -> None:
    """Spark shares the cores among its tasks: a task has no more threads than its cores."""
    context = TaskContext.get()
    os.environ["RAYON_NUM_THREADS"] = str(context.cpus() if context is not None else 1)


def _parts(batches: Iterable[pa.RecordBatch]) -> "Iterator[tuple[list[Any], list[str | None]]]":
    """Ids and texts, as many together as a worker should hold."""
    for batch in batches:
        ids, texts = (column.to_pylist() for column in batch.columns)
        begun = held = 0
        for row, text in enumerate(texts):
            held += len(text or "")
            if row + 1 - begun >= _TOGETHER or held >= _CHARACTERS:
                yield ids[begun : row + 1], texts[begun : row + 1]
                begun, held = row + 1, 0
        if begun < len(ids):
            yield ids[begun:], texts[begun:]


def _found(
    kind: str, ids: Sequence[Any], texts: "Sequence[str | None]", options: "dict[str, Any]", schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    there = [row for row, given in enumerate(texts) if given is not None]
    answers = dict(zip(there, yaodian.answers(kind, [(str(ids[row]), texts[row]) for row in there], **options)))
    lines, rows, wrong = [], [], []
    for row in range(len(ids)):
        found, why = answers.get(row, (None, "there is no text"))
        if why is None:
            lines.append(found)
            rows.extend([row] * found.count("\n"))
        else:
            wrong.append({"source": ids[row], "error": why})
    if rows:
        table = yaodian.arrow_table(kind, lines)
        sources = pa.array(ids, schema.field("source").type).take(pa.array(rows))
        table = table.add_column(0, schema.field("source"), sources)
        yield from table.append_column(schema.field("error"), pa.nulls(len(rows), pa.string())).to_batches()
    if wrong:
        yield pa.RecordBatch.from_pylist(wrong, schema)


def _read(schema: pa.Schema, lines: "list[str]") -> pa.Table:
    """JSON Lines as a table."""
    import pyarrow.json

    data = "".join(lines).encode()
    if not data:
        return schema.empty_table()
    options = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    return pyarrow.json.read_json(pa.BufferReader(data), parse_options=options)

"""The steps of :func:`yaodian.reuse` by themselves, for those who spread texts over machines, as ``yaodian_spark.reuse`` does.

Number the documents from 0: first those that others are held against, then by date, a year alone behind the days in it,
those without a date last. The seeds of a bucket
must come together for :func:`matches`, and all matches of a target for :func:`passages`.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Iterable, Iterator

from . import _TOGETHER, _engine, _named, _undecoded, _yaodian, Source



def documents(sources: Source, **options: Any) -> "Iterator[tuple[list[tuple[int, str | None, bytes]], str | None]]":
    """The documents of each source in their order, each with its number, its date and itself as bytes; or what is wrong with it."""
    engine = _engine(options)
    named = _named(sources)
    while batch := list(islice(named, _TOGETHER)):
        wrong = [_undecoded(one) for one in batch]
        found = iter(_yaodian.documents(engine, [one for one, bad in zip(batch, wrong) if bad is None]))
        for bad in wrong:
            yield next(found) if bad is None else ([], bad[1])


def seeds(documents: "Iterable[tuple[int, bytes]]") -> "list[tuple[int, bytes]]":
    """The seeds of documents with their numbers, those of a bucket together: the bucket (below 4096) and the seeds."""
    return _yaodian.seeds(list(documents))


def matches(seeds: "Iterable[bytes]", against: int = 0) -> "list[tuple[int, int, bytes]]":
    """The matches of all seeds of a bucket: the number of the target, that of the source, and their matches. With ``against`` it is
    what others share with the first so many documents."""
    return _yaodian.matches(list(seeds), against)


def passages(
    target: "tuple[int, bytes]", sources: "Iterable[tuple[int, bytes, bytes]]", documents: int, *, view: str = "passages",
    min_length: int = 30, min_similarity: float = 0.7, formula: float = 0.05, every: bool = False, **options: Any
) -> str:
    """What a target (its number, itself) shares with its sources (the number, itself, the matches; a target has itself as a source
    with no bytes) among so many documents: rows as JSON Lines, as :func:`yaodian.reuse` has them but for ``cluster``, which is null.
    ``view`` is ``"passages"``, ``"names"``, ``"matrix"`` or ``"items"``."""
    numbers = (min_length, min_similarity, formula, every)
    return _yaodian.passages(_engine(options), view, target, list(sources), documents, numbers)

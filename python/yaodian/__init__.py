"""要点: numbered points, their tree and the directives in Chinese policy speeches, each with its exact place in the source.

What is analysed is a text (``str``), a file (``pathlib.Path`` or another ``os.PathLike``), or an iterable of these or of
pairs ``(id, text)``; texts of an iterable are called by their numbers, from 0. Every function gives a list of dicts, the
same as the command of its name prints as JSON Lines, or with ``table=True`` a ``pyarrow.Table``.

``start`` and ``end`` count code points of the text as it was given (``offsets="codepoints"``, as Python does), UTF-8 bytes
(``"bytes"``) or UTF-16 units (``"utf16"``); ``line`` counts from 1. Work is shared among all cores, and other Python threads
run meanwhile. What can't be read raises :class:`Unreadable`, with ``errors="skip"`` it is left out.
"""

from __future__ import annotations

import json
import os
from itertools import islice
from typing import Any, Iterable, Iterator, Mapping, Sequence, Union

from . import _yaodian
from ._types import (
    ChangeRow, CoverageRow, DiffRow, DirectiveRow, Document, ItemRow, ReuseClusterRow, ReuseItemRow, ReuseMatrixRow, ReuseNameRow,
    ReuseRow, TermRow, TokenRow,
)

__all__ = [
    "ChangeRow", "CoverageRow", "DiffRow", "DirectiveRow", "Document", "ItemRow", "ReuseClusterRow", "ReuseItemRow", "ReuseMatrixRow",
    "ReuseNameRow", "ReuseRow", "TermRow", "TokenRow", "Unreadable", "analyze", "analyze_iter", "answers", "arrow_schema",
    "arrow_table", "counted", "coverage", "diff", "directives", "outline", "rarity", "reuse", "schema", "terms", "tokens",
]
__version__: str = _yaodian.__version__

Source = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]", "tuple[Any, str]"]]]

#: Sources that are worked on together: enough for all cores, few enough for memory.
_TOGETHER = 256


class Unreadable(ValueError):
    """A source that can't be read: ``path`` is its name, ``reason`` what is wrong."""

    def __init__(self, path: str, reason: str):
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def analyze(source: Source, *, table: bool = False, **options: Any) -> Any:
    """Everything: a dict a document, with ``items``, ``lists``, ``directives``, ``keywords``, ``counts``, ``findings``.

    Options: ``keywords`` (how many, 20), ``explain`` (which rule filled which field), ``date`` (of texts that name none,
    ``"2026"`` or ``"2026-03-05"``), ``offsets``, ``dictionary`` and ``force`` (words of your own: lines as of jieba, or an
    iterable of words; those of ``force`` are cut out wherever they stand), ``timeout`` (seconds that a source may take),
    ``errors`` (``"raise"`` or ``"skip"``).

    >>> analyze("一、抓好防汛。县水利局要在6月底前完成清淤。")[0]["directives"][1]["actors"][0]["text"]
    '县水利局'
    """
    return _all("document", source, table, options)


def analyze_iter(sources: Source, **options: Any) -> Iterator[Document]:
    """The same as :func:`analyze`, a document at a time: for more texts than memory holds."""
    return _each("document", sources, options)


def outline(source: Source, *, table: bool = False, **options: Any) -> Any:
    """A row a numbered point: ``item_path``, ``marker``, ``style``, ``ordinal``, ``role``, ``title``, its place.

    >>> [row["title"] for row in outline("一、抓好防汛\\n二、抓好春耕")]
    ['抓好防汛', '抓好春耕']
    """
    return _all("outline", source, table, options)


def directives(source: Source, *, table: bool = False, **options: Any) -> Any:
    """A row a directive: who (``actors``) must do what (``action``, ``object``), how firmly (``modality``, ``strength``), by
    when (``deadlines``), to what figure (``targets``)."""
    return _all("directives", source, table, options)


def tokens(source: Source, *, table: bool = False, **options: Any) -> Any:
    """A row a word: ``text``, ``tag`` (jieba's), its place."""
    return _all("tokens", source, table, options)


def terms(
    source: Source, *, ngrams: "tuple[int, int]" = (1, 1), min_count: int = 1, table: bool = False, **options: Any
) -> Any:
    """A row a word of all sources together, the most frequent first: ``count``, ``documents``, ``per_million``, ``tfidf``."""
    errors = _taken(options)
    engine = _engine(options)
    named = []
    for one in _named(source):
        wrong = _undecoded(one)
        if wrong is None:
            named.append(one)
        elif errors == "raise":
            raise Unreadable(*wrong)
    rows, wrong = engine.terms(named, ngrams, min_count)
    for (path, _), reason in zip(named, wrong):
        if reason is not None and errors == "raise":
            raise Unreadable(path, reason)
    found = json.loads(rows)
    if not table:
        return found
    from ._arrow import table as shaped

    return shaped(schema("terms"), found)


def diff(
    old: Source, new: Source, *, duties: bool = False, strict: bool = False, table: bool = False, **options: Any
) -> Any:
    """What changed between two texts, or two iterables of them (paired by their names, then by title): a row a unit with its
    ``state``, ``score``, both places and the words that differ; with ``duties`` a row a change of what is demanded. ``strict``
    counts width of signs, spelling and references that follow their articles as changes.

    >>> [row["change"] for row in diff("一、各镇必须巡查水库。", "一、各镇要巡查水库。", duties=True)]
    ['weaker']
    """
    call = lambda engine, one, two: _yaodian.diff(engine, one, two, duties, strict)
    return _compared("changes" if duties else "diff", call, old, new, table, options)


def coverage(upper: Source, lower: Source, *, threshold: float = 0.45, table: bool = False, **options: Any) -> Any:
    """Which tasks of a superior's text lower ones carry: a row a task and a numbered point, for each lower text: ``carried``
    (``whole``, ``weaker``, ``split``, ``missing``, ``added``), ``softer`` (in what it is weaker), ``score``, and the clauses
    of the lower text that carry it (``lower``). ``threshold`` is how much of a task must be found for it to be carried.

    >>> coverage("各校必须配备两名校医。", "各校要配备两名校医。")[0]["softer"]
    ['modality']
    """
    call = lambda engine, one, two: _yaodian.coverage(engine, one, two, threshold)
    return _compared("coverage", call, upper, lower, table, options)


def reuse(
    sources: Source, *, against: "Source | None" = None, view: str = "passages", min_length: int = 30,
    min_similarity: float = 0.7, formula: float = 0.05, every: bool = False, table: bool = False, **options: Any
) -> Any:
    """Which passages texts share, or ``sources`` with ``against``: a row a passage with its source and its target, their places,
    ``similarity``, ``kind`` and ``cluster``. ``view`` is ``"passages"``, ``"names"`` (names that belong to another body),
    ``"clusters"``, ``"matrix"`` (how much each two share) or ``"items"`` (how much of each numbered point others have). Lengths count letters and digits; ``formula`` is the share of the
    texts in which a set phrase stands; ``every`` tells every source of a passage and not the best alone.

    >>> text = "各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次，发现渗漏两小时内报告。"
    >>> [(row["source_path"], row["target_path"]) for row in reuse([text, "另外，" + text])]
    [('0', '1')]
    """
    settings = (min_length, min_similarity, formula, every)
    call = lambda engine, one, two: _yaodian.reuse(engine, view, one, None if against is None else two, settings)
    kind = "reuse" if view == "passages" else f"reuse-{view}"
    return _compared(kind, call, sources, [] if against is None else against, table, options)


def answers(kind: str, sources: Source, **options: Any) -> "Iterator[tuple[str | None, str | None]]":
    """What becomes of each source, in their order: its rows of a kind (``"document"``, ``"outline"``, ``"directives"``,
    ``"tokens"``) as JSON Lines, or none and what is wrong with it. :func:`arrow_table` makes a table of such lines."""
    engine = _engine(options)
    named = _named(sources)
    while batch := list(islice(named, _TOGETHER)):
        yield from _answers(engine, kind, batch, True)


def counted(sources: Source, *, ngrams: "tuple[int, int]" = (1, 1), **options: Any) -> "Iterator[tuple[str | None, int, str | None]]":
    """The terms of each source in their order: JSON Lines with ``term``, ``length``, ``tag``, ``count``, ``documents``, and the
    number of its words; or none and what is wrong with it. :func:`terms` adds them up; this is for those who add up elsewhere."""
    engine = _engine(options)
    named = _named(sources)
    while batch := list(islice(named, _TOGETHER)):
        wrong = [_undecoded(one) for one in batch]
        found = iter(engine.counted([one for one, bad in zip(batch, wrong) if bad is None], ngrams))
        for bad in wrong:
            yield next(found) if bad is None else (None, 0, bad[1])


def rarity(terms: Iterable[str]) -> "list[float]":
    """How rare each term is in general (its inverse document frequency in jieba's table), as ``tfidf`` of :func:`terms` has it."""
    return _yaodian.rarity(list(terms))


def arrow_schema(kind: str) -> Any:
    """The ``pyarrow.Schema`` of a row."""
    from ._arrow import fields

    return fields(schema(kind))


def arrow_table(kind: str, lines: Iterable[str]) -> Any:
    """Rows that are JSON Lines, as :func:`answers` gives them, as a ``pyarrow.Table``."""
    from ._arrow import read

    return read(schema(kind), lines)


def schema(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of a row: ``"document"``, ``"outline"``, ``"directives"``, ``"tokens"``, ``"terms"``, ``"diff"``,
    ``"changes"``, ``"coverage"``, ``"reuse"``, ``"reuse-names"``, ``"reuse-clusters"``, ``"reuse-matrix"``, ``"reuse-items"``."""
    return json.loads(_yaodian.schema(kind))


def _all(kind: str, source: Source, table: bool, options: Mapping[str, Any]) -> Any:
    if table:
        return arrow_table(kind, _parts(kind, source, options, True))
    return list(_each(kind, source, options))


def _each(kind: str, source: Source, options: Mapping[str, Any]) -> Iterator[Any]:
    parts = _parts(kind, source, options, False)
    return (row for part in parts for row in json.loads(part))


def _parts(kind: str, source: Source, options: Mapping[str, Any], lines: bool) -> Iterator[str]:
    """The rows of each source in JSON. What is wrong with the call is told at once."""
    options = dict(options)
    errors = _taken(options)
    return _worked(_engine(options), kind, _named(source), errors, lines)


def _compared(kind: str, call: Any, one: Source, two: Source, table: bool, options: Mapping[str, Any]) -> Any:
    """The rows of two sides that are held against one another."""
    options = dict(options)
    errors = _taken(options)
    engine = _engine(options)
    sides = []
    for side in (one, two):
        named = []
        for source in _named(side):
            wrong = _undecoded(source)
            if wrong is None:
                named.append(source)
            elif errors == "raise":
                raise Unreadable(*wrong)
        sides.append(named)
    rows, *wrong = call(engine, *sides)
    for (path, _), reason in zip(sides[0] + sides[1], wrong[0] + wrong[1]):
        if reason is not None and errors == "raise":
            raise Unreadable(path, reason)
    return arrow_table(kind, [rows]) if table else [json.loads(line) for line in rows.splitlines()]


def _taken(options: "dict[str, Any]") -> str:
    """What is to be done about sources that can't be read."""
    errors = options.pop("errors", "raise")
    if errors not in ("raise", "skip"):
        raise ValueError(f"errors: {errors!r} is none of 'raise', 'skip'")
    return errors


def _undecoded(source: "tuple[str, str | None]") -> "tuple[str, str] | None":
    """The name of a source that is no Unicode (a lone surrogate), and what is wrong with it."""
    try:
        for part in source:
            if part is not None:
                part.encode()
        return None
    except UnicodeEncodeError as why:
        return source[0].encode(errors="backslashreplace").decode(), str(why)


def _answers(engine: Any, kind: str, batch: "list[Any]", lines: bool) -> "list[tuple[str | None, str | None]]":
    try:
        return engine.rows(kind, batch, lines)
    except UnicodeEncodeError:
        wrong = [_undecoded(one) for one in batch]
        rows = iter(engine.rows(kind, [one for one, bad in zip(batch, wrong) if bad is None], lines))
        return [next(rows) if bad is None else (None, bad[1]) for bad in wrong]


def _worked(engine: Any, kind: str, named: Iterator[Any], errors: str, lines: bool) -> Iterator[str]:
    while batch := list(islice(named, _TOGETHER)):
        for (path, _), (rows, wrong) in zip(batch, _answers(engine, kind, batch, lines)):
            if wrong is None:
                yield rows
            elif errors == "raise":
                raise Unreadable(path.encode(errors="backslashreplace").decode(), wrong)


def _engine(options: Mapping[str, Any]) -> Any:
    known = {
        "keywords": 20, "offsets": "codepoints", "date": None, "explain": False, "timeout": None, "dictionary": "", "force": "",
    }
    for name in options:
        if name not in known:
            raise TypeError(f"there is no option {name!r}, only {', '.join(known)} and errors")
    known.update(options)
    date = None if known["date"] is None else str(known["date"])
    words = [_lines(known[name]) for name in ("dictionary", "force")]
    return _yaodian.Engine(known["keywords"], known["offsets"], date, known["explain"], known["timeout"], *words)


def _lines(words: Union[str, Iterable[str]]) -> str:
    return words if isinstance(words, str) else "\n".join(words)


def _named(source: Source) -> Iterator["tuple[str, str | None]"]:
    """Each source with its name; a file has no text yet."""
    if isinstance(source, str):
        yield "-", source
    elif isinstance(source, os.PathLike):
        yield os.fspath(source), None
    else:
        for number, one in enumerate(source):
            if isinstance(one, str):
                yield str(number), one
            elif isinstance(one, os.PathLike):
                yield os.fspath(one), None
            elif isinstance(one, Sequence) and len(one) == 2 and isinstance(one[1], str):
                yield str(one[0]), one[1]
            else:
                raise TypeError(f"source {number} is neither a text, a path, nor a pair (id, text): {type(one).__name__}")


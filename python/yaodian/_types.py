"""The types of rows, made by make_types.py from the schemas."""

from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

Genre = Literal["speech", "report", "minutes", "notice", "opinion", "plan", "regulation", "news", "letter", "proposal", "other"]


Unit = Literal["codepoints", "bytes", "utf16"]


Style = Literal["cn_comma", "cn_paren", "arabic_dot", "arabic_comma", "arabic_paren", "circled", "decimal", "cn_capital", "stem", "roman", "cn_is", "cn_must", "ordinal", "sequence", "qi", "aspect", "zhe", "dash", "article"]


Role = Literal["section", "directive", "decision", "problem", "achievement", "statement"]


Modality = Literal["obligation", "prohibition", "permission", "commitment", "decision"]


Clarity = Literal["red", "black", "grey"]


Stated = Literal["here", "inherited", "none"]


Part = Literal["lead", "responsible", "participant"]


TimeKind = Literal["date", "duration", "repeating", "event"]


Bound = Literal["at_least", "at_most", "about", "exact", "between"]


Force = Literal["binding", "striven"]


Level = Literal["document", "heading", "article", "item", "paragraph"]


State = Literal["unchanged", "renumbered", "changed", "changed+renumbered", "moved", "split", "merged", "new", "dropped"]


Wording = Literal["same", "signs", "variants", "references", "text"]


Change = Literal["added", "removed", "stronger", "weaker", "actor", "deadline", "figure", "reworded"]


CoverageLevel = Literal["directive", "item"]


Carried = Literal["whole", "weaker", "split", "missing", "added"]


Softer = Literal["modality", "figure", "deadline", "actor"]


Kind = Literal["formula", "quoted", "peer", "own", "within", "unknown"]


Named = Literal["place", "body", "number", "year"]


class Document(TypedDict, total=False):
    """One document of a file, and all that was found in it."""

    #: The file, as it was named; `-` for standard input; behind an archive's name the file in it, behind a table's name and # the row.
    path: str
    #: How the file was read: `text`, `html`, `mhtml`, `docx`, `word-xml`, `odt`, `doc`, `rtf`, `pdf`, or as a row of a table: `csv`, `tsv`, `jsonl`, `parquet`.
    format: str
    #: The encoding that it was decoded from, by its WHATWG name.
    encoding: str
    #: What the file says about itself.
    metadata: "Metadata"
    #: The number of this document in its file, from 1.
    document: int
    #: How many documents the file holds.
    documents: int
    #: First position of the document's own text.
    start: int
    #: One past its last position.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: Its title.
    title: Union[str, None]
    #: What kind of document it is.
    genre: "Genre"
    #: What tells so.
    evidence: list["Evidence"]
    #: The date that it gives itself, ISO 8601, the year alone where no more is given.
    date: Union[str, None]
    #: What made this record.
    made_by: "MadeBy"
    #: Numbered points in the order of the text.
    items: list["ItemRecord"]
    #: Runs of sibling points.
    lists: list["ListRecord"]
    #: Tables.
    tables: list["TableRecord"]
    #: Clauses that tell someone to do or not to do something.
    directives: list["DirectiveRecord"]
    #: Terms of the highest TF-IDF.
    keywords: list["KeywordRecord"]
    #: How much there is of each thing.
    counts: "CountsRecord"
    #: What was repaired, left out or looks wrong.
    findings: list["FindingRecord"]
    #: The repaired text, from `start` to `end` without what was cut.
    text: str
    #: The way from `text` back to the source: for each stretch without a cut its position in `text`, its position in the source and the 1-based line of that.
    anchors: list[list[int]]
    #: What all positions of the record count.
    offsets: "Unit"
    #: The document that this one is nearly a copy of, where that was asked for (`--dedup`) and there is one.
    copy_of: Union["CopyRecord", None]


class Metadata(TypedDict, total=False):
    """What a file says about itself: a page's table, a notice's head and foot, the columns of its row. Each is absent where it
is not known."""

    #: 标题: its title.
    title: Union[str, None]
    #: 发文机关: who issued it.
    issuer: Union[str, None]
    #: 发文字号: its number among what the issuer issued.
    document_number: Union[str, None]
    #: 索引号: its number in the index of public information.
    index_number: Union[str, None]
    #: 主题分类: what it is about.
    subject: Union[str, None]
    #: 成文日期: when it was written, ISO 8601.
    written: Union[str, None]
    #: 发布日期: when it was published, ISO 8601.
    published: Union[str, None]
    #: Where it was published.
    url: Union[str, None]
    #: The columns of its row but for its text, as they are.
    fields: dict[str, Any]


class Evidence(TypedDict, total=False):
    """A sign of the genre."""

    #: Where it was found: `title`, `articles`, `opening`.
    place: str
    #: The words that tell.
    text: str


class MadeBy(TypedDict, total=False):
    """The program that made a record, and its rules."""

    #: `yaodian`.
    program: str
    #: Its version.
    version: str
    #: The hash of its rules and dictionaries; + and the hash of the user's words where there are some.
    rules: str


class ItemRecord(TypedDict, total=False):
    """A numbered point."""

    #: Its number in `items`, from 0.
    id: int
    #: The item that it is a point of.
    parent: Union[int, None]
    #: Its list's number in `lists`.
    list: int
    #: 1 for the top level.
    depth: int
    #: Position of its marker.
    start: int
    #: One past its last position, its children inside: where its next sibling begins; of the last of a list where the text goes on at the level above (another list with its lead, the close of the document), or at the end of its paragraph or sentence where its siblings kept to one.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: Its marker.
    marker: str
    #: The marker's style.
    style: "Style"
    #: The number that the marker stands for.
    ordinal: int
    #: What it does.
    role: "Role"
    #: Its title, without stop.
    title: str
    #: The repaired text from `start` to `end`: its marker, its title, all that it says, its children with theirs.
    text: str


class ListRecord(TypedDict, total=False):
    """A run of siblings."""

    #: Its number in `lists`, from 0.
    id: int
    #: The item that holds it.
    parent: Union[int, None]
    #: The style of its first marker.
    style: "Style"
    #: Its items.
    items: list[int]
    #: The sentence that introduces it.
    lead: Union[str, None]
    #: How many points that sentence declares.
    declared: Union[int, None]
    #: Numbers left out.
    missing: list[int]
    #: Numbers given twice.
    repeated: list[int]


class TableRecord(TypedDict, total=False):
    """A table: the format's own, or lines with tabs or bars between their cells."""

    #: Its number in `tables`, from 0.
    id: int
    #: The innermost item that holds it.
    item: Union[int, None]
    #: First position of its first cell.
    start: int
    #: One past the last position of its last cell.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: Whether its rows are tasks, which stand in `directives` too.
    tasks: bool
    #: The heads of its columns, those of two rows joined by /.
    head: list[str]
    #: The cells of the other rows; a merged cell stands in each row and column that it covers.
    rows: list[list[str]]


class DirectiveRecord(TypedDict, total=False):
    """A directive clause."""

    #: Its number in `directives`, from 0.
    id: int
    #: The innermost item that holds it.
    item: Union[int, None]
    #: First position of the clause.
    start: int
    #: One past its last position, its stop inside.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: The clause as repaired.
    text: str
    #: Whether it is a note in brackets that says who is responsible for the clauses before it.
    note: bool
    #: Whether it is a bare heading (抓工程。), which only names what other directives of its item demand.
    heading: bool
    #: How it binds.
    modality: "Modality"
    #: The modal word, where there is one.
    cue: Union[str, None]
    #: Its position.
    cue_start: Union[int, None]
    #: How firmly it binds: 1 (可以) to 5 (严禁); 2 for a bare order.
    strength: int
    #: How clear it is: red (commands, forbids), black (permits, encourages), grey (leaves room).
    clarity: "Clarity"
    #: Who is to act.
    actors: list["ActorRecord"]
    #: Whether they are named in the clause, elsewhere, or nowhere.
    stated: "Stated"
    #: The first verb demanded.
    action: Union[str, None]
    #: What it acts on.
    object: Union[str, None]
    #: By when, from when, how often.
    deadlines: list["DeadlineRecord"]
    #: Figures to be reached or kept.
    targets: list["TargetRecord"]
    #: When it holds.
    conditions: list["PassageRecord"]
    #: What comes of not following it.
    consequences: list["PassageRecord"]
    #: Laws and documents that it refers to.
    citations: list["CitationRecord"]
    #: With `--explain`: which rule found what, by which words.
    explain: Union[list["ExplainRecord"], None]


class KeywordRecord(TypedDict, total=False):
    """A keyword."""

    #: The term.
    term: str
    #: Its TF-IDF, rounded to six places.
    score: float
    #: How often it occurs in the document.
    count: int


class CountsRecord(TypedDict, total=False):
    """Counts of a document."""

    #: Code points of the repaired text, white space left out.
    characters: int
    #: Grapheme clusters, white space left out.
    graphemes: int
    #: Sentences.
    sentences: int
    #: Words, punctuation left out.
    words: int
    #: Numbered points.
    items: int
    #: Directive clauses.
    directives: int


class FindingRecord(TypedDict, total=False):
    """A remark on the text."""

    #: A stable name.
    code: str
    #: What was found.
    message: str
    #: Where it was first found.
    start: int


class CopyRecord(TypedDict, total=False):
    """A document that another one is nearly a copy of."""

    #: Its file, as it was named.
    path: str
    #: Its number in that file, from 1.
    document: int
    #: Which share of the runs of five letters and digits of either both have, 0 to 1, estimated.
    similarity: float


class ActorRecord(TypedDict, total=False):
    """Someone who is to act."""

    #: The name as written.
    text: str
    #: Its position.
    start: int
    #: One past its last position.
    end: int
    #: Named in the clause, or elsewhere.
    stated: "Stated"
    #: The part that it plays.
    part: "Part"


class DeadlineRecord(TypedDict, total=False):
    """By when something is to be done."""

    #: As written.
    text: str
    #: Its position.
    start: int
    #: One past its last position.
    end: int
    #: ISO 8601: 2026-11-30, --11-30 without a year, 2026-07-01/.. from a day on, P3D within, R/P1M again and again; null where the text gives no date.
    by: Union[str, None]
    #: What kind of time it is.
    kind: "TimeKind"


class TargetRecord(TypedDict, total=False):
    """A figure to be reached or kept."""

    #: As written.
    text: str
    #: Its position.
    start: int
    #: One past its last position.
    end: int
    #: The value, of a range the lower end: 万 and 亿 multiplied out, of 95% 95, of 三分之一 0.333…
    value: float
    #: The upper end of a range.
    upper: Union[float, None]
    #: The unit; empty for a share.
    unit: str
    #: Which side the figure bounds.
    bound: "Bound"
    #: Whether it must be met.
    force: "Force"
    #: What it measures.
    measure: Union[str, None]


class PassageRecord(TypedDict, total=False):
    """A passage of the clause."""

    #: As written.
    text: str
    #: Its position.
    start: int
    #: One past its last position.
    end: int


class CitationRecord(TypedDict, total=False):
    """A law or a document referred to."""

    #: The title with its marks; the number or the article where there is no title.
    text: str
    #: Its position.
    start: int
    #: One past its last position.
    end: int
    #: The document's number.
    number: Union[str, None]
    #: The article, paragraph and subparagraph.
    article: Union[str, None]


class ExplainRecord(TypedDict, total=False):
    """The evidence for one field."""

    #: The field.
    field: str
    #: The rule that filled it.
    rule: str
    #: The words that it went by.
    cue: Union[str, None]
    #: Their position.
    start: Union[int, None]
    #: One past their last position.
    end: Union[int, None]


class ItemRow(TypedDict, total=False):
    """A point."""

    #: The file.
    path: str
    #: The document's number in its file, from 1.
    document: int
    #: Its title.
    document_title: Union[str, None]
    #: The item's number in its document.
    id: int
    #: Its parent's number.
    parent: Union[int, None]
    #: 1 for the top level.
    depth: int
    #: The markers that lead to it, as in 二/（三）/一要.
    item_path: str
    #: Its marker.
    marker: str
    #: The marker's style.
    style: "Style"
    #: The number that the marker stands for.
    ordinal: int
    #: What it does.
    role: "Role"
    #: Its title.
    title: str
    #: Position of its marker.
    start: int
    #: One past its last position, its children inside.
    end: int
    #: The 1-based line of `start`.
    line: int


class DirectiveRow(TypedDict, total=False):
    """A directive clause, with the file and the item that hold it."""

    #: The file.
    path: str
    #: The document's number in its file, from 1.
    document: int
    #: The document's title.
    title: Union[str, None]
    #: The markers that lead to the item that holds it, as in 二/（三）/一要; empty outside every item.
    item_path: str
    #: The title of that item.
    item_title: Union[str, None]
    #: Its number in `directives`, from 0.
    id: int
    #: The innermost item that holds it.
    item: Union[int, None]
    #: First position of the clause.
    start: int
    #: One past its last position, its stop inside.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: The clause as repaired.
    text: str
    #: Whether it is a note in brackets that says who is responsible for the clauses before it.
    note: bool
    #: Whether it is a bare heading (抓工程。), which only names what other directives of its item demand.
    heading: bool
    #: How it binds.
    modality: "Modality"
    #: The modal word, where there is one.
    cue: Union[str, None]
    #: Its position.
    cue_start: Union[int, None]
    #: How firmly it binds: 1 (可以) to 5 (严禁); 2 for a bare order.
    strength: int
    #: How clear it is: red (commands, forbids), black (permits, encourages), grey (leaves room).
    clarity: "Clarity"
    #: Who is to act.
    actors: list["ActorRecord"]
    #: Whether they are named in the clause, elsewhere, or nowhere.
    stated: "Stated"
    #: The first verb demanded.
    action: Union[str, None]
    #: What it acts on.
    object: Union[str, None]
    #: By when, from when, how often.
    deadlines: list["DeadlineRecord"]
    #: Figures to be reached or kept.
    targets: list["TargetRecord"]
    #: When it holds.
    conditions: list["PassageRecord"]
    #: What comes of not following it.
    consequences: list["PassageRecord"]
    #: Laws and documents that it refers to.
    citations: list["CitationRecord"]
    #: With `--explain`: which rule found what, by which words.
    explain: Union[list["ExplainRecord"], None]


class TokenRow(TypedDict, total=False):
    """A word."""

    #: The file.
    path: str
    #: The document's number in its file, from 1.
    document: int
    #: The word.
    text: str
    #: Its part of speech in jieba's tag set.
    tag: str
    #: First position.
    start: int
    #: One past its last position.
    end: int
    #: The 1-based line of `start`.
    line: int


class TermRow(TypedDict, total=False):
    """A term with its measures."""

    #: The term; the words of an n-gram are parted by spaces.
    term: str
    #: Its words.
    length: int
    #: The tag of its first occurrence in jieba's set; empty for n-grams.
    tag: str
    #: Its occurrences.
    count: int
    #: The documents that have it.
    documents: int
    #: Its occurrences in a million words.
    per_million: float
    #: Its share of all terms of its length, times its inverse document frequency.
    tfidf: float
    #: Its TextRank; null for what is no content word.
    textrank: Union[float, None]
    #: Gries's DP over the documents.
    dp: Union[float, None]
    #: DP on a scale up to 1; null where there is one document only.
    dp_norm: Union[float, None]
    #: Juilland's D over the documents; null where there is one document only.
    juilland_d: Union[float, None]


class DiffRow(TypedDict, total=False):
    """What became of a document, a point or a paragraph."""

    #: The old file; null where there is none.
    old_path: Union[str, None]
    #: The number of the old document in its file, from 1.
    old_document: Union[int, None]
    #: The new file; null where there is none.
    new_path: Union[str, None]
    #: The number of the new document in its file, from 1.
    new_document: Union[int, None]
    #: What kind of unit it is.
    level: "Level"
    #: What became of it.
    state: "State"
    #: How alike the two are, 0 to 1; of documents, how much of both texts stands in both.
    score: float
    #: How far their wordings differ.
    wording: "Wording"
    #: The markers that lead to the old unit, as in 二/（三）/一要; null where there is none, empty for a paragraph.
    old_item_path: Union[str, None]
    #: First position of the old unit, its marker inside.
    old_start: Union[int, None]
    #: One past its last position.
    old_end: Union[int, None]
    #: The 1-based line of `old_start`.
    old_line: Union[int, None]
    #: What of the old unit is compared: without its marker; a heading without what stands below it; of one that was split or merged what went this way.
    old_text: Union[str, None]
    #: The markers that lead to the new unit.
    new_item_path: Union[str, None]
    #: First position of the new unit, its marker inside.
    new_start: Union[int, None]
    #: One past its last position.
    new_end: Union[int, None]
    #: The 1-based line of `new_start`.
    new_line: Union[int, None]
    #: What of the new unit is compared.
    new_text: Union[str, None]
    #: The words that differ, in their order.
    edits: list["EditRecord"]
    #: What changed in its duties, each kind once.
    changes: list["Change"]


class EditRecord(TypedDict, total=False):
    """Words in place of which others stand."""

    #: How far the two differ.
    wording: "Wording"
    #: The old words; empty where words came.
    old: str
    #: The new words; empty where words went.
    new: str
    #: Position of the old words.
    old_start: int
    #: One past their last position.
    old_end: int
    #: Position of the new words.
    new_start: int
    #: One past their last position.
    new_end: int


class ChangeRow(TypedDict, total=False):
    """What changed in a duty."""

    #: The old file; null where there is none.
    old_path: Union[str, None]
    #: The number of the old document in its file, from 1.
    old_document: Union[int, None]
    #: The new file; null where there is none.
    new_path: Union[str, None]
    #: The number of the new document in its file, from 1.
    new_document: Union[int, None]
    #: What changed.
    change: "Change"
    #: What became of the unit that it stands in.
    state: "State"
    #: The markers that lead to the old unit; null where there is none, empty for a paragraph.
    old_item_path: Union[str, None]
    #: The words that changed, or in which they stand; null where there were none.
    old_words: Union[str, None]
    #: Their first position.
    old_start: Union[int, None]
    #: One past their last position.
    old_end: Union[int, None]
    #: The 1-based line of `old_start`.
    old_line: Union[int, None]
    #: The whole clause.
    old_clause: Union[str, None]
    #: How firmly it bound, 1 to 5; null for a sentence of a law that is no directive.
    old_strength: Union[int, None]
    #: The markers that lead to the new unit.
    new_item_path: Union[str, None]
    #: The words that stand there now.
    new_words: Union[str, None]
    #: Their first position.
    new_start: Union[int, None]
    #: One past their last position.
    new_end: Union[int, None]
    #: The 1-based line of `new_start`.
    new_line: Union[int, None]
    #: The whole clause.
    new_clause: Union[str, None]
    #: How firmly it binds, 1 to 5.
    new_strength: Union[int, None]


class CoverageRow(TypedDict, total=False):
    """What became of a task of a superior's document, or of a numbered point of it, in a lower one; or a task of that one that has
no root above."""

    #: Whether it is a task or a point.
    level: "CoverageLevel"
    #: How it is carried.
    carried: "Carried"
    #: How much of its weighted words is found below, 0 to 1; of an added task how much is found above; of a point the mean of its tasks.
    score: float
    #: In what it is weaker.
    softer: list["Softer"]
    #: The superior's file.
    upper_path: str
    #: The number of its document, from 1.
    upper_document: int
    #: The markers that lead to the point; null where the task is added, empty outside every point.
    upper_item_path: Union[str, None]
    #: First position of the task or point.
    upper_start: Union[int, None]
    #: One past its last position.
    upper_end: Union[int, None]
    #: The 1-based line of `upper_start`.
    upper_line: Union[int, None]
    #: The task's clause, or the point's title.
    upper_text: Union[str, None]
    #: The lower file.
    lower_path: str
    #: The number of its document, from 1.
    lower_document: int
    #: What carries it, the foremost first; of an added task that one alone; of a point none.
    lower: list["CarrierRecord"]


class CarrierRecord(TypedDict, total=False):
    """A clause that carries a task."""

    #: The markers that lead to the point that holds it; empty outside every point.
    item_path: str
    #: First position.
    start: int
    #: One past its last position.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: The clause.
    text: str
    #: How much of the task it has, 0 to 1.
    score: float


class ReuseRow(TypedDict, total=False):
    """A passage that two documents share."""

    #: What kind of repetition it is.
    kind: "Kind"
    #: Twice the letters and digits that both sides have in common by those of both, 0 to 1.
    similarity: float
    #: How long it is in the target, in letters and digits.
    length: int
    #: How many documents have about half of it at least.
    documents: int
    #: The number of its cluster, from 1: passages that are one another.
    cluster: int
    #: Whether the dates tell that the source came first; else the order of the inputs decides which is called so.
    dated: bool
    #: The file that had it first.
    source_path: str
    #: The number of the document in it, from 1.
    source_document: int
    #: The document's title.
    source_title: Union[str, None]
    #: Who issued it.
    source_issuer: Union[str, None]
    #: Its date.
    source_date: Union[str, None]
    #: The markers that lead to the point that it begins in; empty outside every point.
    source_item_path: str
    #: First position there.
    source_start: int
    #: One past its last position.
    source_end: int
    #: The 1-based line of `source_start`.
    source_line: int
    #: Its text there.
    source_text: str
    #: The file that has it too.
    target_path: str
    #: The number of the document in it, from 1.
    target_document: int
    #: The document's title.
    target_title: Union[str, None]
    #: Who issued it.
    target_issuer: Union[str, None]
    #: Its date.
    target_date: Union[str, None]
    #: The markers that lead to the point that it begins in.
    target_item_path: str
    #: First position there.
    target_start: int
    #: One past its last position.
    target_end: int
    #: The 1-based line of `target_start`.
    target_line: int
    #: Its text there.
    target_text: str
    #: Names in it that belong to the other side's document, each once.
    names: list[str]
    #: The same as findings (`foreign-name`), one a place where such a name stands, in the target or in the source.
    findings: list["FindingRecord"]


class ReuseNameRow(TypedDict, total=False):
    """A name in a passage that belongs to the other document that has it."""

    #: What kind of name it is.
    named: "Named"
    #: The name.
    text: str
    #: The file that it stands in.
    path: str
    #: The number of the document in it, from 1.
    document: int
    #: The document's title.
    title: Union[str, None]
    #: Who issued it.
    issuer: Union[str, None]
    #: The markers that lead to the point that the passage begins in.
    item_path: str
    #: First position of the name.
    start: int
    #: One past its last position.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: The passage that it stands in.
    passage: str
    #: The file that has the passage too, and whose name it is.
    other_path: str
    #: The number of the document in it, from 1.
    other_document: int
    #: Who issued that one.
    other_issuer: Union[str, None]
    #: First position of the passage there.
    other_start: int
    #: One past its last position.
    other_end: int
    #: The 1-based line of `other_start`.
    other_line: int


class ReuseClusterRow(TypedDict, total=False):
    """Passages that are one another."""

    #: Its number, from 1.
    cluster: int
    #: In how many places it stands.
    places: int
    #: In how many documents.
    documents: int
    #: The file that had it first.
    path: str
    #: The number of the document in it, from 1.
    document: int
    #: The document's title.
    title: Union[str, None]
    #: Its date.
    date: Union[str, None]
    #: The markers that lead to the point that it begins in.
    item_path: str
    #: First position there.
    start: int
    #: One past its last position.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: Its text there.
    text: str


class ReuseMatrixRow(TypedDict, total=False):
    """How much two documents share."""

    #: The file of the one that came first.
    source_path: str
    #: The number of the document in it, from 1.
    source_document: int
    #: Its title.
    source_title: Union[str, None]
    #: The file of the other one.
    target_path: str
    #: The number of the document in it, from 1.
    target_document: int
    #: Its title.
    target_title: Union[str, None]
    #: How many passages they share.
    passages: int
    #: How many letters and digits of the target stand in them.
    length: int
    #: Which share of the target that is, 0 to 1.
    target_share: float
    #: Which share of the source stands in them, 0 to 1.
    source_share: float


class ReuseItemRow(TypedDict, total=False):
    """A numbered point of which others have something."""

    #: The file.
    path: str
    #: The number of the document in it, from 1.
    document: int
    #: The document's title.
    title: Union[str, None]
    #: The markers that lead to the point.
    item_path: str
    #: First position of the point.
    start: int
    #: One past its last position.
    end: int
    #: The 1-based line of `start`.
    line: int
    #: Its first line.
    text: str
    #: How many letters and digits it has, those of the points in it counted.
    length: int
    #: How many of them others have.
    shared: int
    #: Which share of it that is, 0 to 1.
    share: float
    #: In how many passages.
    passages: int
    #: The file that has most of it.
    source_path: str
    #: The number of the document in it, from 1.
    source_document: int
    #: The document's title.
    source_title: Union[str, None]
    #: Who issued it.
    source_issuer: Union[str, None]
    #: The markers that lead to the point there in which the longest stretch begins that both have.
    source_item_path: str
    #: First position of that stretch.
    source_start: int
    #: One past its last position.
    source_end: int
    #: The 1-based line of `source_start`.
    source_line: int

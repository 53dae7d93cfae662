#!/usr/bin/env python3
"""Text reuse, measured on real sentences that are put together anew, with passages planted whose places are known.

    benches/reuse.py make DIR [--corpus ../shared/corpus] [--seed 1]     DIR/docs/*.txt and DIR/gold.jsonl
    benches/reuse.py score DIR ROWS.jsonl [--names NAMES.jsonl] [--errors] [--least 0.99]     exit status 1 below it
    benches/reuse.py peers DIR [--yaodian BINARY] [--passim SERIATIM.py] [--python VENV/bin/python]
    benches/reuse.py grow DIR --documents 100000 [--distinct]            texts in sub-folders of 1,000, for measuring growth

A plant is found where the rows between its two files cover 80% of it on both sides; beside the recall stands by how many characters
the best row's edges differ from a found plant's, on average. A row is right where half of it, on both sides, is a plant between these
files, or where its two passages are alike: reuse that was there by nature. Places are in code points.

peers: passim 2 by its script (PyPI's `passim` is another program) with the spark-submit beside --python, and datasketch, which
--python must have. One thread each. The same arguments give the same corpus.
"""
from __future__ import annotations

import argparse, collections, difflib, itertools, json, os, pathlib, random, re, statistics, subprocess, sys, tempfile, time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[1]
LENGTHS = (50, 80, 150, 300)
EDITS = {"edit05": 0.05, "edit10": 0.10, "edit20": 0.20}
NAMED = {"names_clean": LENGTHS[1:], "names_foreign": LENGTHS[1:]}
KINDS = {"copied": LENGTHS, **dict.fromkeys(EDITS, LENGTHS), "reordered": (150, 300), **NAMED}
GAP, BLOCK, RUN = 10, 50, 12
#: By how much names may lie below passages.
NAMES = 0.04
STOPS = "，。；！？："
ACTIONS = "加强 进一步做好 全面推进 规范 加快".split()
TOPICS = """安全生产 防汛抗旱 农村公路养护 社区养老服务 城乡环境整治 中小企业融资 义务教育均衡发展 公共卫生应急 食品安全监管 河湖管护
营商环境优化 残疾人就业 文物保护 节约用水 森林防火 粮食储备 困难群众救助 职业技能培训 老旧小区改造 电子证照应用""".split()
FORMS = "通知 意见 实施方案 工作计划".split()
STEMS = [a + b for a in "云青澄白银玉翠栖鹤霞松枫岚芦棠苍沐黛" for b in "河溪洲泽陂坪浦岫湖原泉峪汀"]
# What of its own a document names in a passage: how it stands there, how often.
MENTIONS = {"place": ("{}", 8), "body": ("{}", 8), "number": ("根据{}，", 2), "year": ("{}", 1)}
# Options, and the least share of matching characters in an alignment; tuned on the corpus of seed 2.
PASSIM = {"passim, defaults": ("", 0.0), "passim, tuned": ("--floating-ngrams -n 5 --min-match 4 --min-align 30 --gap 30", 0.6)}


@dataclass
class Document:
    """A base document: its text before anything is planted, where its sentences start, and what is already taken of it."""

    name: str
    own: dict[str, str]
    text: str
    starts: list[int]
    taken: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing is planted in or near these places."""
        return all(e + GAP <= start or end + GAP <= s for s, e in self.taken)


Texts = tuple[str, str, list[dict]]  # a passage, its copy, the foreign names in the copy


class Plant(NamedTuple):
    """A passage: where it stands in its source, and where its copy goes."""

    kind: str
    length: int
    source: Document
    span: tuple[int, int]
    target: Document
    at: int
    texts: Texts


def sentences(corpus: pathlib.Path) -> list[str]:
    """The corpus's sentences, without those that share a run of characters with an earlier one."""
    kept: list[str] = []
    seen: set[str] = set()
    for path in sorted(path for path in corpus.rglob("*.txt") if "rounds" not in path.relative_to(corpus).parts):
        text = re.sub(r"<[^>]+>", "\n", path.read_text(encoding="utf-8", errors="replace"))
        for found in re.findall(r"[^。！？\n]+[。！？]+[”’）》]*", text):
            sentence = re.sub(r"[\s\ufeff\u200b-\u200f\ufffd\ue000-\uf8ff]+", "", found)
            runs = {sentence[i : i + RUN] for i in range(len(sentence) - RUN + 1)}
            if 15 <= len(sentence) <= 120 and seen.isdisjoint(runs):
                seen |= runs
                kept.append(sentence)
    return kept


def document(number: int, place: str, stock: Iterator[str], size: int, choose: random.Random) -> Document:
    """A title, paragraphs of so many characters, and who issued it when."""
    year, body = choose.randint(2015, 2025), f"{place}人民政府"
    own = {"place": place, "body": body, "number": f"{place[0]}政发〔{year}〕{choose.randint(1, 90)}号", "year": f"{year}年"}
    title = f"{body}关于{choose.choice(ACTIONS)}{choose.choice(TOPICS)}工作的{choose.choice(FORMS)}"
    starts: list[int] = []
    text, left = f"{title}\n{own['number']}\n\n　　", choose.randint(3, 6)
    while sum(starts[-1:]) < size and (sentence := next(stock, "")):
        if left == 0:
            text, left = text + "\n　　", choose.randint(3, 6)
        starts.append(len(text))
        text, left = text + sentence, left - 1
    text += f"\n\n{body}\n{year}年{choose.randint(1, 12)}月{choose.randint(1, 28)}日\n"
    return Document(f"{number:03}.txt", own, text, starts)


def passage(source: Document, length: int, choose: random.Random) -> tuple[int, int]:
    """A run of about so many characters, from and to a clause's border or in mid-sentence."""
    text, low, high = source.text, source.starts[0], source.starts[-1]
    start = choose.randrange(low, high - length)
    borders = [match.span() for match in re.finditer(rf"[{STOPS}]\s*", text[:high]) if match.end() >= start]
    if choose.random() < 0.5:
        start = borders[0][1]
    start += len(text[start:]) - len(text[start:].lstrip())
    end = start + length
    if choose.random() < 0.5:
        end = min((begin + 1 for begin, _ in borders), key=lambda border: abs(border - end))
    return start, len(text[:end].rstrip())


def edited(text: str, rate: float, pool: str, choose: random.Random) -> str:
    """So many of the characters replaced, deleted, or with another one before them."""
    out = list(text)
    for i in choose.sample([i for i, c in enumerate(text) if not c.isspace()], round(rate * len(text))):
        out[i] = choose.choice(["", choose.choice(pool), choose.choice(pool) + out[i]])
    return "".join(out)


def reordered(text: str, choose: random.Random) -> str | None:
    """The clauses in another order, in blocks of at least BLOCK characters, none behind the one that it stood behind."""
    blocks = [""]
    for clause in re.findall(rf"[^{STOPS}]*[{STOPS}]\s*|[^{STOPS}]+$", text):
        blocks += [""] * (len(blocks[-1]) >= BLOCK)
        blocks[-1] += clause
    if len(blocks[-1]) < BLOCK:
        blocks[-2:] = ["".join(blocks[-2:])]
    order = list(range(len(blocks)))
    while len(blocks) > 1 and any(a + 1 == b for a, b in itertools.pairwise(order)):
        choose.shuffle(order)
    return "".join(blocks[i] for i in order) if len(blocks) > 1 else None


def exchanged(text: str, kinds: list[str], source: Document, target: Document, stand: int, choose: random.Random) -> Texts | None:
    """The passage with its document's own names at the start of some clauses, its copy with the target's, but for so many that stand."""
    borders = [match.end() for match in re.finditer(rf"[{STOPS}]\s*", text) if 5 <= match.end() <= len(text) - 5]
    if len(borders) < len(kinds):
        return None
    standing, original, copy, names, last = choose.sample(range(len(kinds)), stand), "", "", [], 0
    for i, (at, kind) in enumerate(zip(sorted(choose.sample(borders, len(kinds))), kinds)):
        before, after = MENTIONS[kind][0].split("{}")
        own, start = source.own[kind], len(copy) + at - last + len(before)
        if i in standing:
            names.append({"text": own, "start": start, "end": start + len(own), "what": kind})
        original += text[last:at] + before + own + after
        copy += text[last:at] + before + (own if i in standing else target.own[kind]) + after
        last = at
    return original + text[last:], copy + text[last:], names


def plant(kind: str, length: int, documents: list[Document], pool: str, choose: random.Random) -> Plant | None:
    """One attempt at planting; none where the place is taken or doesn't suit."""
    source, target = choose.sample(documents, 2)
    count = choose.randint(2, 4) if kind in NAMED else 0
    names = choose.choices(list(MENTIONS), [often for _, often in MENTIONS.values()], k=count)
    wanted = length - sum(len(MENTIONS[name][0]) - 2 + len(source.own[name]) for name in names)
    if wanted < 40 or source.own["year"] == target.own["year"]:
        return None
    start, end = passage(source, wanted, choose)
    at, text = choose.choice(target.starts[1:]), source.text[start:end]
    if abs(len(text) - wanted) > wanted // 5 or not source.free(start, end) or not target.free(at, at):
        return None
    if names:
        stand = choose.randint(1, 2) if kind == "names_foreign" else 0
        made = exchanged(text, names, source, target, stand, choose)
    else:
        copy = edited(text, EDITS[kind], pool, choose) if kind in EDITS else reordered(text, choose) if kind == "reordered" else text
        made = (text, copy, []) if copy else None
    if made:
        source.taken.append((start, end))
        target.taken.append((at, at))
    return Plant(kind, length, source, (start, end), target, at, made) if made else None


def rendered(doc: Document, plants: list[Plant], rows: list[dict]) -> str:
    """The document with everything planted; writes the places into the plants' rows."""
    changes = [(*p.span, p.texts[0], "source", row) for p, row in zip(plants, rows) if p.source is doc]
    changes += [(p.at, p.at, p.texts[1], "target", row) for p, row in zip(plants, rows) if p.target is doc]
    out, last = "", 0
    for start, end, text, side, row in sorted(changes, key=lambda change: change[:2]):
        out += doc.text[last:start]
        row |= {f"{side}_path": f"docs/{doc.name}", f"{side}_start": len(out), f"{side}_end": len(out) + len(text)}
        out, last = out + text, end
    return out + doc.text[last:]


def make(arguments: argparse.Namespace) -> None:
    """Writes documents and gold, and checks each place in what was written."""
    choose, stock = random.Random(arguments.seed), sentences(arguments.corpus)
    pool = "".join(stock)
    choose.shuffle(stock)
    rest, stems = iter(stock), [stem for stem in STEMS if stem not in pool]
    stems = choose.sample(stems, min(arguments.documents, len(pool) // (arguments.size + 150), len(stems)))
    documents = [document(i + 1, stem + choose.choice("市市县"), rest, arguments.size, choose) for i, stem in enumerate(stems)]
    plants: list[Plant] = []
    for length, kind in sorted(((length, kind) for kind in KINDS for length in KINDS[kind]), reverse=True):
        attempts = (plant(kind, length, documents, pool, choose) for _ in range(arguments.plants * 1000))
        had = len(plants)
        plants += itertools.islice(filter(None, attempts), arguments.plants)
        if len(plants) - had < arguments.plants:
            print(f"{kind} of {length}: room for only {len(plants) - had}", file=sys.stderr)
    rows: list[dict] = [{"kind": p.kind, "length": p.length} for p in plants]
    (arguments.folder / "docs").mkdir(parents=True, exist_ok=True)
    for doc in documents:
        (arguments.folder / "docs" / doc.name).write_text(rendered(doc, plants, rows), encoding="utf-8", newline="\n")
    written = texts(arguments.folder)
    for p, row in zip(plants, rows):
        first, copy = row["target_start"], written[p.target.name]
        row["names"] = [name | {"start": first + name["start"], "end": first + name["end"]} for name in p.texts[2]]
        assert written[p.source.name][row["source_start"] : row["source_end"]] == p.texts[0], row
        assert copy[first : row["target_end"]] == p.texts[1], row
        assert all(copy[name["start"] : name["end"]] == name["text"] for name in row["names"]), row
    (arguments.folder / "gold.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(documents)} documents, {sum(map(len, written.values())):,} characters, {len(plants)} plants")


Side = tuple[str, int, int]  # a file's name, start, end
Pair = tuple[Side, Side]  # in the order of the files' names


class Result(NamedTuple):
    """What became of each cell's plants (found, the edges' error), and the rows by whether they are planted, natural or wrong."""

    cells: dict[tuple[str, int], list[tuple[bool, float]]]
    rows: dict[str, list[Pair]]

    def precision(self) -> float:
        """The share of the rows that are right."""
        return 1 - len(self.rows["wrong"]) / max(1, sum(map(len, self.rows.values())))


def jsonl(path: pathlib.Path) -> list[dict]:
    """The rows of a file; what has no path (a summary) is left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [row for row in rows if "source_path" in row or "path" in row]


def texts(folder: pathlib.Path) -> dict[str, str]:
    """The documents by their files' names."""
    return {path.name: path.read_bytes().decode() for path in sorted((folder / "docs").glob("*.txt"))}


def side(row: dict, of: str = "") -> Side:
    """A row's passage, or one of its two; files are known by their names, whatever their folder."""
    return pathlib.Path(row[f"{of}path"]).name, row[f"{of}start"], row[f"{of}end"]


def pair(row: dict) -> Pair:
    """A row's passages."""
    one, two = sorted((side(row, "source_"), side(row, "target_")))
    return one, two


def shared(one: Side, two: Side) -> int:
    """The characters that both passages have."""
    return max(0, min(one[2], two[2]) - max(one[1], two[1])) if one[0] == two[0] else 0


def covered(whole: Side, parts: Iterable[Side]) -> float:
    """The share of a passage that others cover together."""
    reach, total = whole[1], 0
    for _, start, end in sorted(parts):
        total += max(0, min(whole[2], end) - max(reach, start))
        reach = max(reach, end)
    return total / (whole[2] - whole[1])


def alike(one: str, two: str) -> bool:
    """Whether two passages are so alike that to call them reuse is no error."""
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    return min(len(one), len(two)) >= 20 and matcher.quick_ratio() >= 0.6 and matcher.ratio() >= 0.6


def judged(folder: pathlib.Path, rows: Iterable[dict]) -> Result:
    """Rows held against the gold."""
    documents, gold, found = texts(folder), collections.defaultdict(list), collections.defaultdict(list)
    result = Result(collections.defaultdict(list), {"planted": [], "natural": [], "wrong": []})
    for ours in map(pair, rows):
        found[ours[0][0], ours[1][0]].append(ours)
    for row_ in jsonl(folder / "gold.jsonl"):
        planted = pair(row_)
        files = planted[0][0], planted[1][0]
        gold[files].append(planted)
        near = [r for r in found[files] if all(map(shared, r, planted))]
        hit = all(covered(planted[i], (r[i] for r in near)) >= 0.8 for i in (0, 1))
        best = max(near, key=lambda r: sum(map(shared, r, planted)), default=planted)
        edges = [abs(a - b) for one, two in zip(best, planted) for a, b in zip(one[1:], two[1:])]
        result.cells[row_["kind"], row_["length"]].append((hit, statistics.mean(edges)))
    for files, between in found.items():
        for row in between:
            half = any(all(0 < s[2] - s[1] <= shared(s, p) * 2 for s, p in zip(row, planted)) for planted in gold[files])
            natural = not half and alike(*(documents[path][start:end] for path, start, end in row))
            result.rows["planted" if half else "natural" if natural else "wrong"].append(row)
    return result


def table(results: dict[str, Result], costs: dict[str, tuple[float, float]]) -> str:
    """A Markdown table: a line a cell, a column a program."""
    lines = [["kind", "characters", "plants", *results], ["---", *["---:"] * (len(results) + 2)]]

    def line(name: str, length: str, kinds: Iterable[str], lengths: Iterable[int], edges: bool = True) -> None:
        """Recall and edges over some cells."""
        lines.append([name, length, ""])
        for result in results.values():
            plants = [plant for kind in kinds for length in lengths for plant in result.cells.get((kind, length), ())]
            errors = [error for hit, error in plants if hit]
            lines[-1][2] = str(len(plants))
            beside = f" ±{statistics.mean(errors):.1f}" if edges and errors else ""
            lines[-1].append(f"{len(errors) / max(1, len(plants)):.3f}{beside}")

    for kind in KINDS:
        for length in KINDS[kind]:
            line(kind, str(length), [kind], [length], kind != "reordered")
        line(f"**{kind}**", "all", [kind], LENGTHS, kind != "reordered")
    line("**recall**", "all", KINDS, LENGTHS, False)
    lines.append(["**precision**", "", "", *(f"{result.precision():.3f}" for result in results.values())])
    for which in ("planted", "natural", "wrong"):
        lines.append([f"rows: {which}", "", "", *(str(len(result.rows[which])) for result in results.values())])
    lines += [[name, "", "", *(f"{costs[tool][i]:.1f}" for tool in results)] for i, name in enumerate(("seconds", "peak MB")) if costs]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def named(folder: pathlib.Path, path: pathlib.Path) -> tuple[float, float]:
    """Prints foreign names held against those that were planted; gives recall and precision."""
    gold, clean, rows = [], [], [side(row) for row in jsonl(path)]
    for row in jsonl(folder / "gold.jsonl"):
        file, *_ = target = side(row, "target_")
        gold += [(name["what"], (file, name["start"], name["end"])) for name in row["names"]]
        clean += [target] if row["kind"] == "names_clean" else []
    for what in (*MENTIONS, "all"):
        hits = [any(shared(row, name) for row in rows) for kind, name in gold if what in (kind, "all")]
        print(f"foreign {what}: {sum(hits)} of {len(hits)} found, recall {sum(hits) / max(1, len(hits)):.3f}")
    wrong = [row for row in rows if not any(shared(row, name) for _, name in gold)]
    inside = sum(any(shared(row, copy) for copy in clean) for row in wrong)
    share = 1 - len(wrong) / max(1, len(rows))
    print(f"precision {share:.3f}: {len(rows)} rows, {inside} wrong on a clean copy, {len(wrong) - inside} elsewhere")
    return sum(hits) / max(1, len(hits)), share


def score(arguments: argparse.Namespace) -> None:
    """Prints the table for a file of rows, the names and the errors where asked for."""
    result, documents = judged(arguments.folder, jsonl(arguments.rows)), texts(arguments.folder)
    print(table({arguments.rows.stem: result}, {}))
    near = [hit for (kind, _), plants in result.cells.items() if kind in ("copied", "edit05", "edit10") for hit, _ in plants]
    reached = {"recall up to 10% changed": sum(near) / max(1, len(near)), "precision": result.precision()}
    if arguments.names:
        recall, precision = named(arguments.folder, arguments.names)
        reached |= {f"foreign names and {NAMES}, recall": recall + NAMES, f"foreign names and {NAMES}, precision": precision + NAMES}
    for row in result.rows["wrong"][:10] if arguments.errors else []:
        print("\nwrong", *(f"{path}:{start}-{end} {documents[path][start:end][:200]!r}" for path, start, end in row), sep="\n  ")


    missed = [f"{what}: {least:.3f}" for what, least in reached.items() if least < arguments.least]
    if missed:
        sys.exit(f"below {arguments.least}: {', '.join(missed)}")


def run(command: list[str], out: pathlib.Path, **environment: str) -> tuple[float, float]:
    """Seconds, and the peak of memory in MB of the largest process."""
    began = time.monotonic()
    with open(out, "wb") as stdout, tempfile.TemporaryFile() as stderr:
        child = subprocess.Popen(command, stdout=stdout, stderr=stderr, env=os.environ | environment)
        _, status, usage = os.wait4(child.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1) or code == 1 and out.stat().st_size == 0:
            stderr.seek(0)
            raise OSError(stderr.read().decode()[-500:])
    return time.monotonic() - began, usage.ru_maxrss / 1024


def passim(arguments: argparse.Namespace, options: str, least: float, work: pathlib.Path) -> tuple[float, float]:
    """passim 2's alignments by pairs; --linewise ends it before it clusters (by a package of Spark's that may not be here)."""
    rows = [{"id": name, "series": name, "text": text} for name, text in texts(arguments.folder).items()]
    (work / "docs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pairs = ["--all-pairs", "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2", "--pairwise", "--linewise"]
    submit = [str(arguments.python.parent / "spark-submit"), "--master", "local[1]", "--driver-memory", "6g", str(arguments.passim)]
    command = [*submit, *pairs, *options.split(), str(work / "docs.jsonl"), str(work / "out")]
    cost = run(command, work / "log", PYSPARK_PYTHON=str(arguments.python), SPARK_LOCAL_IP="127.0.0.1")
    if not (work / "out/align.json/_SUCCESS").exists():
        raise OSError("no alignments")
    found = [json.loads(line) for part in (work / "out/align.json").glob("part-*") for line in open(part, encoding="utf-8")]
    (work / "rows.jsonl").write_text("".join(json.dumps({
        "source_path": row["id"], "source_start": row["begin"], "source_end": row["end"], "target_path": row["id2"],
        "target_start": row["begin2"], "target_end": row["end2"], "similarity": row["matches"] / len(row["s1"]), "kind": "passim",
    }) + "\n" for row in found if row["matches"] >= least * len(row["s1"])), encoding="utf-8")
    return cost


def lsh(arguments: argparse.Namespace) -> None:
    """Prints rows by datasketch: windows whose shingles' estimated Jaccard reaches the threshold, put together where they touch."""
    from datasketch import MinHash, MinHashLSH

    index, hashes = MinHashLSH(threshold=arguments.threshold, num_perm=128), {}
    for name, text in texts(arguments.folder).items():
        for at in range(0, len(text) - 40, 20):
            window = text[at : at + 60]
            sketch = hashes[name, at] = MinHash(num_perm=128)
            sketch.update_batch([window[i : i + 5].encode() for i in range(len(window) - 4)])
            index.insert((name, at), sketch)
    pairs = collections.defaultdict(list)
    for (file, at), sketch in hashes.items():
        for file2, at2 in index.query(sketch):
            if file < file2 and (likeness := sketch.jaccard(hashes[file2, at2])) >= arguments.threshold:
                pairs[file, file2].append((at, at2, likeness))
    for (one, two), found in sorted(pairs.items()):
        boxes: list[list] = []
        for a, b, likeness in sorted(found):
            box = next((box for box in boxes if a <= box[1] and box[2] - 60 <= b <= box[3]), None)
            if box is None:
                boxes.append(box := [a, a + 60, b, b + 60, []])
            box[1:4] = a + 60, min(b, box[2]), max(b + 60, box[3])
            box[4].append(likeness)
        for a, end, b, end2, likes in boxes:
            print(json.dumps({"source_path": one, "source_start": a, "source_end": end, "target_path": two, "target_start": b,
                              "target_end": end2, "similarity": statistics.mean(likes), "kind": "lsh"}))


def peers(arguments: argparse.Namespace) -> None:
    """Every program that is here on the same corpus, in one table."""
    commands = {"yaodian": [arguments.yaodian, "reuse", arguments.folder / "docs", *"--format jsonl -q --threads 1".split()]}
    for limit in ("0.5", "0.3"):
        commands[f"datasketch, {limit}"] = [arguments.python, pathlib.Path(__file__), "lsh", arguments.folder, "--threshold", limit]
    results, costs = {}, {}
    for name in ("yaodian", *PASSIM, *list(commands)[1:]):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            try:
                if name in PASSIM:
                    costs[name] = passim(arguments, *PASSIM[name], work)
                else:
                    costs[name] = run([str(word) for word in commands[name]], work / "rows.jsonl")
            except OSError as error:
                print(f"{name} is not here: {error}", file=sys.stderr)
                continue
            results[name] = judged(arguments.folder, jsonl(work / "rows.jsonl"))
    print(table(results, costs))


def grow(arguments: argparse.Namespace) -> None:
    """Writes texts of about 1,000 characters: sentences at random, a tenth of them by a law like Zipf's."""
    choose, stock = random.Random(arguments.seed), sentences(arguments.corpus)
    pool = "".join(stock)
    choose.shuffle(stock)
    often = list(itertools.accumulate(1 / rank for rank in range(1, len(stock) + 1)))

    def sentence() -> str:
        """The next one."""
        if choose.random() < 0.1:
            return choose.choices(stock, cum_weights=often)[0]
        letters, first = list(choose.choice(stock)), choose.randrange(6)
        if arguments.distinct:
            letters[first::6] = choose.choices(pool, k=len(letters[first::6]))
        return "".join(letters)

    for number in range(arguments.documents):
        folder = arguments.folder / f"{number // 1000:04}"
        folder.mkdir(parents=True, exist_ok=True)
        text = f"关于第{number}项工作的通知\n"
        while len(text) < 1000:
            text += sentence() + "\n" * (choose.random() < 0.2)
        (folder / f"{number:07}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    """The commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(does: Callable[[argparse.Namespace], None], **options: object) -> argparse.ArgumentParser:
        """A command that goes by its function's name, with options and what they are unless said otherwise."""
        added = commands.add_parser(does.__name__, help=does.__doc__)
        added.add_argument("folder", type=pathlib.Path)
        for name, default in options.items():
            added.add_argument(f"--{name}", type=type(default), default=default, help=f"{default} unless said otherwise")
        added.set_defaults(does=does)
        return added

    corpus = ROOT.parent / "shared/corpus"
    command(make, corpus=corpus, seed=1, documents=200, size=3000, plants=60)
    command(grow, corpus=corpus, seed=1, documents=1000).add_argument(
        "--distinct", action="store_true", help="every sixth character another one, but in set phrases")
    scorer = command(score)
    scorer.add_argument("rows", type=pathlib.Path)
    scorer.add_argument("--names", type=pathlib.Path)
    scorer.add_argument("--least", type=float, default=0.0, help="what recall and precision must reach; of names 0.04 less")
    scorer.add_argument("--errors", action="store_true", help="ten rows that are wrong")
    there = pathlib.Path("/tmp/peers")
    command(peers, yaodian=ROOT / "target/release/yaodian", passim=there / "passim/passim/seriatim.py", python=there / "venv/bin/python")
    command(lsh, threshold=0.5)
    arguments = parser.parse_args()
    arguments.does(arguments)


if __name__ == "__main__":
    main()

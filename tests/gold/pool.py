#!/usr/bin/env python3
"""Scores the program on all gold files of folders together, as ../shared/gold/score_all.py pools its own: the items first, then
the clauses where the folders have any.

    tests/gold/pool.py BINARY tests/gold/rounds/01 ... [--min NAME=VALUE] [--texts FOLDER]

Reads the texts that the gold files name in ../shared, or in FOLDER, and the scorers of ../shared/gold. The exit status is 1 where a figure is
lower.
"""
import argparse, glob, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "../../../shared")
TEXTS = SHARED
sys.path.insert(0, os.path.join(SHARED, "gold"))
import score as items  # noqa: E402
import score_clauses as clauses  # noqa: E402

# Positions of texts are kept apart by more than any has.
APART = 10_000_000


def analysed(binary, file):
    """The documents of a text that a gold file names."""
    text = os.path.join(TEXTS, file.replace("../", ""))
    out = subprocess.run([binary, "analyze", "--format", "jsonl", "--quiet", text], capture_output=True, check=True)
    return [json.loads(line) for line in out.stdout.decode().splitlines()]


def moved(item, by):
    """An item or a directive with its elements, in a text that begins `by` code points later."""
    out = dict(item, start=item["start"] + by)
    if "end" in item:
        out["end"] = item["end"] + by
    for element in ("actors", "deadlines", "targets"):
        out[element] = [moved(named, by) for named in item.get(element) or []]
    return out


def of_items(binary, paths):
    gold, documents = {"items": [], "ignore": []}, []
    for by, path in ((i * APART, path) for i, path in enumerate(paths)):
        own = json.load(open(path, encoding="utf-8"))
        for item in own["items"]:
            parent = item["parent"]
            gold["items"].append(dict(item, start=item["start"] + by, parent=None if parent is None else parent + by))
        gold["ignore"] += [at + by for at in own.get("ignore", [])]
        for document in analysed(binary, own["file"]):
            documents.append({"start": document["start"] + by, "items": [moved(i, by) for i in document["items"]]})
    figures, _ = items.score(gold, documents)
    return f"{len(gold['items'])} items", figures


def of_clauses(binary, paths):
    rows, documents = [], []
    for by, path in ((i * APART, path) for i, path in enumerate(paths)):
        rows += [(start + by, end + by, *rest) for start, end, *rest in clauses.read(path)]
        file = open(path, encoding="utf-8").readline().strip("# \n")
        for document in analysed(binary, file):
            documents.append({"directives": [moved(d, by) for d in document["directives"]]})
    figures, _ = clauses.score(rows, documents)
    return f"{sum(row[2] == '1' for row in rows)} directive segments", figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--min", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--texts", default=SHARED, metavar="FOLDER")
    arguments = parser.parse_args()
    global TEXTS
    TEXTS = arguments.texts
    files = lambda ending: sorted(p for folder in arguments.folders for p in glob.glob(os.path.join(folder, ending)))
    figures = {}
    for score, paths in ((of_items, files("*.gold.json")), (of_clauses, files("*.clauses.tsv"))):
        if paths:
            told, own = score(arguments.binary, paths)
            print(told, *(f"{name}={value:.3f}" for name, value in own.items()))
            figures |= own
    low = [m for m in arguments.min if figures.get(m.split("=")[0], 0.0) < float(m.split("=")[1])]
    if low:
        sys.exit("below: " + ", ".join(low))


if __name__ == "__main__":
    main()

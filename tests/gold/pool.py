#!/usr/bin/env python3
"""Scores the program on all gold files of folders together, as ../shared/gold/score_all.py pools its own.

    tests/gold/pool.py BINARY tests/gold/rounds/01 ... [--min NAME=VALUE]

Reads the texts that the gold files name in ../shared, and ../shared/gold/score.py. The exit status is 1 where a figure is lower.
"""
import argparse, glob, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "../../../shared")
sys.path.insert(0, os.path.join(SHARED, "gold"))
from score import score  # noqa: E402

# Positions of texts are kept apart by more than any has.
APART = 10_000_000


def moved(item, by):
    return dict(item, start=item["start"] + by)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--min", action="append", default=[], metavar="NAME=VALUE")
    arguments = parser.parse_args()
    gold, documents, by = {"items": [], "ignore": []}, [], 0
    for path in sorted(p for folder in arguments.folders for p in glob.glob(os.path.join(folder, "*.gold.json"))):
        own = json.load(open(path, encoding="utf-8"))
        text = os.path.join(SHARED, own["file"].replace("../", ""))
        out = subprocess.run([arguments.binary, "analyze", "--format", "jsonl", "--quiet", text], capture_output=True, check=True)
        for item in own["items"]:
            parent = item["parent"]
            gold["items"].append(dict(moved(item, by), parent=None if parent is None else parent + by))
        gold["ignore"] += [at + by for at in own.get("ignore", [])]
        for line in out.stdout.decode().splitlines():
            document = json.loads(line)
            documents.append({"start": document["start"] + by, "items": [moved(i, by) for i in document["items"]]})
        by += APART
    figures, _ = score(gold, documents)
    print(f"{len(gold['items'])} items " + " ".join(f"{name}={value:.3f}" for name, value in figures.items()))
    low = [m for m in arguments.min if figures.get(m.split("=")[0], 0.0) < float(m.split("=")[1])]
    if low:
        sys.exit("below: " + ", ".join(low))


if __name__ == "__main__":
    main()

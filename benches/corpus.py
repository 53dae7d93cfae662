#!/usr/bin/env python3
"""Texts for the benches: sentences of real documents (../shared/corpus, without rounds/), or of fixtures/ where that isn't here,
put together anew, so that there is as much as is asked for and no two texts are the same.

    benches/corpus.py FOLDER MEGABYTES SHAPE        SHAPE: small (2 KB each), usual (20 KB), large (20 MB), one (a single file)

The same arguments give the same bytes.
"""
import pathlib, random, sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SIZES = {"small": 2_000, "usual": 20_000, "large": 20_000_000, "one": None}


def texts():
    shared = ROOT.parent / "shared/corpus"
    found = [path for path in shared.rglob("*.txt") if "rounds" not in path.parts] if shared.exists() else []
    for path in sorted(found or (ROOT / "fixtures").glob("*.txt")):
        try:
            yield path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            pass


def paragraphs():
    """Runs of some lines, so that points stand beside their neighbours."""
    out = []
    for text in texts():
        lines = [line for line in text.splitlines() if line.strip()]
        out += ["\n".join(lines[i : i + 8]) + "\n" for i in range(0, len(lines), 8)]
    return out


def main():
    folder, megabytes, shape = pathlib.Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    total, size = int(megabytes * 1_000_000), SIZES[shape]
    size = size or total
    choose = random.Random(f"{megabytes} {shape}")
    pool = [(part, len(part.encode())) for part in paragraphs()]
    folder.mkdir(parents=True, exist_ok=True)
    written = number = 0
    while written < total:
        inside = folder / f"{number // 1000:04}"
        inside.mkdir(exist_ok=True)
        with open(inside / f"{number:07}.txt", "w", encoding="utf-8") as file:
            own = file.write("关于第%d项工作的通知\n各有关单位：\n" % number) * 3
            while own < min(size, total - written):
                part, length = choose.choice(pool)
                file.write(part)
                own += length
        written += own
        number += 1


if __name__ == "__main__":
    main()

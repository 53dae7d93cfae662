#!/usr/bin/env python3
"""How many of the Chinese characters that pandoc (docx, odt, rtf, html), antiword (doc) and pdftotext (pdf) read from a file yaodian reads too,
in their order. What yaodian adds (the markers of automatic numbering) doesn't count against it; of pages, whose surroundings
it leaves out on purpose, it is the share of what yaodian reads that pandoc reads too.

    cargo build --release && python3 tests/readers/agree.py [FILE ...]

Without files: fixtures/formats, fixtures/numbering, fixtures/pages and, where it is there, ../shared/samples. Exit status 1
where less than 99.5% agree over all files of a kind.
"""
import os, pathlib, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
YAODIAN = ROOT / os.environ.get("YAODIAN", "target/release/yaodian")
LEAST = 0.995


def chinese(text):
    # Radicals are what browsers print for ideographs; pdftotext leaves them.
    import unicodedata
    text = "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" else c for c in text)
    return [c for c in text if "\u3400" <= c <= "\u9fff"]


def run(*command):
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    return done.stdout.decode("utf-8", "replace")


def reference(path):
    kind = path.suffix
    if kind == ".pdf":
        return run("pdftotext", "-nopgbrk", str(path), "-")
    if kind == ".doc":
        return run("antiword", "-m", "UTF-8.txt", "-w", "0", str(path))
    if kind == ".html":
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("gb18030", "replace")
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as page:
            page.write(text)
            page.flush()
            return run("pandoc", "-f", "html", "-t", "plain", "--wrap=none", page.name)
    return run("pandoc", "-t", "plain", "--wrap=none", str(path))


def agreeing(a, b):
    """How many characters stand in both, in order, as diff finds."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as left, tempfile.NamedTemporaryFile("w", encoding="utf-8") as right:
        for file, characters in [(left, a), (right, b)]:
            file.writelines(c + "\n" for c in characters)
            file.flush()
        lines = run("diff", "--minimal", left.name, right.name).splitlines()
    return len(a) - sum(line.startswith("<") for line in lines)


files = [pathlib.Path(f).resolve() for f in sys.argv[1:]]
for folder in [] if files else ["fixtures/formats", "fixtures/numbering", "fixtures/pages", "../shared/samples"]:
    files += sorted(p for p in (ROOT / folder).glob("*") if p.suffix in (".docx", ".odt", ".doc", ".rtf", ".pdf", ".html"))
if not shutil.which("antiword"):
    files = [path for path in files if path.suffix != ".doc"]
    print("skipped: .doc, since antiword is not here")
totals = {}
for path in files:
    ours, theirs = chinese(run(str(YAODIAN), "clean", "--raw", str(path))), chinese(reference(path))
    page = path.suffix == ".html"
    base = ours if page else theirs
    same = agreeing(ours, theirs) if page else agreeing(theirs, ours)
    total = totals.setdefault(path.suffix, [0, 0])
    total[0] += same
    total[1] += len(base)
    if base and same < LEAST * len(base):
        print(f"{same / len(base):.4f}  {path}  ({len(base) - same} of {len(base)} differ)")
for kind, (same, all_) in sorted(totals.items()):
    print(f"{kind[1:]}: {same / max(1, all_):.4f} of {all_} characters")
sys.exit(any(same < LEAST * all_ for same, all_ in totals.values()))

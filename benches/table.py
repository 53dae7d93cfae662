#!/usr/bin/env python3
"""Every command on 1, 50 and 500 MB, beside bare jieba-rs, Python's jieba and cppjieba on the same texts in the same run.

    cargo build --release && cargo build --release --example bare_jieba
    benches/table.py [BINARY] [--megabytes 1,50,500] [--runs 3]

A line a measure: seconds (the median of the runs; the order of the commands is another in each), megabytes a second on one thread,
the ratio to jieba-rs's `tag` on the same texts, the peak of memory, the gain of two threads. What isn't here (pip install jieba) is
left out and named; cppjieba comes by --other (benches/cppjieba.cpp). Machines are shared and noisy: trust the ratios.
"""
import argparse, os, pathlib, random, shlex, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[1]
COMMANDS = {
    "clean": ["clean"],
    "split": ["split", "--format", "jsonl"],
    "outline": ["outline", "--format", "jsonl"],
    "directives": ["directives", "--format", "jsonl"],
    "analyze": ["analyze", "--format", "jsonl"],
    "tokens": ["tokens", "--format", "jsonl"],
    "terms": ["terms", "--format", "jsonl"],
    "kwic": ["kwic", "落实", "--format", "jsonl"],
}
PYTHON = """
import sys, pathlib
import jieba, jieba.posseg
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt")):
    for line in path.read_text(encoding="utf-8").splitlines():
        jieba.posseg.lcut(line)
"""


def run(command):
    """Seconds and the peak of memory in KB; none where it fails."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return (time.monotonic() - began, usage.ru_maxrss) if status == 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?", default=str(ROOT / "target/release/yaodian"))
    parser.add_argument("--megabytes", default="1,50,500")
    parser.add_argument("--shape", default="usual", help="small, usual, large, one (benches/corpus.py)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--other", action="append", default=[], help="NAME=COMMAND, to which the folder is added (repeatable)")
    parser.add_argument("--slow", type=float, default=50, help="Python's jieba only up to so many megabytes")
    arguments = parser.parse_args()
    bare = pathlib.Path(arguments.binary).resolve().parent / "examples/bare_jieba"
    for megabytes in map(float, arguments.megabytes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, str(ROOT / "benches/corpus.py"), folder, str(megabytes), arguments.shape], check=True)
            calls = {name: [arguments.binary, *command, "-q", "--threads", "1", folder] for name, command in COMMANDS.items()}
            two = {name: [arguments.binary, *command, "-q", "--threads", "2", folder] for name, command in COMMANDS.items()}
            others = {}
            if bare.exists():
                others |= {"jieba-rs cut": [str(bare), "--cut", folder], "jieba-rs tag": [str(bare), folder]}
            if megabytes <= arguments.slow:
                others["jieba tag (Python)"] = [sys.executable, "-c", PYTHON, folder]
            for other in arguments.other:
                name, command = other.split("=", 1)
                others[name] = [*shlex.split(command), folder]
            jobs = [(name, "1", call) for name, call in {**calls, **others}.items()] + [(name, "2", call) for name, call in two.items()]
            took, peaks, failed = {}, {}, set()
            for turn in range(arguments.runs):
                random.Random(turn).shuffle(jobs)
                for name, threads, call in jobs:
                    if name in failed:
                        continue
                    measured = run(call)
                    if measured is None:
                        failed.add(name)
                        continue
                    took.setdefault((name, threads), []).append(measured[0])
                    peaks[name, threads] = max(peaks.get((name, threads), 0), measured[1])
            tag = statistics.median(took.get(("jieba-rs tag", "1"), [float("nan")]))
            print(f"\n{megabytes:g} MB, {arguments.shape} texts, {os.cpu_count()} cores")
            print(f"{'':22}{'seconds':>9}{'MB/s':>8}{'of tag':>8}{'peak MB':>9}{'2 threads':>11}")
            for name in [*calls, *others]:
                if (name, "1") not in took:
                    print(f"{name:22}  is not here")
                    continue
                median = statistics.median(took[name, "1"])
                gain = f"{median / statistics.median(took[name, '2']):.2f}" if (name, "2") in took else ""
                peak = max(peaks[name, "1"], peaks.get((name, "2"), 0)) / 1024
                print(f"{name:22}{median:9.2f}{megabytes / median:8.1f}{median / tag:8.2f}{peak:9.0f}{gain:>11}", flush=True)


if __name__ == "__main__":
    main()

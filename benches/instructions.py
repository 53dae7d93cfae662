#!/usr/bin/env python3
"""How many instructions each command takes for the fixtures, against the counts that are written down (instructions.json).

    benches/instructions.py BINARY            a line a command; exit status 1 where one takes 5% more than is written down
    benches/instructions.py BINARY --write    writes the counts down

Counted by valgrind on one thread: the same on a busy machine. They hold for one compiler and one profile, that of `.ci/run`
(`cargo build` with CARGO_PROFILE_DEV_OPT_LEVEL=2): where the compiler is another, nothing is judged.
"""
import argparse, json, os, pathlib, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "benches/instructions.json"
MOST = 1.05

COMMANDS = {
    "start": ["--version"],
    "clean": ["clean"],
    "split": ["split", "--format", "jsonl"],
    "outline": ["outline", "--format", "jsonl"],
    "directives": ["directives", "--format", "jsonl"],
    "directives csv": ["directives", "--format", "csv"],
    "analyze": ["analyze", "--format", "jsonl"],
    "tokens": ["tokens", "--format", "jsonl"],
    "terms": ["terms", "--format", "jsonl"],
    "kwic": ["kwic", "落实", "--format", "jsonl"],
    "docx": ["outline", "--format", "jsonl", "fixtures/formats/eldercare.docx"],
    "pdf": ["outline", "--format", "jsonl", "fixtures/formats/eldercare.pdf"],
    "html": ["outline", "--format", "jsonl", "fixtures/formats/eldercare.html"],
}
TEXTS = ["county-report.txt", "flood-control.txt", "health-speech.txt", "market-rules.txt", "work-safety.txt"]


def counted(binary, command):
    if command != ["--version"]:
        command = [*command, "-q", "--threads", "1"]
        if not any("." in word for word in command):
            command += [str(ROOT / "fixtures" / text) for text in TEXTS]
    with tempfile.NamedTemporaryFile() as log:
        run = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log.name}", binary, *command]
        done = subprocess.run(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "LC_ALL": "C"})
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stderr.decode()}")
        return int(re.search(r"Collected : (\d+)", log.read().decode())[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    binary = str(arguments.binary.resolve())
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(COMMANDS, pool.map(lambda command: counted(binary, command), COMMANDS.values())))
    if arguments.write:
        WRITTEN.write_text(json.dumps({"compiler": compiler, "counts": counts}, indent=1) + "\n")
    written = json.loads(WRITTEN.read_text())
    slower = []
    for name, count in counts.items():
        ratio = count / written["counts"][name]
        slower += [name] * (ratio > MOST)
        print(f"{name:15} {count:>15,}  {ratio:.3f} of what is written down")
    if compiler != written["compiler"]:
        print(f"not judged: the counts were written down with {written['compiler']}, this is {compiler}")
    elif slower:
        sys.exit(f"more than 5% slower: {', '.join(slower)}; where that is meant, benches/instructions.py --write")


if __name__ == "__main__":
    main()

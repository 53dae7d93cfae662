#!/usr/bin/env python3
"""What the program does when reading or writing fails, or it is ended: at moments by chance, many times.

    tests/faults.py BINARY [--times 200] [--seed 1]

`signals`: INT, TERM, HUP, QUIT or KILL at any moment of a run into a file: the old file, or the new one whole, and nothing beside
it. `resumed`: a run into a folder that is ended again and again and goes on: at last the results of a run that nothing disturbed.
`writing`: the system has no room at any of its writes: status 1, the file named, the old one as it was. `reading`: a file can't be
read on at any of its reads: named, status 1, the others done. `short`: standard input in pieces of any size: the same bytes. What
fails is told by strace (Debian's package), without which `writing` and `reading` are skipped.
"""
import argparse, os, pathlib, random, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[1]
ENDINGS = ["jsonl", "csv", "xlsx", "parquet", "qdpx"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Faults:
    def __init__(self, binary, times, seed):
        self.binary, self.times, self.chance = binary, times, random.Random(seed)
        self.work = pathlib.Path(tempfile.mkdtemp())
        self.texts = self.work / "in"
        self.texts.mkdir()
        fixtures = sorted((ROOT / "fixtures").glob("*.txt")) + sorted((ROOT / "fixtures/formats").glob("*.[dp]*"))
        for copy in range(4):
            for path in fixtures:
                shutil.copy(path, self.texts / f"{copy}-{path.name}")

    def call(self, *words):
        return [self.binary, "directives", str(self.texts), "-q", *words]

    def whole(self, ending):
        """The output of a run that nothing disturbs, and how long that takes."""
        path = self.work / f"whole.{ending}"
        began = time.monotonic()
        subprocess.run(self.call("-o", str(path)), check=True, **QUIET)
        return path.read_bytes(), time.monotonic() - began

    def folder(self):
        made = self.work / "out"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        return made

    def signals(self):
        known = {ending: self.whole(ending) for ending in ENDINGS}
        ended = 0
        for turn in range(self.times):
            ending, sent = self.chance.choice(ENDINGS), self.chance.choice(["INT", "TERM", "HUP", "QUIT", "KILL"])
            new, took = known[ending]
            folder = self.folder()
            target = folder / f"out.{ending}"
            target.write_bytes(b"old")
            child = subprocess.Popen(self.call("-o", str(target)), **QUIET)
            time.sleep(self.chance.random() * took * 1.1)
            child.send_signal(getattr(signal, f"SIG{sent}"))
            status = child.wait()
            names = sorted(path.name for path in folder.iterdir())
            assert names == [target.name], f"{sent} {ending}: {names}"
            assert target.read_bytes() in ((b"old", new) if status else (new,)), f"{sent} {ending}: half a file"
            assert status in (0, -getattr(signal, f"SIG{sent}")), f"{sent} {ending}: status {status}"
            ended += status != 0
        return f"{ended} ended, {self.times - ended} were done before"

    def resumed(self):
        plain = self.work / "plain"
        began = time.monotonic()
        subprocess.run(self.call("--format", "jsonl", "--output-dir", str(plain)), check=True, **QUIET)
        took = time.monotonic() - began
        want = {path.relative_to(plain): path.read_bytes() for path in plain.rglob("*.jsonl") if path.name[0] != "."}
        runs = 0
        while runs < self.times:
            folder = self.folder()
            done = False
            while not done:
                call = self.call("--format", "jsonl", "--output-dir", str(folder), "--resume")
                child = subprocess.Popen(call, **QUIET)
                time.sleep(self.chance.random() * took * 0.5)
                child.send_signal(self.chance.choice([signal.SIGINT, signal.SIGKILL, signal.SIGTERM]))
                done = child.wait() == 0
                runs += 1
                for path in folder.rglob("*"):
                    if path.is_file() and path.name != ".yaodian-done.jsonl":
                        assert path.read_bytes() == want[path.relative_to(folder)], f"{path}: half a result"
            got = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.jsonl") if path.name[0] != "."}
            assert got == want, "the folder is not what an undisturbed run makes"
        return f"{runs} runs"

    def traced(self, inject, *words):
        call = ["strace", "-f", "-qq", "-o", "/dev/null", *inject, *words]
        done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return done.returncode, done.stdout, done.stderr.decode()

    def writing(self):
        refused = 0
        for turn in range(self.times):
            ending = self.chance.choice(ENDINGS)
            folder = self.folder()
            target = folder / f"out.{ending}"
            target.write_bytes(b"old")
            inject = ["-e", f"inject=write,pwrite64,writev:error=ENOSPC:when={self.chance.randint(1, 10)}"]
            status, _, told = self.traced(inject, *self.call("-o", str(target), "--threads", "1"))
            if status == 0:
                assert target.read_bytes() != b"old"
                continue
            refused += 1
            assert status == 1 and told.startswith(f"yaodian: {target}: ") and len(told.splitlines()) == 1, f"{ending}: {status} {told}"
            assert target.read_bytes() == b"old" and len(list(folder.iterdir())) == 1, f"{ending}: {list(folder.iterdir())}"
        return f"{refused} refused, {self.times - refused} done"

    def reading(self):
        failed = 0
        names = sorted(path.name for path in self.texts.iterdir())
        for turn in range(self.times):
            name = self.chance.choice(names)
            path = self.texts / name
            inject = ["-P", str(path), "-e", f"inject=read,pread64:error=EIO:when={self.chance.randint(1, 3)}"]
            status, out, told = self.traced(inject, *self.call("--format", "jsonl"))
            if status == 0:
                continue
            failed += 1
            assert status == 1 and name in told and len(told.splitlines()) == 1, f"{name}: {status} {told}"
            assert f'/{name}"'.encode() not in out and out.count(b"\n") > 100, f"{name}: the others are done"
        return f"{failed} failed, {self.times - failed} read"

    def short(self):
        text = (ROOT / "fixtures/county-report.txt").read_bytes()
        call = [self.binary, "analyze", "-", "-q", "--format", "jsonl"]
        want = subprocess.run(call, input=text, stdout=subprocess.PIPE, check=True).stdout
        for turn in range(self.times):
            child = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            at = 0
            while at < len(text):
                size = self.chance.choice([1, 2, 3, 7, 100, 4096, len(text)])
                os.write(child.stdin.fileno(), text[at : at + size])
                at += size
            child.stdin.close()
            assert child.stdout.read() == want and child.wait() == 0
        return f"{self.times} times"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    arguments = parser.parse_args()
    faults = Faults(str(pathlib.Path(arguments.binary).resolve()), arguments.times, arguments.seed)
    try:
        for name in ["signals", "resumed", "writing", "reading", "short"]:
            if arguments.only not in (None, name):
                continue
            if name in ("writing", "reading") and not shutil.which("strace"):
                print(f"{name}: skipped, strace is not here")
                continue
            began = time.monotonic()
            print(f"{name}: {getattr(faults, name)()} ({time.monotonic() - began:.0f} s)", flush=True)
    finally:
        shutil.rmtree(faults.work, ignore_errors=True)


if __name__ == "__main__":
    main()

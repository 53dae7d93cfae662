#!/usr/bin/env python3
"""Texts made to be slow: does time grow with the text, and no faster?

    benches/hostile.py BINARY                    each shape at 500 KB and twice and four times as much: seconds, peak memory
    benches/hostile.py BINARY --count            at 8,000 characters by counting instructions (valgrind): the same on every
                                                 machine, and what CI runs
    benches/hostile.py BINARY --shape NAME ...   only these

A line a shape: its growth at the last doubling, and the bytes of memory that a further character costs beyond what is printed.
Growth is told from differences, so that what every run costs falls out. The exit status is 1 where growth is above --growth
(2.3 unless said otherwise; measured by time, differences of less than 0.3 s are too short to be judged) or memory above
--bytes (60).
"""
import argparse, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

ANALYZE = ["analyze", "--format", "jsonl"]


def times(unit, head="", tail=""):
    return lambda n: head + unit * (n // len(unit)) + tail


def counted(unit, head="", tail=""):
    """The unit with a number in it."""
    return lambda n: head + "".join(unit.format(i + 1) for i in range(n // len(unit.format(1000)))) + tail


CN = "一二三四五六七八九"


def numeral(i):
    tens, ones = divmod(i, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CN[tens - 1] + "十") + (CN[ones - 1] if ones else "")


def points(i):
    listed = "".join(f"{c}、抓好第{k + 1}件事。" for k, c in enumerate("一二三四五"))
    return f"关于第{i}项工作，强调以下五点。{listed}"


def lists(n):
    return "".join(points(i) for i in range(1, n // 60))


def lines_of_lists(n):
    return "".join(points(i).replace("。", "。\n") for i in range(1, n // 60))


def notes(n):
    item = "{}.抓好第{}件事。（责任单位：第{}局，第{}局）\n"
    return "各项任务如下：\n" + "".join(item.format(i % 150 + 1, i, i, i + 1) for i in range(n // 32))


def attributes(n):
    return "<html><body><p " + " ".join(f"a{i}=1" for i in range(n // 8)) + ">各地要加强管理。</p></body></html>"


# The text's file in a command that names it elsewhere than behind it, or more than once.
FILE = "FILE"

# Name, what comes behind it in the command, the text of about so many characters, the file's ending, its encoding.
SHAPES = {
    "actors": (ANALYZE, times("各地要：")),
    "要": (ANALYZE, times("要")),
    "open quote": (ANALYZE, times('"要加强')),
    "entities": (ANALYZE, times("&#35201;&amp;", "<html><body><p>", "</p></body></html>"), ".html"),
    "no stop": (ANALYZE, times("各地要加强管理，")),
    "one sentence": (ANALYZE, times("各地要加强管理工作和")),
    "不得": (ANALYZE, times("不得")),
    "hard wraps": (ANALYZE, times("各地要加强农村公路管理养护工作和安全生产工作并且\n")),
    "one line of GBK": (ANALYZE, times("各地要加强管理，"), ".txt", "gbk"),
    "zero width": (ANALYZE, times("各\u200b地\u200b要\u200b加\u200b强\u200b")),
    "bidi": (ANALYZE, times("各\u202e地\u202c要\u202e加\u202c强\u202c")),
    "（一）": (ANALYZE, times("（一）")),
    "circled": (ANALYZE, times("①②③④⑤⑥⑦⑧⑨⑩")),
    "①": (ANALYZE, times("①抓好落实")),
    "一是": (ANALYZE, times("一是抓好落实，")),
    "一是 二是": (ANALYZE, times("一是抓好落实，二是压实责任；")),
    "一、 lines": (ANALYZE, times("一、抓好落实\n")),
    "第一 lines": (ANALYZE, times("第一，抓好落实。\n")),
    "1.1 lines": (ANALYZE, counted("1.{}　抓好落实\n")),
    "dashes": (ANALYZE, times("——抓好落实\n")),
    "notes": (ANALYZE, notes),
    "lists": (ANALYZE, lists),
    "lists on lines": (ANALYZE, lines_of_lists),
    "kwic": (["kwic", "要", "--format", "jsonl"], times("——要加强\n")),
    "attributes": (ANALYZE, attributes, ".html"),
    "（": (ANALYZE, times("（")),
    "（…": (ANALYZE, times("（各地要")),
    "《": (ANALYZE, times("《各地")),
    "“": (ANALYZE, times("“")),
    "）": (ANALYZE, times("）")),
    "。": (ANALYZE, times("。")),
    "，": (ANALYZE, times("，")),
    "blanks": (ANALYZE, times("　", "各地", "要加强管理")),
    "empty lines": (ANALYZE, times("\n", "各地", "要加强管理")),
    "digits": (ANALYZE, times("1")),
    "full-width digits": (ANALYZE, times("１２３")),
    "decimals": (ANALYZE, times("1.")),
    "数字": (ANALYZE, times("一二三四五六七八九十")),
    "months": (ANALYZE, times("2026年6月底前")),
    "per cents": (ANALYZE, times("达到80%以上、")),
    "把": (ANALYZE, times("把")),
    "的": (ANALYZE, times("农村公路的")),
    "和": (ANALYZE, times("县水利局和")),
    "、": (ANALYZE, times("县水利局、")),
    "如果": (ANALYZE, times("如果逾期，")),
    "salutations": (ANALYZE, times("同志们：\n")),
    "titles": (ANALYZE, times("关于防汛工作的通知\n各镇：\n抓好落实。\n")),
    "letters": (ANALYZE, times("a")),
    "latin words": (ANALYZE, times("policy ")),
    "emoji": (ANALYZE, times("👨‍👩‍👧")),
    "combining": (ANALYZE, times("\u0301")),
    "tags": (ANALYZE, times("<b>要", "<html><body>"), ".html"),
    "cells": (ANALYZE, times("任务\t责任单位\t时限\n")),
    "articles": (ANALYZE, counted("第{}条　各单位应当加强管理。\n")),
    "chapters": (ANALYZE, times("第一章　总则\n第一条　要加强管理。\n")),
    "parts": (ANALYZE, times("篇一\n同志们：抓好落实。\n")),
    "contents": (ANALYZE, times("一、总体要求……1\n", "目录\n")),
    "attachments": (ANALYZE, times("附件：1.报名表\n")),
    "spaced": (ANALYZE, times("各 地 要 加 强 管 理 ")),
    "outline of lists": (["outline", "--format", "jsonl"], lists),
    "directives": (["directives", "--format", "csv"], times("各地要加强管理，")),
    "clean": (["clean"], times("各地要加强农村公路管理养护工作和安全生产工作并且\n")),
    "clean --diff": (["clean", "--diff"], times("各\u200b地\u200b要\n")),
    "tokens": (["tokens", "--format", "jsonl"], times("农村公路管理养护")),
    "newwords": (["newwords", "--format", "jsonl"], times("农村公路管理养护")),
    "diff": (["diff", FILE, FILE, "--format", "jsonl"], counted("{}.各地要加强管理，责任到人。\n")),
    "diff of equal lines": (["diff", FILE, FILE, "--format", "jsonl"], times("各地要加强管理。\n")),
    "diff of one line": (["diff", FILE, FILE, "--format", "jsonl"], counted("第{}县要加强管理，")),
    "coverage": (["coverage", FILE, FILE, "--format", "jsonl"], counted("{}.各县要加强管理，责任到人。\n")),
    "coverage of equal lines": (["coverage", FILE, FILE, "--format", "jsonl"], times("各地要加强管理。\n")),
    "reuse": (["reuse", "--format", "jsonl"], times("各地要加强农村公路管理养护工作，")),
    "reuse of numbers": (["reuse", "--format", "jsonl"], counted("第{}县要加强管理，责任到人。\n")),
    "reuse of letters": (["reuse", "--format", "jsonl"], times("要")),
    "reuse of all": (["reuse", "--all", "--min-length", "8", "--format", "jsonl"], counted("第{}项工作要抓好。")),
    "collocates": (["collocates", "管理", "--format", "jsonl"], times("农村公路管理养护")),
}

# Shapes that are judged from a greater size on: what is in up to 256 units, or in up to sixteen places, is looked at in each of
# them, and only beyond that does time grow with the text.
LEAST = {"diff": 32_000, "coverage": 64_000, "reuse of all": 64_000}


def measured(command, count):
    """Seconds of processor time or instructions, peak bytes, bytes printed."""
    with tempfile.TemporaryFile() as out, tempfile.NamedTemporaryFile() as log:
        if count:
            command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
                       f"--log-file={log.name}", *command]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise SystemExit(f"{command} ended with {status}")
        cost = usage.ru_utime + usage.ru_stime
        if count:
            cost = int(re.search(r"I\s+refs:\s+([\d,]+)", open(log.name).read())[1].replace(",", ""))
        return cost, usage.ru_maxrss * 1024, out.tell() or os.fstat(out.fileno()).st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--count", action="store_true", help="count instructions instead of measuring time")
    parser.add_argument("--size", type=int, help="characters of the smallest text")
    parser.add_argument("--shape", action="append", help="only this one (repeatable)")
    parser.add_argument("--growth", type=float, default=2.3)
    parser.add_argument("--bytes", type=float, default=60)
    arguments = parser.parse_args()
    size = arguments.size or (8_000 if arguments.count else 500_000)
    failed = []

    def judged(name):
        """The line of a shape, and whether it grows too fast."""
        command, text, *kind = SHAPES[name]
        ending, encoding = (kind + [".txt", "utf-8"][len(kind):])[:2]
        costs, peaks, printed, lengths = [], [], [], []
        for doubling in range(3):
            content = text(max(size, LEAST.get(name, 0)) << doubling)
            with tempfile.NamedTemporaryFile(suffix=ending) as file:
                file.write(content.encode(encoding))
                file.flush()
                named = [file.name if word == FILE else word for word in command]
                rest = [] if FILE in command else [file.name]
                run = [arguments.binary, *named, *rest, "--quiet", "--threads", "1"]
                cost, peak, out = measured(run, arguments.count)
            costs.append(cost)
            peaks.append(peak)
            printed.append(out)
            lengths.append(len(content))
            if not arguments.count and cost > 60:
                break
        first, last = costs[1] - costs[0], costs[-1] - costs[-2]
        growth = last / first if len(costs) == 3 and first > 0 else float("inf")
        more = (peaks[-1] - peaks[-2] - (printed[-1] - printed[-2])) / (lengths[-1] - lengths[-2])
        # Differences below these are noise, or what a run costs however short its text.
        enough = last > (20_000_000 if arguments.count else 0.3)
        wrong = enough and growth > arguments.growth or not arguments.count and more > arguments.bytes
        cost = f"{costs[-1]:,}" if arguments.count else f"{costs[-1]:.2f} s"
        memory = "" if arguments.count else f"{more:6.0f} B/char  {printed[-1] / 1e6:8.1f} MB printed"
        return f"{name:20} growth {growth:5.2f}  {cost:>16}  {memory}{'  <--' if wrong else ''}", wrong

    names = [name for name in SHAPES if not arguments.shape or name in arguments.shape]
    with ThreadPoolExecutor(os.cpu_count() if arguments.count else 1) as pool:
        for name, (line, wrong) in zip(names, pool.map(judged, names)):
            print(line, flush=True)
            failed += [name] * wrong
    print(f"{len(names)} shapes")
    if failed:
        sys.exit("grows too fast: " + ", ".join(failed))


if __name__ == "__main__":
    main()

"""What Spark adds to the plain program: the same texts, from Parquet to Parquet, at the same number of cores.

    python spark/bench.py BINARY [--megabytes 100] [--cores 2] [--runs 3] [--kinds outline,directives,analyze]

A line a kind: seconds of the program, of Spark (without starting it: that is said apart), their ratio, medians of the runs.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--megabytes", default="100")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kinds", default="outline,directives,analyze")
    arguments = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    import pyarrow as pa
    import pyarrow.parquet as pq
    import yaodian_spark
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        subprocess.run([sys.executable, str(ROOT / "benches/corpus.py"), str(work / "texts"), arguments.megabytes, "usual"], check=True)
        paths = sorted((work / "texts").rglob("*.txt"))
        table = pa.table({"id": [path.name for path in paths], "content": [path.read_text(encoding="utf-8") for path in paths]})
        (work / "in").mkdir()
        share = -(-len(paths) // (arguments.cores * 8))
        for part in range(0, len(paths), share):
            pq.write_table(table.slice(part, share), work / "in" / f"{part:07}.parquet", compression="zstd")
        began = time.monotonic()
        builder = SparkSession.builder.master(f"local[{arguments.cores}]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.memory", "4g").config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        builder = builder.config("spark.sql.files.maxPartitionBytes", "4m").config("spark.sql.parquet.compression.codec", "zstd")
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        spark.range(10).mapInArrow(lambda batches: batches, "id long").count()
        print(f"{arguments.megabytes} MB, {len(paths)} texts, {arguments.cores} cores; Spark starts in {time.monotonic() - began:.1f} s")
        for kind in arguments.kinds.split(","):
            plain, spread = [], []
            for turn in range(arguments.runs):
                began = time.monotonic()
                command = [arguments.binary, kind, str(work / "in"), "--glob", "*.parquet", "-q", "--threads", str(arguments.cores)]
                subprocess.run([*command, "-o", str(work / f"{kind}.parquet")], check=True)
                plain.append(time.monotonic() - began)
                began = time.monotonic()
                found = getattr(yaodian_spark, kind)(spark.read.parquet(str(work / "in")))
                found.write.mode("overwrite").parquet(str(work / f"{kind}-spark"))
                spread.append(time.monotonic() - began)
            ours, theirs = pq.read_metadata(work / f"{kind}.parquet").num_rows, spark.read.parquet(str(work / f"{kind}-spark")).count()
            assert ours == theirs, (ours, theirs)
            a, b = statistics.median(plain), statistics.median(spread)
            print(f"{kind:12} {a:8.2f} s  Spark {b:8.2f} s  {b / a:.2f}  ({ours} rows)", flush=True)


if __name__ == "__main__":
    main()

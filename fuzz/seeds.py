"""Seeds for the fuzzer: the parts of office files, and small tables and archives. Arguments: fixtures/formats, the folder."""
import gzip, io, pathlib, sys, tarfile, zipfile

formats, work = map(pathlib.Path, sys.argv[1:])
parts = {".docx": (b"\0", ["word/document.xml", "word/numbering.xml", "word/styles.xml"]),
         ".odt": (b"\1", ["content.xml", "styles.xml", "meta.xml"])}
for ending, (kind, names) in parts.items():
    for path in formats.glob(f"*{ending}"):
        with zipfile.ZipFile(path) as archive:
            read = [archive.read(name) for name in names if name in archive.namelist()]
        # Whole parts are long; their beginnings hold every construct.
        (work / "office" / f"{path.name}.parts").write_bytes(kind + b"\0".join(part[:6000] for part in read))

# The streams of old documents, without the compound file: the reader needs olefile here, which the fuzzer can do without.
try:
    import olefile
except ImportError:
    olefile = None
for path in sorted((formats / "../numbering/old").glob("*.doc")) if olefile else []:
    with olefile.OleFileIO(path) as file:
        names = ["WordDocument", "1Table" if file.exists("1Table") else "0Table"]
        streams = [file.openstream(name).read() for name in names]
    streams = [stream + bytes(-len(stream) % 4) for stream in streams]
    head = b"".join((len(stream) // 4).to_bytes(2, "little") for stream in streams)
    (work / "word" / f"{path.name}.streams").write_bytes(head + b"".join(streams))

text = (formats / "forest.txt").read_text(encoding="utf-8")
rows = "id,标题,content\n1,讲话,\"" + text.replace('"', '""') + "\"\n2,通知,要抓好落实。\n"
lines = '{"url":"http://a/1","content":"要抓好落实。"}\n{"content":3}\n'
zipped, tarred = io.BytesIO(), io.BytesIO()
with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a.txt", text)
    archive.writestr("b.csv", rows)
with tarfile.open(fileobj=tarred, mode="w") as archive:
    info = tarfile.TarInfo("a.txt")
    info.size = len(text.encode())
    archive.addfile(info, io.BytesIO(text.encode()))
# In the order of the names in fuzz_targets/containers.rs.
seeds = [rows.encode(), rows.replace(",", "\t").encode("gbk"), lines.encode(), b"PAR1", zipped.getvalue(), tarred.getvalue(),
         gzip.compress(tarred.getvalue()), gzip.compress(rows.encode()), b"\x28\xb5\x2f\xfd", text.encode()]
for parquet in formats.glob("*.parquet"):
    seeds[3] = parquet.read_bytes()
for zstd in formats.glob("*.zst"):
    seeds[8] = zstd.read_bytes()
for kind, seed in enumerate(seeds):
    (work / "containers" / f"seed-{kind}").write_bytes(bytes([kind]) + seed)

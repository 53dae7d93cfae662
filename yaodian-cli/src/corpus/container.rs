//! What holds more than one text.

/// What holds more than one text, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// A text in each row.
    Table(Format),
    /// A text in each file.
    Archive(Packing),
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// JSON Lines.
    Lines,
    /// Cells parted by commas, tabs or semicolons.
    Cells,
    /// Parquet.
    Parquet,
}

/// How files are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// One file packed by gzip.
    Gzip,
    /// One file packed by zstd.
    Zstd,
}

impl Container {
    /// The kind of a file by its name, and the name of what is packed in it; none where it is no container.
    pub(super) fn of(name: &str) -> Option<(Self, &str)> {
        const ENDINGS: [(&str, Container); 12] = [
            (".jsonl", Container::Table(Format::Lines)),
            (".ndjson", Container::Table(Format::Lines)),
            (".csv", Container::Table(Format::Cells)),
            (".tsv", Container::Table(Format::Cells)),
            (".tab", Container::Table(Format::Cells)),
            (".parquet", Container::Table(Format::Parquet)),
            (".zip", Container::Archive(Packing::Zip)),
            (".tar", Container::Archive(Packing::Tar)),
            (".tgz", Container::Archive(Packing::Gzip)),
            (".gz", Container::Archive(Packing::Gzip)),
            (".tzst", Container::Archive(Packing::Zstd)),
            (".zst", Container::Archive(Packing::Zstd)),
        ];
        let ends = |ending: &str| {
            let from = name.len().checked_sub(ending.len())?;
            name.get(from..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &name[..from])
        };
        ENDINGS.iter().find_map(|&(ending, kind)| ends(ending).map(|inner| (kind, inner)))
    }

    /// The kind of standard input by its first bytes; a table of cells can't be told so.
    pub(super) fn of_bytes(head: &[u8]) -> Option<Self> {
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        match head {
            _ if text.starts_with(b"{") => Some(Self::Table(Format::Lines)),
            [b'P', b'K', 3, 4, ..] => Some(Self::Archive(Packing::Zip)),
            [b'P', b'A', b'R', b'1', ..] => Some(Self::Table(Format::Parquet)),
            [0x1F, 0x8B, ..] => Some(Self::Archive(Packing::Gzip)),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Archive(Packing::Zstd)),
            _ if head.get(257..262) == Some(b"ustar") => Some(Self::Archive(Packing::Tar)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_told_by_their_names() {
        for (name, kind) in [
            ("a/b.CSV", Some((Container::Table(Format::Cells), "a/b"))),
            ("x.tar.gz", Some((Container::Archive(Packing::Gzip), "x.tar"))),
            ("x.tgz", Some((Container::Archive(Packing::Gzip), "x"))),
            ("x.txt", None),
            (".csv.txt", None),
        ] {
            assert_eq!(Container::of(name), kind, "{name}");
        }
    }
}

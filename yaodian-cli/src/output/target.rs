//! Where output goes: a file is whole or absent, its old content there until the new one is complete.

use crate::scratch::Scratch;
use std::{
    error, fmt,
    fs::{self, File},
    io::{self, BufWriter, Seek, Write},
    path::{Path, PathBuf},
};
use yaodian::say;

/// Output that could not be written: where it was to go, and what the system says.
#[derive(Debug)]
pub struct Unwritten {
    /// The file as it was named, or standard output.
    pub target: String,
    /// What the system says.
    pub why: io::Error,
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say!("unwritten", target = self.target, why = yaodian::system::what(&self.why)))
    }
}

impl error::Error for Unwritten {}

impl Unwritten {
    /// Standard output that could not be written.
    pub fn standard_output(why: io::Error) -> Self {
        Self { target: say!("standard-output"), why }
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// The system refuses.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Unwritten> {
    let mut target = Target::open(Some(path))?;
    target.write(bytes)?;
    target.keep()
}

/// What is written to.
pub(super) struct Target {
    name: String,
    out: Out,
}

enum Out {
    /// Standard output, or a file that is none on a disk (a pipe with a name, a terminal): written as it is.
    Stream(Box<dyn Write>),
    /// A new file beside the one that it replaces when all is written.
    Beside { file: BufWriter<File>, at: At, replaces: PathBuf },
}

/// Where a file is that isn't complete yet.
enum At {
    /// Nowhere, so that nothing of it stays whatever ends the program: it gets its name when it is complete.
    #[cfg(target_os = "linux")]
    Unnamed,
    /// Under a name of its own.
    Named(Scratch),
}

impl Target {
    /// Opens the file at `path` for writing, or standard output. A file on a disk is made anew beside it, and nothing of it
    /// changes before [`Target::keep`].
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Unwritten> {
        let Some(path) = path else {
            let out = Out::Stream(Box::new(BufWriter::with_capacity(1 << 16, io::stdout())));
            return Ok(Self { name: say!("standard-output"), out });
        };
        let name = path.display().to_string();
        let out = match fs::metadata(path) {
            Ok(found) if !found.is_file() => {
                File::options().write(true).open(path).map(|f| Out::Stream(Box::new(BufWriter::new(f))))
            }
            Ok(_)
                if ["/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"]
                    .iter()
                    .any(|name| path == Path::new(name)) =>
            {
                Ok(Out::Stream(Box::new(BufWriter::new(io::stderr()))))
            }
            // What was opened for this program goes on at its end.
            Ok(_) if is_handed_down(path) => {
                File::options().append(true).open(path).map(|f| Out::Stream(Box::new(BufWriter::new(f))))
            }
            Ok(found) => beside(path, Some(found.permissions())),
            Err(_) => beside(path, None),
        };
        match out {
            Ok(out) => Ok(Self { name, out }),
            Err(why) => Err(Unwritten { target: name, why }),
        }
    }

    /// Whether the old content is still there, so that it can be kept.
    pub(super) const fn is_beside(&self) -> bool {
        matches!(self.out, Out::Beside { .. })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        let result = match &mut self.out {
            Out::Stream(out) => out.write_all(bytes),
            Out::Beside { file, .. } => file.write_all(bytes),
        };
        self.told(result)
    }

    /// Writes all that there is to read.
    pub(super) fn copy(&mut self, from: &mut impl io::Read) -> Result<(), Unwritten> {
        let result = match &mut self.out {
            Out::Stream(out) => io::copy(from, out),
            Out::Beside { file, .. } => io::copy(from, file),
        };
        self.told(result.map(drop))
    }

    /// Hands on what is held back, for whoever reads along.
    pub(super) fn flush(&mut self) -> Result<(), Unwritten> {
        let result = match &mut self.out {
            Out::Stream(out) => out.flush(),
            Out::Beside { .. } => Ok(()),
        };
        self.told(result)
    }

    /// Has something written that must go back in what it writes; through memory where the output can't.
    pub(super) fn write_with<E: Into<io::Error>>(
        &mut self,
        write: impl FnOnce(&mut dyn Whole) -> Result<(), E>,
    ) -> Result<(), Unwritten> {
        let result = match &mut self.out {
            Out::Beside { file, .. } => {
                let mut out = Enduring { file, at: 0, end: 0, failed: None };
                let written = write(&mut out).map_err(Into::into);
                out.failed.map_or(written, Err)
            }
            Out::Stream(out) => {
                let mut held = io::Cursor::new(Vec::new());
                write(&mut held).map_err(Into::into).and_then(|()| out.write_all(held.get_ref()))
            }
        };
        self.told(result)
    }

    /// Ends the output: all is written, and the file takes the place of the old one.
    pub(super) fn keep(self) -> Result<(), Unwritten> {
        let Self { name, out } = self;
        let result = match out {
            Out::Stream(mut out) => out.flush(),
            // What a full disk didn't say before it says when all must be on it.
            Out::Beside { file, at, replaces } => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| file.sync_all().map(|()| file))
                .and_then(|file| at.keep(&file, &replaces)),
        };
        result.map_err(|why| Unwritten { target: name, why })
    }

    /// A result with the name of what was to be written.
    pub(super) fn told<T>(&self, result: io::Result<T>) -> Result<T, Unwritten> {
        result.map_err(|why| Unwritten { target: self.name.clone(), why })
    }
}

/// What can be gone back in.
pub(super) trait Whole: Write + Seek + Send {}

impl Whole for Enduring<'_> {}
impl Whole for io::Cursor<Vec<u8>> {}

/// A file whose failure is remembered and told at the end: the writers of archives print what goes wrong where they are
/// dropped unfinished.
struct Enduring<'f> {
    file: &'f mut BufWriter<File>,
    at: u64,
    end: u64,
    failed: Option<io::Error>,
}

impl Write for Enduring<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            self.failed = self.file.write_all(bytes).err();
        }
        self.at += bytes.len() as u64;
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed.is_none() {
            self.failed = self.file.flush().err();
        }
        Ok(())
    }
}

impl Seek for Enduring<'_> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let moved = match to {
            io::SeekFrom::Start(at) => Some(at),
            io::SeekFrom::Current(by) => self.at.checked_add_signed(by),
            io::SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        self.at = moved.ok_or(io::ErrorKind::InvalidInput)?;
        if self.failed.is_none() {
            self.failed = self.file.seek(io::SeekFrom::Start(self.at)).err();
        }
        Ok(self.at)
    }
}

/// Whether a path names what is open in this program already (/dev/fd/3).
fn is_handed_down(path: &Path) -> bool {
    ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}

impl At {
    fn keep(self, file: &File, name: &Path) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed => {
                use std::os::fd::AsRawFd;
                let open = format!("/proc/self/fd/{}", file.as_raw_fd());
                let folder = name.parent().unwrap_or(Path::new("."));
                // A link can't take the place of a file; a file with a name can.
                let link = |path: &Path| {
                    use rustix::fs::{AtFlags, CWD, linkat};
                    linkat(CWD, open.as_str(), CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
                };
                match link(name) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    made => return made,
                }
                let named = partial().make_in(folder, link)?;
                named.into_temp_path().persist(name).map_err(|error| error.error)
            }
            Self::Named(scratch) => {
                let _ = file;
                scratch.keep(name)
            }
        }
    }
}

fn partial<'n>() -> tempfile::Builder<'n, 'n> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".yaodian-").suffix(".part");
    builder
}

/// A file without a name in a folder; none where the system or its disk knows none.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::WRONLY | OFlags::TMPFILE | OFlags::CLOEXEC;
    // What any program gives a new file; the system takes off what the user's mask says.
    let file = open(folder, flags, Mode::from_raw_mode(0o666))
        .ok()
        .filter(|_| Path::new("/proc/self/fd").exists())?;
    Some(file.into())
}

/// A new file in the folder of `path`, or of what a link there leads to, with the rights of the one that it is to replace.
fn beside(path: &Path, rights: Option<fs::Permissions>) -> io::Result<Out> {
    let replaces = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = replaces.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if rights.is_some() {
        // Whoever may not write to the file may not replace it either.
        File::options().append(true).open(&replaces)?;
    }
    let whole = |file| BufWriter::with_capacity(1 << 16, file);
    #[cfg(target_os = "linux")]
    if let Some(file) = unnamed(folder) {
        if let Some(rights) = rights {
            file.set_permissions(rights)?;
        }
        return Ok(Out::Beside { file: whole(file), at: At::Unnamed, replaces });
    }
    let mut builder = partial();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // What the system says without the temporary name, which nobody knows.
    let file = builder.tempfile_in(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other(say!("no-folder")),
        kind => kind.into(),
    })?;
    if let Some(rights) = rights {
        file.as_file().set_permissions(rights)?;
    }
    let (file, at) = Scratch::of(file);
    Ok(Out::Beside { file: whole(file), at: At::Named(at), replaces })
}

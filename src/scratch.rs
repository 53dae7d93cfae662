//! Files that are gone when the program ends, whatever ends it.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, Once, PoisonError},
};
use tempfile::{NamedTempFile, TempPath};

/// The exit status of a program that a signal ended, as shells give it for Ctrl-C.
const INTERRUPTED: i32 = 130;

/// The files that are there now.
static PATHS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file. It is removed when this is dropped, and when Ctrl-C or another signal ends the program, unless it was
/// kept.
pub(crate) struct Scratch {
    path: Option<TempPath>,
}

impl Scratch {
    /// Takes charge of a temporary file.
    pub(crate) fn of(file: NamedTempFile) -> (File, Self) {
        static WATCH: Once = Once::new();
        let (file, path) = file.into_parts();
        paths(|all| all.push(path.to_path_buf()));
        WATCH.call_once(|| {
            // Where somebody else listens for signals already, they must see to it.
            let _ = ctrlc::set_handler(|| {
                paths(|all| all.drain(..).for_each(|path| drop(fs::remove_file(path))));
                std::process::exit(INTERRUPTED);
            });
        });
        (file, Self { path: Some(path) })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// Gives the file another name for good, whatever had it before.
    pub(crate) fn keep(mut self, name: &Path) -> io::Result<()> {
        match self.path.take() {
            Some(path) => {
                let own = path.to_path_buf();
                let kept = path.persist(name).map_err(|error| error.error);
                forget(&own);
                kept
            }
            None => Ok(()),
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            forget(&path);
        }
    }
}

fn forget(path: &Path) {
    paths(|all| all.retain(|p| p != path));
}

fn paths(change: impl FnOnce(&mut Vec<PathBuf>)) {
    change(&mut PATHS.lock().unwrap_or_else(PoisonError::into_inner));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_unless_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let new = || Scratch::of(NamedTempFile::new_in(folder.path()).unwrap()).1;
        let gone = new();
        let path = gone.path().to_owned();
        drop(gone);
        assert!(!path.exists());
        let kept = folder.path().join("kept");
        new().keep(&kept).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(kept.exists());
    }
}

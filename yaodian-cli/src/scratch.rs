//! Files that are gone, and programs that are ended, when this program ends, whatever ends it.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::{Mutex, Once, PoisonError},
    thread,
    time::Duration,
};
use tempfile::{NamedTempFile, TempPath};

/// The files that are there now.
static PATHS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The groups of programs that run now.
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A program with all that it starts, which is a group of its own: where this program is ended, it is too.
pub(crate) struct Group(u32);

impl Group {
    /// Has a program be a group of its own.
    pub(crate) fn of(command: &mut Command) -> io::Result<(Child, Self)> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        watch();
        let child = command.spawn()?;
        let group = Self(child.id());
        change(&GROUPS, |all| all.push(group.0));
        Ok((child, group))
    }

    /// Ends it.
    pub(crate) fn end(&self) {
        end(self.0);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        change(&GROUPS, |all| all.retain(|group| *group != self.0));
    }
}

/// Ends all programs of a group; it may be over already.
#[cfg(unix)]
fn end(group: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn end(_: u32) {}

/// Has signals end what is to be ended.
fn watch() {
    static WATCH: Once = Once::new();
    WATCH.call_once(listen);
}

/// What is done last when a signal ends the program.
static FAREWELL: Mutex<Option<Box<dyn FnOnce() + Send>>> = Mutex::new(None);

/// Has `farewell` called where a signal ends the program; it isn't waited for long.
pub(crate) fn when_ended(farewell: impl FnOnce() + Send + 'static) {
    change(&FAREWELL, |last| *last = Some(Box::new(farewell)));
    watch();
}

/// Ends the programs and removes the files.
fn clear() {
    change(&GROUPS, |all| all.drain(..).for_each(end));
    change(&PATHS, |all| all.drain(..).for_each(|path| drop(fs::remove_file(path))));
    let mut last = None;
    change(&FAREWELL, |farewell| last = farewell.take());
    // Where nobody reads along what is said can't be got rid of.
    let said = last.and_then(|farewell| thread::Builder::new().spawn(farewell).ok());
    for _ in 0..20 {
        if said.as_ref().is_some_and(|said| !said.is_finished()) {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

#[cfg(unix)]
fn listen() {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    // What whoever started the program has it ignore (nohup, &) it goes on to ignore.
    let heard = [SIGHUP, SIGINT, SIGQUIT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
    // Where they can't be heard nothing is lost but that they are.
    let Ok(mut signals) = Signals::new(heard) else { return };
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            clear();
            let _ = emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    };
    let _ = thread::Builder::new().spawn(wait);
}

/// Whether a signal was ignored when the program was started, as far as the system tells.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}

#[cfg(not(unix))]
fn listen() {
    let _ = ctrlc::set_handler(|| {
        clear();
        std::process::exit(130);
    });
}

/// A temporary file. It is removed when this is dropped, and when Ctrl-C or another signal ends the program, unless it was
/// kept.
pub(crate) struct Scratch {
    path: Option<TempPath>,
}

impl Scratch {
    /// Takes charge of a temporary file.
    pub(crate) fn of(file: NamedTempFile) -> (File, Self) {
        watch();
        let (file, path) = file.into_parts();
        change(&PATHS, |all| all.push(path.to_path_buf()));
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
    change(&PATHS, |all| all.retain(|p| p != path));
}

fn change<T>(list: &Mutex<T>, change: impl FnOnce(&mut T)) {
    change(&mut list.lock().unwrap_or_else(PoisonError::into_inner));
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

//! `man`: the manual pages.

use super::{Execute, Program, print};
use crate::output::{Format, Unwritten, write_file};
use anyhow::{Result, bail};
use clap::{Arg, Args};
use std::{path::PathBuf, process::ExitCode};
use yaodian::say;

/// The manual page
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian man | man -l -
  yaodian man kwic | man -l -
  yaodian man --dir ~/.local/share/man/man1        a page a command")]
pub(crate) struct Man {
    /// Which command's [default: that of the whole program]
    #[arg(value_name = "COMMAND")]
    page: Option<String>,
    /// Write the pages of all commands into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    dir: Option<PathBuf>,
}

impl Execute for Man {
    const FORMATS: &'static [Format] = &[];

    fn run(self, program: Program) -> Result<ExitCode> {
        man(&self, program())
    }
}

/// The manual page of a command, or all of them into a folder.
fn man(arguments: &Man, program: clap::Command) -> Result<ExitCode> {
    let render = |page: clap::Command| -> Result<Vec<u8>> {
        let mut out = Vec::new();
        clap_mangen::Man::new(page).render(&mut out)?;
        Ok(out)
    };
    if let Some(folder) = &arguments.dir {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|why| Unwritten { target: folder.display().to_string(), why })?;
        for (name, page) in pages(program) {
            let path = folder.join(format!("{name}.1"));
            write_file(&path, &render(page)?)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = arguments.page.as_ref().map_or("yaodian".to_owned(), |name| format!("yaodian-{name}"));
    match pages(program).into_iter().find(|(name, _)| *name == wanted) {
        Some((_, page)) => print(&String::from_utf8(render(page)?)?),
        None => bail!(say!("no-such-command", name = arguments.page.as_deref().unwrap_or_default())),
    }
}

/// The manual pages: the program's, and one a command, by their names.
fn pages(mut root: clap::Command) -> Vec<(String, clap::Command)> {
    root.build();
    let mut out = Vec::new();
    page(&root, "", &mut out);
    out
}

fn page(command: &clap::Command, path: &str, out: &mut Vec<(String, clap::Command)>) {
    let name = if path.is_empty() {
        command.get_name().to_owned()
    } else {
        format!("{path}-{}", command.get_name())
    };
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        page(sub, &name, out);
    }
    // A manual joins lines: what stands in a list is a paragraph each.
    let apart = |arg: Arg| match arg.get_long_help().map(ToString::to_string) {
        Some(help) if help.contains("\n- ") => arg.long_help(help.replace("\n- ", "\n\n- ")),
        _ => arg,
    };
    out.push((name.clone(), command.clone().mut_args(apart).display_name(name)));
}

//! From a pattern to a program.

use super::{
    class::{Class, First},
    needs::Needs,
    program::{Branch, Look, Place, Program, Step, Words},
};
use regex_syntax::hir::{self, Hir, HirKind};
use std::collections::BTreeMap;

/// So many first characters that most texts have some of them.
const VAGUE: u32 = 200;

/// # Errors
/// What is wrong with the pattern, or what of the syntax is not supported.
pub(super) fn program(pattern: &str) -> Result<Program, String> {
    let hir = regex_syntax::parse(pattern).map_err(|error| error.to_string())?;
    let mut compiler = Compiler { steps: Vec::new(), classes: Vec::new(), groups: vec![None] };
    compiler.compile(&hir)?;
    compiler.steps.push(Step::Match);
    let (mut first, empty) = first(&hir);
    if empty {
        first = First::ANY;
    }
    let anchored = hir.properties().look_set_prefix().contains(hir::Look::Start);
    let Compiler { steps, classes, groups } = compiler;
    let needs = Needs::of(&hir);
    let vague = needs.is_some() && first.count() > VAGUE;
    Ok(Program { steps, classes, groups, first, needs, vague, anchored })
}

struct Compiler {
    steps: Vec<Step>,
    classes: Vec<Class>,
    groups: Vec<Option<Box<str>>>,
}

impl Compiler {
    fn compile(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => self.steps.push(Step::Literal(text(literal)?.into())),
            HirKind::Class(class) => {
                let class = self.class(class)?;
                self.steps.push(Step::Class(class));
            }
            HirKind::Look(look) => self.steps.push(Step::Look(match look {
                hir::Look::Start => Look::Start,
                hir::Look::End => Look::End,
                hir::Look::StartLF => Look::StartLine,
                hir::Look::EndLF => Look::EndLine,
                other => return Err(format!("the assertion {other:?} is not supported")),
            })),
            HirKind::Capture(capture) => {
                let group = capture.index as usize;
                if self.groups.len() <= group {
                    self.groups.resize(group + 1, None);
                }
                self.groups[group].clone_from(&capture.name);
                self.steps.push(Step::Save(2 * group));
                self.compile(&capture.sub)?;
                self.steps.push(Step::Save(2 * group + 1));
            }
            HirKind::Concat(parts) => {
                for part in parts {
                    self.compile(part)?;
                }
            }
            HirKind::Alternation(parts) => self.alternation(parts)?,
            HirKind::Repetition(repetition) => self.repetition(repetition)?,
        }
        Ok(())
    }

    fn class(&mut self, class: &hir::Class) -> Result<usize, String> {
        self.classes.push(Class::new(unicode(class)?));
        Ok(self.classes.len() - 1)
    }

    fn alternation(&mut self, parts: &[Hir]) -> Result<(), String> {
        let literals: Option<Vec<&str>> = parts
            .iter()
            .map(|part| match part.kind() {
                HirKind::Literal(literal) => text(literal).ok(),
                _ => None,
            })
            .collect();
        if let Some(literals) = literals {
            self.steps.push(Step::Words(words(&literals)));
            return Ok(());
        }
        let branching = self.steps.len();
        self.steps.push(Step::Branches(Box::new([])));
        let mut branches = Vec::new();
        let mut jumps = Vec::new();
        for part in parts {
            let (first, empty) = first(part);
            branches.push(Branch { first, empty, place: self.steps.len() });
            self.compile(part)?;
            jumps.push(self.steps.len());
            self.steps.push(Step::Jump(0));
        }
        self.steps[branching] = Step::Branches(branches.into());
        let end = self.steps.len();
        jumps.into_iter().for_each(|jump| self.steps[jump] = Step::Jump(end));
        Ok(())
    }

    fn repetition(&mut self, repetition: &hir::Repetition) -> Result<(), String> {
        let (least, most, lazy) = (repetition.min, repetition.max, !repetition.greedy);
        // A single character repeated needs no steps of its own.
        let single = match repetition.sub.kind() {
            HirKind::Class(class) => Some(self.class(class)?),
            HirKind::Literal(literal) => match text(literal)?.chars().collect::<Vec<_>>()[..] {
                [c] => {
                    let class = hir::ClassUnicode::new([hir::ClassUnicodeRange::new(c, c)]);
                    Some(self.class(&hir::Class::Unicode(class))?)
                }
                _ => None,
            },
            _ => None,
        };
        if let Some(class) = single {
            self.steps.push(Step::Repeat { class, least, most: most.unwrap_or(u32::MAX), lazy });
            return Ok(());
        }
        for _ in 0..least {
            self.compile(&repetition.sub)?;
        }
        let Some(most) = most else {
            if repetition.sub.properties().minimum_len() == Some(0) {
                return Err("a repetition without end of what can be nothing is not supported".into());
            }
            let split = self.split();
            self.compile(&repetition.sub)?;
            self.steps.push(Step::Jump(split));
            self.set_split(split, lazy);
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.split());
            self.compile(&repetition.sub)?;
        }
        splits.into_iter().for_each(|split| self.set_split(split, lazy));
        Ok(())
    }

    /// A place for a split, to be set when its end is known.
    fn split(&mut self) -> Place {
        self.steps.push(Step::Jump(0));
        self.steps.len() - 1
    }

    /// Lets the split go into what follows it, or past it to the end of what there is.
    fn set_split(&mut self, split: Place, lazy: bool) {
        let (into, past) = (split + 1, self.steps.len());
        let (first, second) = if lazy { (past, into) } else { (into, past) };
        self.steps[split] = Step::Split { first, second };
    }
}

fn text(literal: &hir::Literal) -> Result<&str, String> {
    std::str::from_utf8(&literal.0).map_err(|_| "a literal that is no text is not supported".into())
}

fn unicode(class: &hir::Class) -> Result<&hir::ClassUnicode, String> {
    match class {
        hir::Class::Unicode(class) => Ok(class),
        hir::Class::Bytes(_) => Err("a class of bytes is not supported".into()),
    }
}

fn words(literals: &[&str]) -> Words {
    let mut groups: BTreeMap<u32, Vec<Box<str>>> = BTreeMap::new();
    for literal in literals {
        let mut chars = literal.chars();
        if let Some(first) = chars.next() {
            groups.entry(u32::from(first)).or_default().push(chars.as_str().into());
        }
    }
    let mut rests = Vec::new();
    let firsts = groups.into_iter().map(|(first, group)| {
        let start = rests.len();
        rests.extend(group);
        (first, start..rests.len())
    });
    let firsts = firsts.collect();
    Words { firsts, rests: rests.into() }
}

/// What a match can begin with, and whether it can be empty.
fn first(hir: &Hir) -> (First, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (First::NONE, true),
        HirKind::Literal(literal) => {
            let mut first = First::NONE;
            match text(literal).ok().and_then(|text| text.chars().next()) {
                Some(c) => first.add(c),
                None => first = First::ANY,
            }
            (first, false)
        }
        HirKind::Class(class) => {
            let mut first = First::NONE;
            match unicode(class) {
                Ok(class) => first.add_class(class),
                Err(_) => first = First::ANY,
            }
            (first, false)
        }
        HirKind::Repetition(repetition) => {
            let (of, empty) = first(&repetition.sub);
            (of, empty || repetition.min == 0)
        }
        HirKind::Capture(capture) => first(&capture.sub),
        HirKind::Concat(parts) => {
            let mut all = First::NONE;
            for part in parts {
                let (of, empty) = first(part);
                all.join(&of);
                if !empty {
                    return (all, false);
                }
            }
            (all, true)
        }
        HirKind::Alternation(parts) => {
            parts.iter().map(first).fold((First::NONE, false), |(mut all, empty), of| {
                all.join(&of.0);
                (all, empty || of.1)
            })
        }
    }
}

//! From a pattern to a program.

use super::{
    class::{Class, First},
    needs::Needs,
    program::{Branch, Branches, Place, Program, Step, Words},
    syntax::{self, Look, Node, Ranges},
};
use std::collections::BTreeMap;

/// So many first characters that most texts have some of them.
const VAGUE: u32 = 200;

/// # Errors
/// What is wrong with the pattern, or what of the syntax is not supported.
pub(super) fn program(pattern: &str) -> Result<Program, String> {
    let node = syntax::parse(pattern)?;
    let mut compiler = Compiler { steps: Vec::new(), classes: Vec::new(), groups: vec![None] };
    compiler.compile(&node)?;
    compiler.steps.push(Step::Match);
    let (mut first, empty) = edge(&node, false);
    if empty {
        first = First::ANY;
    }
    let anchored = is_anchored(&node);
    let needs = Needs::of(&node);
    let vague = needs.is_some() && first.count() > VAGUE;
    let Compiler { steps, classes, groups } = compiler;
    let (reach, closing) = (reach(&node), closing(&node));
    Ok(Program { steps, classes, groups, first, needs, vague, anchored, reach, closing })
}

/// Whether a match begins only at the start of the text.
fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Look(Look::Start) => true,
        Node::Group { sub, .. } => is_anchored(sub),
        Node::Concat(parts) => parts.first().is_some_and(is_anchored),
        Node::Alternation(parts) => parts.iter().all(is_anchored),
        _ => false,
    }
}

struct Compiler {
    steps: Vec<Step>,
    classes: Vec<Class>,
    groups: Vec<Option<Box<str>>>,
}

impl Compiler {
    fn compile(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::Empty => {}
            Node::Literal(literal) => self.steps.push(Step::Literal(literal.clone())),
            Node::Class(ranges) => {
                let class = self.class(ranges);
                self.steps.push(Step::Class(class));
            }
            Node::Look(look) => self.steps.push(Step::Look(*look)),
            Node::Group { index, name, sub } => {
                if self.groups.len() <= *index {
                    self.groups.resize(index + 1, None);
                }
                self.groups[*index].clone_from(name);
                self.steps.push(Step::Save(2 * index));
                self.compile(sub)?;
                self.steps.push(Step::Save(2 * index + 1));
            }
            Node::Concat(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    match part {
                        Node::Repeat { sub, least, most, lazy } => {
                            self.repetition(sub, (*least, *most), *lazy, &parts[i + 1..])?;
                        }
                        part => self.compile(part)?,
                    }
                }
            }
            Node::Alternation(parts) => self.alternation(parts)?,
            Node::Repeat { sub, least, most, lazy } => self.repetition(sub, (*least, *most), *lazy, &[])?,
        }
        Ok(())
    }

    fn class(&mut self, ranges: &Ranges) -> usize {
        self.classes.push(Class::new(ranges));
        self.classes.len() - 1
    }

    fn alternation(&mut self, parts: &[Node]) -> Result<(), String> {
        let literal = |part: &Node| match part {
            Node::Literal(literal) => Some(literal.clone()),
            _ => None,
        };
        if let Some(literals) = parts.iter().map(literal).collect::<Option<Vec<_>>>() {
            self.steps.push(Step::Words(words(&literals)));
            return Ok(());
        }
        // Literals in a row are one branch.
        let is_literal = |part: &Node| matches!(part, Node::Literal(_));
        let mut groups: Vec<&[Node]> = parts.chunk_by(|a, b| is_literal(a) && is_literal(b)).collect();
        if groups.len() > Branches::MOST {
            groups = parts.chunks(parts.len().div_ceil(Branches::MOST)).collect();
        }
        let branching = self.steps.len();
        self.steps.push(Step::Jump(0));
        let mut branches = Vec::new();
        let mut jumps = Vec::new();
        for group in groups {
            let (first, empty) = either(group, false);
            branches.push(Branch { first, empty, place: self.steps.len() });
            match group {
                [part] => self.compile(part)?,
                parts => self.alternation(parts)?,
            }
            jumps.push(self.steps.len());
            self.steps.push(Step::Jump(0));
        }
        self.steps[branching] = Step::Branches(Branches::new(branches));
        let end = self.steps.len();
        jumps.into_iter().for_each(|jump| self.steps[jump] = Step::Jump(end));
        Ok(())
    }

    /// A repetition with the parts that follow it.
    fn repetition(
        &mut self,
        sub: &Node,
        (least, most): (u32, Option<u32>),
        lazy: bool,
        behind: &[Node],
    ) -> Result<(), String> {
        // A single character repeated needs no steps of its own.
        let single = match sub {
            Node::Class(ranges) => Some(self.class(ranges)),
            Node::Literal(literal) if literal.chars().nth(1).is_none() => {
                let class = literal.chars().map(|c| (u32::from(c), u32::from(c))).collect();
                Some(self.class(&class))
            }
            _ => None,
        };
        if let Some(class) = single {
            let most = most.unwrap_or(u32::MAX);
            let gives = !lazy && most > least.max(1);
            let follow = gives.then(|| join(behind.iter(), false)).filter(|(_, empty)| !empty);
            let follow = follow.map(|(first, _)| Box::new(first));
            self.steps.push(Step::Repeat { class, least, most, lazy, follow });
            return Ok(());
        }
        for _ in 0..least {
            self.compile(sub)?;
        }
        let Some(most) = most else {
            if edge(sub, false).1 {
                return Err("a repetition without end of what can be nothing is not supported".into());
            }
            let split = self.split();
            self.compile(sub)?;
            self.steps.push(Step::Jump(split));
            self.set_split(split, lazy);
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.split());
            self.compile(sub)?;
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

fn words(literals: &[Box<str>]) -> Words {
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

/// What a match can begin with, or at its `end` close with, and whether it can be empty.
fn edge(node: &Node, end: bool) -> (First, bool) {
    match node {
        Node::Empty | Node::Look(_) => (First::NONE, true),
        Node::Literal(literal) => {
            let mut chars = literal.chars();
            (First::of(if end { chars.next_back() } else { chars.next() }), false)
        }
        Node::Class(ranges) => {
            let mut first = First::NONE;
            first.add_class(ranges);
            (first, false)
        }
        Node::Repeat { sub, least, .. } => {
            let (of, empty) = edge(sub, end);
            (of, empty || *least == 0)
        }
        Node::Group { sub, .. } => edge(sub, end),
        Node::Concat(parts) if end => join(parts.iter().rev(), end),
        Node::Concat(parts) => join(parts.iter(), end),
        Node::Alternation(parts) => either(parts, end),
    }
}

/// [`edge`] of parts of which one is taken.
fn either(parts: &[Node], end: bool) -> (First, bool) {
    parts.iter().map(|part| edge(part, end)).fold((First::NONE, false), |(mut all, empty), of| {
        all.join(&of.0);
        (all, empty || of.1)
    })
}

/// [`edge`] of parts one behind the other: of those up to the first that can't be empty.
fn join<'n>(parts: impl Iterator<Item = &'n Node>, end: bool) -> (First, bool) {
    let mut all = First::NONE;
    for part in parts {
        let (of, empty) = edge(part, end);
        all.join(&of);
        if !empty {
            return (all, false);
        }
    }
    (all, true)
}

/// The most bytes that a match can have.
fn reach(node: &Node) -> Option<usize> {
    match node {
        Node::Empty | Node::Look(_) => Some(0),
        Node::Literal(literal) => Some(literal.len()),
        Node::Class(ranges) => {
            Some(ranges.last().and_then(|range| char::from_u32(range.1)).map_or(4, char::len_utf8))
        }
        Node::Repeat { sub, most, .. } => Some(reach(sub)?.saturating_mul((*most)? as usize)),
        Node::Group { sub, .. } => reach(sub),
        Node::Concat(parts) => {
            parts.iter().map(reach).try_fold(0, |all: usize, of| Some(all.saturating_add(of?)))
        }
        Node::Alternation(parts) => parts.iter().map(reach).try_fold(0, |all: usize, of| Some(all.max(of?))),
    }
}

/// What a text must end with for a match, where each match goes up to the end of the text.
fn closing(node: &Node) -> Option<First> {
    match node {
        Node::Group { sub, .. } => closing(sub),
        Node::Concat(parts) => match parts.split_last()? {
            (Node::Look(Look::End), before) => {
                let (last, empty) = join(before.iter().rev(), true);
                (!empty).then_some(last)
            }
            (last, _) => closing(last),
        },
        Node::Alternation(parts) => parts.iter().map(closing).try_fold(First::NONE, |mut all, of| {
            all.join(&of?);
            Some(all)
        }),
        _ => None,
    }
}

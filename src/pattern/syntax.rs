//! From a pattern to its parts. What nearly all patterns consist of is read here; flags but (?m) and (?x), classes in
//! classes and what else there is go through regex-syntax, which knows all of the syntax and takes ten times as long.

use regex_syntax::hir::{self, Hir, HirKind};
use std::{iter::Peekable, str::Chars, sync::LazyLock};

/// An assertion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    Start,
    End,
    StartLine,
    EndLine,
}

/// The first and last character of each range, ascending, with gaps between them.
pub(super) type Ranges = Box<[(u32, u32)]>;

/// A part of a pattern.
#[derive(Debug, PartialEq)]
pub(super) enum Node {
    Empty,
    Literal(Box<str>),
    Class(Ranges),
    Look(Look),
    Repeat { sub: Box<Node>, least: u32, most: Option<u32>, lazy: bool },
    Group { index: usize, name: Option<Box<str>>, sub: Box<Node> },
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
}

/// # Errors
/// What is wrong with the pattern, or what of the syntax is not supported.
pub(super) fn parse(pattern: &str) -> Result<Node, String> {
    let mut parser = Parser { rest: pattern.chars().peekable(), verbose: false, lines: false, groups: 0 };
    match parser.alternation() {
        Some(node) if parser.rest.next().is_none() => Ok(node),
        _ => regex_syntax::parse(pattern).map_err(|error| error.to_string()).and_then(|hir| node(&hir)),
    }
}

/// Reads the common syntax; none for what it does not know.
struct Parser<'p> {
    rest: Peekable<Chars<'p>>,
    /// (?x): white space and comments mean nothing.
    verbose: bool,
    /// (?m): ^ and $ match at line endings too.
    lines: bool,
    groups: usize,
}

impl Parser<'_> {
    fn alternation(&mut self) -> Option<Node> {
        let flags = (self.verbose, self.lines);
        let mut parts = vec![self.concat()?];
        while self.rest.next_if_eq(&'|').is_some() {
            parts.push(self.concat()?);
        }
        (self.verbose, self.lines) = flags;
        Some(if parts.len() == 1 { parts.swap_remove(0) } else { Node::Alternation(parts) })
    }

    fn concat(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        loop {
            self.skip();
            let Some(&c) = self.rest.peek() else { break };
            if matches!(c, '|' | ')') {
                break;
            }
            self.rest.next();
            let atom = match c {
                '(' => self.group()?,
                '[' => Atom::Node(Node::Class(self.class()?)),
                '.' => Atom::Node(Node::Class(negated(vec![(10, 10)]))),
                '^' => Atom::Node(Node::Look(if self.lines { Look::StartLine } else { Look::Start })),
                '$' => Atom::Node(Node::Look(if self.lines { Look::EndLine } else { Look::End })),
                '\\' => match self.escape()? {
                    Escape::Char(c) => Atom::Char(c),
                    Escape::Class(ranges) => Atom::Node(Node::Class(ranges.into())),
                },
                '*' | '+' | '?' | '{' | '}' | ']' => return None,
                c => Atom::Char(c),
            };
            let sub = match (atom, self.rest.peek()) {
                (Atom::Char(c), next) if !matches!(next, Some('*' | '+' | '?' | '{')) => {
                    literal.push(c);
                    continue;
                }
                (Atom::Char(c), _) => Node::Literal(c.to_string().into()),
                (Atom::Node(node), _) => node,
                (Atom::Nothing, _) => continue,
            };
            flush(&mut literal, &mut parts);
            parts.push(match self.quantifier()? {
                None => sub,
                Some((least, most, lazy)) => Node::Repeat { sub: Box::new(sub), least, most, lazy },
            });
        }
        flush(&mut literal, &mut parts);
        Some(match parts.len() {
            0 => Node::Empty,
            1 => parts.swap_remove(0),
            _ => Node::Concat(parts),
        })
    }

    /// Behind an opening bracket.
    fn group(&mut self) -> Option<Atom> {
        let mut name = None;
        if self.rest.next_if_eq(&'?').is_some() {
            match self.rest.next()? {
                ':' => {
                    let sub = self.alternation()?;
                    return self.rest.next_if_eq(&')').map(|_| Atom::Node(sub));
                }
                c @ ('P' | '<') => {
                    if c == 'P' {
                        self.rest.next_if_eq(&'<')?;
                    }
                    let named: String = std::iter::from_fn(|| self.rest.next_if(|&c| c != '>')).collect();
                    self.rest.next()?;
                    name = Some(named.into());
                }
                flag @ ('m' | 'x') => {
                    self.rest.next_if_eq(&')')?;
                    self.lines |= flag == 'm';
                    self.verbose |= flag == 'x';
                    return Some(Atom::Nothing);
                }
                _ => return None,
            }
        }
        self.groups += 1;
        let index = self.groups;
        let sub = Box::new(self.alternation()?);
        self.rest.next_if_eq(&')').map(|_| Atom::Node(Node::Group { index, name, sub }))
    }

    /// White space and comments, where they mean nothing.
    fn skip(&mut self) {
        while self.verbose && self.rest.peek().is_some_and(|&c| c.is_whitespace() || c == '#') {
            if self.rest.next() == Some('#') {
                while self.rest.next().is_some_and(|c| c != '\n') {}
            }
        }
    }

    /// The least and most times and whether as few as can be; nothing where no quantifier stands here.
    fn quantifier(&mut self) -> Option<Option<(u32, Option<u32>, bool)>> {
        self.skip();
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.rest.next();
                let least = self.number()?;
                let most = match self.rest.next_if_eq(&',') {
                    None => Some(least),
                    Some(_) if self.rest.peek() == Some(&'}') => None,
                    Some(_) => Some(self.number()?),
                };
                (self.rest.peek() == Some(&'}') && most.is_none_or(|most| least <= most))
                    .then_some((least, most))?
            }
            _ => return Some(None),
        };
        self.rest.next();
        let lazy = self.rest.next_if_eq(&'?').is_some();
        // A quantifier of a quantifier.
        (!matches!(self.rest.peek(), Some('*' | '+' | '?' | '{'))).then_some(Some((least, most, lazy)))
    }

    fn number(&mut self) -> Option<u32> {
        let digits: String = std::iter::from_fn(|| self.rest.next_if(char::is_ascii_digit)).collect();
        digits.parse().ok()
    }

    /// Behind an opening square bracket.
    fn class(&mut self) -> Option<Ranges> {
        let not = self.rest.next_if_eq(&'^').is_some();
        let mut ranges = Vec::new();
        loop {
            let c = match self.rest.next()? {
                ']' if ranges.is_empty() => return None,
                ']' => break,
                '[' | '&' | '~' | '-' => return None,
                c if self.verbose && (c.is_whitespace() || c == '#') => return None,
                '\\' => match self.escape()? {
                    Escape::Char(c) => c,
                    Escape::Class(more) => {
                        ranges.extend(more);
                        continue;
                    }
                },
                c => c,
            };
            let last = if self.rest.next_if_eq(&'-').is_some() {
                match self.rest.next()? {
                    ']' | '[' | '-' => return None,
                    '\\' => match self.escape()? {
                        Escape::Char(c) => c,
                        Escape::Class(_) => return None,
                    },
                    c => c,
                }
            } else {
                c
            };
            (c <= last).then(|| ranges.push((u32::from(c), u32::from(last))))?;
        }
        Some(if not { negated(ranges) } else { sorted(ranges).into() })
    }

    /// Behind a backslash.
    fn escape(&mut self) -> Option<Escape> {
        static HAN: LazyLock<Ranges> = LazyLock::new(|| known(r"\p{Han}"));
        static NOT_HAN: LazyLock<Ranges> = LazyLock::new(|| known(r"\P{Han}"));
        static SPACE: LazyLock<Ranges> = LazyLock::new(|| known(r"\s"));
        static DIGIT: LazyLock<Ranges> = LazyLock::new(|| known(r"\d"));
        let class = |ranges: &Ranges| Some(Escape::Class(ranges.to_vec()));
        match self.rest.next()? {
            'n' => Some(Escape::Char('\n')),
            't' => Some(Escape::Char('\t')),
            'r' => Some(Escape::Char('\r')),
            's' => class(&SPACE),
            'd' => class(&DIGIT),
            c @ ('p' | 'P') => {
                let name: String = self.rest.by_ref().take("{Han}".len()).collect();
                (name == "{Han}").then(|| class(if c == 'p' { &HAN } else { &NOT_HAN }))?
            }
            'x' => {
                let code: String = if self.rest.next_if_eq(&'{').is_some() {
                    self.rest.by_ref().take_while(|&c| c != '}').collect()
                } else {
                    self.rest.by_ref().take(2).collect()
                };
                u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).map(Escape::Char)
            }
            c if c.is_ascii_punctuation() => Some(Escape::Char(c)),
            _ => None,
        }
    }
}

enum Atom {
    Char(char),
    Node(Node),
    /// Flags.
    Nothing,
}

enum Escape {
    Char(char),
    Class(Vec<(u32, u32)>),
}

fn flush(literal: &mut String, parts: &mut Vec<Node>) {
    if !literal.is_empty() {
        parts.push(Node::Literal(std::mem::take(literal).into()));
    }
}

fn sorted(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, last| {
        let joined = next.0 <= last.1 + 1;
        if joined {
            last.1 = last.1.max(next.1);
        }
        joined
    });
    ranges
}

fn negated(ranges: Vec<(u32, u32)>) -> Ranges {
    let mut out = Vec::with_capacity(ranges.len() + 1);
    let mut next = 0;
    for (first, last) in sorted(ranges) {
        if next < first {
            out.push((next, first - 1));
        }
        next = last + 1;
    }
    if next <= u32::from(char::MAX) {
        out.push((next, u32::from(char::MAX)));
    }
    out.into()
}

/// The ranges of a class that regex-syntax has the tables for.
fn known(class: &str) -> Ranges {
    match regex_syntax::parse(class).ok().as_ref().map(Hir::kind) {
        Some(HirKind::Class(hir::Class::Unicode(class))) => ranges(class),
        _ => Box::new([]),
    }
}

fn ranges(class: &hir::ClassUnicode) -> Ranges {
    class.ranges().iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
}

/// The same part as regex-syntax has it.
fn node(hir: &Hir) -> Result<Node, String> {
    let all = |parts: &[Hir]| parts.iter().map(node).collect::<Result<Vec<_>, _>>();
    Ok(match hir.kind() {
        HirKind::Empty => Node::Empty,
        HirKind::Literal(literal) => Node::Literal(
            std::str::from_utf8(&literal.0).map_err(|_| "a literal that is no text is not supported")?.into(),
        ),
        HirKind::Class(hir::Class::Unicode(class)) => Node::Class(ranges(class)),
        HirKind::Class(hir::Class::Bytes(_)) => return Err("a class of bytes is not supported".into()),
        HirKind::Look(look) => Node::Look(match look {
            hir::Look::Start => Look::Start,
            hir::Look::End => Look::End,
            hir::Look::StartLF => Look::StartLine,
            hir::Look::EndLF => Look::EndLine,
            other => return Err(format!("the assertion {other:?} is not supported")),
        }),
        HirKind::Repetition(repetition) => Node::Repeat {
            sub: Box::new(node(&repetition.sub)?),
            least: repetition.min,
            most: repetition.max,
            lazy: !repetition.greedy,
        },
        HirKind::Capture(capture) => Node::Group {
            index: capture.index as usize,
            name: capture.name.clone(),
            sub: Box::new(node(&capture.sub)?),
        },
        HirKind::Concat(parts) => Node::Concat(all(parts)?),
        HirKind::Alternation(parts) => Node::Alternation(all(parts)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_syntax_is_read_as_regex_syntax_reads_it() {
        for pattern in [
            "要抓好?",
            "[^，。]{0,24}?$",
            r"(?P<n>[0-9０-９]{1,4}|\p{Han}+)(?:年|(?<u>月)底?)",
            r"[\p{Han}\s\x{3000}\x20.\]a-z]",
            r"[^\P{Han}一]",
            "(?m)^要.*$",
            r"\d{2,}(?:a|bc)*",
        ] {
            let hir = regex_syntax::parse(pattern).expect(pattern);
            assert_eq!(parse(pattern), node(&hir), "{pattern}");
        }
    }

    #[test]
    fn white_space_and_comments_mean_nothing_where_the_flag_says_so() {
        assert_eq!(parse("(?x) 要 # 一\n {1,2} [年\\x20]"), parse(r"要{1,2}[年\x20]"));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for pattern in ["(", "a)", "[a", "a{2,1}", "*", r"\p{Hon}", "(?-u:[^a])", r"\ba"] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
    }
}

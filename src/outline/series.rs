//! From candidates to runs of siblings and their tree.
//!
//! Candidates are taken in the order of the text, with a stack of the runs that are open. One that continues
//! an open run (the innermost first) is the next sibling there; one that begins a run hangs under the
//! innermost open item that can hold it. What neither continues nor begins a run is no marker.

use super::{
    Run,
    ground::Ground,
    marker::Candidate,
    style::{HEADING, Late, Near, Number, Place, Resumes, SUBHEADING, Sign, Style, Traits},
    turn::{self, Turns},
};
use crate::{lexicon::pattern, limit, pattern::Regex, source::Span};
use std::sync::LazyLock;

/// An item found: its candidate, its parent and its run.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) candidate: Candidate,
    /// The number in its run (首先 1, the second —— 2).
    pub(super) ordinal: u32,
    pub(super) parent: Option<usize>,
    pub(super) run: usize,
}

/// Builds the runs and the tree.
pub(super) fn build(ground: &Ground<'_>, turns: &Turns, candidates: Vec<Candidate>) -> (Vec<Node>, Vec<Run>) {
    let mut builder = Builder {
        ground,
        turns,
        candidates: &candidates,
        dotted: candidates.iter().any(|c| c.numbers.len() > 1),
        nodes: Vec::new(),
        runs: Vec::new(),
        stack: Vec::new(),
    };
    for i in 0..candidates.len() {
        limit::check();
        builder.take(i);
    }
    (builder.nodes, builder.runs)
}

/// How far a look back or ahead goes, so that a file of any size is done in time in proportion to it.
const LOOK: usize = 2000;

struct Builder<'t> {
    ground: &'t Ground<'t>,
    turns: &'t Turns,
    candidates: &'t [Candidate],
    /// Whether there are numbers such as 1.1, so that a bare 1 may stand over them.
    dotted: bool,
    nodes: Vec<Node>,
    runs: Vec<Run>,
    /// Open runs, the outermost first.
    stack: Vec<usize>,
}

/// What two candidates of one run have in common.
#[derive(PartialEq, Eq, Clone, Debug)]
pub(super) enum Key {
    /// 1. and 1、 are mixed in one list now and then.
    Arabic,
    /// 首先… 其次… 第三，…
    Words,
    Other(Style, &'static str, Vec<u32>),
}

pub(super) fn key(c: &Candidate) -> Key {
    match (c.style, c.style.traits().number) {
        (Style::ArabicDot | Style::ArabicComma, _) => Key::Arabic,
        (_, Number::Words) => Key::Words,
        (style, Number::Levels) => Key::Other(style, "", c.numbers[..c.numbers.len() - 1].to_vec()),
        (style, _) => Key::Other(style, c.form(), Vec::new()),
    }
}

/// Whether `c` can follow in a run whose last item `last` has the number `number`; then its own number.
fn follows(last: &Candidate, number: u32, c: &Candidate) -> Option<u32> {
    let words = |style: Style| style.traits().number == Number::Words;
    let number_of = c.style.traits().number;
    let plain_ordinal = c.style == Style::Ordinal && c.form().is_empty();
    let same = key(last) == key(c)
        || words(last.style) && plain_ordinal
        || words(c.style) && c.ordinal == 0 && last.style == Style::Ordinal && last.form().is_empty();
    // 首先… 二是… 三是…, 一是… 二是… 三要…
    let mixed = matches!((last.style, c.style), (Style::CnIs, Style::CnMust) | (Style::CnMust, Style::CnIs))
        || words(last.style) && number == 1 && c.style == Style::CnIs;
    if mixed && c.place <= Place::Clause && c.paragraph == last.paragraph {
        return (c.ordinal == number + 1).then_some(c.ordinal);
    }
    if !same || number_of == Number::Pair && number > 1 {
        return None;
    }
    match number_of {
        Number::Words if c.ordinal == 1 => None,
        // 首先…最后… alone is a pair only where the two stand close.
        Number::Words if c.ordinal == 0 => {
            (number >= 2 || number == 1 && c.paragraph == last.paragraph).then_some(number + 1)
        }
        Number::Words => (c.ordinal > number && c.ordinal <= number + 2).then_some(number + 1),
        Number::None | Number::Pair => Some(number + 1),
        _ if c.sign == Sign::Inserted => (c.ordinal == number).then_some(number),
        _ => (c.ordinal == number + 1).then_some(c.ordinal),
    }
}

impl Builder<'_> {
    fn take(&mut self, i: usize) {
        let c = &self.candidates[i];
        if self.bare(i) {
            return;
        }
        let last = i.checked_sub(1).map_or(0, |i| self.candidates[i].span.start);
        if self.turns.end_within(Span::new(last, c.span.start))
            || turn::notes_before(&self.ground.text[..c.span.start])
        {
            self.stack.clear();
        }
        if c.style == Style::Decimal && self.dotted {
            return self.take_decimal(i);
        }
        if c.style == Style::Article && c.form() == "条" && c.place > Place::Sentence && !self.heads(i) {
            return;
        }
        let doubtful = matches!(c.sign, Sign::Figure | Sign::Damaged);
        if doubtful && (self.comes_again(i) || c.place == Place::Glued && !self.heads(i)) {
            return;
        }
        let open = |d: &usize| self.continues(*d, c, 0);
        let mut depths = (0..self.stack.len()).rev().filter(open);
        if let Some(inner) = depths.next() {
            // A list that has all the points that its lead promised leaves the next to the one around it, and so does one that
            // promised none where that one lacks just this.
            let outer = depths.next().filter(|&outer| match self.declared(self.stack[inner]) {
                Some(declared) => self.runs[self.stack[inner]].items.len() >= declared as usize,
                None => self.declared(self.stack[outer]) == Some(c.ordinal),
            });
            return self.go_on(outer.unwrap_or(inner), i);
        }
        if c.sign == Sign::Damaged {
            return;
        }
        if self.begins(i) {
            return self.open(i);
        }
        // A number left out, or given twice, where the marker is beyond doubt.
        for slack in [1, 2, 4] {
            if let Some(depth) = (0..self.stack.len()).rev().find(|&d| self.continues(d, c, slack)) {
                return self.go_on(depth, i);
            }
        }
        if self.runs_on(c) || self.begins_late(i) {
            self.open(i);
        }
    }

    /// Whether another marker of its kind follows at once (第一、第二两个部分): then neither is an item.
    fn bare(&self, i: usize) -> bool {
        let c = &self.candidates[i];
        let glued = |a: &Candidate, b: &Candidate| {
            a.style == b.style && self.ground.text[a.span.end..b.span.start].trim().is_empty()
        };
        self.candidates.get(i + 1).is_some_and(|next| glued(c, next))
            || i > 0 && glued(&self.candidates[i - 1], c)
    }

    /// Whether a marker of the same number that leaves less doubt follows in its run.
    fn comes_again(&self, i: usize) -> bool {
        let c = &self.candidates[i];
        let own = self.candidates[i + 1..].iter().take(LOOK).filter(|d| key(d) == key(c) && d.sign < c.sign);
        let mut own = own.take_while(|d| d.ordinal >= c.ordinal);
        own.next().is_some_and(|d| d.ordinal == c.ordinal)
    }

    /// How many items the sentence before a run promises.
    fn declared(&self, run: usize) -> Option<u32> {
        let first = &self.nodes[*self.runs[run].items.first()?].candidate;
        super::lead::declared(super::lead::sentence_before(self.ground, first))
    }

    /// Whether nothing but the words of a heading stands between the marker before and this one.
    fn heads(&self, i: usize) -> bool {
        /// The longest heading, in bytes.
        const LONGEST: usize = 90;
        let Some(before) = i.checked_sub(1).map(|i| &self.candidates[i]) else { return false };
        let between = &self.ground.text[before.span.end..self.candidates[i].span.start];
        before.style.is_heading() && between.len() <= LONGEST && !between.contains(['。', '，', '；', '\n'])
    }

    /// Whether `c` is the next of the open run at `depth`; with `slack`, whether it may be, as many numbers
    /// left out.
    fn continues(&self, depth: usize, c: &Candidate, slack: u32) -> bool {
        let run = &self.runs[self.stack[depth]];
        let Some(last) = run.items.last().map(|&n| &self.nodes[n]) else { return false };
        if slack == 0 {
            return follows(&last.candidate, last.ordinal, c).is_some() && self.near_enough(last, c);
        }
        let sure = c.place == Place::Paragraph && c.rank().is_some()
            || c.place == Place::Sentence && c.style == Style::CnComma && slack <= 2
            || slack == 1
                && c.place <= Place::Clause
                && c.style.traits().spoken
                && c.style.traits().number == Number::Figure;
        let gap = c.ordinal.wrapping_sub(last.ordinal);
        let near = c.paragraph == last.candidate.paragraph && c.place <= Place::Sentence;
        let twice = slack == 1 && gap == 0 && (c.place == Place::Paragraph || near) && c.ordinal > 1;
        sure && key(&last.candidate) == key(c)
            && (twice || gap == slack + 1 || slack == 4 && (4..=6).contains(&gap))
            && self.near_enough(last, c)
    }

    /// Words such as 最后 and 另一方面 must stand near what they follow; dashes must stand in a row.
    fn near_enough(&self, last: &Node, c: &Candidate) -> bool {
        let paragraphs = c.paragraph - last.candidate.paragraph;
        let inner = self.nodes.last().map_or(0, |n| n.candidate.paragraph);
        // No heading opens a part between two of a run, but for those hanging under its items.
        match c.style.traits().near {
            Near::Anywhere => true,
            Near::Paragraphs(most) => paragraphs <= most,
            Near::Words(most) => paragraphs <= most + usize::from(c.ordinal > 0) * 2,
            Near::Row => paragraphs <= 1 || c.paragraph - inner <= 1 || self.run_is_long(last, paragraphs),
        }
    }

    /// Whether the items of the run of `last` held about as many paragraphs as lie behind it now.
    fn run_is_long(&self, last: &Node, paragraphs: usize) -> bool {
        paragraphs <= self.runs[last.run].longest.max(3)
    }

    fn go_on(&mut self, depth: usize, i: usize) {
        let c = self.candidates[i].clone();
        self.stack.truncate(depth + 1);
        let run = self.stack[depth];
        let (last, parent) = match self.runs[run].items.last() {
            Some(&n) => (&self.nodes[n], self.nodes[n].parent),
            None => return,
        };
        let ordinal = follows(&last.candidate, last.ordinal, &c).unwrap_or(c.ordinal);
        // 第三， behind 其次 belongs to the series of words.
        let words = last.candidate.style.traits().number == Number::Words;
        let style = if words { last.candidate.style } else { c.style };
        self.push(Candidate { style, ..c }, ordinal, parent, run);
    }

    fn push(&mut self, candidate: Candidate, ordinal: u32, parent: Option<usize>, run: usize) {
        let before = self.runs[run].items.last().map(|&n| self.nodes[n].candidate.paragraph);
        let length = before.map_or(0, |before| candidate.paragraph - before);
        self.runs[run].longest = self.runs[run].longest.max(length);
        self.runs[run].items.push(self.nodes.len());
        self.nodes.push(Node { candidate, ordinal, parent, run });
    }

    /// Whether the candidate is the first of a run: it is number one, and a second follows, or its place
    /// leaves no doubt.
    fn begins(&self, i: usize) -> bool {
        let c = &self.candidates[i];
        let Traits { number, alone, .. } = c.style.traits();
        let first = c.ordinal == 1 || matches!(number, Number::None | Number::Pair) && c.ordinal == 0;
        if !first {
            return false;
        }
        let alone = c.place == Place::Paragraph && c.sign == Sign::Plain && *alone;
        alone && !self.in_title_block(c) || self.has_second(i) || self.opens_each_part(i)
    }

    /// Whether a lone 1. stands right behind a heading, as it does behind others of that heading's kind: each part counts its
    /// points, and some have one.
    fn opens_each_part(&self, i: usize) -> bool {
        let opens = |j: usize| {
            let (c, d) = (&self.candidates[i], &self.candidates[j]);
            key(c) == key(d)
                && d.ordinal == 1
                && self.heads(j)
                && key(&self.candidates[i - 1]) == key(&self.candidates[j - 1])
        };
        /// How far the heads of other parts are looked for.
        const NEAR: usize = 200;
        let near = i.saturating_sub(NEAR).max(1)..self.candidates.len().min(i + NEAR);
        self.candidates[i].rank().is_some() && i > 0 && self.heads(i) && near.filter(|&j| j != i).any(opens)
    }

    fn in_title_block(&self, c: &Candidate) -> bool {
        c.paragraph == self.ground.base
            && !self.ground.paragraphs[0].of(self.ground.text).contains(['。', '、'])
    }

    /// Whether a second item follows before the run would be over.
    fn has_second(&self, i: usize) -> bool {
        let c = &self.candidates[i];
        let &Traits { reach, number, near, .. } = c.style.traits();
        let reach = reach[usize::from(c.place == Place::Glued)];
        if near == Near::Row {
            return self.has_dash_behind(i);
        }
        // The last number of a list of the same kind inside the first point.
        let mut inner: Option<u32> = None;
        for d in self.candidates[i + 1..].iter().take_while(|d| d.span.start - c.span.start <= reach * 3) {
            let same = key(d) == key(c);
            if same && (d.ordinal == 1 && self.is_led(d) || inner.is_some_and(|n| d.ordinal == n + 1)) {
                inner = Some(d.ordinal);
                continue;
            }
            let second = follows(c, 1, d).is_some()
                || (matches!(c.style, Style::CnIs | Style::Ordinal)
                    || c.rank().is_some() && d.place == Place::Paragraph)
                    && same
                    && d.ordinal == 3
                    && d.place <= Place::Clause;
            if second && (number != Number::Pair || d.paragraph == c.paragraph) {
                return true;
            }
            // 首先必须增加收入。一是…: the list has a first point of its own.
            if number == Number::Words && d.style == Style::CnIs && d.ordinal == 1 {
                return false;
            }
            let words = number == Number::Words && d.style == Style::Ordinal && d.form().is_empty();
            let again = (same || words) && d.ordinal == 1 && number != Number::Pair;
            if again || heavier(d, c) {
                return false;
            }
        }
        false
    }

    /// Whether a marker in running text stands right behind a colon, so that its list may lie in a point of the same kind.
    fn is_led(&self, c: &Candidate) -> bool {
        c.rank().is_none() && self.ground.text[..c.span.start].trim_end().ends_with(['：', ':'])
    }

    /// Whether the next paragraph but a few opens with a dash too, with no heading between.
    fn has_dash_behind(&self, i: usize) -> bool {
        let heads = |d: &&Candidate| {
            d.place == Place::Paragraph
                && matches!(d.style, Style::Dash | Style::CnComma | Style::CnParen | Style::Article)
        };
        let next = self.candidates[i + 1..].iter().take(LOOK).find(heads);
        next.is_some_and(|d| d.style == Style::Dash && d.paragraph - self.candidates[i].paragraph <= 4)
    }

    /// Whether a numbering that an outer heading closed goes on under the next one: （一）…（五） 二、（六）.
    fn runs_on(&self, c: &Candidate) -> bool {
        let Some(last) = self.nodes.iter().rev().take(LOOK).find(|n| key(&n.candidate) == key(c)) else {
            return false;
        };
        if last.ordinal + 1 != c.ordinal || self.stack.contains(&last.run) {
            return false;
        }
        // The heading that closed the run and the one that it stood under are siblings.
        let mut above = std::iter::successors(last.parent, |&p| self.nodes[p].parent);
        let open = |p: usize| self.stack.contains(&self.nodes[p].run);
        // 二、（一）1.…（七）21. 三、22.: it went on over headings before.
        let over_headings =
            || self.runs[last.run].items.first().is_some_and(|&first| self.nodes[first].ordinal > 1);
        let under_sibling = last.parent.is_some_and(open) || over_headings() && above.any(open);
        match c.style.traits().resumes {
            Resumes::Openly => c.place <= Place::Sentence || under_sibling,
            Resumes::UnderSibling => under_sibling,
            Resumes::Never => false,
        }
    }

    /// Whether a run begins with a number above one: the document is an excerpt, or a heading lost its number.
    fn begins_late(&self, i: usize) -> bool {
        let c = &self.candidates[i];
        if c.place > Place::Sentence || c.ordinal < 2 {
            return false;
        }
        let known = self.nodes.iter().rev().take(LOOK).any(|n| key(&n.candidate) == key(c));
        let goes_on = || {
            self.candidates[i + 1..]
                .iter()
                .take(12)
                .find(|d| key(d) == key(c))
                .is_some_and(|d| d.ordinal == c.ordinal + 1)
        };
        // In a line it takes a next one to tell it from a number that only looks like it.
        let late = c.style.traits().late;
        if c.place == Place::Sentence && !(late == Late::Heading && goes_on()) {
            return false;
        }
        match late {
            Late::Heading => !known || goes_on(),
            Late::Always => true,
            Late::Few => {
                let next = |d: &Candidate| follows(c, c.ordinal, d).is_some();
                c.ordinal <= 3 && !known && self.candidates[i + 1..].iter().take(12).any(next)
            }
            Late::Never => false,
        }
    }

    /// Opens a run under the innermost open item that can hold it.
    fn open(&mut self, i: usize) {
        let c = &self.candidates[i];
        let announced = self.announced(c);
        while let Some(&top) = self.stack.last() {
            let Some(&holder) = self.runs[top].items.last() else { break };
            if self.can_hold(holder, i, announced) {
                break;
            }
            self.stack.pop();
        }
        let parent = self.stack.last().and_then(|&run| self.runs[run].items.last().copied());
        let run = self.runs.len();
        self.runs.push(Run { parent, items: Vec::new(), longest: 0 });
        self.stack.push(run);
        let ordinal = if c.style.traits().number.is_told_by_run() { 1 } else { c.ordinal };
        self.push(c.clone(), ordinal, parent, run);
    }

    /// Whether the speaker announces the run as his own points (我给大家提几点希望): then it is no part of
    /// the point that runs.
    fn announced(&self, c: &Candidate) -> bool {
        static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:我|这里|在此)[^，。；：]{0,10}(?:提|讲|谈|说|强调|再讲|给大家)[^。；]{0,8}(?:点|条|个|句)[^。；]{0,8}[。：，]?$",
            )
        });
        SPEAKER.is_match(super::lead::sentence_before(self.ground, c))
    }

    fn can_hold(&self, holder: usize, i: usize, announced: bool) -> bool {
        let c = &self.candidates[i];
        let node = &self.nodes[holder];
        let h = &node.candidate;
        if key(h) == key(c) {
            return self.encloses(node, i);
        }
        if h.rank().is_none() && announced || self.turned(node, i) {
            return false;
        }
        match (h.rank(), c.rank()) {
            (Some(x), Some(y)) if x >= y && h.style != Style::Decimal => {
                return self.goes_on_later(node, i) || self.held_before(node, c);
            }
            (None, Some(y)) if y <= HEADING || y <= SUBHEADING && c.place == Place::Paragraph => {
                return h.place == Place::Paragraph && self.goes_on_later(node, i);
            }
            _ => {}
        }
        !self.is_over(node, i)
    }

    /// Whether a list of the kind lies in a sibling of `node`: siblings are built alike, and articles go on from part to part
    /// (五、 第九条 六、 第十条).
    fn held_before(&self, node: &Node, c: &Candidate) -> bool {
        let last = self.nodes.iter().rev().take(LOOK).find(|n| key(&n.candidate) == key(c));
        last.is_some_and(|last| {
            (c.ordinal == 1 || c.ordinal == last.ordinal + 1)
                && last.parent.is_some_and(|p| self.nodes[p].run == node.run)
        })
    }

    /// Whether a run of the same kind lies inside the item of `node`: it counts from one up, and then the run of
    /// `node` goes on where it had stopped (四、 一、二、三、 五、).
    fn encloses(&self, node: &Node, i: usize) -> bool {
        let c = &self.candidates[i];
        // Of points in running text it takes a colon to open others of their kind (二是…抓好两项：一是…二是…).
        if !(c.rank().is_some() && node.ordinal >= 2 || self.is_led(c)) {
            return false;
        }
        let mut inner = 1;
        for d in self.candidates[i + 1..].iter().take(LOOK).filter(|d| key(d) == key(c)) {
            if d.ordinal == inner + 1 {
                inner += 1;
            } else {
                return d.ordinal == node.ordinal + 1;
            }
        }
        // The number that goes on with `node` may look as if it went on inside: then its list must lack some yet.
        static SUMMED: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                "(?:概括|概况|归纳|总结|具体|表现|体现|主要是|分别是|即)(?:起来)?(?:为|是|有|就是)?[：:]$",
            )
        });
        let lacks = || self.declared(node.run).is_some_and(|declared| declared > node.ordinal);
        let before = crate::lexicon::look_back(self.ground.text[..c.span.start].trim_end());
        c.rank().is_none() && (inner > node.ordinal && lacks() || SUMMED.is_match(before))
    }

    /// Whether the run of `node` goes on behind the candidate, before it starts anew.
    fn goes_on_later(&self, node: &Node, i: usize) -> bool {
        for d in self.candidates[i + 1..].iter().take(LOOK) {
            if follows(&node.candidate, node.ordinal, d).is_some() && d.place <= Place::Sentence {
                return true;
            }
            if key(d) == key(&node.candidate) && d.ordinal <= 1 {
                return false;
            }
        }
        false
    }

    /// Whether the text has turned from the item of `node` before the candidate, by a label or words to the listeners, none of
    /// which stands in its siblings too, and its run doesn't go on.
    fn turned(&self, node: &Node, i: usize) -> bool {
        let c = &self.candidates[i];
        let h = &node.candidate;
        let heading = h.rank().is_some_and(|r| r <= HEADING) || h.style == Style::Decimal;
        if heading || !self.turns.label_within(Span::new(h.span.end, c.span.start)) {
            return false;
        }
        let items = &self.runs[node.run].items;
        let start = |&n: &usize| self.nodes[n].candidate.span.start;
        let first = items.get(items.len().saturating_sub(LOOK)).map_or(h.span.start, start);
        !self.turns.label_within(Span::new(first, h.span.start)) && !self.goes_on_later(node, i)
    }

    /// Whether the text has left the item before the candidate: its siblings kept to one paragraph, or to
    /// one sentence, and this one would not.
    fn is_over(&self, node: &Node, i: usize) -> bool {
        let c = &self.candidates[i];
        let h = &node.candidate;
        if self.goes_on_at_once(node, i) {
            return false;
        }
        let items = &self.runs[node.run].items;
        let siblings: Vec<&Candidate> =
            items.iter().rev().take(20).rev().map(|&n| &self.nodes[n].candidate).collect();
        let heading = h.rank().is_some_and(|r| r <= HEADING) || h.style == Style::Decimal;
        if c.paragraph > h.paragraph {
            // A first point says nothing of how far its siblings will reach.
            if heading || self.is_alone(h) || siblings.len() < 2 && self.goes_on_later(node, i) {
                return false;
            }
            let before = self.ground.paragraphs[c.paragraph - self.ground.base - 1].of(self.ground.text);
            let led = c.place == Place::Paragraph
                && c.paragraph == h.paragraph + 1
                && (before.ends_with(['：', ':']) || h.rank().is_some());
            let single = siblings.windows(2).all(|w| w[1].paragraph - w[0].paragraph <= 1);
            let ranked_first = h.rank().is_some() && siblings.len() < 3;
            return !(led || ranked_first) && single;
        }
        if heading || siblings.len() < 2 {
            return false;
        }
        let sentences = |a: usize, b: usize| self.ground.text[a..b].matches(['。', '！', '？']).count();
        let longest =
            siblings.windows(2).map(|w| sentences(w[0].span.start, w[1].span.start)).max().unwrap_or(1);
        longest <= 1 && sentences(h.span.start, c.span.start) > longest
    }

    /// Whether the run of `node` goes on behind the candidate in the same paragraph: then the candidate's
    /// run lies inside the item.
    fn goes_on_at_once(&self, node: &Node, i: usize) -> bool {
        let c = &self.candidates[i];
        let same = |d: &&Candidate| d.paragraph == c.paragraph;
        self.candidates[i + 1..]
            .iter()
            .take(LOOK)
            .take_while(same)
            .any(|d| follows(&node.candidate, node.ordinal, d).is_some())
    }

    /// Whether the item's paragraph holds its heading and nothing else.
    fn is_alone(&self, c: &Candidate) -> bool {
        let paragraph = self.ground.paragraphs[c.paragraph - self.ground.base];
        let line = self.ground.text[c.span.end..paragraph.end].trim_end_matches('。');
        c.place == Place::Paragraph && !line.contains(['。', '！', '；']) && line.chars().count() <= 60
    }

    /// The open heading of another style whose number a decimal marker takes up: 第三章 or 三、 over 3.1.
    fn numbered_part(&self, stem: &[u32]) -> Option<usize> {
        let [number] = stem else { return None };
        let innermost = self.stack.iter().rev().filter_map(|&run| self.runs[run].items.last().copied());
        innermost.into_iter().find(|&n| {
            let part = &self.nodes[n].candidate;
            let heading = part.rank().is_some_and(|r| r <= HEADING) || part.style.rank() == Some(16);
            heading && part.place == Place::Paragraph && part.ordinal == *number
        })
    }

    /// Decimal markers name their parent: 4.2.1 hangs under 4.2.
    fn take_decimal(&mut self, i: usize) {
        let c = &self.candidates[i];
        let depth = c.numbers.len();
        let (last, stem) = (c.ordinal, &c.numbers[..depth - 1]);
        let first = self.nodes.len().saturating_sub(LOOK);
        let find = |numbers: &[u32]| {
            self.nodes[first..]
                .iter()
                .rposition(|n| n.candidate.style == Style::Decimal && *n.candidate.numbers == *numbers)
                .map(|i| i + first)
        };
        let before = match last {
            1 => None,
            n => find(&[stem, &[n - 1]].concat()),
        };
        let parent = if depth > 1 { find(stem).or_else(|| self.numbered_part(stem)) } else { None };
        let child_follows = || {
            self.candidates[i + 1..].iter().take(40).find(|d| d.style == Style::Decimal).is_some_and(|d| {
                d.numbers.len() > depth && d.numbers[..depth] == c.numbers[..]
                    || *d.numbers == [stem, &[last + 1]].concat()[..]
            })
        };
        let accepted = match (before, parent) {
            (Some(_), _) => {
                depth > 1
                    || child_follows()
                    || self.nodes[first..].iter().any(|n| n.candidate.numbers.len() > 1)
            }
            (None, Some(_)) => last <= 2,
            (None, None) => last == 1 && (depth > 1 || child_follows()),
        };
        if !accepted {
            return;
        }
        let run = before.map(|b| self.nodes[b].run);
        let parent = before.map_or(parent, |b| self.nodes[b].parent);
        // The open runs are those of the numbers that lead to it.
        let holder = run.or_else(|| parent.map(|p| self.nodes[p].run));
        match holder.and_then(|h| self.stack.iter().position(|&r| r == h)) {
            Some(at) => self.stack.truncate(at + 1),
            None => self.stack.clear(),
        }
        let run = run.unwrap_or_else(|| {
            self.runs.push(Run { parent, items: Vec::new(), longest: 0 });
            self.runs.len() - 1
        });
        if self.stack.last() != Some(&run) {
            self.stack.push(run);
        }
        self.push(c.clone(), last, parent, run);
    }
}

/// Whether `d` is a heading at the start of a paragraph that closes any run of the kind of `c`.
fn heavier(d: &Candidate, c: &Candidate) -> bool {
    let rank = Candidate::rank;
    match (rank(d), rank(c)) {
        (Some(x), Some(y)) => d.place == Place::Paragraph && x < y && d.ordinal > 1,
        (Some(x), None) => d.place == Place::Paragraph && x <= HEADING && d.ordinal > 1,
        _ => false,
    }
}

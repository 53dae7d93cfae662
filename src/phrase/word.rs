//! The words of a clause with what each can be in it: told by dict/phrase.txt, dict/actors.txt and dict/verbs.txt, and
//! where these say nothing by the tag of the dictionary.

use crate::{
    lexicon::entries,
    numeral, rules,
    source::Span,
    words::{self, Tally},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static PHRASE: LazyLock<&str> =
    LazyLock::new(|| rules::text("phrase", include_str!("../../dict/phrase.txt")));
static ACTORS: LazyLock<&str> =
    LazyLock::new(|| rules::text("actors", include_str!("../../dict/actors.txt")));
static VERBS: LazyLock<&str> = LazyLock::new(|| rules::text("verbs", include_str!("../../dict/verbs.txt")));

/// What a word can be in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// 。；！？ and what else closes a sentence.
    Stop,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A pause mark or a stroke between names.
    Pause,
    /// Brackets with what they hold.
    Bracket,
    /// 的
    De,
    /// Joins names: 和, 以及.
    And,
    /// Stands before the subject: 同时.
    Connective,
    /// Says when.
    Time,
    /// A numeral.
    Number,
    /// 要, 应当.
    Modal,
    /// Opens an adverbial.
    Preposition,
    /// Closes one: 在…中.
    Closes,
    /// Stands between subject and verb.
    Adverb,
    /// An adverb that is a noun or part of a name elsewhere: 综合, 专业.
    Manner,
    /// A verb that orders and is no part of a name.
    Verb,
    /// A verb that orders and is part of names: 管理, 监督.
    NamingVerb,
    /// Any other verb.
    OtherVerb,
    /// Says what somebody says: 强调.
    Says,
    /// Hands a task to the one named behind it: 由.
    Hands,
    /// Names who takes part: 会同.
    Joins,
    /// Asks the one named behind it: 要求.
    Asks,
    /// Opens a name: 有关.
    Determiner,
    /// The same, and parts two names: 各.
    Each,
    /// A word that ends the name of someone who can act.
    Head,
    /// Any other word.
    Noun,
}

impl Class {
    /// Whether it is a verb of any kind.
    pub(crate) fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::NamingVerb | Self::OtherVerb)
    }
}

/// A word of a clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Its bytes in the clause.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) class: Class,
    /// What else is known of it.
    pub(crate) marks: Marks,
}

/// What else dict/phrase.txt and dict/actors.txt say of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It acts where a verb right before it is part of the name: 单位, 企业主管部门.
    Generic,
    /// It is a word for no more than that: 单位.
    Bare,
    /// A verb of clauses that qualify who acts: 承担.
    Relative,
    /// The same behind another word only: 其委托的副组长.
    Delegates,
    /// A verb that has those who act for its object: 指导.
    Governs,
    /// A verb that says how things are: 存在.
    States,
    /// A verb whose subject doesn't act: 纳入.
    Suffers,
    /// A name that is whole by itself: 我们, 全县.
    Whole,
    /// The name of a person.
    Person,
    /// A name that no noun goes on with: 我们.
    Pronoun,
    /// The name of a place: 浦东.
    Place,
    /// What is done to those who did wrong: 处分.
    Punishes,
    /// Says that something was done wrong or not at all: 违反, 未.
    Wrong,
    /// A verb that says what its subject comes upon before it acts: 遇到, 发现.
    Meets,
    /// A verb with which 经 names who acts: 审核.
    Examines,
    /// A verb with which 由 hands nothing on: 担任.
    Becomes,
    /// A verb of names that orders before other nouns: 实施.
    Orders,
    /// A preposition whose adverbial something closes: 在…中.
    Encloses,
    /// An adverb of degree, with which an adjective is a predicate: 更加.
    Degree,
    /// An adverb that is a verb too: 加快.
    AlsoVerb,
}

/// The marks of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u32);

impl Marks {
    pub(crate) fn has(self, mark: Mark) -> bool {
        self.0 & 1 << mark as u16 != 0
    }

    fn add(&mut self, mark: Mark) {
        self.0 |= 1 << mark as u16;
    }

    fn with(mut self, mark: Mark, holds: bool) -> Self {
        if holds {
            self.add(mark);
        }
        self
    }
}

impl Word {
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// What the dictionaries say of words.
struct Known {
    classes: FxHashMap<&'static str, (Class, Marks)>,
    /// Words that names of those who act end with, by their last character.
    endings: FxHashMap<char, Vec<&'static str>>,
    /// Words with which none ends, by their last character.
    tails: FxHashMap<char, Vec<&'static str>>,
    /// Words that end like an actor and are none by themselves.
    never: FxHashSet<&'static str>,
    /// The words of dict/phrase.txt and the whole names of dict/actors.txt, which are looked for over the cuts.
    joined: FxHashMap<&'static str, (Class, Marks)>,
    /// Words of two characters and more for one who does what a verb before them says, by their last character.
    generic: FxHashMap<char, Vec<&'static str>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut classes: FxHashMap<&'static str, (Class, Marks)> = FxHashMap::default();
    // The later line wins: an adverb that is a verb too orders nothing by itself.
    for (word, tag) in entries(*VERBS) {
        let class = match tag {
            "verb" => Class::Verb,
            "noun-verb" => Class::NamingVerb,
            "adverb" => Class::Adverb,
            other => panic!("dict/verbs.txt: {word} can't be {other}"),
        };
        let before = classes.get(word).map(|(class, _)| *class);
        if matches!((before, class), (Some(Class::Adverb), Class::Verb) | (Some(Class::Verb), Class::Adverb))
        {
            classes.insert(word, (Class::Adverb, Marks::default().with(Mark::AlsoVerb, true)));
            continue;
        }
        let keep = match (before, class) {
            (Some(Class::NamingVerb), _) | (Some(Class::Adverb), Class::Verb) => continue,
            (_, class) => class,
        };
        classes.insert(word, (keep, Marks::default()));
    }
    let mut generic: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for (word, tag) in entries(*PHRASE) {
        let own = classes.entry(word).or_insert((Class::Noun, Marks::default()));
        match said_by(word, tag) {
            Said::Class(class) => own.0 = class,
            Said::Mark(mark) => own.1.add(mark),
        }
        if own.1.has(Mark::Generic) {
            own.1.add(Mark::Bare);
            if word.chars().count() > 1 {
                generic.entry(word.chars().next_back().unwrap_or_default()).or_default().push(word);
            }
        }
    }
    let mut endings: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    let mut tails: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    let mut never = FxHashSet::default();
    for (word, tag) in entries(*ACTORS) {
        let last = word.chars().next_back().unwrap_or_default();
        match tag {
            "suffix" => endings.entry(last).or_default().push(word),
            "tail" => tails.entry(last).or_default().push(word),
            "never" => drop(never.insert(word)),
            "exact" => {
                let own = classes.entry(word).or_insert((Class::Head, Marks::default()));
                own.0 = Class::Head;
                own.1.add(Mark::Whole);
            }
            other => panic!("dict/actors.txt: {word} can't be {other}"),
        }
    }
    let of_several = |word: &&str| word.chars().count() > 1;
    let own = entries(*PHRASE)
        .map(|(word, _)| word)
        .chain(entries(*ACTORS).filter(|(_, t)| *t == "exact").map(|(w, _)| w));
    let joined = own
        .filter(of_several)
        .map(|word| (word, classes[word]))
        .filter(|(_, (class, _))| *class != Class::Noun);
    let joined = joined.collect();
    Known { joined, classes, endings, tails, never, generic }
});

/// What a tag of dict/phrase.txt says.
enum Said {
    Class(Class),
    Mark(Mark),
}

fn said_by(word: &str, tag: &str) -> Said {
    Said::Class(match tag {
        "modal" => Class::Modal,
        "preposition" => Class::Preposition,
        "closes" => Class::Closes,
        "determiner" => Class::Determiner,
        "each" => Class::Each,
        "and" => Class::And,
        "connective" => Class::Connective,
        "adverb" => Class::Adverb,
        "time" => Class::Time,
        "noun" => Class::Manner,
        "verb" => Class::Verb,
        "says" => Class::Says,
        "hands" => Class::Hands,
        "joins" => Class::Joins,
        "asks" => Class::Asks,
        "generic" => return Said::Mark(Mark::Generic),
        "relative" => return Said::Mark(Mark::Relative),
        "delegates" => return Said::Mark(Mark::Delegates),
        "governs" => return Said::Mark(Mark::Governs),
        "states" => return Said::Mark(Mark::States),
        "suffers" => return Said::Mark(Mark::Suffers),
        "pronoun" => return Said::Mark(Mark::Pronoun),
        "punishes" => return Said::Mark(Mark::Punishes),
        "meets" => return Said::Mark(Mark::Meets),
        "wrong" => return Said::Mark(Mark::Wrong),
        "examines" => return Said::Mark(Mark::Examines),
        "becomes" => return Said::Mark(Mark::Becomes),
        "orders" => return Said::Mark(Mark::Orders),
        "encloses" => return Said::Mark(Mark::Encloses),
        "degree" => return Said::Mark(Mark::Degree),
        other => panic!("dict/phrase.txt: {word} can't be {other}"),
    })
}

fn ends_with(words: &FxHashMap<char, Vec<&'static str>>, text: &str) -> bool {
    longest(words, text) > 0
}

/// The bytes of the longest of some words with which a text ends; 0 where it ends with none.
fn longest(words: &FxHashMap<char, Vec<&'static str>>, text: &str) -> usize {
    let ending = text.chars().next_back().and_then(|last| words.get(&last));
    let fitting = ending.into_iter().flatten().filter(|word| text.ends_with(**word));
    fitting.map(|word| word.len()).max().unwrap_or(0)
}

/// Whether a text ends like the name of someone who can act; of an ending and a tail the longer one tells.
fn ends_like_actor(text: &str) -> bool {
    longest(&KNOWN.endings, text) > longest(&KNOWN.tails, text)
}

/// The bytes of the adverb with which a verb of four characters opens: 深入|推进.
pub(super) fn opening_adverb(word: &str) -> usize {
    const HALF: usize = "深入".len();
    let class = |part: &str| KNOWN.classes.get(part).map(|(class, _)| *class);
    let parted = word.len() == 2 * HALF
        && word.is_char_boundary(HALF)
        && class(&word[..HALF]) == Some(Class::Adverb)
        && class(&word[HALF..]).is_some_and(Class::is_verb);
    if parted { HALF } else { 0 }
}

/// Whether the second half of a verb of four characters is a verb of any kind: 组织|实施.
pub(super) fn closes_with_verb(word: &str) -> bool {
    const HALF: usize = "组织".len();
    let half = word.is_char_boundary(HALF).then(|| word.get(HALF..)).flatten();
    half.and_then(|half| KNOWN.classes.get(half)).is_some_and(|(class, _)| class.is_verb())
}

/// The bytes of the object with which a verb of four characters closes: 制定|方案.
pub(super) fn closing_object(word: &str) -> usize {
    const HALF: usize = "制定".len();
    let class = |part: &str| KNOWN.classes.get(part).map(|(class, _)| *class);
    let parted = word.len() == 2 * HALF
        && word.is_char_boundary(HALF)
        && (class(&word[..HALF]).is_some_and(Class::is_verb)
            || word[..HALF].ends_with(['好', '实', '牢', '紧']))
        && class(&word[HALF..]) != Some(Class::Verb);
    if parted { HALF } else { 0 }
}

/// Whether a whole name ends like that of someone who can act, and is no other word.
pub(super) fn can_act(name: &str) -> bool {
    let known = &*KNOWN;
    // 村（居）民会议
    if let Some((open, close)) = name.find(['（', '(']).zip(name.find(['）', ')']))
        && open < close
        && close + '）'.len_utf8() < name.len()
    {
        let behind = name[close..].chars().next().map_or(close, |c| close + c.len_utf8());
        return can_act(&format!("{}{}", &name[..open], &name[behind..]));
    }
    let bare = name.trim_end_matches(['）', ')', '”']);
    // 每村奖补50万元
    if name.starts_with('每') && name.chars().count() == 2 {
        return false;
    }
    let whole = known.classes.get(name).is_some_and(|(class, _)| *class == Class::Head);
    whole
        || !known.never.contains(bare)
            && name.chars().count() > 1
            && (ends_like_actor(bare) || ends_like_actor(name))
}

/// The words of a clause; brackets are one word with all that they hold, so are titles and quotations.
pub(super) fn words_of(clause: &str) -> Vec<Word> {
    counted(clause, None)
}

/// The same; `tally` gets each word as the dictionary cuts it, also those that are held together here.
pub(super) fn counted(clause: &str, mut tally: Option<&mut Tally>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(clause.len() / 5);
    let mut from = 0;
    // 发展改革委|会同: the dictionary has 革委会.
    for (at, with) in
        clause.match_indices("会同").filter(|(at, _)| clause[..*at].ends_with(|c| BODIES.contains(c)))
    {
        cut(clause, Span::new(from, at), &mut out, tally.as_deref_mut());
        push(&mut out, Span::new(at, at + with.len()), Class::Joins, Marks::default());
        from = at + with.len();
    }
    cut(clause, Span::new(from, clause.len()), &mut out, tally);
    mend(clause, &mut out);
    out.shrink_to_fit();
    out
}

/// Whether a clause is cut at a place where the dictionary may see a word: 发展改革委|会同.
pub(super) fn is_cut_apart(clause: &str) -> bool {
    clause.contains("会同")
}

/// Cuts a stretch of a clause.
fn cut(clause: &str, stretch: Span, out: &mut Vec<Word>, mut tally: Option<&mut Tally>) {
    let mut held = 0;
    words::for_each_token(stretch.of(clause), |token| {
        let start = stretch.start + token.span.start;
        if let Some(tally) = &mut tally {
            tally.add(&token, stretch.inner(token.span));
        }
        if start < held {
            return;
        }
        if let Some((end, class)) = held_together(&clause[..stretch.end], start) {
            held = end;
            return push(out, Span::new(start, end), class, Marks::default());
        }
        parted(token.text, token.tag, |text, at| {
            let tag = if text.len() < token.text.len() { "n" } else { token.tag };
            let (class, marks) = classify(text, tag);
            push(out, Span::new(start + at, start + at + text.len()), class, marks);
        });
    });
}

/// Mends what was cut apart: a part that a word took from the next one (应急管理部|门, 个|人均), 常委|会, and words of ours
/// of more than one word (全县|上下, 特别|是).
fn mend(clause: &str, words: &mut Vec<Word>) {
    // 代表|应当
    if let [first, next, ..] = &mut words[..]
        && next.class == Class::Modal
        && first.span().of(clause) == "代表"
    {
        (first.class, first.marks) = (Class::Head, Marks::default());
    }
    for i in 1..words.len() {
        // 中|、小学校
        if words[i].class == Class::Pause && words[i - 1].class == Class::Closes {
            words[i - 1].class = Class::Noun;
        }
        let (left, right) = (words[i - 1].span(), words[i].span());
        if left.end != right.start {
            continue;
        }
        // 中国—东盟: one dash joins, two part.
        if left.of(clause) == "—" && right.of(clause) != "—" && !clause[..left.start].ends_with('—') {
            words[i - 1].class = Class::Noun;
        }
        match (left.of(clause), right.of(clause)) {
            (name, "门") if name.ends_with('部') && left.len() > "部".len() => {
                words[i - 1].end -= "部".len() as u32;
                words[i].start -= "部".len() as u32;
                (words[i - 1].class, words[i - 1].marks) = (Class::Noun, Marks::default());
                (words[i].class, words[i].marks) = classify("部门", "n");
            }
            // 签发|人, 实际使用|人, 所有权|人
            (before, "人")
                if matches!(words[i - 1].class, Class::OtherVerb | Class::NamingVerb)
                    || words[i - 1].class == Class::Verb && is_demanded_of(&words[i + 1..])
                    || before.ends_with('权') =>
            {
                words[i].start = words[i - 1].start;
                words[i - 1].end = words[i - 1].start;
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 改善|性, 引领|性
            (_, "性") if words[i - 1].class.is_verb() => {
                words[i].start = words[i - 1].start;
                words[i - 1].end = words[i - 1].start;
            }
            // 提供|方, 监管|方
            (_, "方") if words[i - 1].class.is_verb() => {
                words[i].start = words[i - 1].start;
                words[i - 1].end = words[i - 1].start;
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 管理|组织|应当, 党的|组织|应当, 机关、组织和代表|应当
            (_, "组织" | "代表")
                if is_named_before(words[i - 1].class) && is_demanded_of(&words[i + 1..]) =>
            {
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 其他|组织
            (_, "组织") if words[i - 1].class == Class::Determiner => {
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 各类|城市|都要
            (_, "城市") if words[i - 1].class == Class::Each && is_demanded_of(&words[i + 1..]) => {
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 调动资源的|人|要
            (_, "人") if words[i - 1].class == Class::De && is_demanded_of(&words[i + 1..]) => {
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 三个|月|内向代表答复
            (left, "内向") if left.ends_with(['年', '月', '日', '天', '周']) => {
                let (start, end) = (words[i].start, words[i].end);
                let middle = start + "内".len() as u32;
                words[i] = Word { start, end: middle, class: Class::Closes, marks: Marks::default() };
                let own = classify("向", "p");
                words.insert(i + 1, Word { start: middle, end, class: own.0, marks: own.1 });
            }
            // 监督|所|要
            (_, "所")
                if matches!(words[i - 1].class, Class::Noun | Class::NamingVerb | Class::Head)
                    && words.get(i + 1).is_some_and(|next| {
                        // 专区|所|需
                        let needs = next.span().of(clause) == "需";
                        matches!(next.class, Class::Modal | Class::Adverb | Class::Preposition) && !needs
                            || next.span().of(clause) == "负责"
                    }) =>
            {
                (words[i].class, words[i].marks) = (Class::Head, Marks::default());
            }
            // 合规部|应对合同实行双签
            (_, "应对") if words[i - 1].class == Class::Head && carries_out(clause, &words[i + 1..]) => {
                let (start, end) = (words[i].start, words[i].end);
                let middle = start + "应".len() as u32;
                words[i] = Word { start, end: middle, class: Class::Modal, marks: Marks::default() };
                let own = classify("对", "p");
                words.insert(i + 1, Word { start: middle, end, class: own.0, marks: own.1 });
            }
            ("个", "人均") => {
                words[i - 1].end += "人".len() as u32;
                words[i].start += "人".len() as u32;
                (words[i - 1].class, words[i - 1].marks) = classify("个人", "n");
                (words[i].class, words[i].marks) = classify("均", "d");
            }
            _ => {}
        }
    }
    words.retain(|word| word.start < word.end);
    let mut kept = 0;
    let mut at = 0;
    while at < words.len() {
        let start = words[at].start;
        let (last, (class, marks)) =
            joined(clause, words, at).unwrap_or((at, (words[at].class, words[at].marks)));
        words[kept] = Word { start, end: words[last].end, class, marks };
        kept += 1;
        at = last + 1;
    }
    words.truncate(kept);
}

/// Whether what stands before 组织 or 代表 can be the first part of a name.
fn is_named_before(class: Class) -> bool {
    let joins = matches!(class, Class::De | Class::Determiner | Class::Pause | Class::And);
    joins || class.is_verb() || matches!(class, Class::Noun | Class::Head)
}

/// Whether a modal word follows, or one more name and then a modal word.
fn is_demanded_of(words: &[Word]) -> bool {
    const NEAR: usize = 4;
    let Some(next) = words.first() else { return false };
    // 都|要
    if next.class == Class::Adverb && words.get(1).is_some_and(|word| word.class == Class::Modal) {
        return true;
    }
    let listed = matches!(next.class, Class::And | Class::Pause);
    let name = |word: &&Word| matches!(word.class, Class::Noun | Class::Head | Class::NamingVerb);
    next.class == Class::Modal
        || listed
            && words[1..].iter().take(NEAR).find(|word| !name(word)).is_some_and(|w| w.class == Class::Modal)
}

/// Whether a verb follows in the same part of the sentence with which 对 goes: 对…进行.
fn carries_out(clause: &str, words: &[Word]) -> bool {
    let part = words.iter().take_while(|word| !matches!(word.class, Class::Comma | Class::Stop));
    part.into_iter().any(|word| {
        matches!(word.span().of(clause), "进行" | "实行" | "实施" | "开展" | "予以" | "给予" | "加强")
    })
}

/// The last of the words from `at` on that are one word of ours together, and what it is.
fn joined(clause: &str, words: &[Word], at: usize) -> Option<(usize, (Class, Marks))> {
    (at + 1..words.len().min(at + 3)).rev().find_map(|last| {
        let adjacent = (at..last).all(|i| words[i].end == words[i + 1].start);
        let text = &clause[words[at].start as usize..words[last].end as usize];
        let alone = last == at + 1 && words[last].span().len() == "会".len();
        let council = alone && (text.ends_with("委会") || text.ends_with("委员会"));
        let own = KNOWN.joined.get(text).copied().filter(|_| text.len() <= LONGEST_JOINED);
        // 全区|上下
        let all = text.starts_with('全') && text.ends_with("上下") && text.chars().count() == 4;
        // 控制|人, 管|会
        let ending = last == at + 1 && is_ending(text);
        let own = own.or((council || ending || all).then_some((Class::Head, Marks::default())));
        own.filter(|_| adjacent).map(|own| (last, own))
    })
}

/// Whether names of those who act end with just this.
fn is_ending(text: &str) -> bool {
    let last = text.chars().next_back().and_then(|last| KNOWN.endings.get(&last));
    last.is_some_and(|endings| endings.contains(&text))
}

/// The bytes of the longest word that is put together from several.
const LONGEST_JOINED: usize = 24;

fn push(out: &mut Vec<Word>, span: Span, class: Class, marks: Marks) {
    // A clause of more than 4 GB is none.
    let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) else { return };
    out.push(Word { start, end, class, marks });
}

/// The most bytes between brackets or quotation marks that are read as one word.
const LONGEST_HELD: usize = 240;

/// Where brackets, a title or a quotation that opens at `at` close.
fn held_together(clause: &str, at: usize) -> Option<(usize, Class)> {
    let (close, class) = match clause[at..].chars().next()? {
        '（' | '(' => (['）', ')'], Class::Bracket),
        '《' => (['》', '》'], Class::Noun),
        '“' => (['”', '”'], Class::Noun),
        _ => return None,
    };
    let inner = crate::lexicon::ahead(&clause[at..], LONGEST_HELD);
    let (end, last) = inner.char_indices().find(|(_, c)| close.contains(c))?;
    let end = at + end + last.len_utf8();
    let acts = class == Class::Noun && can_act(clause[at..end].trim_matches(['“', '”', '《', '》']));
    Some((end, if acts { Class::Head } else { class }))
}

/// Characters with which short names of those who act end.
const BODIES: &str = "户商局厅委办院站所处室队";

/// Characters that a guessed word may have taken from the words around it: before a name, and behind one.
const BEFORE: &str = "由请和或与及以将对向把经同让报按持如要应须可";
const BEHIND: &str = "要应须将会可均都能与和对由及";

/// Parts what the dictionary or a guess at unknown words ran together: a word for who hands on or joins and the name
/// behind it (由县, 由国网), a name and the modal word behind it (局要, 办应), two names with 和 (党委和政府).
fn parted(text: &str, tag: &str, mut each: impl FnMut(&str, usize)) {
    match seam(text, tag) {
        None => each(text, 0),
        Some((first, second)) => {
            each(&text[..first], 0);
            if first < second {
                each(&text[first..second], first);
            }
            each(&text[second..], second);
        }
    }
}

/// Where a word is to be parted: behind its first part and before its last, which are the same where it has two.
fn seam(text: &str, tag: &str) -> Option<(usize, usize)> {
    let known = &*KNOWN;
    let class = |word: &str| known.classes.get(word).map(|(class, _)| *class);
    let (second, _) = text.char_indices().nth(1)?;
    let (first, rest) = text.split_at(second);
    if text == "及其" {
        return Some((second, second));
    }
    // 不得|公开
    if let Some((two, _)) = text.char_indices().nth(2)
        && class(&text[..two]) == Some(Class::Modal)
        && (!words::is_known(text) || words::is_known(&text[two..]) && text.len() >= 4 * "不".len())
    {
        return Some((two, two));
    }
    // An idiom is whole: 各尽所能.
    if tag == "i" && text.len() >= 4 * "各".len() || known.classes.contains_key(text) {
        return None;
    }
    // 先由, 要于
    let function = |word: &str| {
        let function =
            [Class::Modal, Class::Preposition, Class::Hands, Class::Adverb, Class::Connective, Class::Verb];
        class(word).is_some_and(|class| function.contains(&class))
    };
    // 应于 is in the dictionary as one.
    let whole = || text != "应于" && words::is_known(text) && (tag.starts_with('v') || text == "自由");
    if rest.chars().count() == 1 && function(first) && function(rest) && !whole() {
        return Some((second, second));
    }
    // 提供|方|在
    if first == "方" && rest.chars().count() == 1 && function(rest) && !words::is_known(text) {
        return Some((second, second));
    }
    // 要带头
    let acts = matches!(class(rest), Some(Class::Adverb | Class::Verb | Class::NamingVerb));
    if class(first) == Some(Class::Modal) && acts {
        return Some((second, second));
    }
    if text.starts_with("会同") && text.len() > "会同".len() {
        return Some(("会同".len(), "会同".len()));
    }
    let guessed = || !words::is_known(text);
    if first.starts_with(|c| BEFORE.contains(c)) && (class(rest) == Some(Class::Head) || guessed()) {
        return Some((second, second));
    }
    // 县|财政负担
    let half = text.char_indices().nth(2).filter(|_| text.chars().count() == 4).map(|(i, _)| i);
    if let Some(half) = half
        && ends_with(&known.endings, &text[..half])
        && class(&text[half..]) == Some(Class::Verb)
    {
        return Some((half, half));
    }
    // 实施百亿: a guess that opens with a verb.
    if let Some((two, _)) = text.char_indices().nth(2).filter(|_| text.len() >= 4 * "实".len())
        && class(&text[..two]) == Some(Class::Verb)
        && guessed()
    {
        return Some((two, two));
    }
    let (last, end) = text.char_indices().next_back()?;
    let head = &text[..last];
    let named = class(head) == Some(Class::Head) || ends_with(&known.endings, head) && !tag.starts_with('v');
    if BEHIND.contains(end) && (named || guessed()) {
        return Some((last, last));
    }
    let names = |part: &str| part.chars().count() > 1 && can_act(part);
    let (one, other) = text.split_once('和').filter(|(one, other)| names(one) && names(other))?;
    Some((one.len(), text.len() - other.len()))
}

fn classify(text: &str, tag: &str) -> (Class, Marks) {
    let known = &*KNOWN;
    let mut marks = Marks::default().with(Mark::Person, tag == "nr").with(Mark::Place, tag == "ns");
    if let Some(&(class, own)) = known.classes.get(text) {
        marks = own.with(Mark::Person, tag == "nr");
        let noun = || matches!(tag, "n" | "vn" | "b" | "an" | "nz" | "j");
        match class {
            // Marked only as generic, relative and the like: the tag and the endings tell.
            Class::Noun => {}
            Class::Adverb if noun() => return (Class::Manner, marks),
            class => return (class, marks),
        }
    }
    if let Some(class) = phrase_class(text, tag) {
        return (class, marks);
    }
    if is_marker(text) {
        return (Class::Connective, marks);
    }
    // 逐车, 逐户; 整县推进
    let whole_place =
        text.starts_with('整') && text.ends_with(['省', '市', '州', '县', '区', '镇', '乡', '村']);
    if (text.starts_with('逐') || whole_place) && matches!(text.chars().count(), 2 | 4) {
        return (Class::Adverb, marks);
    }
    // 从现在起
    if text.starts_with(['从', '自']) && (text.ends_with('起') || text.ends_with("开始")) {
        return (Class::Time, marks);
    }
    let class = by_tag(text, tag);
    // 农户, 承包商, 总局, 行政部门
    let bare = text.chars().count() <= 3 && text.ends_with(|c| BODIES.contains(c));
    let generic = class == Class::Head && (bare || ends_with(&known.generic, text));
    marks = marks.with(Mark::Generic, generic).with(Mark::Bare, generic && bare);
    (class, marks)
}

/// What a word of the dictionary is that is a phrase and opens with a verb: 制定方案, 抓好落实, 严格执行, 教育引导; two
/// verbs of names are one: 监督管理.
fn phrase_class(text: &str, tag: &str) -> Option<Class> {
    let class = |word: &str| KNOWN.classes.get(word).map(|(class, _)| *class);
    // 进一步|提高
    let three = text.char_indices().nth(3).filter(|_| text.len() == 5 * "进".len()).map(|(at, _)| at);
    if three.is_some_and(|at| {
        class(&text[..at]) == Some(Class::Adverb) && class(&text[at..]) == Some(Class::Verb)
    }) {
        return Some(Class::Verb);
    }
    let (two, _) = text.char_indices().nth(2).filter(|_| text.len() >= 4 * "制".len())?;
    let (first, rest) = text.split_at(two);
    let names = matches!(
        first,
        "综合" | "专业" | "专项" | "联合" | "系统" | "统一" | "重点" | "集中" | "公共" | "基本" | "整体"
    );
    // 服务|群众, 密切|联系群众
    let governs = |word: &str| KNOWN.classes.get(word).is_some_and(|(_, marks)| marks.has(Mark::Governs));
    let people = |word: &str| ["群众", "企业", "人民", "干部", "党员"].contains(&word);
    let of_people = governs(first) && people(rest)
        || class(first) == Some(Class::Adverb)
            && rest.char_indices().nth(2).is_some_and(|(at, _)| governs(&rest[..at]) && people(&rest[at..]));
    if of_people {
        return Some(Class::Verb);
    }
    // 负责同志
    if ends_with(&KNOWN.generic, text) {
        return None;
    }
    match (class(first)?, class(rest)) {
        (Class::Verb | Class::Preposition, _) => Some(Class::Verb),
        (Class::NamingVerb, Some(Class::Verb)) => Some(Class::Verb),
        (Class::Says, _) => Some(Class::Verb),
        (Class::NamingVerb, Some(Class::NamingVerb)) if rest != "领导" => Some(Class::NamingVerb),
        (Class::Adverb, Some(Class::Asks)) => Some(Class::Asks),
        // 整体推进, but 综合管理.
        (Class::Adverb | Class::Manner, Some(Class::Verb)) => Some(Class::Verb),
        (Class::Adverb, Some(Class::NamingVerb | Class::Preposition)) if !names => Some(Class::Verb),
        // 充分肯定
        (Class::Adverb, None) if !names && matches!(tag, "l" | "v") => Some(Class::Verb),
        _ => None,
    }
}

/// 一是, 二要: the marker of a point within a sentence.
fn is_marker(text: &str) -> bool {
    text.strip_suffix(['是', '要']).is_some_and(|number| numeral::chinese(number).is_some())
}

fn by_tag(text: &str, tag: &str) -> Class {
    let first = text.chars().next().unwrap_or_default();
    match first {
        '，' | ',' => return Class::Comma,
        '：' | ':' => return Class::Colon,
        '、' | '/' | '／' => return Class::Pause,
        '。' | '；' | ';' | '！' | '？' | '!' | '?' | '\n' | '—' | '…' => return Class::Stop,
        '的' if text == "的" => return Class::De,
        // What was taken out of a text: _镇.
        '_' => return Class::Noun,
        // Signs that part nothing: 80％以上.
        '％' | '%' | '‰' | '℃' | '·' | '～' | '~' | '-' | '－' => return Class::Noun,
        _ => {}
    }
    let acts = || ends_like_actor(text);
    match tag {
        "c" => Class::Connective,
        "p" => Class::Preposition,
        "d" => Class::Adverb,
        "t" if acts() => Class::Head,
        "t" => Class::Time,
        "m" | "mq" if (text.chars().count() > 2 || text.ends_with('级')) && acts() => Class::Head,
        "m" | "mq" => Class::Number,
        "uj" => Class::De,
        "ud" | "ug" | "uv" | "uz" | "ul" => Class::Adverb,
        // 组长: what names end with is no verb.
        "v" if acts() && !words::is_known(text) => Class::Head,
        "v" if is_ending(text) => Class::Head,
        // 妇女组织, 民兵组织
        _ if !tag.starts_with('v') && text.ends_with("组织") && text.len() > 3 * "组".len() => Class::Head,
        "v" | "vd" | "vi" | "vq" | "vg" => Class::OtherVerb,
        "vn" if acts() => Class::Head,
        "vn" => Class::NamingVerb,
        "ad" => Class::Adverb,
        "i" => Class::Noun,
        _ if acts() => Class::Head,
        "x" if !text.chars().any(char::is_alphanumeric) => Class::Stop,
        _ => Class::Noun,
    }
}

//! Names in a passage that are those of the document that it was taken from.

use super::{Kind, Page, side::Side};
use crate::{lexicon::pattern, pattern::Regex};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::LazyLock;

/// What kind of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Named {
    /// A place.
    Place,
    /// A body.
    Body,
    /// The number of a document.
    Number,
    /// The source's year, or one that is over.
    Year,
}

/// A name in a document that belongs to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignName {
    /// What kind of name it is.
    pub named: Named,
    /// The name.
    pub text: String,
    /// Its first position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
    /// Whether it stands in the source, and is the target's.
    pub in_source: bool,
}

/// The names between these bytes of a document that are the other one's; none in what may name it: a set phrase, what a body
/// above said, what it said itself.
pub(super) fn foreign(
    other: &Side<'_>,
    own: &Side<'_>,
    kind: Kind,
    (start, end): (usize, usize),
) -> Vec<ForeignName> {
    if !matches!(kind, Kind::Peer | Kind::Unknown | Kind::Own) {
        return Vec::new();
    }
    let passage = &own.page.read()[start..end];
    let mut found: Vec<(usize, usize, Named)> = Vec::new();
    if kind == Kind::Peer {
        bodies(passage, other, own, &mut found);
        numbers(passage, other.page, own.page, &mut found);
    }
    years(passage, kind, other, own, &mut found);
    // The name of a body holds that of its place.
    found.sort_unstable_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    let mut until = 0;
    found.retain(|&(start, end, _)| {
        let free = start >= until;
        until = if free { end } else { until };
        free
    });
    let name = |(from, to, named): (usize, usize, Named)| {
        let found = own.page.stretch(start + from, start + to);
        let (text, start, end) = (found.text, found.start, found.end);
        ForeignName { named, text, start, end, line: found.line, in_source: false }
    };
    found.into_iter().map(name).collect()
}

/// The places of a body with and without the word for their rank, where they are another body's.
fn bodies(passage: &str, other: &Side<'_>, own: &Side<'_>, found: &mut Vec<(usize, usize, Named)>) {
    let (theirs, ours) = (&other.page.body, &own.page.body);
    if let Some(name) = theirs.name.as_deref().filter(|&name| Some(name) != ours.name.as_deref()) {
        found.extend(passage.match_indices(name).map(|(at, name)| (at, at + name.len(), Named::Body)));
    }
    for place in theirs.places.iter().filter(|place| !ours.places.contains(place)) {
        let stem = stem(place);
        // A place that it names elsewhere too it has to do with.
        if ours.places.iter().any(|own| self::stem(own).contains(stem)) || own.names(place) {
            continue;
        }
        for (at, _) in passage.match_indices(stem) {
            let behind = &passage[at..];
            let whole = if behind.starts_with(place.as_str()) { place.len() } else { stem.len() };
            // A name of an organ goes on: 云河市水务局.
            let organ = ORGAN.find(&behind[whole..]).map(|organ| organ.end());
            found.push(match organ {
                Some(length) => (at, at + whole + length, Named::Body),
                None => (at, at + whole, Named::Place),
            });
        }
    }
}

/// What follows a place in the name of a body.
static ORGAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Han}{0,6}?(?:人民政府|政府|委员会|委办公室|政府办公室|水务局|\p{Han}{2,8}局|\p{Han}{2,6}厅|县委|市委|区委|党委))",
    )
});

/// A place without the word for its rank, where two characters are left.
fn stem(place: &str) -> &str {
    const RANKS: [&str; 16] = [
        "维吾尔自治区",
        "壮族自治区",
        "回族自治区",
        "自治区",
        "自治州",
        "自治县",
        "特别行政区",
        "街道",
        "省",
        "市",
        "州",
        "盟",
        "县",
        "区",
        "镇",
        "乡",
    ];
    let stem = RANKS.iter().find_map(|rank| place.strip_suffix(rank)).unwrap_or(place);
    if stem.chars().count() >= 2 { stem } else { place }
}

/// The numbers of documents that the other body issued: the other document's own, those with the same letters before the year,
/// and where it bears none those whose letters begin as its place does.
fn numbers(passage: &str, other: &Page, own: &Page, found: &mut Vec<(usize, usize, Named)>) {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\p{Han}{2,8}[〔\[［（(](?:19|20)[0-9]{2}[〕\]］）)]第?[0-9]{1,5}号"));
    /// How many letters the longest have: 云政办发, 云发改农经.
    const LETTERS: usize = 6;
    let first = |page: &Page| page.body.places.last().and_then(|place| place.chars().next());
    let theirs = Letters { number: other.number.as_deref(), place: first(other) };
    let ours = Letters { number: own.number.as_deref(), place: first(own) };
    let mut at = 0;
    while let Some(number) = passage.get(at..).and_then(|rest| NUMBER.find(rest)) {
        let (start, end) = (at + number.start(), at + number.end());
        let text = &passage[start..end];
        let letters = letters(text);
        // 按照云政发: those of its issuer stand last before the year.
        let begins = theirs.begin(letters).filter(|&at| letters[at..].chars().count() <= LETTERS);
        let same = other.number.as_deref().is_some_and(|theirs| text.ends_with(theirs))
            && own.number != other.number;
        if let Some(begins) = begins.filter(|_| same || ours.begin(letters).is_none()) {
            found.push((start + begins, end, Named::Number));
        }
        at = end;
    }
}

/// The letters of a document's number: 云政发 of 云政发〔2021〕15号.
fn letters(number: &str) -> &str {
    number.split(['〔', '[', '［', '（', '(']).next().unwrap_or_default()
}

/// What the numbers of a body's documents begin with.
#[derive(Clone, Copy)]
struct Letters<'n> {
    /// The number of one of them.
    number: Option<&'n str>,
    /// The first character of its place.
    place: Option<char>,
}

impl Letters<'_> {
    /// Where they begin in those of a number.
    fn begin(self, of: &str) -> Option<usize> {
        let own = self.number.map(letters);
        let by_own = own.and_then(|own| of.ends_with(own).then(|| of.len() - own.len()));
        by_own.or_else(|| of.rfind(self.place?))
    }
}

/// The year of the other document, where this one has another and names this one nowhere else; of a body's own earlier text
/// years for which something was to be done and which are over now.
fn years(
    passage: &str,
    kind: Kind,
    other: &Side<'_>,
    own: &Side<'_>,
    found: &mut Vec<(usize, usize, Named)>,
) {
    let year = |page: &Page| page.date.as_deref().and_then(|date| date.get(..4)?.parse::<u32>().ok());
    let (Some(then), Some(now)) = (year(other.page), year(own.page)) else { return };
    for (at, year) in passage.match_indices('年') {
        let Some(from) = at.checked_sub(4) else { continue };
        let Some(digits) = passage.get(from..at).filter(|d| d.bytes().all(|b| b.is_ascii_digit())) else {
            continue;
        };
        let named: u32 = digits.parse().unwrap_or_default();
        let (before, behind) = (&passage[..from], &passage[at + year.len()..]);
        let longer = before.ends_with(|c: char| c.is_ascii_digit());
        let theirs = || then != now && !own.names(&passage[from..at + year.len()]);
        let foreign = match kind {
            Kind::Peer => named == then && theirs(),
            _ => then <= named && named < now && is_planned(before, behind),
        };
        if !longer && foreign && !is_dated(behind) {
            found.push((from, at + year.len(), Named::Year));
        }
    }
}

/// Whether month and day follow a year: that is when something was, whoever tells it.
fn is_dated(behind: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern("^[0-9]{1,2}月[0-9]{1,2}日"));
    DAY.is_match(behind)
}

/// Whether something is to be done in or by a year, by what stands around it.
fn is_planned(before: &str, behind: &str) -> bool {
    let clause = behind.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    before.ends_with('到')
        || ["底", "末", "年底"].iter().any(|word| behind.starts_with(word))
        || clause.contains("前")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::body::Body;

    fn page(name: &str, date: &str, number: Option<&str>, text: &str) -> Page {
        let (date, number) = (Some(date.to_owned()), number.map(str::to_owned));
        Page { body: Body::named(name), date, number, text: text.to_owned(), ..Page::default() }
    }

    fn found(target: &Page, kind: Kind) -> Vec<(String, Named)> {
        let source = page("云河县人民政府", "2021-03-05", Some("云政发〔2021〕15号"), "");
        let whole = (0, target.text.len());
        let (other, own) = (Side::new(&source, Vec::new()), Side::new(target, vec![whole]));
        let all = foreign(&other, &own, kind, whole);
        all.into_iter().map(|name| (name.text, name.named)).collect()
    }

    #[test]
    fn names_that_a_copy_kept_are_found() {
        let text = "根据云政发〔2021〕15号要求，云河县水务局要在2021年汛前巡查云河各河段，青山县各镇配合。";
        let target = page("青山县人民政府", "2023", None, text);
        let wanted = [
            ("云政发〔2021〕15号", Named::Number),
            ("云河县水务局", Named::Body),
            ("2021年", Named::Year),
            ("云河", Named::Place),
        ];
        assert_eq!(found(&target, Kind::Peer), wanted.map(|(text, named)| (text.to_owned(), named)));
        assert_eq!(found(&target, Kind::Formula), []);
    }

    #[test]
    fn what_a_body_may_say_of_itself_is_not_foreign() {
        let text = "到2022年底，云河县完成改造。2021年以来，成效明显。";
        let target = page("云河县人民政府", "2023", None, text);
        assert_eq!(found(&target, Kind::Own), [("2022年".to_owned(), Named::Year)]);
    }
}

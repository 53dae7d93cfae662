//! The regex crate is the oracle.

use super::*;
use proptest::prelude::*;

/// Patterns of every form that the rules use.
const PATTERNS: [&str; 24] = [
    "要|应当?|必须",
    r"^(?:[、和与及][^，。；]{0,6}?)?(?:按照?职责)?(?:要|应)?(?:配合|参与)",
    r"(?:会同|配合)[^，。；]{0,4}$",
    r"、\p{Han}{2,3}$",
    r"(?P<n>[0-9]{1,4}|[一二三]+)(?:年|(?P<u>月)底?)",
    "(?m)^要[^\n]*$",
    "[^，]*?要[^，]+",
    "(?:要|应){2}|(?:年月){1,2}|要(?:年|月)*",
    r"[\p{Han}&&[^要应]]{2,}",
    "^$|。$",
    "(?:一|二|三)(?:是|要)?",
    "一是|一要|一|要",
    r"(?s:.)年.{0,2}",
    "(?:a|ab)(?:c|bcd)(?:d*)",
    "年{2,}?月",
    "(?:[^，]{0,3}(?:要|和))?[^，]{0,3}?年",
    r"\s+|\d",
    "(?:)",
    "(?:要[^，]{0,2}年|[^，]{0,2}月)要",
    "(年)?(月)?(要)?",
    "(?:年|月)*?要",
    "[^，。]{0,60}(?:会|同)[^，。]{0,60}年[^，。]{0,60}月",
    "(?i)ab|Ä",
    "要??年",
];

fn agrees(pattern: &str, text: &str) {
    let own = Regex::new(pattern).expect(pattern);
    let oracle = regex::Regex::new(pattern).expect(pattern);
    let own_found: Vec<_> = own.find_iter(text).map(|m| m.range()).collect();
    let found: Vec<_> = oracle.find_iter(text).map(|m| m.range()).collect();
    assert_eq!(own_found, found, "{pattern} in {text:?}");
    assert_eq!(own.is_match(text), oracle.is_match(text), "{pattern} in {text:?}");
    let groups = |get: &dyn Fn(usize) -> Option<(usize, usize)>| {
        (0..oracle.captures_len()).map(get).collect::<Vec<_>>()
    };
    let own_groups: Vec<_> =
        own.captures_iter(text).map(|c| groups(&|i| c.get(i).map(|m| (m.start(), m.end())))).collect();
    let found_groups: Vec<_> =
        oracle.captures_iter(text).map(|c| groups(&|i| c.get(i).map(|m| (m.start(), m.end())))).collect();
    assert_eq!(own_groups, found_groups, "{pattern} in {text:?}");
    for from in (0..=text.len()).filter(|&i| text.is_char_boundary(i)) {
        let own = own.find_at(text, from).map(|m| m.range());
        assert_eq!(own, oracle.find_at(text, from).map(|m| m.range()), "{pattern} in {text:?} from {from}");
    }
}

#[test]
fn matches_are_those_of_the_regex_crate() {
    let texts = [
        "",
        "要",
        "县委会同市里要在三年二月底，应当配合。\n要抓好2025年月月",
        "abcd abcdd",
        "𠮷要年年月\u{10FFFF}Ä",
    ];
    for pattern in PATTERNS {
        texts.iter().for_each(|text| agrees(pattern, text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn matches_in_random_texts_are_those_of_the_regex_crate(
        pattern in proptest::sample::select(&PATTERNS[..]),
        text in "[要应年月一二三是会同配合、，。0-9abcdÄ𠮷 \n]{0,24}",
    ) {
        agrees(pattern, &text);
    }

    #[test]
    fn random_patterns_match_as_in_the_regex_crate(
        parts in proptest::collection::vec("(要|年月|月|[要年]|[^，年]|(要|年月)|(?:要|年|))(|\\?|\\*\\??|\\+|\\{0,3\\}\\??|\\{2\\})", 1..6),
        anchors in (any::<bool>(), any::<bool>()),
        text in "[要年月，]{0,12}",
    ) {
        let pattern = format!("{}{}{}", if anchors.0 { "^" } else { "" }, parts.concat(), if anchors.1 { "$" } else { "" });
        if Regex::new(&pattern).is_ok() && regex::Regex::new(&pattern).is_ok() {
            agrees(&pattern, &text);
        }
    }
}

#[test]
fn a_set_tells_which_patterns_match() {
    let own = RegexSet::new(PATTERNS).expect("a set");
    let oracle = regex::RegexSet::new(PATTERNS).expect("a set");
    for text in ["", "要", "县委会同市里要在三年二月底，应当配合。\n要抓好", "abcd 、月月"]
    {
        let present = Present::of(text, 0);
        let found = oracle.matches(text).iter().fold(0, |bits, i| bits | 1 << i);
        assert_eq!(own.matches(text, &present, &[]), found, "{text:?}");
        assert_eq!(own.first(text), oracle.matches(text).iter().next(), "{text:?}");
        assert_eq!(own.is_match(text), found != 0, "{text:?}");
        // Of two groups that share the patterns between them, one of each is enough.
        let (even, odd) = (0x5555_5555, 0xAAAA_AAAA);
        let some = own.matches(text, &present, &[even, odd]);
        assert_eq!(some & !found, 0, "{text:?}");
        for group in [even, odd] {
            assert_eq!(some & group != 0, found & group != 0, "{text:?}");
        }
    }
}

#[test]
fn one_walk_finds_the_matches_that_each_pattern_finds_by_itself() {
    let set = RegexSet::new(PATTERNS).expect("a set");
    for text in ["县委会同市里要在三年二月底，应当配合。\n要抓好2025年月月", "一是要，一要", "abcd 、月月"]
    {
        let mut found = vec![Vec::new(); PATTERNS.len()];
        set.scan(text, &Present::of(text, 0), |i, range| {
            let end = range.end.max(range.start + 1);
            found[i].push(range);
            Next::From(end)
        });
        for (i, found) in found.iter().enumerate() {
            let own = set.pattern(i).find_iter(text).map(|m| m.range());
            let some: Vec<_> = own.filter(|range| !range.is_empty()).collect();
            let found: Vec<_> = found.iter().filter(|range| !range.is_empty()).cloned().collect();
            assert_eq!(found, some, "{} in {text:?}", PATTERNS[i]);
        }
    }
}

#[test]
fn alternatives_of_any_number_are_tried_in_order() {
    // More than a step has, literals in rows among them.
    let parts: Vec<String> = (0..90u32)
        .map(|i| {
            let c = char::from_u32(0x4E00 + i % 40).unwrap_or('一');
            if i % 3 == 0 {
                format!("{c}年?")
            } else {
                format!("{c}{}", if i % 2 == 0 { "月" } else { "" })
            }
        })
        .collect();
    let text: String =
        (0..40u32).filter_map(|i| char::from_u32(0x4E00 + i)).flat_map(|c| [c, '月', c, '年']).collect();
    for pattern in [format!("(?:{})月", parts.join("|")), format!("^(?:{}|月|年)+$", parts.join("|"))] {
        agrees(&pattern, &text);
    }
}

#[test]
fn work_is_bounded_where_a_search_goes_astray() {
    let text = "会同年".repeat(3000);
    let pattern = Regex::new("(?:会|同|年|会同)*(?:会|年|同年)*[^，]{0,200}[^。]*无").expect("a pattern");
    assert!(!pattern.is_match(&text));
}

#[test]
fn what_is_not_supported_is_an_error() {
    for pattern in ["(?:a?)*", r"\ba", "(?-u:[^a])", "("] {
        assert!(Regex::new(pattern).is_err(), "{pattern}");
    }
}

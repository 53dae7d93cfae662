//! Names of levels and bodies read alike, whatever level says them.

use crate::{lexicon::pattern, pattern::Regex};
use std::sync::LazyLock;

/// A text in which 省, 市, 县 and what stands on each level are one: 全省 and 全市, 省水利厅 and 市水利局.
pub(super) fn leveled(text: &str) -> String {
    static AREA: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:全|我|本)(?:省|市|县|区|州|旗|盟)|各(?:市、县|县（市、区）|市|县|区|地|州|旗)")
    });
    static ORGAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:省|市|县|区|自治区|州)?级?(?<name>\p{Han}{1,8}?)(?:行政主管部门|行政部门|主管部门|部门|厅|局)",
        )
    });
    let text = replaced(text, &AREA, |_| "当地".to_owned());
    replaced(&text, &ORGAN, |name| format!("{name}部门"))
}

/// A text with what a pattern finds in another form, which is made of its group `name`.
fn replaced(text: &str, pattern: &Regex, form: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        out.push_str(&text[at..whole.start()]);
        out.push_str(&form(found.name("name").map_or("", |name| name.as_str())));
        at = whole.end();
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_levels_say_reads_alike() {
        let cases = [
            ("省水利厅牵头", "市水利局牵头"),
            ("在全省推开", "在全市推开"),
            ("各县（市、区）要落实", "各地要落实"),
            ("县级水行政主管部门", "水部门"),
        ];
        for (one, two) in cases {
            assert_eq!(leveled(one), leveled(two), "{one} {two}");
        }
    }
}

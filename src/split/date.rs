//! The date that a document gives itself: at its foot, under its title, in its number, at its opening.

use super::Genre;
use crate::{lexicon::pattern, numeral, pattern::Regex};
use std::{fmt, str::FromStr, sync::LazyLock};

/// A date as far as it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// Month and day, where they are given.
    pub day: Option<(u32, u32)>,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some((month, day)) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
            None => write!(f, "{:04}", self.year),
        }
    }
}

impl FromStr for Date {
    type Err = String;

    /// A year, or a day as 2026-03-05.
    fn from_str(text: &str) -> Result<Date, String> {
        let wrong = || format!("{text} is no date: write 2026, or 2026-03-05");
        let mut parts = text.split('-').map(|part| part.parse::<u32>().map_err(|_| wrong()));
        let year = parts.next().ok_or_else(wrong)??;
        let day = match (parts.next().transpose()?, parts.next().transpose()?, parts.next()) {
            (None, None, None) => None,
            (Some(month), Some(day), None) => Some((month, day)),
            _ => return Err(wrong()),
        };
        is_real(year, day).then_some(Date { year: year as i32, day }).ok_or_else(wrong)
    }
}

fn is_real(year: u32, day: Option<(u32, u32)>) -> bool {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let within = |(month, day): (u32, u32)| {
        let last = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            _ => 31,
        };
        (1..=12).contains(&month) && (1..=last).contains(&day)
    };
    (1900..2100).contains(&year) && day.is_none_or(within)
}

/// The date that a path names: 通知/2026-03-05.txt, 20260305会议纪要.txt, 2026年报告/a.txt; the last name that has one.
pub fn date_in_path(path: &str) -> Option<Date> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|[^0-9])(?P<y>(?:19|20)[0-9]{2})(?:[-_.年]?(?P<m>[0-9]{1,2})[-_.月]?(?P<d>[0-9]{1,2})日?)?(?:[^0-9]|$)",
        )
    });
    let named = |name: &str| {
        NAMED.captures_iter(name).find_map(|found| {
            let number = |group: &str| found.name(group).and_then(|m| m.as_str().parse().ok());
            let year: u32 = number("y")?;
            let day = number("m").zip(number("d"));
            is_real(year, day).then_some(Date { year: year as i32, day })
        })
    };
    path.rsplit(['/', '\\']).find_map(named)
}

/// A date with its day, in digits or in Chinese: the groups `y`, `m`, `d`.
pub(super) const DATE: &str = r"(?<y>[0-9０-９]{4}|[〇零○Ｏ一二三四五六七八九]{4})\s?年\s?(?<m>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?<d>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s?日";

/// The document's date from its lines and its title; the date at the foot first, then one under the title, one
/// at the opening of minutes, news or a speech, the year of its number, the only year in its title.
pub(super) fn of(lines: &[&str], title: Option<&str>, genre: Genre) -> Option<Date> {
    static SIGNED: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^[^。；：]{{0,60}}{DATE}(?:[（(][^）)]*[)）]|印发)?[。]?$")));
    static TAIL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"[。）)\p{{Han}}\s]{DATE}$")));
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"^[^。；]{{0,80}}?(?:——|—|[（(]|\s|^)(?:\p{{Han}}{{0,4}}(?:日期|时间))?[：:]?{DATE}"
        ))
    });
    static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"[（(]{DATE}[）)]")));
    static OPENING: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^[^。；]{{0,60}}?{DATE}")));
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^《“，。；：]{1,40}[〔\[［（(【](?<y>(?:19|20)[0-9]{2})[〕\]］）)】]\s?第?[0-9]{1,5}\s?号",
        )
    });
    let short = |line: &&str| line.chars().take(61).count() <= 60;
    let foot = || lines.iter().rev().take(8).filter(|l| short(l)).find_map(|l| parse(&SIGNED, l));
    let tail = || parse(&TAIL, tail_of(lines.last()?, 60));
    let run_in = || parse(&BRACKETED, head_of(lines.first()?, 120));
    let head = || lines.iter().take(5).filter(|l| short(l)).find_map(|l| parse(&HEAD, l)).or_else(run_in);
    let opening = || {
        let dated = matches!(genre, Genre::Minutes | Genre::News);
        lines.iter().take(4).filter(|_| dated).find_map(|l| parse(&OPENING, head_of(l, 120)))
    };
    let number = || {
        lines
            .iter()
            .take(6)
            .filter(|l| !l.starts_with(['根', '按', '依', '贯', '落']))
            .find_map(|l| year(&NUMBERED, head_of(l, 60)))
    };
    foot().or_else(tail).or_else(head).or_else(opening).or_else(number).or_else(|| year_of_title(title?))
}

fn head_of(line: &str, characters: usize) -> &str {
    &line[..line.char_indices().nth(characters).map_or(line.len(), |(i, _)| i)]
}

fn tail_of(line: &str, characters: usize) -> &str {
    &line[line.char_indices().rev().nth(characters).map_or(0, |(i, _)| i)..]
}

/// The date that a form with the groups of [`DATE`] finds in a line.
pub(super) fn parse(form: &Regex, line: &str) -> Option<Date> {
    let found = form.captures(line)?;
    let number = |name: &str| numeral::whole(&found[name].replace('Ｏ', "〇"));
    let (year, month, day) = (number("y")?, number("m")?, number("d")?);
    is_real(year, Some((month, day))).then_some(Date { year: year as i32, day: Some((month, day)) })
}

fn year(form: &Regex, line: &str) -> Option<Date> {
    let year = form.captures(line)?["y"].parse().ok()?;
    Some(Date { year, day: None })
}

/// The year that a title names (2026年工作要点), where it names just one.
fn year_of_title(title: &str) -> Option<Date> {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?<y>(?:19|20)[0-9]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2})年"));
    let mut years = YEAR.captures_iter(title).filter_map(|c| numeral::whole(&c["y"]));
    let first = years.next()?;
    years.all(|y| y == first).then_some(Date { year: first as i32, day: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_found_where_documents_write_it() {
        for (lines, title, want) in [
            (&["某县水利局", "请各镇抓好落实。", "二〇二六年三月二日"][..], None, Some("2026-03-02")),
            (
                &["政府工作报告", "——2026年1月25日在某市人民代表大会上", "各位代表："],
                None,
                Some("2026-01-25"),
            ),
            (&["某政办发〔2025〕7号", "各区人民政府：", "现通知如下。"], None, Some("2025")),
            (&["各镇要抓好落实。"], Some("2026年工作要点"), Some("2026")),
            (&["根据国办发〔2024〕7号文件，各镇要抓好落实。"], Some("2025年工作要点"), Some("2025")),
            (&["在全市大会上的讲话（2026年3月12日）市长某某同志们：今天开会。"], None, Some("2026-03-12")),
            (&["关于养老的建议", "提交日期：2025年1月14日", "一、问题"], None, Some("2025-01-14")),
            (&["各镇要抓好落实。"], Some("2025年工作总结和2026年工作打算"), None),
            (&["去年2025年3月1日发生事故，各镇要吸取教训，抓好整改落实，不留隐患。"], None, None),
        ] {
            let date = of(lines, title, Genre::Other).map(|d| d.to_string());
            assert_eq!(date.as_deref(), want, "{lines:?}");
        }
        for (path, want) in [
            ("通知/2026-03-05.txt", Some("2026-03-05")),
            ("20260305会议纪要.txt", Some("2026-03-05")),
            ("2026年报告/第3号.txt", Some("2026")),
            ("报告/2025/2026年3月5日讲话.txt", Some("2026-03-05")),
            ("文件/123456789.txt", None),
            ("讲话.txt", None),
        ] {
            assert_eq!(date_in_path(path).map(|d| d.to_string()).as_deref(), want, "{path}");
        }
        assert_eq!("2026-03-05".parse(), Ok(Date { year: 2026, day: Some((3, 5)) }));
        assert!("2028-02-29".parse::<Date>().is_ok() && "2026-02-29".parse::<Date>().is_err());
        assert!("2026-13-01".parse::<Date>().is_err() && "3月".parse::<Date>().is_err());
        let minutes = ["2026年3月2日上午，县长主持召开会议，议定以下事项。"];
        assert_eq!(of(&minutes, None, Genre::Minutes).map(|d| d.to_string()).as_deref(), Some("2026-03-02"));
    }
}

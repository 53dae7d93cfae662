//! What a file says about itself.

use crate::lexicon;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

/// What a file says about itself: a page's table, a notice's head and foot, the columns of its row. Each is absent where it
/// is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Metadata {
    /// 标题: its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 发文机关: who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// 发文字号: its number among what the issuer issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// 索引号: its number in the index of public information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index_number: Option<String>,
    /// 主题分类: what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// 成文日期: when it was written, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// 发布日期: when it was published, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The columns of its row but for its text, as they are.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// What a label or the name of a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// 标题
    Title,
    /// 发文机关
    Issuer,
    /// 发文字号
    DocumentNumber,
    /// 索引号
    IndexNumber,
    /// 主题分类
    Subject,
    /// 成文日期
    Written,
    /// 发布日期
    Published,
    /// The address.
    Url,
    /// The text itself.
    Text,
    /// What names a row.
    Id,
}

impl Field {
    /// What `label` stands for, and whether no other label tells that better; spaces, colons and case don't matter.
    pub fn of(label: &str) -> Option<(Self, bool)> {
        static LABELS: LazyLock<HashMap<&str, (Field, bool)>> = LazyLock::new(|| {
            let field = |tag: &str| match tag.trim_end_matches('?') {
                "title" => Field::Title,
                "issuer" => Field::Issuer,
                "document_number" => Field::DocumentNumber,
                "index_number" => Field::IndexNumber,
                "subject" => Field::Subject,
                "written" => Field::Written,
                "published" => Field::Published,
                "url" => Field::Url,
                "text" => Field::Text,
                "id" => Field::Id,
                _ => panic!("dict/metadata.txt: {tag} is no field"),
            };
            lexicon::entries(include_str!("../../dict/metadata.txt"))
                .map(|(label, tag)| (label, (field(tag), !tag.ends_with('?'))))
                .collect()
        });
        const LONGEST: usize = 64;
        if label.len() > LONGEST {
            return None;
        }
        let key: String = label
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：' | '[' | ']' | '【' | '】' | '\u{FEFF}'))
            .flat_map(char::to_lowercase)
            .collect();
        LABELS.get(key.as_str()).copied()
    }
}

impl Metadata {
    /// Takes over the value that stands behind a label, unless the field has one; whether it did. Dates become ISO 8601; one
    /// that can't be read is not taken.
    pub fn set(&mut self, field: Field, value: &str) -> bool {
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let value: Option<String> = match field {
            _ if value.is_empty() || matches!(value, "无" | "—" | "-" | "/" | "null" | "NULL" | "None") => {
                None
            }
            Field::Written | Field::Published => iso_date(value),
            _ => Some(value.split_whitespace().collect::<Vec<_>>().join(" ")),
        };
        let slot = match field {
            Field::Title => &mut self.title,
            Field::Issuer => &mut self.issuer,
            Field::DocumentNumber => &mut self.document_number,
            Field::IndexNumber => &mut self.index_number,
            Field::Subject => &mut self.subject,
            Field::Written => &mut self.written,
            Field::Published => &mut self.published,
            Field::Url => &mut self.url,
            Field::Text | Field::Id => return false,
        };
        let free = slot.is_none() && value.is_some();
        if free {
            *slot = value;
        }
        free
    }

    /// Takes the values over that stand behind labels, those of the better labels first.
    pub fn fill(&mut self, pairs: &[(String, String)]) {
        let known = || pairs.iter().filter_map(|(label, value)| Some((Field::of(label)?, value)));
        for better in [true, false] {
            for ((field, _), value) in known().filter(|((_, sure), _)| *sure == better) {
                self.set(field, value);
            }
        }
    }

    /// Takes the title of an office file's properties over where it is a Chinese one: others are those of templates and
    /// programs.
    pub(super) fn set_property_title(&mut self, title: &str) {
        if title.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() >= 2 {
            self.set(Field::Title, title);
        }
    }

    /// The value of the name: of a field, else of a column.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let own = match name {
            "issuer" => &self.issuer,
            "document_number" => &self.document_number,
            "index_number" => &self.index_number,
            "subject" => &self.subject,
            "written" => &self.written,
            "published" => &self.published,
            "url" => &self.url,
            _ => &None,
        };
        let column = || match self.fields.get(name)? {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(Cow::Borrowed(text.as_str())),
            other => Some(Cow::Owned(other.to_string())),
        };
        own.as_deref().map(Cow::Borrowed).or_else(column)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The date that a text begins with, as ISO 8601: 2019-01-16, 2019年1月16日, 二〇一九年一月十六日, 2019/1/16 08:30, 20190116; without
/// the day where it has none.
pub fn iso_date(text: &str) -> Option<String> {
    const LONGEST: usize = 96;
    let head: String = text.trim().chars().take(LONGEST).map(half_width).collect();
    let head = head.trim_start_matches(|c: char| !c.is_ascii_digit() && !"〇○零一二".contains(c));
    let mut parts = Vec::new();
    let mut rest = head;
    while parts.len() < 3 {
        let end = rest.find(|c: char| !is_digit(c)).unwrap_or(rest.len());
        let Some(value) = (end > 0).then(|| number(&rest[..end])).flatten() else { break };
        // 20190116
        if parts.is_empty() && end == 8 && rest.is_char_boundary(4) && value >= 10_000_000 {
            parts = vec![value / 10_000, value / 100 % 100, value % 100];
            break;
        }
        parts.push(value);
        let mut behind = rest[end..].trim_start().chars();
        let Some(separator) = behind.next().filter(|c| "年月-/.".contains(*c)) else { break };
        rest = behind.as_str().trim_start();
        if separator == '年' && parts.len() > 1 {
            break;
        }
    }
    let real =
        |range: std::ops::RangeInclusive<u32>, i: usize| parts.get(i).is_none_or(|n| range.contains(n));
    if parts.is_empty() || !real(1900..=2100, 0) || !real(1..=12, 1) || !real(1..=31, 2) {
        return None;
    }
    Some(match parts[..] {
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, ..] => format!("{year:04}"),
        [] => return None,
    })
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' | '—' | '–' => '-',
        '／' => '/',
        '．' => '.',
        _ => c,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| crate::numeral::whole(&text.replace('○', "〇")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_form_become_iso_8601() {
        let cases = [
            ("2019-01-16", Some("2019-01-16")),
            ("2019年1月16日", Some("2019-01-16")),
            ("２０１９年１月１６日", Some("2019-01-16")),
            ("二〇一九年一月十六日", Some("2019-01-16")),
            ("二○二四年十二月三十一日", Some("2024-12-31")),
            ("2019/1/16 08:30:00", Some("2019-01-16")),
            ("2019-01-16T08:30:00Z", Some("2019-01-16")),
            ("2019.1.6", Some("2019-01-06")),
            ("20190116", Some("2019-01-16")),
            ("时间：2019-01-16 15:02", Some("2019-01-16")),
            ("2019年1月", Some("2019-01")),
            ("2019", Some("2019")),
            ("2019-13-01", None),
            ("3月2日", None),
            ("长期有效", None),
            ("", None),
        ];
        for (text, want) in cases {
            assert_eq!(iso_date(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn labels_are_known_with_spaces_and_colons_in_them() {
        assert_eq!(Field::of("索 引 号："), Some((Field::IndexNumber, true)));
        assert_eq!(Field::of("标　　题:"), Some((Field::Title, true)));
        assert_eq!(Field::of("\u{FEFF}Content"), Some((Field::Text, true)));
        assert_eq!(Field::of("责任编辑"), None);
    }

    #[test]
    fn a_better_label_wins_wherever_it_stands() {
        let pairs = [("发布机构", "市政府办公室"), ("发文机关", "市人民政府"), ("浏览", "12")];
        let mut metadata = Metadata::default();
        metadata.fill(&pairs.map(|(l, v)| (l.to_owned(), v.to_owned())));
        assert_eq!(metadata.issuer.as_deref(), Some("市人民政府"));
    }

    #[test]
    fn the_first_value_of_a_field_stays_and_an_empty_one_is_none() {
        let mut metadata = Metadata::default();
        assert!(!metadata.set(Field::Issuer, " 无 "));
        assert!(metadata.set(Field::Issuer, "某市　人民政府 "));
        assert!(!metadata.set(Field::Issuer, "另一个"));
        assert_eq!(metadata.issuer.as_deref(), Some("某市 人民政府"));
        assert!(!metadata.set(Field::Written, "长期"));
        assert_eq!(metadata.get("issuer").as_deref(), Some("某市 人民政府"));
    }
}

//! Who issued a document: the name of the body, the places in it, and how high it stands.

use crate::{
    lexicon::{ahead, pattern},
    pattern::Regex,
    split::Document,
};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How high a body stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// The state.
    State,
    /// A province, an autonomous region, a municipality.
    Province,
    /// A city with districts, a prefecture.
    City,
    /// A county, a district.
    County,
    /// A town, a township, a street.
    Town,
    /// Not known.
    #[default]
    Unknown,
}

/// The body that issued a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its name, as far as the document tells.
    pub name: Option<String>,
    /// The places that the name holds, the largest first: 浙江省, 杭州市.
    pub places: Vec<String>,
    /// How high it stands.
    pub rank: Rank,
}

/// A place at the beginning of a name.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Han}{2,8}?(?:自治区|自治州|自治县|自治旗|特别行政区|开发区|高新区|新区|省|市|州|盟|县|区|旗|镇|乡|街道))",
    )
});

/// What stands in no name of a place.
const GENERAL: &str = "全各我本该在于的和与为对及市县";

/// The cities that stand as high as a province.
const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];

impl Body {
    /// The body that issued a document: as its head or foot names it, else as its title begins with it.
    pub(super) fn of(issuer: Option<&str>, document: &Document, text: &str) -> Self {
        let title = document.read_title.as_deref().unwrap_or_default();
        let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '《');
        let speaker = || speaker(text);
        match issuer {
            Some(issuer) => Self::named(issuer),
            None => match places(title) {
                (found, rest) if !found.is_empty() => {
                    let organ: String =
                        rest.chars().take_while(|&c| c != '关' && !c.is_ascii_digit()).collect();
                    let organ = organ.split("工作报告").next().unwrap_or_default();
                    let organ = if found.concat().len() + organ.len() > 60 { "" } else { organ };
                    Self::named(&format!("{}{organ}", found.concat()))
                }
                _ if title.starts_with("国务院") => Self::named("国务院"),
                _ => speaker().map_or_else(Self::default, |name| Self::named(&name)),
            },
        }
    }

    pub(super) fn named(name: &str) -> Self {
        let (places, _) = places(name);
        let places: Vec<String> = places.into_iter().map(str::to_owned).collect();
        let rank = match places.last() {
            Some(place) => rank(place),
            None if ["国务院", "中共中央", "全国", "国家", "中华", "最高"]
                .iter()
                .any(|head| name.starts_with(head)) =>
            {
                Rank::State
            }
            None if name.ends_with('部') && name.chars().count() >= 3 => Rank::State,
            None => Rank::Unknown,
        };
        Self { name: Some(name.to_owned()), places, rank }
    }

    /// Whether two are one body; none where one of them isn't known.
    pub(super) fn is_same(&self, other: &Self) -> Option<bool> {
        let (one, two) = (self.name.as_deref()?, other.name.as_deref()?);
        Some(plain(one) == plain(two))
    }

    /// Whether it stands above another one: the state above all, else what holds the other's place; `names` tells whether
    /// the other one's document names a place as its own.
    pub(super) fn is_above(&self, other: &Self, names: impl Fn(&str) -> bool) -> bool {
        if self.rank >= other.rank || other.rank == Rank::Unknown {
            return false;
        }
        let place = self.places.last();
        self.rank == Rank::State || place.is_some_and(|place| other.places.contains(place) || names(place))
    }
}

/// Whom a report speaks for, as its opening tells.
fn speaker(text: &str) -> Option<String> {
    static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"我(?:受委托，?)?代表(?<name>国务院|\p{Han}{2,12}?(?:省|市|县|区|州|盟|旗|乡|镇)(?:人民)?政府)",
        )
    });
    /// How many bytes an opening has.
    const OPENING: usize = 1500;
    let found = SPEAKS.captures(ahead(text, OPENING))?;
    Some(found["name"].to_owned())
}

/// The name of a body without what it may stand with or without.
fn plain(name: &str) -> String {
    let name = name.trim_start_matches("中共").replace("人民政府", "政府");
    name.trim_end_matches("办公厅").trim_end_matches("办公室").to_owned()
}

/// The places that a name begins with, the largest first, and what follows them.
fn places(name: &str) -> (Vec<&str>, &str) {
    let mut rest = name.trim_start_matches("中共");
    let mut out = Vec::new();
    while let Some(found) = PLACE.find(rest) {
        let place = &rest[found.range()];
        // 市场 is no city, 地区 and 社区 are none by themselves, nor is 在全县.
        let behind = &rest[found.end()..];
        let stem = place.char_indices().next_back().map_or("", |(last, _)| &place[..last]);
        if behind.starts_with('场')
            || ["地区", "社区", "小区"].contains(&place)
            || stem.contains(|c| GENERAL.contains(c))
        {
            break;
        }
        out.push(place);
        rest = behind;
    }
    (out, rest)
}

fn rank(place: &str) -> Rank {
    let ends = |endings: &[&str]| endings.iter().any(|ending| place.ends_with(ending));
    match () {
        () if MUNICIPALITIES.contains(&place) || ends(&["省", "自治区", "特别行政区"]) => {
            Rank::Province
        }
        () if ends(&["市", "州", "盟"]) => Rank::City,
        () if ends(&["镇", "乡", "街道"]) => Rank::Town,
        () => Rank::County,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_tells_whom_it_speaks_for() {
        let of = |text: &str| speaker(text);
        assert_eq!(of("各位代表：\n现在，我代表国务院，向大会报告工作。").as_deref(), Some("国务院"));
        assert_eq!(of("我代表清溪县人民政府向大会报告工作。").as_deref(), Some("清溪县人民政府"));
        assert_eq!(of("我代表省人民政府，向大会报告工作。"), None);
        assert_eq!(of("人大代表清溪县代表团。"), None);
    }

    #[test]
    fn a_name_tells_places_and_rank() {
        let cases = [
            ("云河市人民政府", &["云河市"][..], Rank::City),
            ("浙江省杭州市西湖区人民政府", &["浙江省", "杭州市", "西湖区"], Rank::County),
            ("中共清溪县委", &["清溪县"], Rank::County),
            ("北京市人民政府办公厅", &["北京市"], Rank::Province),
            ("国务院办公厅", &[], Rank::State),
            ("财政部", &[], Rank::State),
            ("新疆维吾尔自治区人民政府", &["新疆维吾尔自治区"], Rank::Province),
            ("水务局", &[], Rank::Unknown),
            ("在全县森林防火工作会议上的讲话", &[], Rank::Unknown),
            ("各市县人民政府", &[], Rank::Unknown),
        ];
        for (name, places, rank) in cases {
            let body = Body::named(name);
            assert_eq!(
                (&body.places[..], body.rank),
                (&places.iter().map(|&p| p.to_owned()).collect::<Vec<_>>()[..], rank),
                "{name}"
            );
        }
        let (one, two) = (Body::named("云河市人民政府办公室"), Body::named("云河市政府"));
        assert_eq!(one.is_same(&two), Some(true));
        assert_eq!(one.is_same(&Body::named("青山市政府")), Some(false));
        assert_eq!(one.is_same(&Body::default()), None);
        let county = Body::named("清溪县政府");
        assert!(one.is_above(&county, |place| place == "云河市") && !one.is_above(&county, |_| false));
        assert!(Body::named("国务院").is_above(&one, |_| false) && !one.is_above(&two, |_| true));
    }
}

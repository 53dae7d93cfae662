//! What kind of document it is, and its title.

use crate::{
    lexicon::{entries, pattern},
    pattern::Regex,
    rules,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The kinds of document told apart.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// 讲话, 致辞: a leader speaks.
    Speech,
    /// 报告, 汇报, 总结: what was done and will be.
    Report,
    /// 纪要: what a meeting resolved.
    Minutes,
    /// 通知, 通报, 公告.
    Notice,
    /// 意见, 措施, 决定: policy from above.
    Opinion,
    /// 方案, 规划, 预案, 要点.
    Plan,
    /// 办法, 规定, 条例, 规则.
    Regulation,
    /// A readout or news report.
    News,
    /// 函, 批复, 答复.
    Letter,
    /// 提案, 建议: a delegate asks.
    Proposal,
    /// None of these.
    #[default]
    Other,
}

/// A sign of the genre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Where it was found: `title`, `articles`, `opening`.
    pub place: String,
    /// The words that tell.
    pub text: String,
}

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("genres", include_str!("../../dict/genres.txt")));

struct Signs {
    title: Vec<(Regex, Genre)>,
    opening: Vec<(Regex, Genre)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let list = |place: &str| {
        let of_place = entries(*DICT).filter_map(|(p, tag)| {
            let (at, genre) = tag.split_once(' ')?;
            (at == place).then(|| (pattern(p), parse(genre)))
        });
        of_place.collect()
    };
    Signs { title: list("title"), opening: list("opening") }
});

fn parse(name: &str) -> Genre {
    serde_json::from_value(name.into())
        .unwrap_or_else(|_| panic!("dict/genres.txt: no genre is called {name}"))
}

/// The kind of a document from its title, else from its opening lines.
pub(super) fn judge(title: Option<&str>, lines: &[&str]) -> (Genre, Vec<Evidence>) {
    let found = |place: &str, text: &str, signs: &[(Regex, Genre)]| {
        signs.iter().find_map(|(sign, genre)| {
            let hit = sign.find(text)?;
            Some((*genre, vec![Evidence { place: place.into(), text: hit.as_str().into() }]))
        })
    };
    if let Some(hit) = title.and_then(|t| found("title", t, &SIGNS.title)) {
        return hit;
    }
    if let Some(hit) = articles(lines) {
        return hit;
    }
    let head: String =
        lines.iter().take(8).map(|l| l.chars().take(400).chain(['\n']).collect::<String>()).collect();
    found("opening", &head, &SIGNS.opening).unwrap_or_default()
}

/// Text in articles is a regulation, whatever stands above it.
fn articles(lines: &[&str]) -> Option<(Genre, Vec<Evidence>)> {
    static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^第[一二三]条[\s　]*\p{Han}"));
    let mut found = lines.iter().filter_map(|l| ARTICLE.find(l)).map(|m| m.as_str().to_owned());
    let (first, _, _) = (found.next()?, found.next()?, found.next()?);
    Some((Genre::Regulation, vec![Evidence { place: "articles".into(), text: first }]))
}

/// A document's full name, from its issuer to the word for its kind.
const NAME: &str = r"(?<title>[^。；：，\n〔〕号0-9]{0,40}?(?:关于|转发|印发)[^。；\n]{3,110}?(?:的(?:通知|意见|报告|批复|函|决定|通报|答复|建议|请示|汇报|公告|若干措施)|实施方案|工作方案))";

/// The title: the line or lines above the text that name the document, or the name with which a text scraped
/// to one line opens.
pub(super) fn title(lines: &[&str]) -> Option<String> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("(?:号|[)）]|[0-9X]{{2,}}|文件|[ 　]|单位|稿纸|发明电){NAME}")));
    static FROM_START: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{NAME}")));
    static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:新华社[^。，]{0,12}电)?(?<title>[^。；，：]{0,30}在[^。；，：]{4,50}上的(?:讲话|致辞|发言))",
        )
    });
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:新华社[^。，]{0,12}电)?(?<title>[^。；，：]{4,60}(?:方案|规划|办法|规定|预案|纲要|报告)|[^。；：！？※]{6,60}?)(?:※|——|[（(][0-9]{4}年)",
        )
    });
    if let Some(title) = from_lines(lines) {
        return Some(title);
    }
    let head: String = lines.first()?.chars().take(400).collect();
    let found = NAMED
        .captures_iter(&head)
        .last()
        .or_else(|| FROM_START.captures(&head))
        .or_else(|| SPOKEN.captures(&head))
        .or_else(|| LED.captures(&head))?;
    Some(tidy(found.name("title")?.as_str()))
}

/// Lines above the text, up to the salutation or the first sentence.
fn from_lines(lines: &[&str]) -> Option<String> {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[)）]|——|―|[（(]?[0-9０-９〇一二三四五六七八九]{4}年[^，。]{2,8}日|[0-9])|^.{0,30}(?:文件|〔[0-9]{4}〕.{0,12}号)$|签发人|^[^关]{0,16}(?:总理|主席|省长|市长|区长|县长|书记|主任|部长|局长|院长)[ 　]*(?:[\p{Han}]{2,4}|\p{Han}+·\p{Han}+)$|^新华社|摄$|^[\p{Han}]{2,4}$|^目录$",
        )
    });
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:报告|讲话|致辞|发言|通知|意见|批复|函|决定|通报|答复|建议|提案|请示|汇报|公告|方案|规划|办法|规定|预案|纲要|条例|细则|规则|纪要|要点|计划|总结|措施|演讲)(?:[（(].{1,20}[)）])?$",
        )
    });
    if lines.len() < 2 {
        return None;
    }
    let above: Vec<&str> = lines
        .iter()
        .take(6)
        .copied()
        .take_while(|l| {
            !l.ends_with(['：', ':', '！']) && !l.contains(['。', '；']) && l.chars().count() <= 120
        })
        .collect();
    let named = above
        .iter()
        .map(|l| l.split("——").next().unwrap_or(l))
        .position(|l| KIND.is_match(l) && !l.starts_with("——"));
    if let Some(end) = named {
        // A title broken over lines begins where the issuer does.
        let start = (0..end).rev().take(3).take_while(|&i| !BARE.is_match(above[i])).last().unwrap_or(end);
        let whole: String = above[start..end].concat();
        let line = above[end].split("——").next().unwrap_or(above[end]);
        return Some(tidy(&format!("{whole}{line}")));
    }
    let first = above.into_iter().find(|l| !BARE.is_match(l))?;
    (!first.contains('！')).then(|| tidy(first.split("——").next().unwrap_or(first)))
}

fn tidy(title: &str) -> String {
    title
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | ':' | '：' | ')' | '）' | '※'))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_the_genre() {
        for (title, genre) in [
            ("某县防汛抗旱应急预案", Genre::Plan),
            ("关于做好春季学校安全工作的通知", Genre::Notice),
            ("在全县农村公路建设动员会上的讲话", Genre::Speech),
            ("2026年某市政府工作报告", Genre::Report),
            ("关于加强养老服务的实施意见", Genre::Opinion),
            ("县政府常务会议纪要", Genre::Minutes),
            ("关于加快充电设施建设的建议", Genre::Proposal),
            ("某市燃气管理办法", Genre::Regulation),
        ] {
            assert_eq!(judge(Some(title), &[]).0, genre, "{title}");
        }
    }

    #[test]
    fn the_title_of_a_text_on_one_line_is_found() {
        let line = "某电力公司文件某电办〔2021〕3号某电力公司关于2021年防汛工作情况的报告县人民政府：今年以来，公司抓好防汛。";
        assert_eq!(title(&[line]).as_deref(), Some("某电力公司关于2021年防汛工作情况的报告"));
    }
}

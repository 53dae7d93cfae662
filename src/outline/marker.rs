//! The markers of numbered points, a rule each.
//!
//! A rule finds what may be a marker; whether it is one is settled in `series`, by the run that it belongs
//! to. Each rule carries examples in which ⟦⟧ stands around the markers of items, and `yaodian rules`
//! prints them.

use super::numeral;
use crate::{lexicon::pattern, source::Span};
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The styles of markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// 一、
    CnComma,
    /// （一）
    CnParen,
    /// 1.
    ArabicDot,
    /// 1、
    ArabicComma,
    /// （1）
    ArabicParen,
    /// ①
    Circled,
    /// 1.2.1
    Decimal,
    /// 壹、
    CnCapital,
    /// 甲、
    Stem,
    /// Ⅰ.
    Roman,
    /// 一是
    CnIs,
    /// 一要
    CnMust,
    /// 第一，
    Ordinal,
    /// 首先
    Sequence,
    /// 其一，
    Qi,
    /// 一方面
    Aspect,
    /// 一者
    Zhe,
    /// ——
    Dash,
    /// 第一条
    Article,
}

impl Style {
    /// Whether it is a marker of headings.
    pub(crate) const fn is_heading(self) -> bool {
        self.rank().is_some() || matches!(self, Self::Decimal)
    }

    /// The weight of a heading's marker, the lightest number the heaviest; none for markers that stand in
    /// running text at any depth (一是, 第一，, ——).
    pub(crate) const fn rank(self) -> Option<u8> {
        match self {
            Self::Article => Some(1),
            Self::CnCapital => Some(10),
            Self::CnComma | Self::Roman => Some(HEADING),
            Self::CnParen => Some(SUBHEADING),
            Self::Stem => Some(15),
            Self::ArabicDot | Self::ArabicComma => Some(16),
            Self::ArabicParen => Some(18),
            Self::Circled => Some(20),
            _ => None,
        }
    }
}

/// The rank of 一、
pub(super) const HEADING: u8 = 12;
/// The rank of （一）
pub(super) const SUBHEADING: u8 = 14;

/// Where in its sentence a marker stands, the clearest place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It opens a paragraph.
    Paragraph,
    /// Behind 。！？；：
    Sentence,
    /// Behind a comma, a pause mark or a closing bracket.
    Clause,
    /// Glued to the words before it.
    Glued,
}

/// What may be a marker.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The marker, in the cleaned text.
    pub span: Span,
    /// Its style.
    pub style: Style,
    /// What tells its run from others of the style: 第一， from 第一种, （1） from 1).
    pub form: &'static str,
    /// The number it stands for; 0 where only the run tells (然后, 最后, ——).
    pub ordinal: u32,
    /// Where it stands.
    pub place: Place,
    /// The index of its paragraph.
    pub paragraph: usize,
    /// For decimal markers all their numbers: 4.2.1 is [4, 2, 1].
    pub numbers: Vec<u32>,
}

impl Candidate {
    /// The weight of its marker as a heading: that of its style, articles by their units.
    pub(super) fn rank(&self) -> Option<u8> {
        match (self.style, self.form) {
            (Style::Article, "编" | "部分") => Some(2),
            (Style::Article, "章") => Some(4),
            (Style::Article, "节") => Some(6),
            (Style::Article, _) => Some(8),
            (style, _) => style.rank(),
        }
    }
}

/// A rule for one kind of marker.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub id: &'static str,
    /// What it is about.
    pub about: &'static str,
    style: Style,
    /// `n` is the numeral, `form` the part that a run has in common, `marker` the marker where it isn't all.
    pattern: &'static str,
    /// The weakest place at which the first of a run may stand, and the ones after it.
    opens: Place,
    goes_on: Place,
    /// Examples, the markers of items in ⟦⟧.
    pub hits: &'static [&'static str],
    /// Texts without any item.
    pub misses: &'static [&'static str],
}

const CN: &str = "[一二三四五六七八九十百零]";

/// The rules, in the order in which they win where two match at one place.
pub static RULES: &[Rule] = &[
    Rule {
        id: "marker/article",
        about: "第一章 第一节 第一条 第一部分: parts and articles. A mention of an article is none.",
        style: Style::Article,
        pattern: r"第(?<n>NUM{1,5}|[0-9]{1,3})(?<form>[编章节条]|部分)(?:[\s　：:]|$|[^之的第款项规约所中和、至或及与以])",
        opens: Place::Paragraph,
        goes_on: Place::Sentence,
        hits: &[
            "⟦第一章⟧　总则\n⟦第一条⟧　为规范校车管理，制定本办法。\n⟦第二条⟧　本办法适用于全县。依照第一条办理。\n⟦第二章⟧　管理\n⟦第三条⟧　校车应当登记。",
        ],
        misses: &["依照第三条的规定办理。", "第一条例外，其余照办。"],
    },
    Rule {
        id: "marker/cn-comma",
        about: "一、 a heading, on its own line or run into its body.",
        style: Style::CnComma,
        pattern: r"(?<n>NUM{1,4})、(?:[^一二三四五六七八九十]|[一二三四五六七八九十](?:是|要|方面))",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &[
            "现通知如下。⟦一、⟧抓好巡查。各镇每日巡查。⟦二、⟧备足物资。",
            "县防汛工作方案⟦一、⟧总体要求各镇要备汛⟦二、⟧主要任务",
        ],
        misses: &[
            "大力发展二、三产业。",
            "李某甲、王某乙到会。",
            "“一、二、三”口号响亮。",
            "第一、二、三产业协调发展。",
        ],
    },
    Rule {
        id: "marker/cn-paren",
        about: "（一） half or full width, also as one character ㈠.",
        style: Style::CnParen,
        pattern: r"[（(〔](?<n>NUM{1,3})[)）〕]|(?<c>[㈠-㈩])",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &["一些工作如下。⟦（一）⟧修路。⟦(二)⟧架桥。", "⟦㈠⟧修路\n⟦㈡⟧架桥"],
        misses: &["按照第（一）项办理。", "依据本条第（二）项。"],
    },
    Rule {
        id: "marker/decimal",
        about: "1 总则, 1.1, 4.2.1 at the start of a line; 1 alone only where 1.1 follows.",
        style: Style::Decimal,
        pattern: r"(?<n>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,3})[.．]?[\s　]*\p{Han}",
        opens: Place::Paragraph,
        goes_on: Place::Paragraph,
        hits: &["⟦1⟧　总则\n⟦1.1⟧　目的\n为了备汛，制定本预案。\n⟦1.2⟧　范围\n⟦2⟧　职责\n⟦2.1⟧　指挥部"],
        misses: &["今年投入\n3.5万元修路。", "1.2亿元已经拨付。"],
    },
    Rule {
        id: "marker/decimal-whole",
        about: "1　总则: a number and a space, where 1.1 follows.",
        style: Style::Decimal,
        pattern: r"(?<n>[0-9０-９]{1,2})[\s　]+\p{Han}",
        opens: Place::Paragraph,
        goes_on: Place::Paragraph,
        hits: &["⟦1⟧　总则\n⟦1.1⟧　目的\n⟦1.2⟧　范围\n⟦2⟧　附则\n⟦2.1⟧　解释"],
        misses: &["12 月的会议改期。"],
    },
    Rule {
        id: "marker/arabic-dot",
        about: "1. 1． ⒈ on a line, behind a stop, or glued to the words before it.",
        style: Style::ArabicDot,
        pattern: r"(?<n>[0-9０-９]{1,2})[.．](?:[\s　]*[^0-9０-９\s　]|[\s　]*(?:19|20)[0-9]{2}年)|(?<c>[⒈-⒛])",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &["事项如下：⟦1.⟧修路。⟦2.⟧架桥。", "抓好各项工作⟦1．⟧修路。⟦2．⟧架桥。"],
        misses: &["增长3.5万人。", "PM2.5下降。"],
    },
    Rule {
        id: "marker/arabic-comma",
        about: "1、 on a line or behind a stop.",
        style: Style::ArabicComma,
        pattern: r"(?<n>[0-9０-９]{1,2})、[\s　]*[^0-9０-９\s　]",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &["事项如下：⟦1、⟧修路。⟦2、⟧架桥。"],
        misses: &["计划在1、2月完成。", "第1、第2名受奖。"],
    },
    Rule {
        id: "marker/arabic-paren",
        about: "（1） (1) ⑴ and 1).",
        style: Style::ArabicParen,
        pattern: r"[（(](?<n>[0-9０-９]{1,2})[)）]|(?<c>[⑴-⒇])",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &["办好实事。⟦（1）⟧修路；⟦（2）⟧架桥。"],
        misses: &["这一指标（23）见附注。"],
    },
    Rule {
        id: "marker/arabic-half-paren",
        about: "1) 1） without an opening bracket.",
        style: Style::ArabicParen,
        pattern: r"(?<n>[0-9０-９]{1,2})(?<form>[)）])",
        opens: Place::Sentence,
        goes_on: Place::Sentence,
        hits: &["⟦1)⟧修路；⟦2)⟧架桥。"],
        misses: &["（见表1）修路。"],
    },
    Rule {
        id: "marker/circled",
        about: "① ② ❶; a lone one is a footnote or a missing glyph.",
        style: Style::Circled,
        pattern: r"(?<c>[①-⑳❶-❿㉑-㉟])",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &["包括⟦①⟧税收；⟦②⟧基金。"],
        misses: &["生产硫①酸。"],
    },
    Rule {
        id: "marker/cn-capital",
        about: "壹、 贰、",
        style: Style::CnCapital,
        pattern: r"(?<n>[壹贰叁肆伍陆柒捌玖拾]{1,2})、",
        opens: Place::Sentence,
        goes_on: Place::Sentence,
        hits: &["⟦壹、⟧前言\n⟦贰、⟧现状"],
        misses: &["人民币壹、贰元纸币。"],
    },
    Rule {
        id: "marker/stem",
        about: "甲、 乙、",
        style: Style::Stem,
        pattern: r"(?<n>[甲乙丙丁戊己庚辛壬癸])、",
        opens: Place::Paragraph,
        goes_on: Place::Paragraph,
        hits: &["⟦甲、⟧水利\n⟦乙、⟧交通"],
        misses: &["李某甲、王某乙到会。"],
    },
    Rule {
        id: "marker/roman",
        about: "Ⅰ. II、",
        style: Style::Roman,
        pattern: r"(?:(?<c>[Ⅰ-Ⅻ])|(?<n>[IVX]{1,5}))[.．、]",
        opens: Place::Paragraph,
        goes_on: Place::Paragraph,
        hits: &["⟦Ⅰ.⟧水利\n⟦Ⅱ.⟧交通", "⟦I、⟧水利\n⟦II、⟧交通"],
        misses: &["Ⅰ级响应由县里启动。"],
    },
    Rule {
        id: "marker/aspect",
        about: "一方面…另一方面…, in one paragraph; a lone one is none.",
        style: Style::Aspect,
        pattern: r"(?<n>另外?一方面|一方面)[，,]?",
        opens: Place::Clause,
        goes_on: Place::Clause,
        hits: &["⟦一方面⟧，要修路；⟦另一方面⟧，要养路。"],
        misses: &["这一方面还有差距。一方面要看到成绩。"],
    },
    Rule {
        id: "marker/zhe",
        about: "一来，…二来，… 一则 二则 一者 二者",
        style: Style::Zhe,
        pattern: r"(?<n>[一二三四])(?<form>[者则来])(?:[，,]|[^，。；]{2})",
        opens: Place::Clause,
        goes_on: Place::Clause,
        hits: &["这样做，⟦一来⟧方便群众，⟦二来⟧节约开支。"],
        misses: &["二者缺一不可。", "一来就开会。"],
    },
    Rule {
        id: "marker/is",
        about: "一是…；二是… The marker opens a clause (统一是大势所趋 has none) or is glued to a heading.",
        style: Style::CnIs,
        pattern: r"(?<n>NUM{1,3})是[^一二三四五六七八九十]",
        opens: Place::Glued,
        goes_on: Place::Glued,
        hits: &[
            "⟦一是⟧稳增长；⟦二是⟧防风险。",
            "工作扎实，⟦一是⟧修了路，⟦二是⟧架了桥。",
            "抓好农村公路建设⟦一是⟧修路。⟦二是⟧架桥。",
        ],
        misses: &[
            "统一是大势所趋。",
            "丁是丁，卯是卯，一是一，二是二。",
            "问题之一是资金不足。",
            "按五年一遇；十是整数。",
        ],
    },
    Rule {
        id: "marker/must",
        about: "一要…二要…, also glued to the words before it; a slogan in quotation marks is none.",
        style: Style::CnMust,
        pattern: r"(?<n>NUM{1,3})要(?:[^素求点领务义塞害件隘冲]|务必|求真|领会|点面)",
        opens: Place::Glued,
        goes_on: Place::Clause,
        hits: &["⟦一要⟧保供应，⟦二要⟧稳价格。", "最要紧的就是⟦一要⟧保供应，⟦二要⟧稳价格。"],
        misses: &["坚持“一要吃饭、二要建设”。", "统一要求，分级负责。", "十要放假了。"],
    },
    Rule {
        id: "marker/ordinal",
        about: "第一， 第二， 第一是 第一个 第一种; ranks (全国第一，) and names (第一书记) are none.",
        style: Style::Ordinal,
        pattern: r"第(?<n>NUM{1,3})(?:[，,、：:]|是[^非否]|(?<form>[个种类点项步]|条是|个?方面|件事|句话)[^百五十产道次])",
        opens: Place::Clause,
        goes_on: Place::Clause,
        hits: &["⟦第一，⟧修路。⟦第二，⟧架桥。", "有两种人。⟦第一种⟧是等。⟦第二种⟧是靠。"],
        misses: &[
            "产量居全国第一，质量第一，服务第二。",
            "第一书记要带头。",
            "包括第一、第二两个部分。",
            "第一要务是发展。",
        ],
    },
    Rule {
        id: "marker/sequence",
        about: "首先…其次…再次…最后…, also going on in 第三，; a lone 首先 or 最后 is none.",
        style: Style::Sequence,
        pattern: r"(?<n>首先|其次|再次|再者|然后|最后)(?:[，,：:是要]|[^生任])",
        opens: Place::Clause,
        goes_on: Place::Sentence,
        hits: &["⟦首先⟧，要修路。⟦其次⟧，要架桥。⟦第三，⟧要养护。"],
        misses: &["最后，我再讲三点。", "首先要感谢大家。", "总书记再次亲临我省。"],
    },
    Rule {
        id: "marker/qi",
        about: "其一，其二，",
        style: Style::Qi,
        pattern: r"其(?<n>[一二三四五六七八九])(?:[，,、：:]|是)",
        opens: Place::Clause,
        goes_on: Place::Clause,
        hits: &["原因有二。⟦其一，⟧路窄。⟦其二，⟧桥旧。"],
        misses: &["其一生都在修路。"],
    },
    Rule {
        id: "marker/dash",
        about: "—— at the start of a paragraph, one of several in a row; a subtitle is none.",
        style: Style::Dash,
        pattern: r"(?<n>——|――|──|—)[^0-9０-９二—]",
        opens: Place::Paragraph,
        goes_on: Place::Paragraph,
        hits: &["一年来的工作如下。\n⟦——⟧修了路。全县通车。\n⟦——⟧架了桥。"],
        misses: &["政府工作报告\n——2026年1月25日在大会上\n各位代表："],
    },
];

struct Compiled {
    rule: &'static Rule,
    regex: Regex,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    RULES.iter().map(|rule| Compiled { rule, regex: pattern(&rule.pattern.replace("NUM", CN)) }).collect()
});

/// The candidates in one paragraph, in order; `text` is the cleaned text.
pub fn candidates(text: &str, paragraph: usize, span: Span, out: &mut Vec<Candidate>) {
    let part = span.of(text);
    let shut = Brackets::of(part);
    let first = out.len();
    for Compiled { rule, regex } in COMPILED.iter() {
        let mut at = 0;
        while let Some(whole) = regex.find_at(part, at) {
            // The groups are looked for in the match alone: much faster than in a paragraph of any length.
            let found = regex.captures(whole.as_str());
            let Some(candidate) = found.and_then(|f| read(rule, &f, part, whole.start(), paragraph)) else {
                at = step(part, whole.start());
                continue;
            };
            at = candidate.span.end.max(step(part, candidate.span.start));
            let weakest = if candidate.ordinal == 1 { rule.opens } else { rule.goes_on };
            if candidate.place <= weakest && !shut.hold(candidate.span, rule.style) {
                out.push(candidate);
            }
            if rule.opens == Place::Paragraph && rule.goes_on == Place::Paragraph {
                break;
            }
        }
    }
    let found = &mut out[first..];
    found.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    let mut end = 0;
    let mut kept = first;
    for i in first..out.len() {
        if out[i].span.start >= end || i == first {
            end = out[i].span.end;
            out.swap(kept, i);
            kept += 1;
        }
    }
    out.truncate(kept);
    for candidate in &mut out[first..] {
        candidate.span = Span::new(candidate.span.start + span.start, candidate.span.end + span.start);
    }
}

fn step(part: &str, at: usize) -> usize {
    at + part[at..].chars().next().map_or(1, char::len_utf8)
}

/// Makes a candidate of a match, with its span inside the paragraph.
fn read(
    rule: &'static Rule,
    found: &regex::Captures<'_>,
    part: &str,
    base: usize,
    paragraph: usize,
) -> Option<Candidate> {
    let numeral = found.name("n").or_else(|| found.name("c"))?;
    let behind = base + numeral.end();
    let before = part[..base].trim_end();
    let left = before.chars().next_back();
    let place = match left {
        None => Place::Paragraph,
        Some('。' | '！' | '？' | '；' | '：' | '!' | '?' | ';' | ':' | '…') => Place::Sentence,
        Some('”' | '’' | '）' | ')' | '》' | '」') => after_bracket(before),
        Some('，' | '、' | ',' | '—') => Place::Clause,
        Some(_) => Place::Glued,
    };
    if place == Place::Glued && glued_to_a_word(rule.style, before) {
        return None;
    }
    let mut numbers = Vec::new();
    let ordinal = match rule.style {
        Style::Decimal => {
            numbers = numeral.as_str().split(['.', '．']).map(numeral::arabic).collect::<Option<Vec<_>>>()?;
            if numbers.contains(&0) || unit_follows(&part[behind..]) && numbers.len() < 3 {
                return None;
            }
            *numbers.last()?
        }
        Style::Sequence => match numeral.as_str() {
            "首先" => 1,
            "其次" => 2,
            "再次" | "再者" => 3,
            _ => 0,
        },
        Style::Aspect => u32::from(numeral.as_str() != "一方面") * 2,
        Style::Dash => 0,
        Style::Stem => {
            1 + "甲乙丙丁戊己庚辛壬癸".chars().position(|c| numeral.as_str().starts_with(c))? as u32
        }
        _ if found.name("c").is_some() => numeral::enclosed(numeral.as_str().chars().next()?)?,
        Style::Roman => numeral::roman(numeral.as_str())?,
        _ => numeral::chinese(numeral.as_str()).or_else(|| numeral::arabic(numeral.as_str()))?,
    };
    if ordinal == 0 && !matches!(rule.style, Style::Sequence | Style::Aspect | Style::Dash) || ordinal > 200 {
        return None;
    }
    let span = Span::new(base, base + marker_end(rule, found, &part[base..])?);
    let rest = part[span.end..].trim_start();
    let bare = rest.is_empty() && place != Place::Paragraph
        || rest.starts_with('第') && rule.style == Style::Ordinal;
    (!bare).then(|| Candidate {
        span,
        style: rule.style,
        form: form(rule, found),
        ordinal,
        place,
        paragraph,
        numbers,
    })
}

/// Behind a closing bracket, what stands before it tells: a stop inside, or only words.
fn after_bracket(before: &str) -> Place {
    let inner = before.trim_end_matches(['”', '’', '）', ')', '》', '」']);
    let note = before.ends_with(['）', ')']);
    if inner.ends_with(['。', '！', '？', '；']) || note { Place::Sentence } else { Place::Clause }
}

/// Whether the words before a glued marker run into it: 第一、, PM2., 统一要.
fn glued_to_a_word(style: Style, before: &str) -> bool {
    let Some(left) = before.chars().next_back() else { return false };
    match style {
        Style::CnComma | Style::CnParen => {
            matches!(left, '第' | '之' | '款' | '项' | '条') || numeral::chinese(&left.to_string()).is_some()
        }
        Style::ArabicDot | Style::ArabicComma | Style::ArabicParen => {
            left.is_ascii_alphanumeric()
                || matches!(left, '第' | '.' | '．' | '/' | '-' | '〔' | '（' | '(' | '０'..='９')
        }
        Style::CnMust => matches!(
            left,
            '统' | '唯'
                | '之'
                | '第'
                | '同'
                | '逐'
                | '某'
                | '这'
                | '那'
                | '其'
                | '每'
                | '十'
                | '周'
                | '期'
                | '初'
        ),
        Style::CnIs => matches!(
            left,
            '统' | '唯'
                | '之'
                | '万'
                | '单'
                | '专'
                | '第'
                | '划'
                | '归'
                | '合'
                | '同'
                | '逐'
                | '有'
                | '无'
                | '任'
                | '某'
                | '这'
                | '那'
                | '其'
                | '另'
                | '每'
                | '为'
                | '是'
                | '者'
                | '周'
                | '星'
                | '期'
                | '初'
                | '十'
        ),
        _ => false,
    }
}

/// Whether a figure's unit follows: 1.2亿元 is no heading.
fn unit_follows(rest: &str) -> bool {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[.．]?(?:[万亿千百]|个百分点|倍|元|吨|公里|米|亩|公顷|平方|立方|级|年|月|日|号|度|人|户|家|名|项|次|件|期|届|周|岁|小时|分|时|点|者|村|县|市)",
        )
    });
    UNIT.is_match(rest)
}

fn marker_end(rule: &Rule, found: &regex::Captures<'_>, part: &str) -> Option<usize> {
    let whole = found.get(0)?;
    let numeral = found.name("n").or_else(|| found.name("c"))?;
    let after = |text: &str, signs: &[char]| {
        text.chars().next().filter(|c| signs.contains(c)).map_or(0, char::len_utf8)
    };
    let rest = &part[numeral.end()..];
    Some(match rule.style {
        Style::Decimal => {
            numeral.end()
                + after(rest, &['.', '．'])
                    * usize::from(
                        !rest[after(rest, &['.', '．'])..].starts_with(|c: char| c.is_ascii_digit()),
                    )
        }
        Style::Sequence | Style::Aspect | Style::Dash => numeral.end(),
        Style::CnIs | Style::CnMust | Style::Zhe | Style::CnCapital | Style::Stem => {
            numeral.end() + rest.chars().next()?.len_utf8()
        }
        Style::Article => found.name("form")?.end(),
        Style::Ordinal => match found.name("form") {
            Some(form) if form.as_str() == "条是" => form.end(),
            Some(form) => form.end(),
            None => numeral.end() + rest.chars().next()?.len_utf8(),
        },
        Style::Qi | Style::CnComma => numeral.end() + rest.chars().next()?.len_utf8(),
        Style::ArabicParen if found.name("form").is_some() => whole.end(),
        Style::CnParen | Style::ArabicParen | Style::Circled => whole.end(),
        Style::ArabicDot | Style::ArabicComma | Style::Roman => {
            numeral.end() + after(rest, &['.', '．', '、'])
        }
    })
}

/// The part of the marker that all of one run share.
fn form(rule: &Rule, found: &regex::Captures<'_>) -> &'static str {
    const FORMS: [&str; 22] = [
        "编",
        "章",
        "节",
        "条",
        "部分",
        "个",
        "种",
        "类",
        "点",
        "项",
        "步",
        "条是",
        "个方面",
        "方面",
        "件事",
        "句话",
        "者",
        "则",
        "来",
        ")",
        "）",
        "",
    ];
    let text = found.name("form").map_or("", |m| m.as_str());
    let text = if text == "）" { ")" } else { text };
    let known = FORMS.iter().find(|f| **f == text).copied().unwrap_or("");
    if rule.style == Style::ArabicParen && known.is_empty() { "()" } else { known }
}

/// Bytes between a pair of brackets beyond which it is taken for two strays.
const LONGEST_PAIR: usize = 450;

/// The stretches of a paragraph in quotation marks, titles and notes, where points aren't looked for.
struct Brackets(Vec<(usize, usize, char)>);

impl Brackets {
    fn of(part: &str) -> Self {
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut pairs = Vec::new();
        for (at, c) in part.char_indices() {
            match c {
                '“' | '‘' | '《' | '「' | '（' | '(' => open.push((c, at)),
                '”' | '’' | '》' | '」' | '）' | ')' => {
                    let mate = |o: char| {
                        matches!(
                            (o, c),
                            ('“', '”') | ('‘', '’') | ('《', '》') | ('「', '」') | ('（' | '(', '）' | ')')
                        )
                    };
                    if let Some(i) = open.iter().rposition(|(o, _)| mate(*o)) {
                        let (sign, start) = open[i];
                        open.truncate(i);
                        // A pair that spans sentences is a quotation mark gone astray, or a quoted speech.
                        if at - start < LONGEST_PAIR {
                            pairs.push((start, at, sign));
                        }
                    }
                }
                _ => {}
            }
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// Whether a pair holds the marker, other than the marker's own brackets.
    fn hold(&self, span: Span, style: Style) -> bool {
        let own = |start: usize| matches!(style, Style::CnParen | Style::ArabicParen) && start == span.start;
        let first = self.0.partition_point(|p| p.0 + LONGEST_PAIR < span.start);
        self.0[first..].iter().take_while(|p| p.0 <= span.start).any(|&(start, end, sign)| {
            let note = matches!(sign, '（' | '(')
                && matches!(style, Style::CnIs | Style::CnMust | Style::Ordinal | Style::Sequence);
            start <= span.start && span.start < end && !own(start) && !note
        })
    }
}

//! The zones of a document: what each item is for, from headings, lead sentences and labels.

use crate::{
    lexicon::{ahead, look_back, pattern},
    outline::{Item, Outline, Style},
    pattern::{Present, Regex},
    source::Span,
    split::{Document, Genre},
    zone::{Zone, told},
};
use std::{collections::HashMap, iter, sync::LazyLock};

/// The zone of each item and of the document.
pub(super) struct Zones {
    items: Vec<Zone>,
    /// What the last label before an item of each list says of those behind it (具体建议：二、…).
    labels: HashMap<usize, Zone>,
    /// The innermost part of the document (一、 （一）) in which each lies; none for those of lists in running text.
    parts: Vec<Option<usize>>,
    document: Zone,
    genre: Genre,
    /// Whether it is orders nearly throughout, though its genre doesn't say so.
    throughout: bool,
}

impl Zones {
    pub(super) fn of(text: &str, document: &Document, outline: &Outline) -> Self {
        let own = match document.genre {
            // A circular tells what was found.
            Genre::Notice if document.read_title.as_deref().is_some_and(|title| title.contains("通报")) => {
                Zone::Report
            }
            Genre::Opinion | Genre::Plan | Genre::Notice | Genre::Regulation => Zone::Plan,
            // A government's report to its congress looks back and ahead; an office's report looks back.
            Genre::Report if document.is_government_report() => Zone::Open,
            Genre::Report | Genre::News | Genre::Minutes => Zone::Report,
            _ => Zone::Open,
        };
        let mut zones = Self {
            items: Vec::new(),
            labels: HashMap::new(),
            parts: Vec::new(),
            document: own,
            genre: document.genre,
            throughout: false,
        };
        let year = document.read_title.as_deref().and_then(year_of).or_else(|| latest(text, outline));
        for item in &outline.items {
            let attached = outline.attachments.partition_point(|&at| at <= item.span.start).checked_sub(1);
            let top = match attached.map(|i| outline.attachments[i]) {
                Some(at) if own == Zone::Plan && !is_planned(text, outline, at) => Zone::Open,
                // What minutes number is what was resolved.
                _ if document.genre == Genre::Minutes => Zone::Plan,
                _ => own,
            };
            let above = item.parent.map_or(top, |p| zones.items[p]);
            if let Some(zone) = label_before(text, item.span.start) {
                zones.labels.insert(item.list, zone);
            }
            let zone = zones.of_one(text, outline, item, above, year);
            zones.items.push(zone);
            let above = item.parent.map(|p| zones.parts[p]);
            let own = item.style.is_heading() && above != Some(None);
            zones.parts.push(if own { Some(zones.parts.len()) } else { above.flatten() });
        }
        zones
    }

    /// The zone of the text in an item, outside its children.
    pub(super) fn of_item(&self, item: Option<usize>) -> Zone {
        item.map_or(self.document, |i| self.items[i])
    }

    /// Takes the whole document for one that commands; whether that changes anything.
    pub(super) fn commands_throughout(&mut self) -> bool {
        let lax = self.lax();
        self.throughout = self.genre == Genre::Other;
        self.open_to_plan(|_| true) || lax != self.lax()
    }

    /// Takes those that nothing was known of for plans, where `of` says so of the item or of the document (none);
    /// whether there was one.
    pub(super) fn open_to_plan(&mut self, of: impl Fn(Option<usize>) -> bool) -> bool {
        let items = self.items.iter_mut().enumerate().map(|(item, zone)| (Some(item), zone));
        let all = iter::once((None, &mut self.document)).chain(items);
        let open = all.filter(|(item, zone)| **zone == Zone::Open && of(*item));
        open.map(|(_, zone)| *zone = Zone::Plan).count() > 0
    }

    /// The innermost part of the document, numbered by a heading, in which an item lies.
    pub(super) fn part_of(&self, item: usize) -> Option<usize> {
        self.parts[item]
    }

    /// Whether the document commands, so that a heading that orders stands for orders.
    fn commands(&self) -> bool {
        matches!(
            self.genre,
            Genre::Opinion | Genre::Plan | Genre::Notice | Genre::Regulation | Genre::Minutes | Genre::Letter
        )
    }

    fn by_wording(&self, title: &str, top: bool) -> Option<Zone> {
        if tells_result(title) {
            return Some(Zone::Report);
        }
        let looks_ahead = self.commands() || self.genre == Genre::Report && self.document == Zone::Open;
        (top && looks_ahead && super::verb::opens_order(title)).then_some(Zone::Plan)
    }

    /// Whether a clause without modal word or verb at its head is an order all the same where orders stand:
    /// 企业实施…, 储备规模符合… in a plan.
    pub(super) fn lax(&self) -> bool {
        self.throughout || self.commands() || self.genre == Genre::Report && self.document == Zone::Report
    }

    fn of_one(&self, text: &str, outline: &Outline, item: &Item, above: Zone, year: Option<u32>) -> Zone {
        let heading = item.style.is_heading() || item.heads_part(text);
        let title = item.title.of(text);
        let list = &outline.lists[item.list];
        let parent_title = item.parent.map(|p| outline.items[p].title);
        let lead = list
            .lead
            .filter(|l| parent_title.is_none_or(|t| l.start >= t.end) && (!heading || introduces(text, *l)));
        let from_lead = if item.style == Style::CnMust {
            Some(Zone::Plan)
        } else if let Some(&zone) = self.labels.get(&item.list) {
            Some(zone)
        } else {
            lead.and_then(|l| {
                let l = widened(text, l);
                of_lead(l.of(text), introduces(text, l), heading && item.depth == 1)
            })
        };
        // What stands in articles holds from now on.
        if item.style == Style::Article && item.is_article(text) {
            return Zone::Plan;
        }
        let dated = by_year(title, year);
        let from_title = (heading || item.style == Style::Ordinal && item.depth == 1)
            .then(|| {
                dated
                    .or_else(|| told(title))
                    .or_else(|| self.by_wording(title, heading && item.depth == 1 && from_lead.is_none()))
            })
            .flatten();
        let introduced = lead.is_some_and(|l| introduces(text, l));
        // 有下列情形之一的：, 档案的内容包括：: its points name things.
        let named = list.lead.filter(|l| introduces(text, *l));
        if named.is_some_and(|l| enumerates(widened(text, l).of(text))) {
            return Zone::Background;
        }
        match (from_title, from_lead, above) {
            // A sentence that only stands before a list says less than the heading over both.
            (_, Some(Zone::Plan), Zone::Problem) if !heading && !introduced => above,
            // An inline list is what its lead says it is.
            (_, Some(lead), _) if !heading => lead,
            // An office's report names its parts as if they were tasks (推动…); only a plan's name makes one of them.
            (Some(Zone::Plan), _, Zone::Report)
                if self.genre == Genre::Report
                    && self.document == Zone::Report
                    && dated.is_none()
                    && !title_is_plan_label(item.title.of(text)) =>
            {
                above
            }
            (Some(title), _, Zone::Open | Zone::Report | Zone::Problem) if item.depth == 1 => title,
            (Some(title), _, Zone::Open) => title,
            (Some(title @ (Zone::Problem | Zone::Report)), _, Zone::Plan)
                if is_label_of_past(title, item.title.of(text)) =>
            {
                title
            }
            (Some(Zone::Background), _, Zone::Plan) if heading && names_ground(title) => Zone::Background,
            (Some(Zone::Problem), _, Zone::Report | Zone::Background) => Zone::Problem,
            (Some(Zone::Plan), _, Zone::Report | Zone::Problem) if title_is_plan_label(title) => Zone::Plan,
            (None, Some(lead), _) => lead,
            (Some(title), _, above) if item.depth == 1 => {
                if above == Zone::Plan && title == Zone::Background { above } else { title }
            }
            (_, _, above) => above,
        }
    }
}

/// Whether a sentence before a list says that its points are circumstances or what something holds.
fn enumerates(lead: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:符合|具备|满足)(?:下列|以下|如下)(?:要求|条件|规定|标准)|(?:下列|以下|如下)(?:主要|基本)?(?:情形|行为|情况|内容|条件|材料|资料|文件|证件|因素|表现|对象|人员|范围|议题)|(?:内容|材料|资料|情形|议题|议程|事项|范围|对象|方式|形式|种类|类型)(?:应当|应|主要|一般)?(?:包括|有|为)[：:]?$",
        )
    });
    NAMED.is_match(lead)
}

/// Whether the attachment that begins at `at` is called a plan, a rule or a list of tasks; others only inform.
fn is_planned(text: &str, outline: &Outline, at: usize) -> bool {
    static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "方案|计划|规划|办法|规定|细则|规则|措施|任务|要点|分工|清单|预案|标准|意见|制度|实事|通知|条例|规范",
        )
    });
    /// How far its head reaches at most, in bytes.
    const HEAD: usize = 180;
    let first = outline.items.partition_point(|item| item.span.start < at);
    let end = outline.items.get(first).map_or(text.len(), |item| item.span.start);
    PLANNED.is_match(ahead(&text[at..end], HEAD))
}

/// What a label of a few words right before an item says (具体建议：).
fn label_before(text: &str, at: usize) -> Option<Zone> {
    /// The longest label, in bytes.
    const LONGEST: usize = 30;
    let before = look_back(text[..at].trim_end()).strip_suffix(['：', ':'])?;
    let from = before.rfind(['。', '！', '？', '；', '\n'])?;
    let label = before[from..].trim_start_matches(['。', '！', '？', '；', '\n']).trim();
    (label.len() <= LONGEST && !label.is_empty()).then(|| told(label)).flatten()
}

/// Whether a clause says at its head that it tells of what comes next: 下一步，公司将….
pub(super) fn looks_ahead(clause: &str) -> bool {
    ["下一步", "下步", "下一阶段", "下阶段", "接下来", "今后"].iter().any(|word| clause.starts_with(word))
}

/// A lead that only says how many points there are (主要体现在以下几个方面), with the sentence before it.
fn widened(text: &str, lead: Span) -> Span {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:具体|主要|集中|突出|重点)*(?:体现|表现|反映|集中|归纳|概括|包括|有)(?:在|为|起来)?(?:以下|如下|这样|这)?(?:几|[一二三四五六七八九十])?个?(?:大)?(?:方面|点|条)?$",
        )
    });
    if !BARE.is_match(lead.of(text)) {
        return lead;
    }
    let before = look_back(text[..lead.start].trim_end_matches(['。', '：', '！']));
    let from = before
        .rfind(['。', '！', '？', '；', '\n'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    Span::new(
        lead.start
            - (text[..lead.start].len() - text[..lead.start].trim_end_matches(['。', '：', '！']).len())
            - (before.len() - from),
        lead.end,
    )
}

/// Whether the sentence before a run of headings introduces them, and isn't just what stands before.
fn introduces(text: &str, lead: Span) -> bool {
    static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:以下|如下|下列|下面|(?:[几两二三四五六七八九十]|[0-9])(?:个|项|条|点|件|大|方面|篇文章))[^。；]{0,16}$|(?:主要)?(?:做了|抓了|抓好|做好)[^。；，]{0,12}工作$",
        )
    });
    text[lead.end..].starts_with(['：', ':']) || COUNTS.is_match(lead.of(text))
}

/// The zone that a lead gives its list: what its last clause that tells anything says, else what it
/// orders (会议强调，要做到：).
fn of_lead(lead: &str, introduces: bool, parts: bool) -> Option<Zone> {
    static SPEAKER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:讲|谈|说|提|强调)[^，。；]{0,10}(?:点|个|条|方面)[^，。；]{0,6}$"));
    // That the speaker will make three points says nothing of the parts of a whole speech.
    if parts && SPEAKER.is_match(lead) {
        return None;
    }
    static SAID: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:指出|强调|要求|希望|部署|号召|建议)$"));
    // 刚刚过去的一年，我们落实…: told, however the work is worded.
    static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:刚刚)?(?:过去的?(?:[0-9]{4}年|一年|五年)|(?:一|五|几|多)年来|去年|今年以来)[^。；]{0,4}，",
        )
    });
    if LOOKS_BACK.is_match(lead) && !lead.contains(['要', '须']) {
        return told(lead).filter(|s| *s == Zone::Problem).or(Some(Zone::Report));
    }
    let orders = |clause: &str| {
        SAID.is_match(clause) || super::cue::find(clause).iter().any(|c| c.weight >= 3 || c.asks)
    };
    let clauses =
        lead.rsplit(['，', ',', '：', '。']).take(if introduces && !parts { usize::MAX } else { 1 });
    let wrong = |clause: &str| super::evidence::Signs::of(clause, &Present::of(clause, 0)).wrong;
    let asked = |lead: &str| {
        super::cue::find(lead).iter().any(|c| c.weight >= 2 && c.modality == super::Modality::Obligation)
    };
    // What the body faces or follows is not what it tells.
    static FACED: LazyLock<Regex> = LazyLock::new(|| {
        pattern("^(?:面对|针对|围绕|按照|根据|结合|立足|为了|适应|着眼|在[^，]{2,30}(?:下|中|背景下)$)")
    });
    let clauses = clauses.into_iter().filter(|clause| !FACED.is_match(clause.trim()));
    clauses.into_iter().find_map(|clause| {
        let told = told(clause).or_else(|| orders(clause).then_some(Zone::Plan));
        // What is to be reached by an order (要…，取得实效) was not reached yet.
        let told = told.map(|t| if t == Zone::Report && asked(lead) { Zone::Plan } else { t });
        told.or_else(|| wrong(clause).then_some(Zone::Problem))
    })
}

/// A heading that only names its part, with no more words than the name needs.
fn is_label_of_past(zone: Zone, title: &str) -> bool {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:问题|不足|困难|情况|回顾|总结|成效|成绩)$"));
    matches!(zone, Zone::Problem | Zone::Report)
        && title.chars().count() <= 16
        && LABEL.is_match(title)
        && !super::verb::opens_order(title)
}

/// Whether a heading names what a plan rests on or concerns, of which nothing is to be done (编制依据, 参加人员).
fn names_ground(title: &str) -> bool {
    static GROUND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "(?:依据|背景|现状|概况|单位|时间|地点|对象|名额|人员|形式|资格|主题|议题|议程|(?:会议|培训|活动|比赛|竞赛|学习|考试)内容|(?:评选|申报|参评|推荐|报名|招聘|征集)(?:范围|条件|标准)|(?:督导|督查|检查|考核|抽查|评估)内容|路径|网址|入口)$",
        )
    });
    title.chars().count() <= 8 && GROUND.is_match(title)
}

fn title_is_plan_label(title: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:下一步|下步|今后|明年|建议|打算|安排|任务|计划|思路|要求|决策事项)|^(?:[^，]{0,6}(?:步骤|分工|职责)|组织领导|组织保障|保障措施|指导思想|工作重点[^，]{0,8})$",
        )
    });
    LABEL.is_match(title)
}

/// 2025年工作 in a report of 2026 is past, 2026年工作 is to come.
fn by_year(title: &str, year: Option<u32>) -> Option<Zone> {
    let (own, year) = (year_of(title)?, year?);
    let work = title.ends_with("工作")
        || title.contains("工作安排")
        || title.contains("重点工作")
        || title.contains("主要任务");
    (work && told(title).is_none_or(|s| s == Zone::Plan)).then_some(if own >= year {
        Zone::Plan
    } else {
        Zone::Report
    })
}

/// The latest year that headings of parts name, where they name more than one (一、2021年工作回顾 二、2022年重点工作).
fn latest(text: &str, outline: &Outline) -> Option<u32> {
    let parts = outline.items.iter().filter(|item| item.depth == 1 && item.style.is_heading());
    let years: Vec<u32> = parts.filter_map(|item| year_of(item.title.of(text))).collect();
    let last = *years.iter().max()?;
    years.iter().any(|&year| year < last).then_some(last)
}

fn year_of(text: &str) -> Option<u32> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)[0-9]{2})年"));
    YEAR.captures_iter(text).filter_map(|c| c[1].parse().ok()).max()
}

/// Whether a heading says that a result was reached (…成效显著, …取得新进展).
fn tells_result(title: &str) -> bool {
    static RESULT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:显著|明显|有效|持续|稳步|全面|不断|日益|进一步|更加|扎实|加快|有力|充分|深入|大幅)(?:发挥|显现|增强|提升|提高|改善|巩固|彰显|好转|推进|加快|向好|优化|释放|夯实|推动|拓展|改进|凸显|深化|加强|展现|扩大|向前|迈进|见效|落地)$|(?:接近完成|得到(?:国际)?[^，]{0,10}|取得[^，]{0,10}(?:成就|成效|进展|突破|胜利))$",
        )
    });
    RESULT.is_match(title)
}

//! Lists of words that rules go by (dict/lists.txt).

use crate::{lexicon::tagged, rules};
use std::sync::{LazyLock, OnceLock};

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("lists", include_str!("../dict/lists.txt")));

/// A list, its words read where first asked for.
pub(crate) struct List {
    tag: &'static str,
    words: OnceLock<Vec<&'static str>>,
}

impl List {
    const fn new(tag: &'static str) -> Self {
        Self { tag, words: OnceLock::new() }
    }

    /// Its words.
    pub(crate) fn words(&self) -> &[&'static str] {
        self.words.get_or_init(|| tagged(*DICT, self.tag))
    }

    /// Whether a word is one of it.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words().contains(&word)
    }

    /// Whether a text opens with one of its words.
    pub(crate) fn opens(&self, text: &str) -> bool {
        self.words().iter().any(|word| text.starts_with(word))
    }

    /// Whether a text ends with one of its words.
    pub(crate) fn closes(&self, text: &str) -> bool {
        self.words().iter().any(|word| text.ends_with(word))
    }

    /// Whether one of its words stands in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.words().iter().any(|word| text.contains(word))
    }
}

/// Words that open with 不 and refuse nothing: 不断.
pub(crate) static UNREFUSING: List = List::new("unrefusing");
/// Units of a time that a number opens: 15|分钟内.
pub(crate) static UNITS: List = List::new("unit");
/// Ends of what a clause speaks of, where a comma follows: 各地工作开展情况，.
pub(crate) static TOPICS: List = List::new("topic");
/// Nouns that a verb of names before them qualifies: 贷款延期还本付息政策.
pub(crate) static THINGS: List = List::new("thing");
/// The speaker with all whom he speaks for.
pub(crate) static EVERYONE: List = List::new("everyone");
/// Those of whom only something is told: 有的单位.
pub(crate) static SOME: List = List::new("some");
/// What somebody is called before it is said what he must do: 书记是第一责任人，要….
pub(crate) static DUTIES: List = List::new("duty");
/// Labels of who is responsible: 责任单位：X.
pub(crate) static FIELDS: List = List::new("field");
/// Ends of names before which verbs say what is done: 勘察设计单位.
pub(crate) static WORKERS: List = List::new("worker");
/// Ends of names of bodies that say what they are for: 招商引资服务中心.
pub(crate) static STRONG: List = List::new("body");
/// Verbs that say what part the one named behind them plays: 牵头省领导.
pub(crate) static LEADS: List = List::new("leads");
/// Ends of names of offices that a person's name may follow: 副县长李平.
pub(crate) static POSTS: List = List::new("post");
/// Adverbs with which a clause before 的 may open: 未取得许可的单位.
pub(crate) static UNDONE: List = List::new("undone");
/// What says that a demand is only followed or told of: 按照…要…的要求.
pub(crate) static FOLLOWED: List = List::new("follows");
/// Verbs by which one learns of what another did: 主管部门发现企业违规的.
pub(crate) static FINDS: List = List::new("finds");
/// Verbs of looking into something: 对人员抽考不合格的.
pub(crate) static INSPECTS: List = List::new("inspects");
/// Ends of titles that say what is lacking: 激励措施的缺乏.
pub(crate) static LACKS: List = List::new("lacks");
/// Ends of titles that only name what a point is about: 收购过程。
pub(crate) static MATTERS: List = List::new("matter");
/// Verbs that say the same of whom they ask as 鼓励 before them: 鼓励和引导企业.
pub(crate) static URGES: List = List::new("urges");
/// Words with which a title tells what was done, not what it is about: 任务完成情况.
pub(crate) static DONE: List = List::new("done");
/// Those who are spoken to.
pub(crate) static LISTENERS: List = List::new("listeners");
/// Nouns of what goes on: 法治政府建设扎实推进.
pub(crate) static COURSES: List = List::new("course");
/// How it goes: 建设取得成效.
pub(crate) static GOES: List = List::new("goes");
/// What befell those of whom a time before 的 tells: 两年内受过处分的.
pub(crate) static BEFELL: List = List::new("befell");
/// How a measure moves: 积极性提升.
pub(crate) static MOVES: List = List::new("moves");
/// What a body's money is called behind its name: 由政府预算保障.
pub(crate) static FUNDS: List = List::new("funds");
/// Verbs that close what is supported as often as they say what it does: 支持老区发展.
pub(crate) static DEVELOPS: List = List::new("develops");
/// Verbs of making, with a thing for their object: 建设一流的基地.
pub(crate) static MAKES: List = List::new("makes");
/// Verbs with which a body is set up: 成立委员会.
pub(crate) static SETS_UP: List = List::new("sets-up");
/// What is done with what is counted, or befalls it, and is no part of what is measured: 49个项目|开工.
pub(crate) static HAPPENS: List = List::new("happens");
/// Prepositions whose adverbial has a part of its own as often: 通过多种方式，.
pub(crate) static CIRCUMSTANCES: List = List::new("circumstance");
/// What completes a verb: 落实|到.
pub(crate) static COMPLEMENTS: List = List::new("complement");
/// Verbs that say little of what is done to what 对 names: 对工程|实行监测.
pub(crate) static GENERAL: List = List::new("general");
/// By what something is done, at the end of an adverbial: 以租赁方式|盘活.
pub(crate) static MEANS: List = List::new("means");
/// Ends of names of bodies that are under orders: 地方党委是…，要….
pub(crate) static ORGANS: List = List::new("organ");
/// Words that open with a modal word or a preposition and are none: 使用, 对外.
pub(crate) static OTHERWISE: List = List::new("otherwise");
/// Ends of names of areas: 试点地区.
pub(crate) static AREAS: List = List::new("area");
/// What those named before it wish or are owed: 支持群众住房需求.
pub(crate) static WISHES: List = List::new("wish");
/// Verbs with which so many are counted: 企业达20家.
pub(crate) static REACHES: List = List::new("reaches");
/// Modal words with which something is firmly demanded or allowed of whom the words before name.
pub(crate) static FIRM: List = List::new("firm");
/// Verbs that have a person or a body for their object: 聘用人员应当.
pub(crate) static TAKES: List = List::new("takes");
/// Ends of names that say who does what the verb before says, whatever the verb: 设置单位.
pub(crate) static AGENTS: List = List::new("agent");
/// Verbs that say, at the end of a part, that what was built is ready: 商业中心投入使用.
pub(crate) static COMPLETED: List = List::new("completed");

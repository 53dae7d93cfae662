// The page's own words, in both languages.

const WORDS = {
  text: ["Text", "正文"],
  tasks: ["Tasks", "任务"],
  documents: ["Documents", "文件"],
  bodies: ["Who must do what", "责任单位"],
  terms: ["Terms over time", "用词变化"],
  compare: ["Key terms", "关键词对比"],
  reuse: ["Reuse", "文稿重复"],
  changes: ["What changed", "修改对照"],
  coverage: ["Carried down", "任务承接"],
  findings: ["To be checked", "待核查"],
  search: ["Search", "搜索"],
  searchAll: ["Search all texts", "搜索全部正文"],
  language: ["中文", "English"],
  languageLabel: ["Switch to Chinese", "切换为英文"],
  theme: ["Theme", "配色"],
  auto: ["as the system", "跟随系统"],
  light: ["light", "浅色"],
  dark: ["dark", "深色"],
  views: ["Views", "视图"],
  outline: ["Outline", "提纲"],
  noOutline: ["no numbered points", "没有编号要点"],
  openAll: ["Open all", "全部展开"],
  closeAll: ["Close all", "全部收起"],
  open: ["Open", "展开"],
  close: ["Close", "收起"],
  details: ["Details", "详情"],
  detailsHint: [
    "Click any sentence of the text, or a directive below: what was found, by which rule, and its place in the file show here.",
    "点击正文中的任何一句或下面的一条任务，这里会显示识别结果、依据的规则和在原文件中的位置。",
  ],
  directives: ["Directives", "任务条款"],
  strip: ["Firmness along the text: the higher a bar, the more firmly it binds. Click to go there.", "全文约束力：柱越高，要求越强。点击可跳转。"],
  red: ["commands or forbids (red)", "要求或禁止（红）"],
  black: ["permits or encourages (black)", "允许或鼓励（黑）"],
  grey: ["leaves room (grey)", "弹性要求（灰）"],
  marks: ["Marks", "标记"],
  directive: ["directive", "任务条款"],
  actor: ["body", "责任单位"],
  deadline: ["deadline", "时限"],
  target: ["figure", "目标指标"],
  citation: ["citation", "引用"],
  condition: ["condition", "条件"],
  finding: ["finding", "核查提示"],
  keywords: ["Keywords", "关键词"],
  repairs: ["Repaired, left out, doubtful", "文本整理与存疑"],
  nothing: ["nothing", "无"],
  noRows: ["Nothing is left by the filter.", "没有符合筛选条件的行。"],
  filter: ["Filter", "筛选"],
  columns: ["Columns", "显示列"],
  download: ["Download as CSV", "导出 CSV"],
  rows: ["Rows: {n}", "共 {n} 条"],
  task: ["Task", "任务内容"],
  body: ["Body", "责任单位"],
  participants: ["Taking part", "配合单位"],
  by: ["Deadline", "原文时限"],
  due: ["Due", "截止日期"],
  figure: ["Figure", "目标指标"],
  modality: ["Kind", "类型"],
  strength: ["Firmness", "约束力"],
  section: ["Point", "所属要点"],
  document: ["Document", "文件"],
  line: ["Line", "行"],
  date: ["Date", "日期"],
  issuer: ["Issued by", "发文机关"],
  genre: ["Genre", "文种"],
  group: ["Year or group", "年份（组）"],
  characters: ["Characters", "字数"],
  points: ["Points", "要点"],
  path: ["File", "原文件"],
  all: ["All", "全部"],
  noGroup: ["without a group", "未分组"],
  nobody: ["(nobody named)", "（未明确责任单位）"],
  byModality: ["by kind", "按类型"],
  byGroup: ["by year or group", "按年份（组）"],
  total: ["Total", "合计"],
  term: ["Term", "词语"],
  trend: ["Trend", "走势"],
  show: ["Show in the chart", "显示在图中"],
  chart: ["Occurrences per million words in each group", "各组每百万词出现次数"],
  groupA: ["Group A", "甲组"],
  groupB: ["Group B", "乙组"],
  g2: ["G²", "G²"],
  logRatio: ["Log ratio", "对数比"],
  keyHelp: [
    "G² above 10.83 is significant at 0.001; a log ratio of 1 is twice as often in A as in B.",
    "G² 大于 10.83 时在 0.001 水平显著；对数比为 1 表示甲组的频率是乙组的两倍。",
  ],
  source: ["Source", "来源"],
  targetText: ["Also in", "另见于"],
  passages: ["Passages", "相同段落"],
  shareTarget: ["Share of it", "占该文件"],
  heat: ["How much of each document (row) stands in another one (column)", "每个文件（行）有多少见于另一文件（列）"],
  kind: ["Kind", "类别"],
  foreign: ["names of the other side in it", "其中有对方的名称"],
  state: ["State", "变化"],
  old: ["Old", "旧版"],
  new: ["New", "新版"],
  fromTo: ["From → to", "原表述 → 现表述"],
  duties: ["Duties that changed", "任务的变化"],
  change: ["Change", "变化"],
  units: ["Points and paragraphs that changed", "有变化的要点和段落"],
  carried: ["Carried", "承接"],
  upper: ["Superior's document", "上级文件"],
  lower: ["Lower document", "下级文件"],
  carriedBy: ["Carried by", "承接条款"],
  score: ["Found", "吻合度"],
  code: ["Finding", "提示"],
  message: ["What was found", "内容"],
  hits: ["Hits: {n} in documents: {d}", "{d} 个文件中共 {n} 处"],
  searching: ["searching … {n}%", "搜索中 … {n}%"],
  most: ["the first {n} are shown", "只显示前 {n} 处"],
  noHits: ["nothing found", "没有找到"],
  searchHint: ["Type words as they stand in the texts; several words must stand in one paragraph", "请输入正文中的原话；多个词以空格分开，须在同一段中"],
  place: ["Place in the file", "在原文件中的位置"],
  placeOf: ["{path}, line {line}, characters {start} to {end} of the file", "{path}，第 {line} 行，全文第 {start} 至 {end} 字"],
  rule: ["rule", "规则"],
  words: ["words", "依据"],
  inherited: ["named elsewhere", "承前省略"],
  loading: ["loading …", "加载中 …"],
  cut: ["the first {n} documents are read", "只读取前 {n} 个文件"],
  madeBy: ["Made by Yaodian {version}", "本报告由“要点”软件（{version} 版）生成"],
  old_browser: [
    "This browser is too old for the report: it can't unpack compressed blocks. Any browser of 2024 or later can.",
    "浏览器版本过旧，无法解压报告内容；请使用 2024 年以后的浏览器。",
  ],
  none: ["none", "无"],
  withDeadline: ["with a deadline", "有时限"],
  from: ["due from today on", "未到期"],
  overdue: ["due before today", "已逾期"],
  when: ["Time", "时间"],
  dueHelp: ["Due is the soonest of the times that the words name, of a year or a month its last day; where they name no year and the document has no date, it is blank.", "截止日期取文字所写各时限中最早的一个，只写年、月的取其最后一天；文字未写年份而文件又无日期的，留空。"],
  unmarked: ["Nothing is marked here.", "此处没有标记。"],
} as const;

export type Word = keyof typeof WORDS;

/** What records call things, for the eye. */
const NAMES: Record<string, readonly [string, string]> = {
  obligation: ["must", "要求"],
  prohibition: ["must not", "禁止"],
  permission: ["may", "允许或鼓励"],
  commitment: ["we will", "承诺"],
  decision: ["decided", "决定"],
  red: ["red", "明确（红）"],
  black: ["black", "允许（黑）"],
  grey: ["grey", "弹性（灰）"],
  section: ["section", "标题"],
  directive: ["directive", "工作部署"],
  problem: ["problem", "存在问题"],
  achievement: ["achievement", "成绩"],
  statement: ["statement", "陈述"],
  lead: ["leads", "牵头"],
  responsible: ["responsible", "负责"],
  participant: ["takes part", "配合"],
  speech: ["speech", "讲话"],
  report: ["report", "报告"],
  minutes: ["minutes", "纪要"],
  notice: ["notice", "通知"],
  opinion: ["opinions", "意见"],
  plan: ["plan", "方案"],
  regulation: ["regulation", "法规"],
  news: ["news", "新闻"],
  letter: ["letter", "函"],
  proposal: ["proposal", "提案"],
  other: ["other", "其他"],
  formula: ["set phrase", "套话"],
  quoted: ["quoted from above", "引自上级"],
  peer: ["from another body", "同级照搬"],
  own: ["from an own text", "沿用自身"],
  unknown: ["issuer unknown", "出处不明"],
  renumbered: ["renumbered", "序号调整"],
  changed: ["changed", "内容修改"],
  "changed+renumbered": ["changed and renumbered", "内容修改、序号调整"],
  moved: ["moved", "位置移动"],
  split: ["split", "拆分"],
  merged: ["merged", "合并"],
  new: ["new", "新增"],
  dropped: ["dropped", "删除"],
  added: ["added", "新增"],
  removed: ["removed", "删除"],
  stronger: ["stronger", "要求从严"],
  weaker: ["weaker", "要求放宽"],
  actor: ["other body", "责任单位变更"],
  deadline: ["other time", "时限变更"],
  figure: ["other figure", "指标变更"],
  reworded: ["reworded", "改写"],
  whole: ["whole", "完整承接"],
  missing: ["missing", "未承接"],
  modality: ["binds less", "约束放宽"],
};

/** What the fields of a record are called. */
const FIELDS: Record<string, readonly [string, string]> = {
  clause: ["taken for a directive", "认定为任务条款"],
  strength: ["firmness", "约束力"],
  clarity: ["clarity", "清晰度"],
  actors: ["body", "责任单位"],
  action: ["action", "动作"],
  object: ["object", "对象"],
  deadlines: ["deadline", "时限"],
  targets: ["figure", "指标"],
  conditions: ["condition", "条件"],
  consequences: ["consequence", "后果"],
  citations: ["citation", "引用"],
  modality: ["kind", "类型"],
};

export type Language = "en" | "zh";

let chosen: Language = "en";

export function speak(language: Language): void {
  chosen = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function language(): Language {
  return chosen;
}

export function say(word: Word, values: Record<string, string | number> = {}): string {
  const text: string = WORDS[word][chosen === "zh" ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** What a field of a record is called. */
export function field(name: string): string {
  return FIELDS[name]?.[chosen === "zh" ? 1 : 0] ?? name;
}

export function named(name: unknown): string {
  const text = String(name ?? "");
  return NAMES[text]?.[chosen === "zh" ? 1 : 0] ?? text;
}

const NUMBERS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

export function figure(value: number): string {
  return NUMBERS.format(value);
}

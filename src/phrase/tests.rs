use super::*;

/// Those who act in a clause stand in ⟦⟧.
fn check(marked: &str, wrong: &mut Vec<String>) {
    let clause = marked.replace(['⟦', '⟧'], "");
    let phrase = Phrase::of(&clause);
    let mut got = clause.clone();
    let mut found: Vec<_> = phrase.who().into_iter().map(|(_, span)| span).collect();
    found.sort();
    for span in found.iter().rev() {
        got.insert(span.end, '⟧');
        got.insert(span.start, '⟦');
    }
    if got != marked {
        let words: Vec<_> =
            phrase.words.iter().map(|w| format!("{}/{:?}", w.span().of(&clause), w.class)).collect();
        wrong.push(format!("want {marked}\n got {got}\n{}", words.join(" ")));
    }
}

fn check_all(marked: &[&str]) {
    let mut wrong = Vec::new();
    marked.iter().for_each(|marked| check(marked, &mut wrong));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn subjects_are_told_from_topics_and_objects() {
    check_all(&[
        "做好防汛培训⟦各单位⟧要逐级组织演练。",
        "开展动态修订和持续完善⟦市档案馆⟧将按年更新目录。",
        "⟦各县（市、区）人民政府⟧应当建立台账。",
        "⟦小型采石场⟧应当采用台阶式开采。",
        "不具备条件的，由⟦所在地应急管理部门⟧聘请专家论证。",
        "养老机构由⟦主管部门⟧通知，托育机构由⟦县妇联⟧、⟦县工业和信息化局⟧通知。",
        "希望⟦政府有关部门⟧能够调研成本。",
        "⟦承担监测任务的单位⟧应当按时报送。",
        "⟦已在岗的作业人员⟧应当每年接受再培训。",
        "项目所在区域道路要拓宽。",
        "⟦供水⟧、⟦燃气⟧、⟦供电企业⟧要做好保障。",
        "县政府的工作要抓紧。",
        "⟦省级⟧、⟦市级主管部门⟧要加强指导。",
        "责成⟦县住建局⟧限期整改。",
        "对存在的问题⟦各单位⟧要立即整改。",
        "在汛期到来前⟦各镇⟧要完成清淤。",
        "不同意搬迁的农户，不得纳入范围。",
        "组织村民开展清扫。",
        "⟦县教育局⟧会同⟦县卫健局⟧制定方案。",
        "⟦县财政⟧安排奖补资金。",
        "⟦疾病预防控制中心⟧要加强监测。",
        "⟦我们⟧要继续努力。",
        "以⟦企业⟧为主体开展攻关。",
        "⟦县防汛抗旱应急指挥部⟧立即进入应急状态。",
        "⟦各级政府性融资担保⟧、⟦再担保机构⟧要聚焦主业。",
        "⟦县委全面依法治县委员会办公室⟧要加强统筹。",
        "⟦被巡察单位党组织⟧要报送进展。",
        "⟦尚未完成清零的区县⟧要明确时限。",
        "此项工作由⟦市投资促进局⟧负责。",
        "授权⟦省文物局⟧核定名单。",
        "⟦工业和信息化主管部门⟧要加强引导。",
        "⟦组长⟧或⟦其委托的副组长⟧确定议题。",
        "国务院批准启动预案后，⟦指挥部⟧立即响应。",
        "乡镇卫生院扩建工程必须按期完工。",
        "公安机关查扣的车辆，由⟦县公安局⟧处置。",
        "成立由院长任组长的检查组。",
        "一些地方的村委会换届搞得不严肃。",
    ]);
}

#[test]
fn what_only_looks_like_a_name_names_nobody() {
    check_all(&[
        // An adverb opens no name: the verb behind it organises.
        "⟦县卫生健康局⟧制定评价办法，定期组织检测单位开展比对。",
        "充分利用省推进营商环境建设领导小组的协调机制。",
        // 商 is part of the name, 所 of 所需.
        "整合招商机构、商协会、境外园区、企业等联络资源。",
        "试验区所需数据纳入目录统一管理。",
        // What is only said of it: an adjective, what goes on already.
        "推动交易更加公平，服务平台更加便利。",
        "县里正在修建水厂，建议做好管网衔接。",
        // A verb with 的 behind it qualifies.
        "⟦县教育局认定的普惠性幼儿园⟧，要优先接收随迁子女。",
        "⟦数据提供方⟧须及时更正。",
        // A field of work before 行业, those who act behind it.
        "支持⟦纺织、家具等传统行业龙头企业⟧，立足特色开展改造。",
        "规模化推进企业上云。",
        // A verb opens what is to be done, not a name; what goes on of itself; those who are spoken to.
        "实施龙头企业培育行动，完善服务体系。",
        "选择6个左右的县开展试点，建设示范村。",
        "高质量运营区域医疗中心、专科医疗中心，新建一批专科。",
        "法治政府建设扎实推进，坚持依法行政。",
        "各位代表，奋斗创造历史。",
        "⟦施工单位⟧立即整改隐患。",
        "⟦驻村干部⟧带头宣讲政策。",
        "现在，我代表县人民政府向大会报告工作。",
        "整乡整村开展土地整治，大面积推广良种。",
        "加快发展林下经济，发挥中国—东盟竹产业示范区、国家竹艺学院作用，高质量建设基地。",
        "发挥南宁省会城市辐射带动作用，推进都市圈建设。",
        "⟦幼儿园⟧应于每学期开学前公示食谱。",
    ]);
}

#[test]
fn whom_verbs_address_stands_behind_the_last_of_them() {
    let named = |clause: &str, verb: &str| {
        let phrase = Phrase::of(clause);
        let at = clause.find(verb).map_or(0, |i| i + verb.len());
        let found = phrase.addressed(at).into_iter().map(|span| span.of(clause).to_owned());
        found.collect::<Vec<_>>()
    };
    assert_eq!(named("鼓励和引导家庭农场参加保险。", "鼓励"), ["家庭农场"]);
    assert_eq!(named("支持林业企业“走出去”。", "支持"), ["林业企业"]);
    assert!(named("鼓励和谐共建。", "鼓励").is_empty());
}

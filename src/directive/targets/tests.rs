use super::*;

/// The targets of a clause: text, value, unit, bound, measure.
fn found(clause: &str) -> Vec<(String, f64, String, Bound, String)> {
    targets(clause, &[])
        .into_iter()
        .map(|t| {
            let measure = t.measure.map_or("", |m| m.of(clause)).to_owned();
            (t.span.of(clause).to_owned(), t.value, t.unit, t.bound, measure)
        })
        .collect()
}

#[test]
fn figures_to_be_reached_are_targets() {
    use Bound::*;
    let mut wrong = Vec::new();
    for (clause, text, value, unit, bound, measure) in [
        ("符合政策生育率稳定在95%。", "95%", 95.0, "%", Exact, "符合政策生育率"),
        ("机械化清扫率提高到96%以上。", "96%", 96.0, "%", AtLeast, "机械化清扫率"),
        ("漏损率降到12%以内。", "12%", 12.0, "%", AtMost, "漏损率"),
        ("优良天数比率不低于83.5%。", "83.5%", 83.5, "%", AtLeast, "优良天数比率"),
        ("地区生产总值增长6%左右。", "6%", 6.0, "%", About, "地区生产总值"),
        ("新建标准化茶园1.2万亩。", "1.2万亩", 12_000.0, "亩", Exact, "标准化茶园"),
        ("完成3.6万户居民清洁取暖改造。", "3.6万户", 36_000.0, "户", Exact, "居民清洁取暖改造"),
        ("城镇新增就业21万人。", "21万人", 210_000.0, "人", Exact, "城镇新增就业"),
        ("完成投资70亿元以上。", "70亿元", 7e9, "元", AtLeast, "投资"),
        ("安排不少于300万元的运营奖补资金。", "300万元", 3e6, "元", AtLeast, "运营奖补资金"),
        ("低保标准提高到每人每年7200元。", "7200元", 7200.0, "元", Exact, "低保标准"),
        ("护理员月工资由2600元调整为3100元。", "3100元", 3100.0, "元", Exact, "护理员月工资"),
        ("总投资控制在4800万元以内。", "4800万元", 48_000_000.0, "元", AtMost, "总投资"),
        ("每个书屋至少配一名专职管理员。", "一名", 1.0, "名", AtLeast, "专职管理员"),
        ("车桩比降到8比1以内。", "8比1", 8.0, "比", AtMost, "车桩比"),
        ("合同期不超过三年。", "三年", 3.0, "年", AtMost, "合同期"),
        ("规模以上工业增加值翻一番。", "翻一番", 2.0, "倍", Exact, "规模以上工业增加值"),
        ("亩均用水量减少两成。", "两成", 20.0, "%", Exact, "亩均用水量"),
        ("死亡率控制在千分之三以内。", "千分之三", 3.0, "‰", AtMost, "死亡率"),
        ("粮食增产百分之四。", "百分之四", 4.0, "%", Exact, "粮食增产"),
        ("建成绿道5—8公里。", "5—8公里", 5.0, "公里", Between, "绿道"),
        ("研发投入强度达到２．５％。", "２．５％", 2.5, "%", Exact, "研发投入强度"),
        ("粮食总产达到一千二百万吨。", "一千二百万吨", 12_000_000.0, "吨", Exact, "粮食总产"),
        ("今年改造142个小区。", "142个", 142.0, "个", Exact, "小区"),
        ("补贴按照200元／月发放。", "200元／月", 200.0, "元／月", Exact, ""),
        ("给予6个月的过渡期。", "6个月", 6.0, "个月", Exact, "过渡期"),
        ("在每个镇选择1个社区开展试点。", "1个", 1.0, "个", Exact, "社区"),
        ("实现120万农村贫困人口稳定脱贫。", "120万", 1_200_000.0, "", Exact, "农村贫困人口"),
        ("抓好49个项目开工。", "49个", 49.0, "个", Exact, "项目"),
        ("处1万元以下的罚款。", "1万元", 10_000.0, "元", AtMost, "罚款"),
        ("三分之一以上的村建成示范村。", "三分之一", 1.0 / 3.0, "", AtLeast, "村建成示范村"),
    ] {
        let want = vec![(text.to_owned(), value, unit.to_owned(), bound, measure.to_owned())];
        let got = found(clause);
        if got != want {
            wrong.push(format!("{clause}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_figures_are_none() {
    let mut wrong = Vec::new();
    for clause in [
        "办好十件实事。",
        "突出抓好100户耗能大户、40户煤焦企业。",
        "支持5万吨净水、2万吨污水等重点项目建设。",
        "推动学校在10个左右紧缺领域开展培训。",
        "抓住三个重点。",
        "65岁以上老年人免费体检。",
        "6座病险水库一律落实专人值守。",
        "全面推行“一网通办”。",
        "在去年142个的基础上再接再厉。",
        "做好第3批试点工作。",
        "开展百日攻坚行动。",
        "周边300米范围内不得采石。",
        "三根以上空中网线必须捆扎。",
        "每半年至少开展一次巡视。",
        "紧扣25项监督重点抓好落实。",
        "实行24小时值班。",
        "严格执行一级响应。",
        "坚决完成任务。",
        "解决好千家万户的急事。",
        "去年完成投资120亿元，增长8%。",
        "重点支持单户担保金额500万元及以下的企业。",
    ] {
        let got = found(clause);
        if !got.is_empty() {
            wrong.push(format!("{clause} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_striven_for_does_not_bind() {
    for (clause, force) in [
        ("力争达到1500万吨。", Force::Striven),
        ("年均浓度力争降到32微克/立方米。", Force::Striven),
        ("确保达到1300万吨。", Force::Binding),
    ] {
        assert_eq!(targets(clause, &[])[0].force, force, "{clause}");
    }
}

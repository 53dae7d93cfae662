use yaodian::{document, sense::Act, source::Source};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&a[1]).unwrap();
    let (from, to) = (
        a.get(2).map_or(0, |x| x.parse::<usize>().unwrap()),
        a.get(3).map_or(usize::MAX, |x| x.parse().unwrap()),
    );
    let source = Source::new(text.into());
    let cleaned = document::cleaned(&source);
    for (an, ol) in document::analyses(&cleaned).into_iter().zip(document::outlines(&cleaned)) {
        println!("{:?} {:?}", an.document.genre, an.document.title);
        for r in &ol.readings {
            let at = cleaned.text()[..r.segment.span.start].chars().count();
            if at + 60 < from || at > to {
                continue;
            }
            let d = an.directives.iter().find(|d| d.span == r.segment.span);
            let who: Vec<_> = d
                .map(|d| {
                    d.actors.iter().map(|x| format!("{}[{}]", x.span.of(cleaned.text()), x.rule)).collect()
                })
                .unwrap_or_default();
            let by: Vec<_> = d
                .map(|d| d.deadlines.iter().map(|x| x.span.of(cleaned.text())).collect())
                .unwrap_or_default();
            let to: Vec<_> =
                d.map(|d| d.targets.iter().map(|x| x.span.of(cleaned.text())).collect()).unwrap_or_default();
            let t: String = r.segment.span.of(cleaned.text()).chars().take(90).collect();
            println!(
                "{at} {:?} {:?} {} {:?} {}{who:?} {by:?} {to:?} | {}",
                r.act,
                r.stance,
                r.rule,
                r.modality,
                if r.order { "order " } else { "" },
                t.replace('\n', "⏎")
            );
        }
    }
    let _ = Act::Done;
}

use yaodian::*;
fn main() {
    let path = std::env::args().nth(1).expect("path");
    let read = read::file(std::path::Path::new(&path), None).expect("read");
    let cleaned = clean::clean(&read.source);
    for d in split::split(&cleaned) {
        let o = outline::outline(&cleaned, &d);
        let u = source::Unit::Codepoints;
        let readings = sense::read(&cleaned, &d, &o);
        let roles = role::roles(&cleaned, &o, &readings);
        if std::env::var("DBG").is_ok() { for r in &readings { eprintln!("{} {:?} {:?} {:?} {} order={} cue={:?} item={:?} | {}", read.source.position(cleaned.to_source(r.segment.span.start), u), r.act, r.modality, r.stance, r.rule, r.order, r.cue.as_ref().map(|c| c.span().of(cleaned.text())), r.segment.item, r.segment.span.of(cleaned.text())); } }
        let dirs: Vec<_> = readings.iter().filter(|r| r.act == sense::Act::Directive).map(|r| serde_json::json!({"start": read.source.position(cleaned.span_to_source(r.segment.span).start, u), "end": read.source.position(cleaned.span_to_source(r.segment.span).end, u), "modality": r.modality})).collect();
        let pos = |c: usize| read.source.position(cleaned.to_source(c), u);
        let items: Vec<_> = o.items.iter().enumerate().map(|(i, it)| serde_json::json!({"id": i, "start": pos(it.span.start), "style": it.style, "ordinal": it.ordinal, "parent": it.parent, "role": roles[i], "title": it.title.of(cleaned.text())})).collect();
        println!("{}", serde_json::json!({"start": pos(d.span(&cleaned).start), "title": d.title, "genre": d.genre, "items": items, "directives": dirs}));
    }
}

use yaodian::*;
fn main() {
    let path = std::env::args().nth(1).expect("path");
    let read = read::file(std::path::Path::new(&path), None).expect("read");
    let cleaned = clean::clean(&read.source);
    for d in split::split(&cleaned) {
        let o = outline::outline(&cleaned, &d);
        let u = source::Unit::Codepoints;
        let pos = |c: usize| read.source.position(cleaned.to_source(c), u);
        let items: Vec<_> = o.items.iter().enumerate().map(|(i, it)| serde_json::json!({"id": i, "start": pos(it.span.start), "style": it.style, "ordinal": it.ordinal, "parent": it.parent, "role": "directive", "title": it.title.of(cleaned.text())})).collect();
        println!("{}", serde_json::json!({"start": pos(d.span(&cleaned).start), "title": d.title, "genre": d.genre, "items": items, "directives": []}));
    }
}

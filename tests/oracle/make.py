#!/usr/bin/env python3
"""Values of other programs for the measures of the word bench: writes expected.json and single.txt.

Run from the repository's folder after `cargo build --release`:

    python3 -m venv /tmp/oracle
    /tmp/oracle/bin/pip install nltk==3.10.4 scipy==1.17.1 networkx==3.6.1 jieba==0.42.1 \\
        lexicalrichness==0.5.1 corpus-dispersion==0.2.0
    /tmp/oracle/bin/python tests/oracle/make.py
    apt-get install r-base-core r-cran-jsonlite && Rscript tests/oracle/make.R

The words come from `yaodian tokens`, so that it is the measures that are compared and not the cutting of words. What
is a word, and where a run of words ends, is told here again, apart from the program.
"""
import json
import math
import random
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import corpus_dispersion
import jieba.analyse
import networkx
import scipy.stats
from lexicalrichness import LexicalRichness
from nltk import FreqDist
from nltk.metrics import BigramAssocMeasures as association
from nltk.text import TextCollection
from nltk.util import ngrams

BINARY = "target/release/yaodian"
FILES = sorted(str(path) for path in Path("fixtures").glob("*.txt"))
HERE = Path("tests/oracle")
NODE = "责任"
WINDOW = 4


def is_word(text):
    return any(unicodedata.category(c)[0] in "LN" for c in text)


def documents(path):
    """The tokens of each document of a file, and after each whether the line goes on behind it."""
    out = subprocess.run([BINARY, "tokens", path], check=True, capture_output=True, text=True).stdout
    parts = {}
    for line in out.splitlines():
        token = json.loads(line)
        parts.setdefault(token["document"], []).append(token)
    return [parts[number] for number in sorted(parts)]


def repaired(path):
    """The repaired texts of a file's documents, with the source positions of their line ends."""
    out = subprocess.run([BINARY, "analyze", path], check=True, capture_output=True, text=True).stdout
    return [json.loads(line)["text"] for line in out.splitlines()]


def runs(tokens, text):
    """Words in a row without punctuation or the end of a line between them."""
    out, run, at = [], [], 0
    for token in tokens:
        found = text.index(token["text"], at)
        broken = any(c in "\n\r\u2028\u2029" for c in text[at:found])
        at = found + len(token["text"])
        if (broken or not is_word(token["text"])) and run:
            out.append(run)
            run = []
        if is_word(token["text"]):
            run.append(token["text"])
    return out + [run] if run else out


def content(token):
    """What TextRank ranks: content words of two characters or more that are no markers (words/keyword.rs)."""
    text, tag = token["text"], token["tag"]
    numerals = set("一二三四五六七八九十")
    marker = text[-1] in "是要" and len(text) > 1 and set(text[:-1]) <= numerals
    kind = tag[:1] in tuple("nvailj") or tag == "eng"
    return kind and not marker and len(text) > 1 and not text.isdigit()


texts = []  # (tokens, repaired text), a document each
for path in FILES:
    texts += zip(documents(path), repaired(path))
words = [[t["text"] for t in tokens if is_word(t["text"])] for tokens, _ in texts]
everything = [word for document in words for word in document]
counts = FreqDist(everything)
expected = {"files": FILES, "node": NODE, "window": WINDOW}

# Counts, n-grams, TF-IDF against the collection (nltk).
collection = TextCollection(words)
expected["terms"] = {
    term: {
        "count": counts[term],
        "documents": sum(term in set(document) for document in words),
        "per_million": counts.freq(term) * 1e6,
        "tfidf_corpus": counts.freq(term) * collection.idf(term),
    }
    for term in counts
    if counts[term] > 1
}
grams = {}
for length in range(2, 6):
    counted = FreqDist(g for tokens, text in texts for run in runs(tokens, text) for g in ngrams(run, length))
    grams.update({" ".join(gram): count for gram, count in counted.items() if count > 1})
expected["ngrams"] = grams

# TF-IDF against jieba's table (jieba.analyse): words of one character are no keywords to jieba, so they are stopped.
single = sorted({word for word in everything if len(word) < 2})
jieba_stop = sorted(word for word in jieba.analyse.TFIDF().stop_words if word in counts)
(HERE / "single.txt").write_text("\n".join(single + jieba_stop) + "\n", encoding="utf-8")


class Ours:
    """A tokenizer that gives the words above."""

    def cut(self, _):
        return everything


keywords = jieba.analyse.TFIDF()
keywords.tokenizer = Ours()
found = dict(keywords.extract_tags("", topK=None, withWeight=True))
# Words of our own dictionary that jieba's table lacks get its median in both programs.
expected["tfidf_jieba"] = {term: weight for term, weight in found.items() if counts[term] > 1}

# TextRank (networkx): the same graph, PageRank with personalisation left even; scores times the number of nodes.
graph = networkx.Graph()
for tokens, _ in texts:
    row = [t for t in tokens if is_word(t["text"])]
    for i, token in enumerate(row):
        for other in row[i + 1 : i + 5]:
            a, b = token["text"], other["text"]
            if content(token) and content(other) and a != b:
                weight = graph.get_edge_data(a, b, {"weight": 0})["weight"]
                graph.add_edge(a, b, weight=weight + 1)
ranks = networkx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=10_000)
expected["textrank"] = {term: rank * len(graph) for term, rank in ranks.items() if counts[term] > 1}

# Dispersion (corpus-dispersion).
sizes = [len(document) for document in words]
expected["dispersion"] = {}
for term in [t for t, n in counts.items() if n > 2]:
    v = [document.count(term) for document in words]
    measured = corpus_dispersion.CorpusWordAnalyzer(v, sizes, sum(sizes)).calculate_all_metrics()
    expected["dispersion"][term] = {"dp": measured.dp, "dp_norm": measured.dp_norm, "juilland_d": measured.juilland_d}

# Diversity (lexicalrichness).
expected["diversity"] = []
for document in words:
    rich = LexicalRichness(document, preprocessor=None, tokenizer=None)
    expected["diversity"].append(
        {
            "ttr": rich.ttr,
            "mattr": rich.mattr(window_size=100) if len(document) >= 100 else None,
            "mtld": rich.mtld(threshold=0.72),
        }
    )

# Collocations: counts told here again, measures by nltk. PMI² is mi_like with power 2, in bits and times N.
near, all_of, total = Counter(), Counter(), 0
in_windows = 0
for document in words:
    nodes = [i for i, word in enumerate(document) if word == NODE]
    inside = {j for i in nodes for j in range(i - WINDOW, i + WINDOW + 1)} - set(nodes)
    for i, word in enumerate(document):
        if word == NODE:
            continue
        total += 1
        all_of[word] += 1
        if i in inside:
            in_windows += 1
            near[word] += 1
nodes = counts[NODE]
expected["collocates"] = {}
for word, both in near.items():
    marginals = (both, (in_windows, all_of[word]), total)
    pair = min(both, nodes)
    dice = association.dice(pair, (nodes, all_of[word]), total)
    sign = 1 if both * total >= in_windows * all_of[word] else -1
    expected["collocates"][word] = {
        "count": both,
        "log_likelihood": sign * association.likelihood_ratio(*marginals),
        "pmi": association.pmi(*marginals),
        "pmi2": math.log2(association.mi_like(*marginals, power=2) * total),
        "t_score": association.student_t(*marginals),
        "dice": dice,
        "log_dice": 14 + math.log2(dice),
    }

# Keyness of the first file against the others (scipy).
first = len(documents(FILES[0]))
a = Counter(word for document in words[:first] for word in document)
b = Counter(word for document in words[first:] for word in document)
size_a, size_b = sum(a.values()), sum(b.values())
expected["keyness"] = {}
rows = []
for term in sorted(set(a) | set(b)):
    f, g = a[term], b[term]
    if f + g < 3:
        continue
    e = [(f + g) * size / (size_a + size_b) for size in (size_a, size_b)]
    g2 = scipy.stats.power_divergence([f, g], e, lambda_="log-likelihood").statistic
    if min(e) < 5:
        p = scipy.stats.fisher_exact([[f, size_a - f], [g, size_b - g]]).pvalue
        test = "fisher"
    else:
        p, test = scipy.stats.chi2.sf(g2, 1), "g2"
    rows.append((term, {"g2": g2, "p": p, "test": test}))
rates = scipy.stats.false_discovery_control([row["p"] for _, row in rows])
expected["keyness"] = {term: {**row, "q": q} for (term, row), q in zip(rows, rates)}

# Fisher's test at the edges, and χ², where counts are extreme (scipy).
random.seed(7)
tables = [(0, 5, 1000, 2000), (5, 0, 1000, 2000), (3, 1, 4, 4), (40, 1, 10_000, 1_000_000), (1, 900, 500, 100_000)]
tables += [(random.randint(0, 9), random.randint(0, 30), random.randint(50, 10**6), random.randint(50, 10**6)) for _ in range(200)]
expected["fisher"] = [
    [f, g, m, n, scipy.stats.fisher_exact([[f, m - f], [g, n - g]]).pvalue] for f, g, m, n in tables
]
expected["chi_squared"] = [[x, scipy.stats.chi2.sf(x, 1)] for x in (0, 0.1, 1, 3.84, 6.63, 15.13, 60, 300)]

# Trends over the files as groups (scipy).
expected["trends"] = {}
by_file = [[t["text"] for d in documents(path) for t in d if is_word(t["text"])] for path in sorted(FILES)]
for term in [t for t, n in counts.items() if n >= 5]:
    values = [document.count(term) for document in by_file]
    rate = [v * 1e6 / len(document) for v, document in zip(values, by_file)]
    share = [sum(values) * len(document) / len(everything) for document in by_file]
    tau = scipy.stats.kendalltau(range(len(rate)), rate).statistic
    g2 = scipy.stats.power_divergence(values, share, lambda_="log-likelihood").statistic
    expected["trends"][term] = {"g2": g2, "tau": None if math.isnan(tau) else tau}

# Entropy and mutual information (scipy, nltk).
expected["entropy"] = [[v, scipy.stats.entropy(v, base=2)] for v in ([1], [3, 1], [1, 1, 1, 1], [5, 2, 9, 1, 1])]
expected["mutual_information"] = [
    [n, x, y, N, association.pmi(n, (x, y), N)] for n, x, y, N in ((8, 8, 8, 64), (3, 10, 7, 500), (120, 900, 300, 10**6))
]

versions = {m.__name__: getattr(m, "__version__", "") for m in (scipy, networkx)}
expected["made_by"] = f"tests/oracle/make.py with {versions}"
(HERE / "expected.json").write_text(
    json.dumps(expected, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
)
print({key: len(value) for key, value in expected.items() if hasattr(value, "__len__")})

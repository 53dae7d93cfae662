//! The word bench: how words are used over many documents.

use super::Common;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;
use yaodian::lexis::{Idf, LONGEST};

/// Words with counts, documents, per million, TF-IDF; n-grams, TextRank, dispersion, diversity
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian terms reports/ --pos n,v --stop default --top 30
  yaodian terms reports/ --ngrams 2-4 --min-count 5 -o phrases.xlsx
  yaodian terms reports/ --sort dp --min-count 20           what is spread most evenly
  yaodian terms reports/ --textrank --sort textrank         words that tie the text together
  yaodian terms reports/ --diversity                        how rich each document's vocabulary is
  yaodian terms all.jsonl --idf corpus --sort tfidf         over what analyze wrote

How to read it:
  per_million  occurrences in a million words (all words, those left out too)
  tfidf        share of the terms times rarity: high is frequent here and rare in general (or, with
               --idf corpus, in few of these documents) (Spärck Jones 1972)
  textrank     above 1 is recommended by more neighbours than the average word (Mihalcea & Tarau 2004)
  dp, dp_norm  0 evenly spread over the documents, 1 all in one (Gries 2008; Lijffijt & Gries 2012)
  juilland_d   1 evenly spread, 0 all in one document (Juilland & Chang-Rodríguez 1964)
  ttr, mattr   different words in a hundred, whole text and mean of moving windows (Covington & McFall 2010)
  mtld         mean run of words that stays varied; higher is richer (McCarthy & Jarvis 2010)")]
pub(crate) struct Terms {
    #[command(flatten)]
    pub(crate) words: Words,
    /// How many words in a row, up to 5: 2, or 1-3; the words of an n-gram are parted by spaces
    #[arg(long, value_name = "N", default_value = "1", value_parser = lengths)]
    pub(crate) ngrams: (usize, usize),
    /// Against what TF-IDF weighs
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub(crate) idf: Idf,
    /// Add TextRank
    #[arg(long)]
    pub(crate) textrank: bool,
    /// Add how evenly each term is spread over the documents; memory then follows their number too
    #[arg(long)]
    pub(crate) dispersion: bool,
    /// What comes first
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    pub(crate) sort: TermOrder,
    /// A row a document instead: its words, different words, and how varied they are
    #[arg(long)]
    pub(crate) diversity: bool,
    /// The window of MATTR, in words
    #[arg(long, value_name = "N", default_value_t = 100, requires = "diversity")]
    pub(crate) window: usize,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// How terms are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TermOrder {
    /// The most frequent first
    #[default]
    Count,
    /// Those of the most documents first
    Documents,
    /// The highest TF-IDF first
    Tfidf,
    /// The highest TextRank first
    Textrank,
    /// The most evenly spread first, by DP
    Dp,
    /// By the term
    Term,
}

/// Reads `2` or `1-3`.
fn lengths(text: &str) -> Result<(usize, usize), String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|n| (1..=5).contains(n));
    match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        _ => Err(yaodian::say!("ngram-form")),
    }
}

/// Concordance: each place of a word, phrase or expression with what stands around it
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian kwic 高质量发展 reports/
  yaodian kwic 改革 reports/ --words --sort right         改革 as a word, by what follows it
  yaodian kwic --regex '[一二三]个(确保|坚持)' reports/ --context 20
  yaodian kwic 就业 reports/ -o places.csv                 path, line, positions, item, context")]
pub(crate) struct Kwic {
    /// The word or phrase; with --regex a regular expression in the syntax of Rust's regex crate
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    /// QUERY is a regular expression
    #[arg(short = 'e', long)]
    pub(crate) regex: bool,
    /// Only where QUERY begins and ends where words do (改革 in 改革开放 is none)
    #[arg(short, long)]
    pub(crate) words: bool,
    /// How much to show on each side [default: what fits a terminal, else 30 characters or 10 words]
    #[arg(short, long, value_name = "N")]
    pub(crate) context: Option<usize>,
    /// What --context counts
    #[arg(long, value_enum, value_name = "UNIT", default_value_t)]
    pub(crate) unit: ContextUnit,
    /// In what order; left and right compare the neighbours from the match outwards
    #[arg(long, value_enum, value_name = "ORDER", default_value_t)]
    pub(crate) sort: KwicOrder,
    /// At most so many lines
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    pub(crate) fold_traditional: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What context is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ContextUnit {
    /// Characters
    #[default]
    Characters,
    /// Words, with the punctuation between them
    Words,
}

/// In what order places stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum KwicOrder {
    /// Of the documents
    #[default]
    Position,
    /// By what stands before the match
    Left,
    /// By what stands behind the match
    Right,
}

/// The words that keep company with a word: log-likelihood, PMI, t, logDice
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian collocates 改革 reports/ --stop default
  yaodian collocates 就业 reports/ --window 3 --pos v --measure log-dice
  yaodian collocates 农业 reports/ --span sentence --min-count 10 -o company.csv

How to read it:
  count            how often the word stands near the node (in as many sentences with --span sentence)
  left, right      of these, before and behind it
  log_likelihood   surprise: above 10.83 p < 0.001; negative where they shun one another (Dunning 1993)
  pmi, pmi2        how much oftener than by chance, in doublings; pmi favours rare words (Church & Hanks 1990)
  t_score          surprise that favours frequent words; above 2 counts (Church et al. 1991)
  log_dice         14 always together, a point less is half as often; comparable between corpora (Rychlý 2008)

Expected counts are those of Evert (2008): the words in all windows against the words of the corpus.
Windows end at the ends of documents; punctuation takes no place in them.")]
pub(crate) struct Collocates {
    /// The word, or a phrase of whole words
    #[arg(value_name = "NODE")]
    pub(crate) node: String,
    #[command(flatten)]
    pub(crate) words: Words,
    /// How many words on each side are its company
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) window: u16,
    /// Where company is looked for
    #[arg(long, value_enum, value_name = "SPAN", default_value_t)]
    pub(crate) span: CollocateSpan,
    /// NODE also inside of longer words (改革 in 改革开放), which then are part of it
    #[arg(long)]
    pub(crate) inside: bool,
    /// What comes first
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t)]
    pub(crate) measure: Association,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Where company is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CollocateSpan {
    /// In a window of words
    #[default]
    Window,
    /// In the sentence (up to 。！？； or the end of a line)
    Sentence,
}

/// The measures of association.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Association {
    /// Log-likelihood
    #[default]
    LogLikelihood,
    /// Pointwise mutual information
    Pmi,
    /// PMI²
    Pmi2,
    /// t-score
    TScore,
    /// logDice
    LogDice,
    /// Dice coefficient
    Dice,
    /// How often they meet
    Count,
}

/// Key terms of one set of texts against another; --phrases: formulations that come, go or change
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian compare 2022.txt 2021.txt --min-count 3
  yaodian compare reports/2020s --against reports/2010s --pos n,v -o key.csv
  yaodian compare 2021.txt 2022.txt --phrases               2021 is the earlier, 2022 the later text;
                                                            it holds the clauses of both in memory

How to read it:
  g2              how sure the difference is: 6.63 p < 0.01, 10.83 p < 0.001, 15.13 p < 0.0001
                  (Rayson & Garside 2000)
  bayes_factor    the same, weighed by size: above 2 positive, above 10 very strong evidence (Wilson 2013)
  log_ratio       how large it is: 1 twice as often in A, -1 half as often (Hardie 2014; 0.5 stands for none)
  percent_diff    by how many per cent A lies above B (Gabrielatos & Marchi 2012); none where B has none
  p, test         G² against χ², or Fisher's exact test where a count of less than 5 was to be expected
  q               false discovery rate, if all down to here are taken (Benjamini & Hochberg 1995)")]
pub(crate) struct Compare {
    /// The texts to compare with (repeatable); without it exactly two PATHs are compared
    #[arg(long, value_name = "PATH")]
    pub(crate) against: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) words: Words,
    /// Formulations of several words instead: what appears, what vanishes, what changes by a word
    #[arg(long)]
    pub(crate) phrases: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Terms over years or other groups, with small line drawings; what is new, what is gone
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian trends reports/ --term 改革 --term 创新 --term 阶级斗争
  yaodian trends reports/ --pos n --stop default --min-count 50   what changed most
  yaodian trends reports/ --new --min-count 5                     what came up, the latest first
  yaodian trends reports/ --gone                                  what is no longer said
  yaodian trends reports/ --group '([^/]+)省\\.txt$'               by a part of the path
  yaodian trends all.jsonl --field genre                          by what the record says

Without --group and --field the group is the year in the path, else the year that the document gives itself.

How to read it:
  series   occurrences in a million words, a group each, in the order of their names
  g2       how unevenly the term is spread over the groups, of all texts alike (Rayson & Garside 2000)
  tau      1 it rises from each group to the next, -1 it falls (Kendall's τ_b)")]
pub(crate) struct Trends {
    #[command(flatten)]
    pub(crate) words: Words,
    #[command(flatten)]
    pub(crate) group: Group,
    /// Only this term (repeatable); the words of a phrase are parted by spaces or not
    #[arg(long, value_name = "TERM")]
    pub(crate) term: Vec<String>,
    /// Terms named also inside of longer words (改革 in 改革开放)
    #[arg(long, requires = "term")]
    pub(crate) inside: bool,
    /// How many words in a row, up to 5
    #[arg(long, value_name = "N", default_value = "1", value_parser = lengths)]
    pub(crate) ngrams: (usize, usize),
    /// Terms that the first group lacks, the latest first
    #[arg(long, conflicts_with = "gone")]
    pub(crate) new: bool,
    /// Terms that the last group lacks, the latest gone first
    #[arg(long)]
    pub(crate) gone: bool,
    /// The columns of a table (csv, tsv, xlsx, md): a group each
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub(crate) values: Values,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What a cell of a table of trends holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Values {
    /// Occurrences in a million words
    #[default]
    PerMillion,
    /// Occurrences
    Count,
}

/// How documents are told into groups.
#[derive(Debug, Args)]
pub(crate) struct Group {
    /// What names a document's group: a regular expression; of its brackets the first that takes part
    #[arg(long, value_name = "REGEX")]
    pub(crate) group: Option<String>,
    /// Where it is looked for: path, title, date, genre, or a name of the metadata
    #[arg(long, value_name = "FIELD")]
    pub(crate) field: Option<String>,
}

/// Words that the dictionary lacks: runs of characters that hold together
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian newwords reports/ --top 50
  yaodian newwords reports/ --as-dict > words.txt; yaodian terms reports/ --dict words.txt

How to read it:
  pmi       how firmly its parts hold together, in doublings against chance, the weakest joint
  entropy   how free its neighbours are, in bits, the less free side: near 0 it is part of a longer word
            (Jin & Tanaka-Ishii 2006)
Where the texts are so many that their runs of characters would fill the memory, the rarest are forgotten
on the way; a message says so, and by how much counts may be too low.")]
pub(crate) struct NewWords {
    /// How often it must occur
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(2..))]
    pub(crate) min_count: u64,
    /// How firmly it must hold together
    #[arg(long, value_name = "BITS", default_value_t = 6.0)]
    pub(crate) min_pmi: f64,
    /// How free its neighbours must be
    #[arg(long, value_name = "BITS", default_value_t = 1.5)]
    pub(crate) min_entropy: f64,
    /// How many characters it may have, up to 7
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u8).range(2..=i64::from(LONGEST)))]
    pub(crate) longest: u8,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Print a user dictionary for --dict instead
    #[arg(long)]
    pub(crate) as_dict: bool,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    pub(crate) fold_traditional: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Counts by the categories of a codebook; --matches: each place
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian categories reports/ --codebook policy-instruments
  yaodian categories reports/ --codebook mine.txt --field path -o counts.csv
  yaodian categories notice.txt --codebook policy-areas --matches      check each place

A codebook has an entry a line: the words, a tab, its category; levels are parted by a slash, as in
供给/人才培养; # opens a comment. The longest entry counts where several begin; one with the category - counts
for nothing and keeps shorter ones from counting. Those that come with the program:
  policy-instruments   supply, environment and demand side (Rothwell & Zegveld 1985)
  policy-areas         fields of policy, after the topics of the Comparative Agendas Project")]
pub(crate) struct Categories {
    /// A file, or the name of one that comes with the program
    #[arg(long, value_name = "FILE|NAME")]
    pub(crate) codebook: String,
    #[command(flatten)]
    pub(crate) group: Group,
    /// Only entries that begin and end where words do
    #[arg(short, long)]
    pub(crate) words: bool,
    /// So many levels of the categories
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) levels: u8,
    /// A row a place instead
    #[arg(long)]
    pub(crate) matches: bool,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    pub(crate) fold_traditional: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Dictionaries of words
#[derive(Debug, Args)]
pub(crate) struct Dict {
    #[command(subcommand)]
    pub(crate) command: DictCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DictCommand {
    Check(DictCheck),
}

/// Why the words of a dictionary are or aren't cut as its entries say
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian dict check words.txt                    each entry by itself
  yaodian dict check words.txt reports/           and wherever its characters stand in texts
  yaodian dict check words.txt reports/ --problems")]
pub(crate) struct DictCheck {
    /// The dictionary, a line each: word [frequency] [tag]
    #[arg(value_name = "DICT")]
    pub(crate) file: PathBuf,
    /// Only entries that aren't cut as they say everywhere
    #[arg(long)]
    pub(crate) problems: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Which words count.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Only words whose tag begins so: n,v (n takes n, ns, nt, …; tags are jieba's)
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub(crate) pos: Vec<String>,
    /// Leave out the words of a file, one a line; `default` is numbers and a list that comes with the program
    /// (repeatable)
    #[arg(long, value_name = "FILE|default")]
    pub(crate) stop: Vec<String>,
    /// Only what occurs at least so often
    #[arg(long, value_name = "N")]
    pub(crate) min_count: Option<u64>,
    /// At most so many rows; 0 for all [default: 50 for the eye, else all]
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    pub(crate) fold_traditional: bool,
}

impl Words {
    /// The files that it names.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.stop.iter().filter(|name| *name != "default").map(PathBuf::from).collect()
    }
}

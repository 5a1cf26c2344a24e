// The default ranking: BM25 over the fields together, with papers ahead that have all of
// the words, and have them in the title. The counterpart is sitegen/search/query/bm25.py, with the same numbers.

/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./index.js').Manifest} Manifest */
/** @typedef {import('./score.js').Scored} Scored */

/**
 * @typedef {object} Slot one word of the query
 * @property {Map<string, number>} terms what it may stand for, each with a weight
 * @property {number[]} fields places of the fields it is looked for in
 * @property {string[]} words in lower case, as the reader wrote it or may have meant it; papers that have such a form go first
 */

/** Weights of the fields, BM25's b of each, and its k; tuned on one half of the queries that `make bench` reports on. */
const WEIGHTS = [6, 1, 1.5, 1];
const EVENNESS = [0.5, 0.8, 0.3, 0.3];
const SATURATION = 0.85;
/** How much a paper loses that lacks words, by their weight, and how many times as good one is that has them all, and in the reader's forms. */
const COVERAGE = 0.2;
const COMPLETE = 1.5;
const COMPLETE_AS_WRITTEN = 2;
/** How much a paper gains whose title has the words, and how much one whose title is made of them. */
const TITLE = 0.6;
const TITLE_WHOLE = 0.7;
/** What a word counts in another form than the reader's. */
const OTHER_FORM = 0.15;
const QUANTUM = 1e4;

/**
 * @param {Slot[]} slots
 * @param {Map<string, Posting>} postings
 * @param {Manifest} manifest
 * @returns {Scored} newest first
 */
export function rank(slots, postings, manifest) {
  const { documents: size } = manifest;
  const totals = new Float64Array(size);
  const covered = new Float64Array(size);
  const written = new Float64Array(size);
  const titled = new Float64Array(size);
  const titleWords = new Uint16Array(size);
  const titleLengths = new Uint16Array(size);
  let whole = 0;
  for (const slot of slots) {
    const hits = findHits(slot, postings, manifest);
    if (!hits) continue;
    const { documents, values, asWritten, importance, inTitle } = hits;
    whole += importance;
    for (const document of documents) {
      totals[document] += values[document];
      covered[document] += importance;
      if (asWritten[document]) written[document] += importance;
    }
    for (const [document, { form, length }] of inTitle) {
      titled[document] += form * importance;
      titleWords[document] += 1;
      titleLengths[document] = length;
    }
  }
  const documents = [];
  for (let document = size - 1; document >= 0; document -= 1) {
    if (covered[document] > 0) documents.push(document);
  }
  const scores = Float64Array.from(documents, (document) => {
    const share = titled[document] / whole;
    const made = titleLengths[document] ? Math.min(1, titleWords[document] / titleLengths[document]) : 0;
    // a title that has all of the words tells more than one that has some
    const title = 1 + (TITLE + TITLE_WHOLE * made) * share * share;
    const score = totals[document] * coverage(covered[document], written[document], whole) * title;
    return Math.round(score * QUANTUM) / QUANTUM;
  });
  return { documents: Int32Array.from(documents), scores };
}

/**
 * How many times as good a paper is for the words of the query that it has.
 *
 * @param {number} covered importance of these words
 * @param {number} written of those in the reader's form
 * @param {number} whole of all
 */
function coverage(covered, written, whole) {
  if (written === whole) return COMPLETE_AS_WRITTEN;
  return covered === whole ? COMPLETE : (covered / whole) ** COVERAGE;
}

/**
 * Where one word of the query is found: of what it may stand for, a document counts the best.
 *
 * @param {Slot} slot
 * @param {Map<string, Posting>} postings
 * @param {Manifest} manifest
 */
function findHits({ terms, fields, words }, postings, { documents: size, lengths: totals }) {
  const values = new Float64Array(size);
  /** @type {number[]} */
  const documents = [];
  /** @type {Map<number, { form: number, length: number }>} for titles that have it: what its form counts, and their length */
  const inTitle = new Map();
  const averages = totals.map((total) => total / size || 1);
  const times = new Float64Array(size);
  const asWritten = new Uint8Array(size);
  let written = 0;
  let best = 0;
  for (const [term, weight] of terms) {
    const posting = postings.get(term);
    if (!posting) continue;
    best = Math.max(best, weight);
    const exact = !words.length || term.endsWith(' ');
    const wants = posting.words.reduce((bits, word, form) => bits | (words.includes(word.toLowerCase()) ? 1 << form : 0), 0);
    /** @type {number[]} */
    const here = [];
    for (const field of fields) {
      const entry = posting.fields[field];
      if (!entry) continue;
      const even = EVENNESS[field];
      for (let at = 0; at < entry.documents.length; at += 1) {
        const document = entry.documents[at];
        if (!times[document]) here.push(document);
        const length = entry.lengths[at];
        const amount = (WEIGHTS[field] * entry.times[at]) / (1 - even + (even * length) / averages[field]);
        const forms = entry.forms?.[at] ?? 1;
        const own = exact || (wants ? forms & wants : !forms);
        const form = own ? 1 : OTHER_FORM;
        times[document] += form * amount;
        if (own && !asWritten[document]) written += asWritten[document] = 1;
        if (field === 0) inTitle.set(document, { form: Math.max(form, inTitle.get(document)?.form ?? 0), length });
      }
    }
    for (const document of here) {
      const value = (weight * times[document]) / (SATURATION + times[document]);
      if (!values[document]) documents.push(document);
      values[document] = Math.max(values[document], value);
      times[document] = 0;
    }
  }
  // the terms that a word stands for are as rare as they are together, and the written form is rarer
  const idf = idfOf(documents.length, size);
  const idfAsWritten = idfOf(written, size);
  for (const document of documents) values[document] *= asWritten[document] ? idfAsWritten : idf;
  return documents.length ? { documents, values, asWritten, importance: best * idf, inTitle } : null;
}

/**
 * How telling a word is, which is how rare.
 *
 * @param {number} documents that have it
 * @param {number} size
 */
function idfOf(documents, size) {
  return Math.log(1 + (size - documents + 0.5) / (documents + 0.5));
}

// Interprets a query: what its words and fields stand for in the index, and what of that the reader is told.
import { parse } from '../language.js';
import { completions, lastWord } from './completion.js';
import { conditionsOf, fieldsOf, groupOf, isScored } from './conditions.js';
import { interpretAsLunr, withoutForeignFields } from './lunr_query.js';
import { findCorrections } from './spelling.js';
import { lunr } from './lunr.js';
import { isStopWord, queryTerms, queryWords, stem, trim } from './tokens.js';

/** @typedef {import('../language.js').Item} Item */
/** @typedef {import('./conditions.js').Condition} Condition */
/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./snapshot.js').Snapshot} Snapshot */
/** @typedef {import('./vocabulary.js').Vocabulary} Vocabulary */
/** @typedef {import('../protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('../protocol.js').Note} Note */
/** @typedef {import('./score.js').Expanded} Expanded */
/** @typedef {import('./rank.js').Slot} Slot */

/**
 * @typedef {object} Interpretation
 * @property {boolean} ranks whether papers that have some of the words come first
 * @property {boolean} lists whether the others that meet the conditions follow, newest first
 * @property {Expanded[]} clauses of Lunr's language
 * @property {Slot[]} slots for the default ranking
 * @property {Condition[]} conditions
 * @property {Map<string, Posting>} postings of all terms
 * @property {Map<string, number>} marks terms to mark, each with its worth
 * @property {Note[]} notes
 */

/**
 * A word of the query, and what it is searched as.
 *
 * @typedef {{ item: Item, written: string, common: boolean, slots: Slot[] }} Word
 */

const MAX_WORDS = 64;
const MAX_COMPLETIONS = 8;
const CORRECTED = 0.8;
const COMPLETED = 0.9;
const NEWEST = { ranks: false, lists: true };

/**
 * @param {SearchRequest} request
 * @param {Snapshot} snapshot
 * @returns {Promise<Interpretation>}
 */
export function interpretQuery({ query, rank }, snapshot) {
  return rank === 'lunr' ? interpretForLunr(query, snapshot) : interpretForReaders(query, snapshot);
}

/**
 * @param {string} query
 * @param {Snapshot} snapshot
 * @returns {Promise<Interpretation>}
 */
async function interpretForLunr(query, snapshot) {
  const { text, foreign } = withoutForeignFields(query, snapshot.index.manifest.fields);
  /** @type {Note[]} */
  const notes = [];
  const words = await readWords(foreign, snapshot, notes);
  const conditions = [...(await conditionsOf(foreign, snapshot)), ...(await conditionsOfWords(words, snapshot.index))];
  if (foreign.length && !text.trim()) return finished(NEWEST, [], [], conditions, notes, snapshot.index);
  const { clauses, refused, shortened: cut } = await interpretAsLunr(text, snapshot);
  if (refused) notes.push(note('syntax', text, [], 'The query could not be read as one of Lunr’s; its words are searched.'));
  if (cut) notes.push(shortened(query));
  const ranks = clauses.length > 0 || !query.trim();
  if (!ranks) notes.push(nothing(query));
  return finished({ ranks, lists: false }, clauses, [], conditions, notes, snapshot.index);
}

/**
 * @param {string} query
 * @param {Snapshot} snapshot
 * @returns {Promise<Interpretation>}
 */
async function interpretForReaders(query, snapshot) {
  const { items, shortened: cut } = parse(query);
  /** @type {Note[]} */
  const notes = cut ? [shortened(query)] : [];
  if (!items.length) {
    if (query.trim()) notes.push(nothing(query));
    return finished({ ranks: false, lists: !query.trim() }, [], [], [], notes, snapshot.index);
  }
  const [words, others] = await Promise.all([readWords(items, snapshot, notes), conditionsOf(items, snapshot)]);
  const conditions = [...others, ...(await conditionsOfWords(words, snapshot.index))];
  const scored = words.filter(({ item }) => isScored(item));
  /** @type {Slot[]} */
  const slots = [];
  for (const slot of scored.flatMap((word) => word.slots)) {
    // a word given twice is searched once
    if (!slots.some((other) => sameTerms(other, slot))) slots.push(slot);
  }
  const known = scored.every(({ common }) => common);
  if (scored.length && known && !conditions.length) {
    for (const { written } of scored) notes.push(note('common', written, [], `“${written}” is too common a word to search for.`));
  }
  for (const { group, missing } of conditions) {
    if (group && missing) notes.push(note('no_phrase', missing, [], `No paper has exactly “${missing}”.`));
  }
  if (!scored.length && !conditions.length) notes.push(nothing(query));
  // a phrase may stand within what is one term to Lunr: "7" in "0.7"
  const lists = items.some((item) => item.kind === 'phrase' && isScored(item)) || (!slots.length && known && conditions.length > 0);
  return finished({ ranks: slots.length > 0, lists }, [], slots, conditions, notes, snapshot.index);
}

/**
 * @param {Slot} one
 * @param {Slot} other
 */
function sameTerms({ terms: one, fields }, { terms: other, fields: others }) {
  return one.size === other.size && String(fields) === String(others) && [...one.keys()].every((term) => other.has(term));
}

/**
 * The words of items and of phrases that count for the ranking.
 *
 * @param {Item[]} items
 * @param {Snapshot} snapshot
 * @param {Note[]} notes
 * @returns {Promise<Word[]>}
 */
function readWords(items, snapshot, notes) {
  const words = items
    .filter((item) => item.kind === 'word' || isScored(item))
    .flatMap((item) => queryWords(item.value).map((written) => ({ item, written })))
    .slice(0, MAX_WORDS);
  return Promise.all(
    words.map(async ({ item, written }, at) => {
      const common = isStopWord(trim(written.toLowerCase()));
      const last = item === items.at(-1) && at === words.length - 1;
      return { item, written, common, slots: common ? [] : await slotsOf(item, written, last, snapshot, notes) };
    }),
  );
}

/**
 * What a word of the query is searched as: its terms, else what it may be the beginning of if it is the last, else what
 * it may be an error for.
 *
 * @param {Item} item
 * @param {string} written
 * @param {boolean} last
 * @param {Snapshot} snapshot
 * @param {Note[]} notes
 * @returns {Promise<Slot[]>}
 */
async function slotsOf(item, written, last, { index, vocabulary }, notes) {
  const fields = fieldsOf(item);
  /** @param {string[]} terms @param {number} weight */
  const slot = (terms, weight) => ({ terms: new Map(terms.map((term) => [term, weight])), fields });
  const own = await index.find(queryTerms(written));
  // each pair of a run of CJK characters is a word of its own
  if (own.size || item.kind === 'phrase' || item.sign === '-') return Array.from(own.keys(), (term) => slot([term], 1));
  const completed = last ? await completeWord(written, index, vocabulary) : [];
  if (completed.length) return [slot(completed, COMPLETED)];
  const terms = (await correctSpelling(written.toLowerCase(), vocabulary)).map(({ term }) => term);
  if (!terms.length) {
    notes.push(note('unknown', written, [], `No paper has “${written}”.`));
    return [];
  }
  const tried = Array.from((await index.find(terms)).values(), (posting) => posting.word);
  notes.push(note('replaced', written, tried, `No paper has “${written}”; searched for ${tried.map((one) => `“${one}”`).join(', ')}.`));
  return [slot(terms, CORRECTED)];
}

/**
 * The conditions of words with a field or a sign: a paper has them all, or what they are taken for.
 *
 * @param {Word[]} words
 * @param {Index} index
 * @returns {Promise<Condition[]>}
 */
async function conditionsOfWords(words, index) {
  const needed = words.filter(({ item, common }) => item.kind === 'word' && (item.field || item.sign) && !common);
  const items = new Set(needed.map(({ item }) => item));
  return Promise.all(
    Array.from(items, async (item) => {
      const sets = await Promise.all(needed.filter((word) => word.item === item).map((word) => documentsOf(word, index)));
      return { group: groupOf(item), test: (/** @type {number} */ document) => sets.every((set) => set.has(document)) };
    }),
  );
}

/**
 * The papers that have a word; of a run of CJK characters each pair.
 *
 * @param {Word} word
 * @param {Index} index
 * @returns {Promise<Set<number>>}
 */
async function documentsOf({ slots }, index) {
  const sets = await Promise.all(
    slots.map(async ({ terms, fields }) => {
      /** @type {Set<number>} */
      const documents = new Set();
      for (const posting of (await index.find(terms.keys())).values()) {
        for (const field of fields) for (const document of posting.fields[field]?.documents ?? []) documents.add(document);
      }
      return documents;
    }),
  );
  const [first = new Set(), ...rest] = sets;
  return new Set([...first].filter((document) => rest.every((set) => set.has(document))));
}

/**
 * Terms of the words that a beginning may become.
 *
 * @param {string} typed
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<string[]>}
 */
async function completeWord(typed, index, vocabulary) {
  const { word } = lastWord(trim(typed));
  if (word.length < 2) return [];
  const known = completions(await index.suggestions(), word, MAX_COMPLETIONS).map((one) => stem(trim(one.word.toLowerCase())));
  const terms = known.length || word.length < 3 ? known : await vocabulary.startingWith(word.toLowerCase(), MAX_COMPLETIONS);
  return Array.from((await index.find(terms)).keys());
}

/**
 * @param {string} word in lower case
 * @param {Vocabulary} vocabulary
 */
async function correctSpelling(word, vocabulary) {
  const own = queryTerms(word);
  if (own.length !== 1) return [];
  const trimmed = trim(word);
  if (!trimmed) return [];
  // most errors leave the first letter as it is, and its part of the vocabulary is small
  const near = findCorrections(trimmed, await vocabulary.load(trimmed[0]));
  if (near.length && near[0].edits <= 1) return near;
  return findCorrections(trimmed, await vocabulary.load());
}

/**
 * @param {Pick<Interpretation, 'ranks' | 'lists'>} papers
 * @param {Expanded[]} clauses
 * @param {Slot[]} slots
 * @param {Condition[]} conditions
 * @param {Note[]} notes
 * @param {Index} index
 * @returns {Promise<Interpretation>}
 */
async function finished(papers, clauses, slots, conditions, notes, index) {
  const scored = slots.flatMap(({ terms }) => [...terms.keys()]);
  const wanted = clauses.filter(({ clause }) => clause.presence !== lunr.Query.presence.PROHIBITED).flatMap(({ terms }) => terms.flat());
  const postings = await index.find([...clauses.flatMap(({ terms }) => terms.flat()), ...scored]);
  const { documents } = index.manifest;
  /** @type {Map<string, number>} */
  const marks = new Map();
  for (const term of [...wanted, ...scored]) {
    const pairs = postings.get(term)?.pairs ?? 0;
    if (pairs) marks.set(term, Math.log(1 + documents / pairs));
  }
  return { ...papers, clauses, slots, conditions, postings, marks, notes };
}

/**
 * @param {string} query
 * @returns {Note}
 */
function nothing(query) {
  return note('syntax', query, [], `There is no word to search for in “${query.slice(0, 80)}”.`);
}

/**
 * @param {Note['code']} code
 * @param {string} word
 * @param {string[]} tried
 * @param {string} message
 * @returns {Note}
 */
function note(code, word, tried, message) {
  return { code, word: word.length > 80 ? `${word.slice(0, 79)}…` : word, tried, message };
}

/**
 * @param {string} query
 * @returns {Note}
 */
function shortened(query) {
  return note('shortened', query, [], 'The query is very long; only its first part was searched.');
}

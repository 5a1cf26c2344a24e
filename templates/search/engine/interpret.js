// Interprets a query: which terms of the index its words stand for, and what of that the reader is told.
import { lunr } from './lunr.js';
import { MAX_WORDS, parseAsLunr, parseLenient } from './query.js';
import { expandClause } from './score.js';
import { completions, lastWord } from './completion.js';
import { isStopWord, queryTerms, stem, trim } from './tokens.js';
import { findCorrections } from './spelling.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./vocabulary.js').Vocabulary} Vocabulary */
/** @typedef {import('../protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('../protocol.js').Note} Note */
/** @typedef {import('./score.js').Expanded} Expanded */
/** @typedef {import('./rank.js').Slot} Slot */
/** @typedef {import('./query.js').Word} Word */

/**
 * @typedef {object} Interpretation
 * @property {Expanded[]} clauses
 * @property {Slot[]} slots for the default ranking
 * @property {Map<string, Posting>} postings of all terms
 * @property {Map<string, number>} marks terms to mark, each with its worth
 * @property {Note[]} notes
 * @property {boolean} empty there is text, but no word in it
 */

/** Terms that one word may stand for in the default ranking: the most frequent ones, as each costs a look-up. */
const MAX_TERMS = 100;
const MAX_COMPLETIONS = 8;
const CORRECTED = 0.8;
const COMPLETED = 0.9;

/**
 * @param {SearchRequest} request
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<Interpretation>}
 */
export async function interpretQuery(request, index, vocabulary) {
  const { query } = request;
  const { fields } = index.manifest;
  /** @type {Note[]} */
  const notes = [];
  /** @param {string} term @param {number} [edits] */
  const expand = (term, edits) => vocabulary.expand(term, edits);
  /** @param {Iterable<string>} terms */
  const find = (terms) => index.find(terms);

  if (request.rank === 'lunr') {
    const clauses = parseAsLunr(query, fields);
    if (!clauses) notes.push(note('syntax', query, [], 'The query could not be read as one of Lunr’s; its words are searched.'));
    const read = clauses ?? parseLenient(query, fields).words.map(({ clause }) => clause);
    if (!clauses && !read.length) return nothing(query);
    if (read.length > 4 * MAX_WORDS) notes.push(shortened(query));
    const kept = read.slice(0, 4 * MAX_WORDS);
    const all = await Promise.all(kept.map((clause) => expandClause(clause, expand, find)));
    return finished(all, [], notes, index);
  }

  const { words, shortened: cut } = parseLenient(query, fields);
  if (!words.length && query.trim()) return nothing(query);
  if (cut) notes.push(shortened(query));
  const all = await Promise.all(words.map(({ clause }) => expandClause(clause, expandLimited(vocabulary), find)));
  const { PROHIBITED } = lunr.Query.presence;
  const wanted = words.map((word, at) => ({ word, expanded: all[at] })).filter(({ word }) => word.clause.presence !== PROHIBITED);
  const last = words.at(-1);
  const searched = wanted.filter(({ word }) => !isCommon(word));
  /** @type {Slot[]} */
  const slots = [];
  const slotLists = await Promise.all(
    searched.map(({ word, expanded }) => slotsOf(word, expanded, fields, { index, vocabulary, notes, last: word === last })),
  );
  for (const slot of slotLists.flat()) {
    // a word given twice is asked for once
    if (!slots.some((other) => sameTerms(other, slot))) slots.push(slot);
  }
  if (wanted.length && !searched.length) {
    for (const { word } of wanted) {
      notes.push(note('common', word.written, [], `“${word.written}” is too common a word to search for.`));
    }
  }
  return finished(all, slots, notes, index);
}

/**
 * @param {Word} word
 * @returns {boolean}
 */
function isCommon({ clause }) {
  return clause.usePipeline && clause.editDistance === undefined && isStopWord(trim(clause.term));
}

/**
 * @param {Slot} one
 * @param {Slot} other
 */
function sameTerms({ terms: one, fields }, { terms: other, fields: others }) {
  return one.size === other.size && fields.length === others.length && [...one.keys()].every((term) => other.has(term));
}

/**
 * Wildcards and edit distances for the default ranking, which does with the most frequent terms.
 *
 * @param {Vocabulary} vocabulary
 * @returns {(term: string, editDistance?: number) => Promise<string[]>}
 */
function expandLimited(vocabulary) {
  return async (term, editDistance) => {
    const terms = await vocabulary.expand(term, editDistance);
    if (terms.length <= MAX_TERMS) return terms;
    const frequency = await vocabulary.frequencies(terms);
    return terms.sort((one, other) => (frequency.get(other) ?? 0) - (frequency.get(one) ?? 0)).slice(0, MAX_TERMS);
  };
}

/**
 * What a word of the query is searched as: the terms it stands for, else what it may be the beginning of if it is the
 * last, else what it may be an error for.
 *
 * @param {Word} word
 * @param {Expanded} expanded
 * @param {string[]} all names of the fields
 * @param {{ index: Index, vocabulary: Vocabulary, notes: Note[], last: boolean }} context
 * @returns {Promise<Slot[]>}
 */
async function slotsOf(word, expanded, all, { index, vocabulary, notes, last }) {
  const { clause, written } = word;
  const fields = clause.fields.map((name) => all.indexOf(name));
  /** @param {string[]} terms @param {number} weight */
  const slot = (terms, weight) => ({ terms: new Map(terms.map((term) => [term, weight])), fields, boost: clause.boost });
  const groups = expanded.terms.filter((group) => group.length);
  // each pair of a run of CJK characters is a word of its own; of a wildcard's terms one is enough
  if (groups.length) return groups.map((group) => slot(group, 1));
  if (!clause.usePipeline || clause.editDistance !== undefined) {
    notes.push(note('unknown', written, [], `No paper has a word like “${written}”.`));
    return [];
  }
  const completed = last ? await completeWord(written, index, vocabulary) : [];
  if (completed.length) {
    // what the word is completed to, or taken for, is what must, or must not, be there
    expanded.terms = [completed];
    return [slot(completed, COMPLETED)];
  }
  const terms = (await correctSpelling(clause.term, vocabulary)).map(({ term }) => term);
  if (!terms.length) {
    notes.push(note('unknown', written, [], `No paper has “${written}”.`));
    return [];
  }
  const tried = Array.from((await index.find(terms)).values(), (posting) => posting.word);
  notes.push(note('replaced', written, tried, `No paper has “${written}”; searched for ${tried.map((one) => `“${one}”`).join(', ')}.`));
  expanded.terms = [terms];
  return [slot(terms, CORRECTED)];
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
 * @param {Expanded[]} clauses
 * @param {Slot[]} slots
 * @param {Note[]} notes
 * @param {Index} index
 * @returns {Promise<Interpretation>}
 */
async function finished(clauses, slots, notes, index) {
  const { PROHIBITED } = lunr.Query.presence;
  const scored = slots.flatMap(({ terms }) => [...terms.keys()]);
  const postings = await index.find([...clauses.flatMap(({ terms }) => terms.flat()), ...scored]);
  const { documents } = index.manifest;
  const shown = clauses.filter(({ clause }) => clause.presence !== PROHIBITED).flatMap(({ terms }) => terms.flat());
  /** @type {Map<string, number>} */
  const marks = new Map();
  for (const term of [...shown, ...scored]) {
    const pairs = postings.get(term)?.pairs ?? 0;
    if (pairs) marks.set(term, Math.log(1 + documents / pairs));
  }
  return { clauses, slots, postings, marks, notes, empty: false };
}

/**
 * @param {string} query
 * @returns {Interpretation}
 */
function nothing(query) {
  const notes = [note('syntax', query, [], `There is no word to search for in “${query.slice(0, 80)}”.`)];
  return { clauses: [], slots: [], postings: new Map(), marks: new Map(), notes, empty: true };
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

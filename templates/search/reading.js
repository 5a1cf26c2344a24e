// From a request's text to the terms that are scored: read, looked up, expanded, mended, and what to tell the reader.
import { lunr } from './lunr.js';
import { MOST_WORDS, kindReading, lunrReading } from './query.js';
import { expanded } from './score.js';
import { completions, lastWord } from './suggest.js';
import { isStopWord, queryTerms, stem, trim } from './tokens.js';
import { guesses } from './typos.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./index.js').Posting} Posting */
/** @typedef {import('./vocabulary.js').Vocabulary} Vocabulary */
/** @typedef {import('./protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('./protocol.js').Note} Note */
/** @typedef {import('./score.js').Expanded} Expanded */
/** @typedef {import('./rank.js').Slot} Slot */
/** @typedef {import('./query.js').Word} Word */

/**
 * @typedef {object} Reading
 * @property {Expanded[]} clauses
 * @property {Slot[]} slots for the default ranking
 * @property {Map<string, Posting>} postings of all terms
 * @property {Map<string, number>} marks terms to mark, each with its worth
 * @property {Note[]} notes
 * @property {boolean} empty there is text, but no word in it
 */

/** Terms that one word may stand for in the default ranking: the most frequent ones, as each costs a look-up. */
const MOST_TERMS = 100;
const COMPLETIONS = 8;
const GUESSED = 0.8;
const COMPLETED = 0.9;

/**
 * @param {SearchRequest} request
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<Reading>}
 */
export async function reading(request, index, vocabulary) {
  const { query } = request;
  const { fields } = await index.manifest();
  /** @type {Note[]} */
  const notes = [];
  /** @param {string} term @param {number} [edits] */
  const expand = (term, edits) => vocabulary.expand(term, edits);
  /** @param {Iterable<string>} terms */
  const find = (terms) => index.find(terms);

  if (request.rank === 'lunr') {
    const clauses = lunrReading(query, fields);
    if (!clauses) notes.push(note('syntax', query, [], 'The query could not be read as one of Lunr’s; its words are searched.'));
    const read = clauses ?? kindReading(query, fields).words.map(({ clause }) => clause);
    if (!clauses && !read.length) return nothing(query);
    if (read.length > 4 * MOST_WORDS) notes.push(shortened(query));
    const kept = read.slice(0, 4 * MOST_WORDS);
    const all = await Promise.all(kept.map((clause) => expanded(clause, expand, find)));
    return finished(all, [], notes, index);
  }

  const { words, shortened: cut } = kindReading(query, fields);
  if (!words.length && query.trim()) return nothing(query);
  if (cut) notes.push(shortened(query));
  const typing = request.typing && /\S$/.test(query) ? words.at(-1) : undefined;
  const all = await Promise.all(words.map(({ clause }) => expanded(clause, limited(vocabulary), find)));
  const { PROHIBITED } = lunr.Query.presence;
  const wanted = words.map((word, at) => ({ word, found: all[at] })).filter(({ word }) => word.clause.presence !== PROHIBITED);
  const telling = wanted.filter(({ word }) => !isCommon(word) || word === typing);
  /** @type {Slot[]} */
  const slots = [];
  const made = await Promise.all(
    telling.map(({ word, found }) => slotsOf(word, found, fields, { index, vocabulary, notes, typing: word === typing })),
  );
  for (const slot of made.flat()) {
    // a word said twice is asked for once
    if (!slots.some((other) => sameTerms(other, slot))) slots.push(slot);
  }
  if (wanted.length && !telling.length) {
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
function limited(vocabulary) {
  return async (term, editDistance) => {
    const terms = await vocabulary.expand(term, editDistance);
    if (terms.length <= MOST_TERMS) return terms;
    const often = await vocabulary.frequencies(terms);
    return terms.sort((one, other) => (often.get(other) ?? 0) - (often.get(one) ?? 0)).slice(0, MOST_TERMS);
  };
}

/**
 * @param {Word} word
 * @param {Expanded} found
 * @param {string[]} all names of the fields
 * @param {{ index: Index, vocabulary: Vocabulary, notes: Note[], typing: boolean }} means
 * @returns {Promise<Slot[]>}
 */
async function slotsOf(word, found, all, { index, vocabulary, notes, typing }) {
  const { clause, written } = word;
  const fields = clause.fields.map((name) => all.indexOf(name));
  /** @param {[string, number][]} terms */
  const slot = (terms) => ({ terms: new Map(terms), fields, boost: clause.boost });
  const groups = found.terms.filter((group) => group.length);
  if (typing && clause.usePipeline && clause.editDistance === undefined) {
    const completed = await completing(written, index, vocabulary);
    const own = groups.flat();
    /** @type {[string, number][]} */
    const terms = completed.filter((term) => !own.includes(term)).map((term) => [term, own.length ? COMPLETED / 2 : COMPLETED]);
    if (own.length || terms.length) {
      found.terms = [[...own, ...terms.map(([term]) => term)]];
      return [slot([...own.map((term) => /** @type {[string, number]} */ ([term, 1])), ...terms])];
    }
  }
  if (groups.length) {
    // each pair of a run of CJK characters is a word of its own; of a wildcard's terms one is enough
    return groups.map((group) => slot(group.map((term) => [term, 1])));
  }
  if (!clause.usePipeline || clause.editDistance !== undefined) {
    notes.push(note('unknown', written, [], `No paper has a word like “${written}”.`));
    return [];
  }
  const guessed = await mended(clause.term, vocabulary);
  if (!guessed.length) {
    notes.push(note('unknown', written, [], `No paper has “${written}”.`));
    return [];
  }
  const terms = guessed.map(({ term }) => term);
  const tried = Array.from((await index.find(terms)).values(), (posting) => posting.word);
  notes.push(note('replaced', written, tried, `No paper has “${written}”; searched for ${tried.map((one) => `“${one}”`).join(', ')}.`));
  // what the word was taken for is what must, or must not, be there
  found.terms = [terms];
  return [slot(terms.map((term) => [term, GUESSED]))];
}

/**
 * Terms of the words that a beginning may become.
 *
 * @param {string} typed
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<string[]>}
 */
async function completing(typed, index, vocabulary) {
  const { word } = lastWord(trim(typed));
  if (word.length < 2) return [];
  const known = completions(await index.suggestions(), word, COMPLETIONS).map((one) => stem(trim(one.word.toLowerCase())));
  const terms = known.length || word.length < 3 ? known : await vocabulary.beginning(word.toLowerCase(), COMPLETIONS);
  return Array.from((await index.find(terms)).keys());
}

/**
 * @param {string} word in lower case
 * @param {Vocabulary} vocabulary
 */
async function mended(word, vocabulary) {
  const own = queryTerms(word);
  if (own.length !== 1) return [];
  const trimmed = trim(word);
  if (!trimmed) return [];
  // most errors leave the first letter as it is, and its part of the vocabulary is small
  const near = guesses(trimmed, await vocabulary.load(trimmed[0]));
  if (near.length && near[0].edits <= 1) return near;
  return guesses(trimmed, await vocabulary.load());
}

/**
 * @param {Expanded[]} clauses
 * @param {Slot[]} slots
 * @param {Note[]} notes
 * @param {Index} index
 * @returns {Promise<Reading>}
 */
async function finished(clauses, slots, notes, index) {
  const { PROHIBITED } = lunr.Query.presence;
  const scored = slots.flatMap(({ terms }) => [...terms.keys()]);
  const postings = await index.find([...clauses.flatMap(({ terms }) => terms.flat()), ...scored]);
  const { documents } = await index.manifest();
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
 * @returns {Reading}
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

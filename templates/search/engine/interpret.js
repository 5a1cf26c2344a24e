// Interprets a query: what its words and fields stand for in the index, and what of that the reader is told.
import { isUnread, parse, withoutBegunField } from '../language.js';
import { conditionsOf, findTopic, groupOf, isScored } from './conditions.js';
import { lunr } from './lunr.js';
import { interpretAsLunr, withoutForeignFields } from './lunr_query.js';
import { note } from './notes.js';
import { readWords } from './words.js';

/** @typedef {import('../language.js').Item} Item */
/** @typedef {import('./conditions.js').Condition} Condition */
/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./snapshot.js').Snapshot} Snapshot */
/** @typedef {import('../protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('../protocol.js').Note} Note */
/** @typedef {import('./score.js').Expanded} Expanded */
/** @typedef {import('./rank.js').Slot} Slot */
/** @typedef {import('./words.js').Word} Word */

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
  if (refused) notes.push(note('syntax', text));
  if (cut) notes.push(note('shortened', query));
  const ranks = clauses.length > 0 || !query.trim();
  if (!ranks && !refused) notes.push(note('syntax', query));
  return finished({ ranks, lists: false }, clauses, [], conditions, notes, snapshot.index);
}

/**
 * @param {string} typed
 * @param {Snapshot} snapshot
 * @returns {Promise<Interpretation>}
 */
async function interpretForReaders(typed, snapshot) {
  const query = withoutBegunField(typed);
  const { items, shortened: cut } = parse(query);
  /** @type {Note[]} */
  const notes = cut ? [note('shortened', query)] : [];
  if (!items.length) {
    if (query.trim()) notes.push(note('syntax', query));
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
  const searched = new Set(words.filter(({ common }) => !common).map(({ item }) => item));
  for (const { item, written } of words) {
    const isAskedFor = item.kind === 'word' && (item.field || item.sign);
    if (!searched.has(item) && (isAskedFor || (!searched.size && !conditions.length))) notes.push(note('common', written));
  }
  for (const { group, missing, value = '' } of conditions) {
    if (group && missing) notes.push(note('no_phrase', value));
  }
  if (!words.length && !conditions.length) notes.push(note('syntax', query));
  for (const item of items.filter(isUnread)) notes.push(note('syntax', item.value));
  const written = items.map(({ start, end }) => query.slice(start, end));
  for (const [at, other] of written.slice(1).entries()) {
    if (written[at] === 'NOT' && !/^[+-]/.test(other)) notes.push(note('negation', other));
  }
  // a phrase may stand within what is one term to Lunr, "7" in "0.7", and an earlier name of a topic is no term
  const topics = await Promise.all(items.filter(isScored).map((item) => findTopic(item, snapshot.index)));
  const hasOthers = topics.some(({ size }) => size) || items.some((item) => item.kind === 'phrase' && isScored(item));
  const lists = hasOthers || (!slots.length && known && conditions.length > 0);
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
 * The conditions of words with a field or a sign: a paper has them all, or what they are taken for.
 *
 * @param {Word[]} words
 * @param {Index} index
 * @returns {Promise<Condition[]>}
 */
async function conditionsOfWords(words, index) {
  const asked = words.filter(({ item }) => item.kind === 'word' && (item.field || item.sign));
  const conditions = await Promise.all(
    Array.from(new Set(asked.map(({ item }) => item)), async (item) => {
      const own = asked.filter((word) => word.item === item && !word.common);
      const [topic, ...sets] = await Promise.all([findTopic(item, index), ...own.map((word) => documentsOf(word, index))]);
      const hasAll = (/** @type {number} */ document) => sets.length > 0 && sets.every((set) => set.has(document));
      const test = (/** @type {number} */ document) => topic.has(document) || hasAll(document);
      return own.length || topic.size ? [{ group: groupOf(item), test }] : [];
    }),
  );
  return conditions.flat();
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

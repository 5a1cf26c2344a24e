// What a paper must have, or must not, to be a result: phrases, fields, signs. The counterpart of
// sitegen/search/query/conditions.py.
import { identifiers, readings } from '../language.js';
import { exactWords } from './folding.js';

/** @typedef {import('../language.js').Item} Item */
/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./postings.js').Places} Places */
/** @typedef {import('./snapshot.js').Snapshot} Snapshot */

/** @typedef {(document: number) => boolean} Test */

/**
 * @typedef {object} Condition
 * @property {string} group conditions of the same group are alternatives; empty for one that no paper may meet
 * @property {Test} test
 * @property {string} [value] of its field, as a box of a filter has it; absent for words
 * @property {boolean} [missing] whether it is a phrase that no paper has
 */

const ALL_FIELDS = [0, 1, 2, 3];
/** @type {Record<string, number>} */
const FIELD_PLACES = { title: 0, abstract: 1, author: 2, topic: 3, venue: 4 };
/** Fields of names, where a phrase may be a whole one. */
const NAMES = ['author', 'topic', 'venue'];

/**
 * The places of the fields that an item asks for; the venue is searched on demand only.
 *
 * @param {Item} item
 */
export function fieldsOf({ field }) {
  return field in FIELD_PLACES ? [FIELD_PLACES[field]] : ALL_FIELDS;
}

/**
 * Whether an item's words count for the ranking; names and numbers only divide the papers.
 *
 * @param {Item} item
 */
export function isScored({ kind, sign, field }) {
  return sign !== '-' && (kind === 'word' || (kind === 'phrase' && !NAMES.includes(field)));
}

/**
 * The group of an item's condition: what one field may be are alternatives, unless a sign says otherwise.
 *
 * @param {Item} item
 */
export function groupOf({ sign, field, start }) {
  if (sign === '-') return '';
  return field && !sign ? field : String(start);
}

/**
 * The conditions of all items but words.
 *
 * @param {Item[]} items
 * @param {Snapshot} snapshot
 * @returns {Promise<Condition[]>}
 */
export function conditionsOf(items, snapshot) {
  const others = items.filter(({ kind }) => kind !== 'word');
  return Promise.all(
    others.map(async (item) => {
      const { low, high } = item;
      const condition = { group: groupOf(item), value: item.value || (low === high ? low : '') };
      if (item.kind !== 'phrase') return { ...condition, test: await testOf(item, snapshot) };
      const documents = await findPhrase(item, snapshot.index);
      return { ...condition, test: (/** @type {number} */ document) => documents.has(document), missing: !documents.size };
    }),
  );
}

/**
 * Whether a paper meets one condition of each group, and none that it may not meet.
 *
 * @param {Condition[]} conditions
 * @returns {Test}
 */
export function allow(conditions) {
  const groups = new Set(conditions.map(({ group }) => group));
  groups.delete('');
  const ofGroup = (/** @type {string} */ wanted) => conditions.filter(({ group }) => group === wanted);
  const banned = ofGroup('');
  const wanted = Array.from(groups, ofGroup);
  return (document) =>
    wanted.every((alternatives) => alternatives.some(({ test }) => test(document))) && !banned.some(({ test }) => test(document));
}

/**
 * @param {Item} item
 * @param {Snapshot} snapshot
 * @returns {Promise<Test>}
 */
async function testOf(item, snapshot) {
  const { kind, value, field } = item;
  if (kind === 'id') {
    const target = await snapshot.index.target(identifiers(value)[0] ?? value.toLowerCase());
    return (document) => document === target;
  }
  if (kind === 'has') {
    const has = await snapshot.values('code');
    return (document) => has[document] !== null;
  }
  const values = await snapshot.values(field === 'votes' ? 'votes' : 'date');
  /** @type {(value: any, item: Item) => boolean} */
  const within = field === 'votes' ? isBetween : isPeriod;
  return (document) => values[document] !== null && within(values[document], item);
}

/**
 * @param {number} value
 * @param {Item} item
 */
function isBetween(value, { low, high, strict }) {
  const above = !low || (strict ? value > Number(low) : value >= Number(low));
  return above && (!high || (strict ? value < Number(high) : value <= Number(high)));
}

/**
 * Whether a date is in a range, of which each bound is a year, a month or a day.
 *
 * @param {string} value
 * @param {Item} item
 */
function isPeriod(value, { low, high, strict }) {
  const above = !low || (strict ? value.slice(0, low.length) > low : value >= low);
  return above && (!high || (strict ? value < high : value.slice(0, high.length) <= high));
}

/**
 * The papers that have a phrase word by word, or a whole name where there is such a one.
 *
 * @param {Item} item
 * @param {Index} index
 * @returns {Promise<{ has(document: number): boolean, size: number }>}
 */
export async function findPhrase(item, index) {
  const found = await Promise.all(readings(item).map((value) => findReading({ ...item, value }, index)));
  return found.find(({ size }) => size) ?? found[0];
}

/**
 * @param {Item} item
 * @param {Index} index
 * @returns {Promise<{ has(document: number): boolean, size: number }>}
 */
async function findReading(item, index) {
  const whole = NAMES.includes(item.field) ? await findName(item, index) : null;
  if (whole) return whole;
  const places = await index.places(exactWords(item.value).join(' '));
  return new Set(fieldsOf(item).flatMap((field) => [...(places[field]?.keys() ?? [])]));
}

/**
 * The papers of the topic that a word is a whole name of, maybe an earlier one, which no label has.
 *
 * @param {Item} item
 * @param {Index} index
 * @returns {Promise<{ has(document: number): boolean, size: number }>}
 */
export async function findTopic(item, index) {
  return (item.kind === 'word' && item.field === 'topic' && (await findName(item, index))) || new Set();
}

/**
 * @param {Item} item
 * @param {Index} index
 */
async function findName(item, index) {
  return (await index.places(`=${exactWords(item.value).join(' ')}`))[fieldsOf(item)[0]];
}

// Facets and sort keys of all documents, from the columns of the index.
import { decodeNumbers } from './digits.js';
import { exactWords } from './folding.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('../protocol.js').Facet} Facet */
/** @typedef {import('../protocol.js').FacetCounts} FacetCounts */

/**
 * @typedef {object} Column
 * @property {string[]} values as the oldest paper writes them
 * @property {string[]} keys what all spellings of each have in common
 * @property {(number[] | null)[]} of places of each document's values
 */

/** A list that is longer is no help to a reader, and slow to draw. */
const MAX_FACET_VALUES = 50;

/** @type {Record<Facet, string>} */
const COLUMNS = { topic: 'topics', year: 'date', author: 'authors', code: 'code' };
/** @type {Facet[]} */
const FACETS = ['topic', 'year', 'author', 'code'];

/**
 * @param {Record<string, string[]>} columns of the manifest
 * @returns {Facet[]}
 */
export function availableFacets(columns) {
  return FACETS.filter((facet) => COLUMNS[facet] in columns);
}

/**
 * @param {Index} index
 * @param {Facet} facet
 * @returns {Promise<Column>}
 */
export async function loadFacet(index, facet) {
  const { chunk } = index.manifest;
  const files = await index.column(COLUMNS[facet]);
  /** @type {Map<string, number>} */
  const places = new Map();
  /** @type {string[]} */
  const values = [];
  /** @param {string} value */
  const place = (value) => {
    const key = keyOf(facet, value);
    const known = places.get(key) ?? values.push(value) - 1;
    places.set(key, known);
    return known;
  };
  /** @type {(number[] | null)[]} */
  const of = [];
  files.forEach((file, number) => {
    of.length = number * chunk;
    of.push(...READERS[facet](file, place));
  });
  return { values, keys: Array.from(places.keys()), of };
}

/**
 * What a value is counted by: all spellings of a name that `author:"…"` finds together are one.
 *
 * @param {Facet} facet
 * @param {string} value
 */
function keyOf(facet, value) {
  return (facet === 'author' && exactWords(value).join(' ')) || value;
}

/** @typedef {(value: string) => number} Place */
/** @typedef {{ values: any[], rows: string }} File */

/** @type {Record<Facet, (file: File, place: Place) => (number[] | null)[]>} */
const READERS = {
  topic: (file, place) => readLists(file, ([, label]) => place(label)),
  author: (file, place) => readLists(file, place).map((own) => own && [...new Set(own)]),
  year: ({ values, rows }, place) => {
    const years = values.map((date) => [place(date.slice(0, 4))]);
    return decodeNumbers(rows).map((row) => (row ? years[row - 1] : null));
  },
  code: ({ rows }, place) => decodeNumbers(rows).map((row) => (row ? [place('code')] : null)),
};

/**
 * @param {File} file
 * @param {(value: any) => number} place
 */
function readLists({ values, rows }, place) {
  const places = values.map(place);
  const all = decodeNumbers(rows);
  const of = [];
  for (let at = 0; at < all.length; ) {
    const stop = at + 1 + all[at];
    of.push(all[at] ? all.slice(at + 1, stop).map((row) => places[row]) : null);
    at = stop;
  }
  return of;
}

/**
 * What each document has of a column, or null.
 *
 * @param {Index} index
 * @param {string} name
 * @returns {Promise<any[]>}
 */
export async function loadValues(index, name) {
  const files = await index.column(name);
  const all = files.flatMap(({ values, rows }) =>
    decodeNumbers(rows).map((row) => (row ? (values ? values[row - 1] : row - 1) : null)),
  );
  return files.length ? all : Array.from({ length: index.manifest.documents }, () => null);
}

/**
 * What documents are sorted by, greater first: dates as numbers, or votes; without one comes last.
 *
 * @param {Index} index
 * @param {'date' | 'votes'} name
 * @returns {Promise<Float64Array>}
 */
export async function loadSortKeys(index, name) {
  const values = await loadValues(index, name);
  return Float64Array.from(values, (value) => (name === 'votes' ? (value ?? -1) : dateKey(value ?? '')));
}

/**
 * A day as a number; of a paper that knows only its year, its first day.
 *
 * @param {string} date
 */
function dateKey(date) {
  const [year, month = 0, day = 0] = date.split('-').map(Number);
  return year * 10_000 + month * 100 + day;
}

/**
 * How many documents have each value of a facet: the most frequent values, and those that the reader chose, as written.
 *
 * @param {Facet} facet
 * @param {Column} column
 * @param {Int32Array} documents
 * @param {import('./conditions.js').Condition[]} chosen each may be a part of a name, which the column does not have
 * @returns {FacetCounts}
 */
export function countFacet(facet, { values, keys, of }, documents, chosen) {
  const written = new Map(chosen.map(({ value = '' }) => [keyOf(facet, value), value]));
  const counts = new Uint32Array(values.length);
  for (const document of documents) for (const place of of[document] ?? []) counts[place] += 1;
  const places = [...counts.keys()].filter((place) => counts[place]);
  places.sort(
    facet === 'year'
      ? (one, other) => (values[one] < values[other] ? 1 : -1)
      : (one, other) => counts[other] - counts[one] || (values[one] < values[other] ? -1 : 1),
  );
  const kept = places.filter((place, rank) => rank < MAX_FACET_VALUES || written.has(keys[place]));
  const shown = kept.map((place) => ({ value: written.get(keys[place]) ?? values[place], count: counts[place] }));
  const drawn = new Set(shown.map(({ value }) => value));
  for (const { value = '', test } of chosen) {
    if (!drawn.has(value)) shown.push({ value, count: documents.filter(test).length });
    drawn.add(value);
  }
  return { values: shown, total: places.length + shown.length - kept.length };
}

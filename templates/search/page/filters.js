// Filters as parts of the query: what a reader ticks is written into the box, so that one address, one feed and one
// terminal understand it.

import { parse } from '../language.js';

/** @typedef {import('../protocol.js').Facet} Facet */

/** @type {Record<Facet, string>} the field that a facet's values are written with */
const FIELDS = { topic: 'topic', year: 'year', author: 'author', code: 'has' };
const ASIDE = Object.values(FIELDS);

/**
 * The values of a facet that a query asks for.
 *
 * @param {string} query
 * @param {Facet} facet
 * @returns {string[]}
 */
export function chosenValues(query, facet) {
  return filtersOf(query).filter(({ field }) => field === FIELDS[facet]).map(filterValue);
}

/** @param {string} query */
export function countFilters(query) {
  return filtersOf(query).length;
}

/**
 * The query with a value of a facet, or without it.
 *
 * @param {string} query
 * @param {Facet} facet
 * @param {string} value
 * @param {boolean} wanted
 * @returns {string}
 */
export function withFilter(query, facet, value, wanted) {
  const others = without(query, filtersOf(query).filter((item) => item.field === FIELDS[facet] && filterValue(item) === clean(value)));
  return wanted ? `${others} ${formatFilter(facet, value)}`.trim() : others;
}

/**
 * The query's words without its filters.
 *
 * @param {string} query
 */
export function withoutFilters(query) {
  return without(query, filtersOf(query));
}

/**
 * @param {Facet} facet
 * @param {string} value
 */
export function formatFilter(facet, value) {
  const quoted = facet === 'topic' || facet === 'author';
  return `${FIELDS[facet]}:${quoted ? `"${clean(value)}"` : value}`;
}

/** @param {string} query */
function filtersOf(query) {
  // a range of years, or a word of names, is the reader's own and no box
  return parse(query).items.filter(
    ({ kind, field, sign, low, high }) => !sign && ASIDE.includes(field) && kind !== 'word' && low === high,
  );
}

/** @param {{ value: string, low: string }} item */
function filterValue({ value, low }) {
  return value || low;
}

/** @param {string} value */
function clean(value) {
  return value.replace(/["“”„«»「」『』]/g, ' ').trim();
}

/**
 * @param {string} query
 * @param {{ start: number, end: number }[]} items
 */
function without(query, items) {
  const kept = [0, ...items.flatMap(({ start, end }) => [start, end])];
  const parts = kept.flatMap((start, at) => (at % 2 ? [] : query.slice(start, kept[at + 1])));
  return parts.map((part) => part.trim()).filter(Boolean).join(' ');
}

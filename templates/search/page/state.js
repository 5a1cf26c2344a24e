// What a search shows, as the address of the page: everything a reader chose stands in it, so that a link shares it
// and Back brings it back.

import { formatFilter } from './filters.js';

/**
 * @typedef {object} SearchState
 * @property {string} q the reader's query, as typed and ticked
 * @property {import('../protocol.js').Rank} rank `lunr` is Lunr's pure order
 * @property {import('../protocol.js').Sort} sort
 * @property {number} page tens of results shown, from 1
 */

const SORTS = ['relevance', 'date', 'votes'];
const MAX_PAGES = 100;
// longer queries are cut in the address, which servers and browsers limit; the box keeps them whole
const MAX_QUERY_LENGTH = 1000;

/**
 * @param {string} query the address's part from `?` on
 * @returns {SearchState}
 */
export function parseAddress(query) {
  const given = new URLSearchParams(query);
  const sort = given.get('sort') ?? '';
  const page = Number(given.get('page'));
  return {
    q: [given.get('q') ?? '', ...formerFilters(given)].filter(Boolean).join(' '),
    rank: given.get('rank') === 'lunr' ? 'lunr' : 'default',
    sort: SORTS.includes(sort) ? /** @type {SearchState['sort']} */ (sort) : 'relevance',
    page: Number.isInteger(page) ? Math.min(Math.max(page, 1), MAX_PAGES) : 1,
  };
}

/**
 * The address's query for a state; what is as usual is left out.
 *
 * @param {SearchState} state
 * @returns {string} `?q=…`, or `?` for the empty state, which as a link clears the query
 */
export function formatAddress(state) {
  const given = new URLSearchParams();
  const q = state.q.trim();
  if (q) given.set('q', wellFormed(q.slice(0, MAX_QUERY_LENGTH)));
  if (state.rank !== 'default') given.set('rank', state.rank);
  if (state.sort !== 'relevance') given.set('sort', state.sort);
  if (state.page > 1) given.set('page', String(state.page));
  return `?${given}`;
}

/**
 * @param {string} q
 * @returns {string} the address's query for a plain search
 */
export function searchAddress(q) {
  return formatAddress({ ...parseAddress(''), q });
}

/**
 * Filters that addresses had beside the query.
 *
 * @param {URLSearchParams} given
 * @returns {string[]}
 */
function formerFilters(given) {
  const topics = given.getAll('topic').map((slug) => formatFilter('topic', slug.replaceAll('-', ' ')));
  const years = given.getAll('year').map((year) => formatFilter('year', year));
  const authors = given.getAll('author').map((name) => formatFilter('author', name));
  return [...topics, ...years, ...authors, ...(given.has('code') ? [formatFilter('code', 'code')] : [])];
}

/**
 * Without half a surrogate pair at its end, which a cut may leave.
 *
 * @param {string} text
 */
function wellFormed(text) {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

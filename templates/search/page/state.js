// What a search shows, as the address of the page: everything a reader chose stands in it, so that a link shares it
// and Back brings it back.

/**
 * @typedef {object} SearchState
 * @property {string} q the reader's words, as typed
 * @property {import('../protocol.js').Rank} rank `lunr` is Lunr's pure order
 * @property {import('../protocol.js').Sort} sort
 * @property {string[]} topic slugs of which a paper has one
 * @property {string[]} year
 * @property {string[]} author
 * @property {boolean} code only papers with code
 * @property {number} page tens of results shown, from 1
 */

/** @typedef {'topic' | 'year' | 'author'} FacetName */

/** @type {FacetName[]} */
export const FACETS = ['topic', 'year', 'author'];

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
    q: given.get('q') ?? '',
    rank: given.get('rank') === 'lunr' ? 'lunr' : 'default',
    sort: SORTS.includes(sort) ? /** @type {SearchState['sort']} */ (sort) : 'relevance',
    topic: chosen(given, 'topic'),
    year: chosen(given, 'year'),
    author: chosen(given, 'author'),
    code: given.has('code'),
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
  for (const name of FACETS) for (const value of state[name]) given.append(name, value);
  if (state.code) given.set('code', '1');
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
 * @param {SearchState} state
 * @returns {SearchState} the same search without filters
 */
export function withoutFilters(state) {
  return { ...state, topic: [], year: [], author: [], code: false, page: 1 };
}

/**
 * @param {SearchState} state
 * @returns {import('../protocol.js').Filters}
 */
export function filters(state) {
  /** @type {import('../protocol.js').Filters} */
  const chosen = {};
  for (const name of FACETS) if (state[name].length) chosen[name] = state[name];
  if (state.code) chosen.code = true;
  return chosen;
}

/** @param {SearchState} state */
export function isFiltered(state) {
  return state.code || FACETS.some((name) => state[name].length > 0);
}

/**
 * @param {URLSearchParams} given
 * @param {string} name
 */
function chosen(given, name) {
  return [...new Set(given.getAll(name).filter(Boolean))];
}

/**
 * Without half a surrogate pair at its end, which a cut may leave.
 *
 * @param {string} text
 */
function wellFormed(text) {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

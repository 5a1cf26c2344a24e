// The controls that order and filter the results. Each shows only where the site has something for it.

import { element } from '../../js/dom.js';
import { say } from '../../js/strings.js';
import { countFilters } from './filters.js';

/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('../protocol.js').Sort | 'lunr'} Order what the menu offers */
/** @typedef {import('./state.js').SearchState} SearchState */

/**
 * Fills the choice of orders and shows it where there is more than one.
 *
 * @param {HTMLSelectElement} select
 * @param {SearchAnswer} answer
 * @param {SearchState} state
 * @returns {boolean} whether there is a choice
 */
export function drawSort(select, answer, state) {
  // an order that could change something: once it was of use it stays, whatever the next results hold
  const offered = [...select.options].map((option) => option.value);
  const dates = new Set(answer.results.map((result) => result.date));
  const useful = {
    relevance: true,
    date: dates.size > 1,
    votes: answer.results.some((result) => result.votes !== null),
    lunr: true,
    // for watches
    listed: false,
  };
  const current = orderOf(state);
  const sorts = /** @type {Order[]} */ (Object.keys(useful)).filter(
    (sort) => useful[sort] || offered.includes(sort) || current === sort,
  );
  select.replaceChildren(
    ...sorts.map((sort) => {
      const option = /** @type {HTMLOptionElement} */ (element('option', '', say(sort === 'lunr' ? 'lunr_order' : sort)));
      option.value = sort;
      return option;
    }),
  );
  select.value = current;
  return sorts.length > 1 && answer.total > 1;
}

/**
 * @param {SearchState} state
 * @returns {Order}
 */
function orderOf({ rank, sort }) {
  return rank === 'lunr' && sort === 'relevance' ? 'lunr' : sort;
}

/**
 * The search in another order; that of Lunr comes with Lunr's language.
 *
 * @param {SearchState} state
 * @param {Order} order
 * @returns {SearchState}
 */
export function inOrder(state, order) {
  return { ...state, rank: order === 'lunr' ? 'lunr' : 'default', sort: order === 'lunr' ? 'relevance' : order, page: 1 };
}

/**
 * Labels the button that shows and hides the filters, with the number of active ones.
 *
 * @param {HTMLElement} button
 * @param {SearchState} state
 * @param {boolean} open
 */
export function drawFilterToggle(button, state, open) {
  const n = countFilters(state.q);
  button.textContent = open ? say('hide_filters') : n ? say('filters_active', { n }) : say('filters');
  button.setAttribute('aria-expanded', String(open));
}

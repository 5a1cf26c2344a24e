// The filters beside the results: each shown only where it can divide them, each with its counts.

import { element } from './element.js';
import { FACETS } from './state.js';
import { say, sayNumber } from '../js/words.js';

/** @typedef {import('./protocol.js').FacetCount} FacetCount */
/** @typedef {import('./protocol.js').SearchAnswer['facets']} FacetCounts */
/** @typedef {import('./state.js').SearchState} SearchState */
/** @typedef {import('./state.js').FacetName} FacetName */

const SHOWN = 6;

/**
 * Draws the filters for an answer, keeping the focus where the reader has it.
 *
 * @param {HTMLElement} place
 * @param {FacetCounts} counts
 * @param {SearchState} state
 * @param {(state: SearchState) => void} choose called with the state that a change leads to
 */
export function drawFacets(place, counts, state, choose) {
  const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
  const kept = focused && place.contains(focused) ? `${focused.name} ${focused.value}` : '';
  const groups = FACETS.map((name) => group(place, name, counts[name] ?? [], state, choose));
  const code = counts.code?.[0]?.count ?? 0;
  if (code || state.code) groups.push(codeGroup(code, state, choose));
  const drawn = groups.filter((one) => one !== null);
  place.replaceChildren(...drawn);
  place.hidden = drawn.length === 0;
  for (const box of place.querySelectorAll('input')) if (`${box.name} ${box.value}` === kept) box.focus();
}

/**
 * @param {HTMLElement} place
 * @param {FacetName} name
 * @param {FacetCount[]} values most papers first
 * @param {SearchState} state
 * @param {(state: SearchState) => void} choose
 */
function group(place, name, values, state, choose) {
  const chosen = state[name];
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  const all = [...values, ...missing.map((value) => ({ value, label: value, count: 0 }))];
  // one value that all results share divides nothing
  if (all.length < 2 && !chosen.length) return null;
  const fieldset = element('fieldset', 'facet', element('legend', '', say(name)));
  const rows = all.map((one) =>
    row(name, one.value, one.label, one.count, chosen.includes(one.value), (on) =>
      choose({ ...state, page: 1, [name]: on ? [...chosen, one.value] : chosen.filter((value) => value !== one.value) }),
    ),
  );
  const unfolded = place.dataset[name] === 'all';
  const folded = unfolded ? [] : rows.filter((_, index) => index >= SHOWN && !chosen.includes(all[index].value));
  for (const one of folded) one.hidden = true;
  fieldset.append(...rows);
  if (folded.length > 1) fieldset.append(unfold(place, name, folded, all.length));
  else for (const one of folded) one.hidden = false;
  return fieldset;
}

/**
 * The button that shows the rarer values.
 *
 * @param {HTMLElement} place remembers, while the page stands, which groups were opened
 * @param {FacetName} name
 * @param {HTMLElement[]} folded
 * @param {number} total
 */
function unfold(place, name, folded, total) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = say('show_all', { n: total });
  button.addEventListener('click', () => {
    place.dataset[name] = 'all';
    for (const one of folded) one.hidden = false;
    folded[0].querySelector('input')?.focus();
    button.remove();
  });
  return button;
}

/**
 * @param {number} count
 * @param {SearchState} state
 * @param {(state: SearchState) => void} choose
 */
function codeGroup(count, state, choose) {
  const change = (/** @type {boolean} */ code) => choose({ ...state, page: 1, code });
  return element('div', 'facet', row('code', '1', say('has_code'), count, state.code, change));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {number} count
 * @param {boolean} checked
 * @param {(on: boolean) => void} change
 */
function row(name, value, label, count, checked, change) {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.name = name;
  box.value = value;
  box.checked = checked;
  box.addEventListener('change', () => change(box.checked));
  const words = element('span', 'facet-label', label);
  words.dir = 'auto';
  return element('label', 'facet-row', box, words, element('span', 'count', sayNumber(count)));
}

// The filters beside the results: each shown only where it can divide them, each with its counts.

import { element } from '../../js/dom.js';
import { formatNumber, say } from '../../js/strings.js';
import { chosenValues, withFilter } from './filters.js';

/** @typedef {import('../protocol.js').FacetCounts} FacetCounts */
/** @typedef {import('../protocol.js').SearchAnswer['facets']} AllFacetCounts */
/** @typedef {import('./state.js').SearchState} SearchState */

/** @typedef {'topic' | 'year' | 'author'} FacetName */

/** @type {FacetName[]} */
const FACETS = ['topic', 'year', 'author'];
/** Values that show before the reader asks for all. */
const INITIALLY_SHOWN = 6;

/**
 * Draws the filters for an answer, keeping the focus where the reader has it.
 *
 * @param {HTMLElement} container
 * @param {AllFacetCounts} counts
 * @param {SearchState} state
 * @param {(state: SearchState) => void} onChange called with the state that a change leads to
 */
export function drawFacets(container, counts, state, onChange) {
  const active = document.activeElement;
  const focused = active instanceof HTMLInputElement && container.contains(active) ? keyOf(active) : '';
  const groups = FACETS.map((name) => facetGroup(container, name, counts[name], state, onChange));
  const code = counts.code?.values[0]?.count ?? 0;
  if (code || chosenValues(state.q, 'code').length) groups.push(codeGroup(code, state, onChange));
  const drawn = groups.filter((group) => group !== null);
  container.replaceChildren(...drawn);
  container.hidden = drawn.length === 0;
  for (const box of container.querySelectorAll('input')) if (keyOf(box) === focused) box.focus();
}

/** @param {HTMLInputElement} box */
function keyOf({ name, value }) {
  return `${name} ${value}`;
}

/**
 * @param {HTMLElement} container
 * @param {FacetName} name
 * @param {FacetCounts | undefined} counts
 * @param {SearchState} state
 * @param {(state: SearchState) => void} onChange
 */
function facetGroup(container, name, { values, total } = { values: [], total: 0 }, state, onChange) {
  const chosen = chosenValues(state.q, name);
  // one value that all results share divides nothing
  if (values.length < (chosen.length ? 1 : 2)) return null;
  const rows = values.map(({ value, count }) =>
    facetRow(name, value, value, count, chosen.includes(value), (checked) =>
      onChange({ ...state, page: 1, q: withFilter(state.q, name, value, checked) }),
    ),
  );
  const fieldset = element('fieldset', 'facet', element('legend', '', say(name)), ...rows);
  const hidden = rows.filter((_, index) => index >= INITIALLY_SHOWN && !chosen.includes(values[index].value));
  const rest = total - values.length;
  const remainder = rest > 0 ? [element('p', 'count', say('more_values', { n: rest }))] : [];
  if (container.dataset[name] === 'all' || hidden.length < 2) {
    fieldset.append(...remainder);
  } else {
    for (const row of hidden) row.hidden = true;
    fieldset.append(showAllButton(container, name, hidden, values.length, remainder));
  }
  return fieldset;
}

/**
 * The button that shows the rarer values.
 *
 * @param {HTMLElement} container remembers, while the page stands, which groups were expanded
 * @param {FacetName} name
 * @param {HTMLElement[]} hidden
 * @param {number} count of values that show then
 * @param {HTMLElement[]} remainder shown with them
 */
function showAllButton(container, name, hidden, count, remainder) {
  const button = element('button', 'link-button', say(remainder.length ? 'show_first_values' : 'show_all_values', { n: count }));
  button.addEventListener('click', () => {
    container.dataset[name] = 'all';
    for (const row of hidden) row.hidden = false;
    hidden[0].querySelector('input')?.focus();
    button.replaceWith(...remainder);
  });
  return button;
}

/**
 * @param {number} count
 * @param {SearchState} state
 * @param {(state: SearchState) => void} onChange
 */
function codeGroup(count, state, onChange) {
  const change = (/** @type {boolean} */ wanted) => onChange({ ...state, page: 1, q: withFilter(state.q, 'code', 'code', wanted) });
  return element('div', 'facet', facetRow('code', 'code', say('has_code'), count, chosenValues(state.q, 'code').length > 0, change));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {number} count
 * @param {boolean} checked
 * @param {(checked: boolean) => void} onChange
 */
function facetRow(name, value, label, count, checked, onChange) {
  const box = /** @type {HTMLInputElement} */ (element('input', ''));
  box.type = 'checkbox';
  box.name = name;
  box.value = value;
  box.checked = checked;
  box.addEventListener('change', () => onChange(box.checked));
  const text = element('span', 'facet-label', label);
  text.dir = 'auto';
  return element('label', 'facet-row', box, text, element('span', 'count', formatNumber(count)));
}

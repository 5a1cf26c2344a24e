// The switch between the system's colours, light and dark. `early.js` applies the choice before the first paint.

import { getItem, onStorageChange, setItem } from './storage.js';
import { say } from './strings.js';

const SCHEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/** @param {HTMLElement} button */
export function mountSchemeSwitch(button) {
  apply(stored());
  button.addEventListener('click', () => {
    const next = SCHEMES[(SCHEMES.indexOf(current()) + 1) % SCHEMES.length];
    setItem('scheme', next === 'auto' ? null : next);
    apply(next);
  });
  // chosen in another tab, or on the page that the reader comes back from
  onStorageChange('scheme', () => apply(stored()));

  /** @param {typeof SCHEMES[number]} scheme */
  function apply(scheme) {
    const root = document.documentElement;
    if (scheme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = scheme;
    button.dataset.scheme = scheme;
    button.title = say(`colours_${scheme}`);
    button.setAttribute('aria-label', button.title);
  }
}

/** @returns {typeof SCHEMES[number]} what shows */
function current() {
  return SCHEMES.find((scheme) => scheme === document.documentElement.dataset.theme) ?? 'auto';
}

/** @returns {typeof SCHEMES[number]} what the reader chose */
function stored() {
  return SCHEMES.find((scheme) => scheme === getItem('scheme')) ?? 'auto';
}

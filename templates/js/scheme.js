// The switch between the system's colours, light and dark.

import { keep } from './storage.js';

const ORDER = ['auto', 'light', 'dark'];
/** @type {Record<string, string>} */
const WORDS = { auto: 'as the system has them', light: 'light', dark: 'dark' };

/** @param {HTMLElement} button */
export function switchScheme(button) {
  const root = document.documentElement;
  show(root.dataset.theme ?? 'auto');
  button.addEventListener('click', () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? 'auto') + 1) % ORDER.length];
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    keep('scheme', next === 'auto' ? null : next);
    show(next);
  });

  /** @param {string} scheme */
  function show(scheme) {
    button.dataset.scheme = scheme;
    button.setAttribute('aria-label', `Colours: ${WORDS[scheme]}`);
    button.title = `Colours: ${WORDS[scheme]}`;
  }
}

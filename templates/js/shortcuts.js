// Keyboard shortcuts: Ctrl+K and / for search, ? for help, and single keys for the entries of a list.

import { ENTRY, titleLink } from './entry.js';
import { loadOrTell, notice } from './notice.js';
import { getItem, setItem } from './storage.js';
import { say } from './strings.js';

/**
 * The single keys can be switched off (WCAG 2.1.4), and never act while a reader types.
 *
 * @param {HTMLInputElement | null} toggle the switch at the foot of the page
 * @param {() => void} search
 */
export function listenForShortcuts(toggle, search) {
  const areOn = () => (toggle ? toggle.checked : getItem('shortcuts') !== 'off');
  if (toggle) {
    toggle.checked = getItem('shortcuts') !== 'off';
    toggle.addEventListener('change', () => {
      setItem('shortcuts', toggle.checked ? null : 'off');
      announceKeys(areOn());
    });
  }
  announceKeys(areOn());
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    // a browser that fills in a form sends a key event without a key
    if (!key) return;
    if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey) {
      event.preventDefault();
      search();
      return;
    }
    if (ctrlKey || metaKey || altKey || event.defaultPrevented || event.isComposing || isTaken(target) || !areOn()) return;
    // a key held down goes on from paper to paper, and does nothing else twice
    if (event.repeat && key !== 'j' && key !== 'k') return;
    if (key === '/') search();
    else if (key === '?') help();
    else if (!handleEntryKey(key)) return;
    event.preventDefault();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('#keys')) help();
  });

  async function help() {
    (await loadOrTell(() => import('./keys.js')))?.showShortcuts(toggle);
  }
}

/**
 * Tells assistive technology the keys of what they act on.
 *
 * @param {boolean} areOn
 */
function announceKeys(areOn) {
  document.getElementById('search-link')?.setAttribute('aria-keyshortcuts', areOn ? '/ Control+K' : 'Control+K');
  const help = document.getElementById('keys');
  if (areOn) help?.setAttribute('aria-keyshortcuts', '?');
  else help?.removeAttribute('aria-keyshortcuts');
}

/**
 * What a key does with the entry in focus. Where none is, the nearest one gets the focus first, so that a reader sees
 * what the key would be about.
 *
 * @param {string} key
 * @returns {boolean} whether the key means anything here
 */
function handleEntryKey(key) {
  if (key === 'j') return moveFocus(1);
  if (key === 'k') return moveFocus(-1);
  if (key !== 'o' && key !== 's' && key !== 'c') return false;
  // on its own page, keys act on that paper
  const entry = document.querySelector('article.paper') ?? document.activeElement?.closest(ENTRY);
  if (!(entry instanceof HTMLElement)) return moveFocus(1);
  if (key === 'o') expandOrOpen(entry);
  else if (key === 's') /** @type {HTMLElement | null} */ (entry.querySelector('button.save'))?.click();
  else copyCitation(titleLink(entry)?.href ?? location.href, entry);
  return true;
}

/**
 * Without an entry in focus, begins with the first one that shows, or the one before it when going back; at the end of
 * a page with the last.
 *
 * @param {1 | -1} step
 */
function moveFocus(step) {
  const entries = [...document.querySelectorAll(ENTRY)];
  const current = entries.findIndex((entry) => entry.contains(document.activeElement));
  const above = entries.filter((entry) => entry.getBoundingClientRect().top < 0).length;
  const next = entries[current < 0 ? above - Number(step < 0 || !entries[above]) : current + step];
  if (next) {
    titleLink(next)?.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }
  return entries.length > 0;
}

/**
 * Expands the abstract, and opens the paper where there is nothing left to expand.
 *
 * @param {HTMLElement} entry
 */
function expandOrOpen(entry) {
  const abstract = entry.querySelector('details.abstract');
  if (abstract instanceof HTMLDetailsElement && !abstract.open) abstract.open = true;
  else titleLink(entry)?.click();
}

/**
 * Copies the BibTeX of a paper, which its own page has.
 *
 * @param {string} href
 * @param {HTMLElement} entry
 */
async function copyCitation(href, entry) {
  try {
    const bibtex = import('./cite.js').then(({ fetchFacts }) => fetchFacts(href)).then((facts) => facts.bibtex ?? '');
    if (typeof ClipboardItem === 'function') {
      // begun at once, as some browsers let no page copy once the key press is past
      const blob = bibtex.then((text) => new Blob([text], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    } else {
      await navigator.clipboard.writeText(await bibtex);
    }
    notice(say('notice_cited', { title: entry.querySelector('h1, h2')?.textContent ?? '' }));
  } catch {
    notice(say('notice_not_cited'));
  }
}

/**
 * Whether the key belongs to what the reader is in: a field, or an open dialog.
 *
 * @param {EventTarget | null} target
 */
function isTaken(target) {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
}

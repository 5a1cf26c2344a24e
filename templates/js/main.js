// What every page does beyond plain HTML. The search itself is loaded when a reader reaches for it.

import { toggleSearch } from './dialog.js';
import { offerCopies, openOnScroll, switchScheme } from './page.js';
import { keep, recall } from './storage.js';

const scheme = document.getElementById('scheme');
if (scheme) switchScheme(scheme);

const link = document.getElementById('search-link');
if (link instanceof HTMLAnchorElement) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    search(link);
  });
}

const toggle = document.querySelector('input[name=shortcuts]');
listen(toggle instanceof HTMLInputElement ? toggle : null, () => {
  if (link instanceof HTMLAnchorElement) search(link);
});

openOnScroll(document);
offerCopies(document);

/**
 * Leads to the page's own box, or opens one over the page.
 *
 * @param {HTMLAnchorElement} link
 */
function search(link) {
  const box = document.querySelector('main input[data-search]');
  if (box instanceof HTMLInputElement) box.focus();
  else toggleSearch(link);
}

/**
 * Keys: Ctrl+K and / for search, j and k from paper to paper. The single ones can be switched off (WCAG 2.1.4), and
 * never act while a reader types.
 *
 * @param {HTMLInputElement | null} toggle
 * @param {() => void} search
 */
function listen(toggle, search) {
  if (toggle) {
    toggle.checked = recall('shortcuts') !== 'off';
    toggle.addEventListener('change', () => keep('shortcuts', toggle.checked ? null : 'off'));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      search();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
    if (toggle ? !toggle.checked : recall('shortcuts') === 'off') return;
    if (event.key === '/') search();
    else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else return;
    event.preventDefault();
  });
}

/**
 * Whether the key belongs to what the reader is in: a field, or an open dialog.
 *
 * @param {EventTarget | null} target
 */
function isBusy(target) {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
}

/** @param {1 | -1} by */
function step(by) {
  const links = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.entry h2 a'))];
  const here = links.findIndex((link) => link === document.activeElement || holds(link, document.activeElement));
  const next = links[here === -1 ? nearest(links, by) : here + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.closest('.entry')?.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {HTMLElement} link
 * @param {Element | null} active
 */
function holds(link, active) {
  return Boolean(active && active !== document.body && link.closest('.entry')?.contains(active));
}

/**
 * The entry to begin with: the first one that shows, or the one before it when going back.
 *
 * @param {HTMLElement[]} links
 * @param {1 | -1} by
 */
function nearest(links, by) {
  const first = links.findIndex((link) => link.getBoundingClientRect().top >= 0);
  return by === 1 ? first : first - 1;
}

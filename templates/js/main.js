// What every page does beyond plain HTML. The search itself is loaded when a reader reaches for it.

import { element, opensElsewhere } from './dom.js';
import { paperIn } from './entry.js';
import { loadOrTell, notice } from './notice.js';
import { onSavedChange, savedIds, toggleSaved } from './saved.js';
import { mountSchemeSwitch } from './scheme.js';
import { prepareSearch } from './search_worker.js';
import { listenForShortcuts } from './shortcuts.js';
import { say } from './strings.js';

/** Events of a reader who is about to open a link. */
const REACHING = ['pointerover', 'focusin'];

const link = document.getElementById('search-link');
const scheme = document.getElementById('scheme');

if (scheme) mountSchemeSwitch(scheme);
listenForShortcuts(document.querySelector('input[name=shortcuts]'), toggleSearch);
// a page without papers does without what lists of them need
if (document.querySelector('main .entries > .entry')) {
  loadOrTell(() => import('./entries.js')).then((entries) => entries?.mountEntries(document));
}
if (document.querySelector('[data-aliases]')) loadOrTell(() => import('./renamed.js'));
document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const entry = target.closest('.entry button.save')?.closest('.entry');
  const paper = entry && paperIn(entry);
  // saves it, or removes it
  if (paper) notice(say(`notice_${toggleSaved(paper)}`));
  if (!target.closest('#search-link') || opensElsewhere(event)) return;
  event.preventDefault();
  toggleSearch();
});
showSavedCount(document.querySelector('#saved-link .saved-count'));
for (const type of REACHING) document.addEventListener(type, startPrefetch);

/**
 * Loads what fetches pages ahead, for who points at links or tabs to them.
 *
 * @param {Event} event
 */
function startPrefetch({ target }) {
  for (const type of REACHING) document.removeEventListener(type, startPrefetch);
  // without it pages open as well
  import('./prefetch.js').then(({ prefetchLinks }) => prefetchLinks(target), () => {});
}

/**
 * How many papers the reader saved, in the head of every page.
 *
 * @param {Element | null} count
 */
function showSavedCount(count) {
  if (!count) return;
  const show = () => (count.textContent = String(savedIds().length || ''));
  onSavedChange(show);
  show();
}

/** Leads to the page's own search box, or opens one over the page, or closes that. */
function toggleSearch() {
  const box = document.querySelector('main input[data-search]');
  if (box instanceof HTMLInputElement) {
    box.focus();
  } else if (link instanceof HTMLAnchorElement) {
    const dialog = searchDialog(link.href);
    if (dialog.open) dialog.close();
    else openDialog(dialog, link.href);
  }
}

/**
 * @param {string} href of the search page
 * @returns {HTMLDialogElement} a box over the page, made when it is first needed
 */
function searchDialog(href) {
  const present = document.querySelector('dialog.search-dialog');
  if (present instanceof HTMLDialogElement) return present;
  const input = /** @type {HTMLInputElement} */ (element('input', 'dialog-input'));
  const label = say('search_papers');
  input.setAttribute('aria-label', label);
  input.setAttribute('placeholder', label);
  const close = element('button', 'dialog-close', say('close'));
  // a form, as Enter leads to the search page by itself until the search is there and takes it
  const head = /** @type {HTMLFormElement} */ (element('form', 'dialog-head', input, close));
  input.name = 'q';
  head.action = href;
  const dialog = /** @type {HTMLDialogElement} */ (element('dialog', 'search-dialog', head));
  dialog.setAttribute('aria-label', label);
  dialog.setAttribute('closedby', 'any');
  close.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  return dialog;
}

/**
 * The box takes what is typed at once, and Enter, while the search itself is still on its way.
 *
 * @param {HTMLDialogElement} dialog
 * @param {string} href of the search page
 */
async function openDialog(dialog, href) {
  dialog.showModal();
  prepareSearch();
  dialog.querySelector('input')?.select();
  dialog.querySelector('.load-error')?.remove();
  try {
    const { searchIn } = await import('../search/page/dialog.js');
    searchIn(dialog, href);
  } catch {
    dialog.append(loadError(dialog, href));
  }
}

/**
 * What stands in a dialog whose search could not be loaded: why, and the way to the page that has it.
 *
 * @param {HTMLDialogElement} dialog
 * @param {string} href
 */
function loadError(dialog, href) {
  const retry = element('button', 'link-button', say('retry'));
  retry.addEventListener('click', () => {
    location.assign(`${href}?q=${encodeURIComponent(dialog.querySelector('input')?.value ?? '')}`);
  });
  const error = element('p', 'load-error', say('load_failed'), ' ', retry);
  error.setAttribute('role', 'alert');
  return error;
}

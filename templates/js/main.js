// What every page does beyond plain HTML. The search itself is loaded when a reader reaches for it.

import { keep, onChange, paperOf, recall, saved, toggle as keepOrForget } from './saved.js';
import { say } from './words.js';

const SCHEMES = /** @type {const} */ (['auto', 'light', 'dark']);
const ENTRY = 'main .entry:not([hidden])';
/** A pointer that only passes rests on a link for less, in milliseconds. */
const INTENT = 80;

const link = document.getElementById('search-link');
const toggle = document.querySelector('input[name=shortcuts]');
const said = document.createElement('p');
said.className = 'notice';
said.setAttribute('role', 'status');
document.body.append(said);
let silence = 0;

switchScheme(document.getElementById('scheme'));
listen(toggle instanceof HTMLInputElement ? toggle : null);
// a page without papers does without what lists of them need
if (document.querySelector('main .entries > .entry')) {
  import('./entries.js').then(({ wakeEntries }) => wakeEntries(document));
}
document.addEventListener('click', ({ target }) => {
  const entry = target instanceof Element && target.matches('button.save') ? target.closest('.entry') : null;
  if (entry) save(entry);
});
countSaved(document.querySelector('#saved-link .saved-count'));
prefetch();

/**
 * Tells the reader what was done, for a few seconds.
 *
 * @param {string} words
 */
export function notice(words) {
  clearTimeout(silence);
  said.textContent = words;
  silence = setTimeout(() => (said.textContent = ''), 4000);
}

/**
 * The link to the paper of an entry.
 *
 * @param {Element} entry
 * @returns {HTMLAnchorElement | null}
 */
export function titleOf(entry) {
  return entry.querySelector('h2 a');
}

/**
 * Saves the paper of an entry, or takes it back.
 *
 * @param {Element} entry
 */
function save(entry) {
  const paper = paperOf(titleOf(entry) ?? { href: '' });
  if (paper) notice(say(`notice_${keepOrForget(paper)}`));
}

/**
 * How many papers the reader saved, in the head of every page.
 *
 * @param {Element | null} count
 */
function countSaved(count) {
  if (!count) return;
  const show = () => (count.textContent = String(saved().length || ''));
  onChange(show);
  show();
}

/**
 * The switch between the system's colours, light and dark.
 *
 * @param {HTMLElement | null} button
 */
function switchScheme(button) {
  if (!button) return;
  const root = document.documentElement;
  show(current());
  button.addEventListener('click', () => {
    const next = SCHEMES[(SCHEMES.indexOf(current()) + 1) % SCHEMES.length];
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    keep('scheme', next === 'auto' ? null : next);
    show(next);
  });

  function current() {
    return SCHEMES.find((scheme) => scheme === root.dataset.theme) ?? 'auto';
  }

  /** @param {typeof SCHEMES[number]} scheme */
  function show(scheme) {
    if (!button) return;
    button.dataset.scheme = scheme;
    button.title = say(`colours_${scheme}`);
    button.setAttribute('aria-label', button.title);
  }
}

/** Leads to the page's own box, or opens one over the page, or closes that. */
function search() {
  const box = document.querySelector('main input[data-search]');
  const dialog = document.querySelector('dialog.search-dialog');
  if (box instanceof HTMLInputElement) box.focus();
  else if (dialog instanceof HTMLDialogElement && link instanceof HTMLAnchorElement) toggleDialog(dialog, link.href);
}

/**
 * The box takes what is typed at once, while the search itself is still on its way.
 *
 * @param {HTMLDialogElement} dialog
 * @param {string} href of the search page, beside which the index lies
 */
function toggleDialog(dialog, href) {
  if (dialog.open) {
    dialog.close();
    return;
  }
  dialog.showModal();
  dialog.querySelector('input')?.select();
  import('../search/dialog.js').then(
    ({ searchIn }) => searchIn(dialog, href),
    // without the search the page that has it may still be reached
    () => location.assign(href),
  );
}

/**
 * Keys: Ctrl+K and / for search, ? for help, and those of the entries. The single ones can be switched off (WCAG
 * 2.1.4), and never act while a reader types.
 *
 * @param {HTMLInputElement | null} toggle
 */
function listen(toggle) {
  if (toggle) {
    toggle.checked = recall('shortcuts') !== 'off';
    toggle.addEventListener('change', () => keep('shortcuts', toggle.checked ? null : 'off'));
  }
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey) {
      event.preventDefault();
      search();
      return;
    }
    if (ctrlKey || metaKey || altKey || event.defaultPrevented || event.isComposing || isBusy(target)) return;
    if (toggle ? !toggle.checked : recall('shortcuts') === 'off') return;
    // a key held down goes on from paper to paper, and does nothing else twice
    if (event.repeat && key !== 'j' && key !== 'k') return;
    if (key === '/') search();
    else if (key === '?') help();
    else if (!press(key)) return;
    event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target.closest('#keys')) help();
    if (target.closest('dialog.search-dialog .dialog-close')) search();
    // a press on the search's link with a key held is the browser's affair
    if (!target.closest('#search-link') || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    search();
  });

  function help() {
    import('./keys.js').then(({ showKeys }) => showKeys(toggle));
  }
}

/**
 * What a key does with the entry in focus. Where none is, the nearest one gets the focus first, so that a reader sees
 * what the key would be about.
 *
 * @param {string} key
 * @returns {boolean} whether the key means anything here
 */
function press(key) {
  if (key === 'j') return step(1);
  if (key === 'k') return step(-1);
  if (key !== 'o' && key !== 's' && key !== 'c') return false;
  const entry = document.activeElement?.closest(ENTRY);
  if (!(entry instanceof HTMLElement)) return step(1);
  if (key === 'o') open(entry);
  else if (key === 's') save(entry);
  else cite(entry);
  return true;
}

/** @param {1 | -1} by */
function step(by) {
  const entries = [...document.querySelectorAll(ENTRY)];
  const here = entries.findIndex((entry) => entry.contains(document.activeElement));
  const next = entries[here === -1 ? nearest(entries, by) : here + by];
  if (next) {
    titleOf(next)?.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }
  return entries.length > 0;
}

/**
 * The entry to begin with: the first one that shows, or the one before it when going back.
 *
 * @param {Element[]} entries
 * @param {1 | -1} by
 */
function nearest(entries, by) {
  const first = entries.findIndex((entry) => entry.getBoundingClientRect().top >= 0);
  return by === 1 ? first : first - 1;
}

/**
 * Unfolds the abstract, and opens the paper where there is nothing left to unfold.
 *
 * @param {HTMLElement} entry
 */
function open(entry) {
  const abstract = entry.querySelector('details.abstract');
  if (abstract instanceof HTMLDetailsElement && !abstract.open) abstract.open = true;
  else titleOf(entry)?.click();
}

/**
 * Copies the BibTeX of the entry's paper, which its own page has.
 *
 * @param {HTMLElement} entry
 */
async function cite(entry) {
  const title = titleOf(entry);
  if (!title) return;
  try {
    const bibtex = import('./cite.js').then(({ factsAt }) => factsAt(title.href)).then((facts) => facts.bibtex ?? '');
    if (typeof ClipboardItem === 'function') {
      // begun at once, as some browsers let no page copy once the key press is past
      const blob = bibtex.then((text) => new Blob([text], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    } else {
      await navigator.clipboard.writeText(await bibtex);
    }
    notice(say('notice_cited', { title: title.textContent ?? '' }));
  } catch {
    notice(say('notice_not_cited'));
  }
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

/**
 * Fetches a page of the site when a reader seems about to open it: a pointer rests on its link, or the focus does. Not
 * for those who pay for data or wait for it.
 */
function prefetch() {
  const { connection } = /** @type {{ connection?: { saveData?: boolean, effectiveType?: string } }} */ (navigator);
  if (connection?.saveData || /2g|3g/.test(connection?.effectiveType ?? '')) return;
  const fetched = new Set([address(location)]);
  let waiting = 0;
  for (const event of ['pointerover', 'focusin']) {
    document.addEventListener(event, ({ target }) => {
      clearTimeout(waiting);
      const link = target instanceof Element ? target.closest('a') : null;
      if (!link || link.origin !== location.origin || fetched.has(address(link)) || !isPage(link.pathname)) return;
      waiting = setTimeout(() => {
        fetched.add(address(link));
        const hint = document.createElement('link');
        hint.rel = 'prefetch';
        hint.href = address(link);
        document.head.append(hint);
      }, INTENT);
    });
  }

  /** @param {HTMLAnchorElement | Location} place */
  function address({ origin, pathname, search }) {
    return origin + pathname + search;
  }

  /** @param {string} path */
  function isPage(path) {
    return !/\.(?!html$)[a-z]+$/.test(path);
  }
}

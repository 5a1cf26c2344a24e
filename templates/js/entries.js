// Papers in a list: marks of the saved ones, abstracts that expand, papers new to the reader, and the list in another
// order or less of it.

import { element } from './dom.js';
import { paperIn, showSaved } from './entry.js';
import { pushEntry } from './history.js';
import { loadOrTell } from './notice.js';
import { onSavedChange } from './saved.js';
import { getItem, setItem, storedIds } from './storage.js';
import { say } from './strings.js';

/** Minutes without a page after which the next page begins another visit. */
const VISIT_GAP_MINUTES = 30;
/** Papers remembered from earlier visits; a reader of forty a day is back within weeks or begins anew. */
const MAX_REMEMBERED = 2000;

/** @typedef {{ entry: HTMLElement, votes: number, date: string, topics: string[], code: boolean }} Row what an entry is ordered and chosen by */
/** @typedef {{ at: number, before: string[], now: string[] }} Visits ids of papers shown in earlier visits and in this one */

/**
 * Sets up what the entries of a page can do.
 *
 * @param {Document} page
 */
export function mountEntries(page) {
  const entries = [.../** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('main .entries > .entry'))];
  expandOnScroll(page);
  markUnseen(page, entries, Date.now() / 60_000);
  for (const entry of entries) showSaved(entry);
  onSavedChange(() => entries.forEach(showSaved));
  const form = page.querySelector('form.list-controls');
  if (form instanceof HTMLFormElement) mountControls(form, entries);
  // loaded for those who use it
  if (getItem('muted')) loadOrTell(() => import('./muted.js')).then((muted) => muted?.foldMuted(entries));
  const panel = page.getElementById('watchlist');
  if (panel && storedIds('watch').length) {
    loadOrTell(async () => (await import('../search/page/watchlist.js')).showNews(panel));
  }
}

/**
 * Marks the papers that the reader has not been shown before this visit, and remembers those of this page. Nothing is
 * marked on a first visit, nor where the device keeps nothing.
 *
 * @param {Document} page
 * @param {HTMLElement[]} entries
 * @param {number} minute of the present
 */
function markUnseen(page, entries, minute) {
  const visits = loadVisits();
  let { before, now } = visits;
  if (minute - visits.at > VISIT_GAP_MINUTES) {
    before = [...new Set([...now, ...before])].slice(0, MAX_REMEMBERED);
    now = [];
  }
  const ids = entries.map((entry) => paperIn(entry)?.id ?? '');
  const known = new Set(before);
  const unseen = entries.filter((_, index) => !known.has(ids[index]));
  if (known.size) {
    // where all are alike, a mark on each would tell nothing
    if (unseen.length < entries.length) for (const entry of unseen) mark(entry);
    // ends the line above the title, where there is room and nothing moves
    const count = page.querySelector('.kicker > .unseen-count');
    if (count) count.textContent = ` · ${unseen.length ? say('unseen_count', { n: unseen.length }) : say('all_seen')}`;
  }
  setItem('shown', JSON.stringify({ at: Math.round(minute), before, now: [...new Set([...ids, ...now])] }));
}

/** @returns {Visits} */
function loadVisits() {
  try {
    const { at, before, now } = JSON.parse(getItem('shown') ?? '');
    return { at: Number(at), before: [...before], now: [...now] };
  } catch {
    return { at: 0, before: [], now: [] };
  }
}

/** @param {HTMLElement} entry */
function mark(entry) {
  entry.classList.add('unseen');
  entry.querySelector('h2')?.prepend(element('span', 'hidden-text', `${say('unseen')} `));
}

/**
 * Clipped abstracts open by themselves when the browser's search or a selection leads into their hidden part: that
 * scrolls the clipped box, which a reader could not scroll back.
 *
 * @param {Document} page
 */
function expandOnScroll(page) {
  page.addEventListener('scroll', (event) => expandAround(event.target), { capture: true, passive: true });
  for (const box of page.querySelectorAll('details.abstract:not([open]) > div')) expandAround(box);
}

/** @param {EventTarget | null} box what was scrolled */
function expandAround(box) {
  if (!(box instanceof HTMLElement) || box.scrollTop === 0) return;
  const abstract = box.closest('details.abstract');
  if (!(abstract instanceof HTMLDetailsElement)) return;
  abstract.open = true;
  box.scrollTop = 0;
}

/**
 * Another order, or less of the list. What a reader chose stands in the address, so that a link shares it and Back undoes
 * it.
 *
 * @param {HTMLFormElement} form its controls; the template leaves out those that could do nothing
 * @param {HTMLElement[]} entries in the digest's order
 */
function mountControls(form, entries) {
  const rows = entries.map(rowOf);
  const topic = field(form, 'topic');
  if (topic instanceof HTMLSelectElement) offerTopics(topic, entries);
  mountExpandAll(form, entries);
  form.querySelector('button[name=print]')?.addEventListener('click', () => print());
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => {
    pushEntry(address(form));
    show(form, rows);
  });
  addEventListener('popstate', () => restore(form, rows));
  restore(form, rows);
}

/**
 * @param {HTMLElement} entry
 * @returns {Row}
 */
function rowOf(entry) {
  return {
    entry,
    votes: Number(entry.querySelector('data')?.value ?? -1),
    date: entry.querySelector('time')?.dateTime ?? linksTo(entry, '/date/').map(slug)[0] ?? '',
    topics: linksTo(entry, '/topics/').map(slug),
    code: entry.querySelector('.facts .code') !== null,
  };
}

/**
 * The links among an entry's facts that lead to pages of one kind.
 *
 * @param {HTMLElement} entry
 * @param {'/date/' | '/topics/'} folder
 * @returns {HTMLAnchorElement[]}
 */
function linksTo(entry, folder) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...entry.querySelectorAll('.facts > a')]);
  return links.filter(({ origin, pathname }) => origin === location.origin && pathname.includes(folder));
}

/** @param {HTMLAnchorElement} link */
function slug({ pathname }) {
  return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)).replace(/\.html$/, '');
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function field(form, name) {
  const control = form.elements.namedItem(name);
  return control instanceof HTMLSelectElement || control instanceof HTMLInputElement ? control : null;
}

/**
 * The topics of the entries, those of most papers first.
 *
 * @param {HTMLSelectElement} select
 * @param {HTMLElement[]} entries
 */
function offerTopics(select, entries) {
  /** @type {Map<string, { label: string, n: number }>} */
  const topics = new Map();
  for (const link of entries.flatMap((entry) => linksTo(entry, '/topics/'))) {
    const topic = topics.get(slug(link)) ?? { label: link.textContent ?? '', n: 0 };
    topic.n += 1;
    topics.set(slug(link), topic);
  }
  const listed = [...topics].sort(([, a], [, b]) => b.n - a.n || a.label.localeCompare(b.label));
  for (const [value, { label, n }] of listed) select.add(new Option(`${label} (${n})`, value));
}

/**
 * @param {HTMLFormElement} form
 * @returns {string} the address with what the controls say; what is as usual is left out
 */
function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.set(name, String(value));
  return `${location.pathname}${query.size ? `?${query}` : ''}${location.hash}`;
}

/**
 * Sets the controls as the address says.
 *
 * @param {HTMLFormElement} form
 * @param {Row[]} rows
 */
function restore(form, rows) {
  const query = new URLSearchParams(location.search);
  for (const name of ['sort', 'topic', 'code']) {
    const control = field(form, name);
    const value = query.get(name) ?? '';
    if (control instanceof HTMLInputElement) control.checked = value !== '';
    else if (control) control.value = [...control.options].some((option) => option.value === value) ? value : '';
  }
  show(form, rows);
}

/**
 * @param {HTMLFormElement} form
 * @param {Row[]} rows
 */
function show(form, rows) {
  const chosen = new FormData(form);
  const sort = String(chosen.get('sort') ?? '');
  const sorted = [...rows].sort(ORDERS[sort] ?? (() => 0));
  const list = rows[0].entry.parentElement;
  // entries that stand right already stay, and with them the reader's focus
  if (sorted.some(({ entry }, index) => list?.children[index] !== entry)) {
    list?.append(...sorted.map(({ entry }) => entry));
  }
  if (list) list.dataset.sort = sort;
  const topic = chosen.get('topic');
  for (const { entry, topics, code } of rows) {
    entry.hidden = Boolean((topic && !topics.includes(String(topic))) || (chosen.get('code') && !code));
  }
  const shown = rows.filter(({ entry }) => !entry.hidden).length;
  const output = form.querySelector('output');
  if (output) output.value = shown < rows.length ? say('papers_of', { n: shown, all: rows.length }) : '';
}

/** Orders other than the digest's own; what is not known comes last. @type {Record<string, (a: Row, b: Row) => number>} */
const ORDERS = {
  votes: (a, b) => b.votes - a.votes,
  date: (a, b) => b.date.localeCompare(a.date),
};

/**
 * One button for all abstracts, which says what it would do.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} entries
 */
function mountExpandAll(form, entries) {
  const button = form.querySelector('button[name=expand]');
  if (!button) return;
  const abstracts = entries.flatMap((entry) => [...entry.querySelectorAll('details.abstract')]);
  let expanded = false;
  button.addEventListener('click', () => {
    expanded = !expanded;
    for (const abstract of abstracts) abstract.toggleAttribute('open', expanded);
    button.textContent = say(expanded ? 'collapse_all' : 'expand_all');
  });
}

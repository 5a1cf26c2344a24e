// Papers in a list: marks of the saved ones, abstracts that unfold, what the reader has not been shown before, and the
// list in another order or less of it.

import { titleOf } from './main.js';
import { isSaved, keep, onChange, paperOf, recall } from './saved.js';
import { say } from './words.js';

/** Minutes without a page after which the next page begins another visit. */
const PAUSE = 30;
/** Papers remembered from earlier visits; a reader of forty a day is back within weeks or begins anew. */
const REMEMBERED = 2000;
/** Sites may share an origin, and with it the storage. */
const SHOWN = `shown:${new URL('../../../', import.meta.url).pathname}`;

/** @typedef {{ entry: HTMLElement, votes: number, date: string, topics: string[], code: boolean }} Known */
/** @typedef {{ at: number, before: string[], now: string[] }} Shown ids of papers shown in earlier visits and in this one */

/**
 * Wakes what the entries of a page can do.
 *
 * @param {Document} page
 */
export function wakeEntries(page) {
  const entries = [.../** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('main .entries > .entry'))];
  openOnScroll(page);
  markUnseen(page, entries, Date.now() / 60_000);
  for (const entry of entries) showSaved(entry);
  onChange(() => entries.forEach(showSaved));
  const form = page.querySelector('form.arrange');
  if (form instanceof HTMLFormElement) arrange(form, entries);
}

/** @param {HTMLElement} entry */
function showSaved(entry) {
  const button = entry.querySelector('button.save');
  const paper = button && paperOf(titleOf(entry) ?? { href: '' });
  if (!paper) return;
  const saved = isSaved(paper.id);
  button.setAttribute('aria-pressed', String(saved));
  button.textContent = say(saved ? 'saved' : 'save');
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
  const shown = remembered();
  let { before, now } = shown;
  if (minute - shown.at > PAUSE) {
    before = [...new Set([...now, ...before])].slice(0, REMEMBERED);
    now = [];
  }
  const ids = entries.map((entry) => paperOf(titleOf(entry) ?? { href: '' })?.id ?? '');
  const known = new Set(before);
  const unseen = entries.filter((_, place) => !known.has(ids[place]));
  if (known.size) {
    // where all are alike, a mark on each would tell nothing
    if (unseen.length < entries.length) for (const entry of unseen) mark(entry);
    tell(page, unseen.length);
  }
  keep(SHOWN, JSON.stringify({ at: Math.round(minute), before, now: [...new Set([...ids, ...now])] }));
}

/** @returns {Shown} */
function remembered() {
  try {
    const { at, before, now } = JSON.parse(recall(SHOWN) ?? '');
    return { at: Number(at), before: [...before], now: [...now] };
  } catch {
    return { at: 0, before: [], now: [] };
  }
}

/** @param {HTMLElement} entry */
function mark(entry) {
  const words = document.createElement('span');
  words.className = 'hidden-text';
  words.textContent = `${say('unseen')} `;
  entry.classList.add('unseen');
  entry.querySelector('h2')?.prepend(words);
}

/**
 * Ends the line above the title, where there is room and nothing moves.
 *
 * @param {Document} page
 * @param {number} unseen
 */
function tell(page, unseen) {
  const since = page.querySelector('.kicker > .since');
  if (since) since.textContent = ` · ${unseen ? say('unseen_count', { n: unseen }) : say('all_seen')}`;
}

/**
 * Clipped abstracts open by themselves when the browser's search or a selection leads into their hidden part: that
 * scrolls the clipped box, which a reader could not scroll back.
 *
 * @param {Document} page
 */
function openOnScroll(page) {
  page.addEventListener('scroll', (event) => unclip(event.target), { capture: true, passive: true });
  for (const box of page.querySelectorAll('details.abstract:not([open]) > div')) unclip(box);
}

/** @param {EventTarget | null} box what was scrolled */
function unclip(box) {
  if (!(box instanceof HTMLElement) || box.scrollTop === 0) return;
  const abstract = box.closest('details.abstract');
  if (!(abstract instanceof HTMLDetailsElement)) return;
  abstract.open = true;
  box.scrollTop = 0;
}

/**
 * Another order, or less of the list. What a reader chose stands in the address, so that a link shares it and Back takes
 * it back.
 *
 * @param {HTMLFormElement} form its controls; the template leaves out those that could do nothing
 * @param {HTMLElement[]} entries in the digest's order
 */
function arrange(form, entries) {
  const all = entries.map(known);
  const topic = field(form, 'topic');
  if (topic instanceof HTMLSelectElement) offerTopics(topic, entries);
  unfoldAll(form, entries);
  form.querySelector('button[name=print]')?.addEventListener('click', () => print());
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => {
    history.pushState(null, '', address(form));
    show(form, all);
  });
  addEventListener('popstate', () => restore(form, all));
  restore(form, all);
}

/**
 * What an entry can be ordered and chosen by, as it shows it.
 *
 * @param {HTMLElement} entry
 * @returns {Known}
 */
function known(entry) {
  return {
    entry,
    votes: Number(entry.querySelector('data')?.value ?? -1),
    date: entry.querySelector('time')?.dateTime ?? '',
    topics: topicsOf(entry).map(slug),
    code: entry.querySelector('.facts .code') !== null,
  };
}

/**
 * @param {HTMLElement} entry
 * @returns {HTMLAnchorElement[]}
 */
function topicsOf(entry) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...entry.querySelectorAll('.facts a')]);
  return links.filter(({ origin, pathname }) => origin === location.origin && pathname.includes('/topics/'));
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
  const found = form.elements.namedItem(name);
  return found instanceof HTMLSelectElement || found instanceof HTMLInputElement ? found : null;
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
  for (const link of entries.flatMap(topicsOf)) {
    const found = topics.get(slug(link)) ?? { label: link.textContent ?? '', n: 0 };
    found.n += 1;
    topics.set(slug(link), found);
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
 * @param {Known[]} all
 */
function restore(form, all) {
  const query = new URLSearchParams(location.search);
  for (const name of ['sort', 'topic', 'code']) {
    const control = field(form, name);
    const value = query.get(name) ?? '';
    if (control instanceof HTMLInputElement) control.checked = value !== '';
    else if (control) control.value = [...control.options].some((option) => option.value === value) ? value : '';
  }
  show(form, all);
}

/**
 * @param {HTMLFormElement} form
 * @param {Known[]} all
 */
function show(form, all) {
  const chosen = new FormData(form);
  const order = ORDERS[String(chosen.get('sort') || '')] ?? (() => 0);
  const sorted = [...all].sort(order);
  const list = all[0].entry.parentElement;
  // entries that stand right already stay, and with them the reader's focus
  if (sorted.some(({ entry }, place) => list?.children[place] !== entry)) {
    list?.append(...sorted.map(({ entry }) => entry));
  }
  if (list) list.dataset.sort = String(chosen.get('sort') ?? '');
  const topic = chosen.get('topic');
  for (const { entry, topics, code } of all) {
    entry.hidden = Boolean((topic && !topics.includes(String(topic))) || (chosen.get('code') && !code));
  }
  const shown = all.filter(({ entry }) => !entry.hidden).length;
  const output = form.querySelector('output');
  if (output) output.value = shown < all.length ? say('papers_of', { n: shown, all: all.length }) : '';
}

/** Orders other than the digest's own; what is not known comes last. @type {Record<string, (a: Known, b: Known) => number>} */
const ORDERS = {
  votes: (a, b) => b.votes - a.votes,
  date: (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0),
};

/**
 * One button for all abstracts, which says what it would do.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} entries
 */
function unfoldAll(form, entries) {
  const button = form.querySelector('button[name=unfold]');
  if (!button) return;
  const abstracts = entries.flatMap((entry) => [...entry.querySelectorAll('details.abstract')]);
  let unfolded = false;
  button.addEventListener('click', () => {
    unfolded = !unfolded;
    for (const abstract of abstracts) abstract.toggleAttribute('open', unfolded);
    button.textContent = say(unfolded ? 'fold_all' : 'unfold_all');
  });
}

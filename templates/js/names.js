// An index of names that narrows while one types, and sorts by number of papers. Without script the index is whole, by
// letters; here a list of what was asked for stands in its place. An index of several pages is fetched when needed.

import { anchor, element } from './dom.js';
import { replaceEntry } from './history.js';
import './more_strings.js';
import { formatNumber, say } from './strings.js';

/** @typedef {{ label: string, count: number, href: string, normalized: string }} Name */

/** More names than that are slow to draw. */
const MAX_SHOWN = 300;
const finder = document.getElementById('finder');
const index = document.getElementById('names');
if (finder instanceof HTMLFormElement && index) mount(finder, index);

/**
 * @param {HTMLFormElement} finder
 * @param {HTMLElement} index
 */
function mount(finder, index) {
  const box = /** @type {HTMLInputElement} */ (finder.elements.namedItem('q'));
  const order = /** @type {HTMLSelectElement} */ (finder.elements.namedItem('order'));
  const status = finder.querySelector('output');
  const matches = element('div', 'names');
  index.after(matches);
  const others = document.querySelectorAll('.most-papers, .highlights, .jump-links, .pagination');
  /** @type {Promise<Name[]> | undefined} */
  let names;

  const query = new URLSearchParams(location.search);
  box.value = query.get('q') ?? '';
  order.value = query.get('order') === 'papers' ? 'papers' : 'name';
  finder.addEventListener('submit', (event) => event.preventDefault());
  finder.addEventListener('input', () => {
    replaceEntry(address());
    show();
  });
  if (box.value || order.value !== 'name') show();

  async function show() {
    const asked = address();
    const words = normalize(box.value).split(' ').filter(Boolean);
    const isWhole = !words.length && order.value === 'name';
    index.hidden = !isWhole;
    matches.hidden = isWhole;
    for (const part of others) if (part instanceof HTMLElement) part.hidden = !isWhole;
    if (isWhole) {
      setStatus('');
      return;
    }
    const all = await allNames();
    // the reader has asked for something else since
    if (asked !== address()) return;
    const matching = all.filter((name) => words.every((word) => hasWord(name, word)));
    if (order.value === 'papers') matching.sort((one, other) => other.count - one.count);
    matches.replaceChildren(list(matching.slice(0, MAX_SHOWN)));
    if (!matching.length) setStatus(say('no_names'), ...searchLink());
    else setStatus(words.length ? say('names_matching', { n: matching.length, all: all.length }) : '');
    if (matching.length > MAX_SHOWN) {
      matches.append(element('p', 'count', say('more_names', { n: matching.length - MAX_SHOWN })));
    }
  }

  async function allNames() {
    names ??= loadNames(finder, index);
    try {
      return await names;
    } catch {
      // the network is gone: the page's own names are better than none until the next letter asks again
      names = undefined;
      return namesOf(index);
    }
  }

  /** The address of what is asked for, so that Back, and a link given to somebody else, lead to the same names. */
  function address() {
    const query = new URLSearchParams();
    if (box.value.trim()) query.set('q', box.value.trim());
    if (order.value !== 'name') query.set('order', order.value);
    return (query.size ? `?${query}` : location.pathname) + location.hash;
  }

  /** Leads on to a search: most authors have too few papers to be in the index. */
  function searchLink() {
    const search = document.getElementById('search-link');
    if (!(search instanceof HTMLAnchorElement)) return [];
    const words = box.value.trim().replaceAll('"', '');
    const query = finder.dataset.link?.includes('authors/') ? `author:"${words}"` : words;
    return [' ', anchor('', `${search.href}?q=${encodeURIComponent(query)}`, say('search_lost', { words }))];
  }

  /** @param {...(Node | string)} content */
  function setStatus(...content) {
    status?.replaceChildren(...content);
  }
}

/**
 * All names of the index: those of the page, or where it is one of several, those of the file beside it.
 *
 * @param {HTMLElement} finder
 * @param {HTMLElement} index
 * @returns {Promise<Name[]>}
 */
async function loadNames(finder, index) {
  const { names, link } = finder.dataset;
  if (!names || !link) return namesOf(index);
  const rows = await (await fetch(names)).json();
  return rows.map((/** @type {[string, number, string]} */ [label, count, slug]) => ({
    label,
    count,
    href: link.replace('~', slug),
    normalized: normalize(label),
  }));
}

/**
 * @param {HTMLElement} index
 * @returns {Name[]}
 */
function namesOf(index) {
  return [...index.querySelectorAll('li')].map((item) => {
    const link = item.querySelector('a');
    const label = link?.textContent ?? '';
    const count = Number(/** @type {HTMLElement} */ (item).dataset.count);
    return { label, count, href: link?.getAttribute('href') ?? '', normalized: normalize(label) };
  });
}

/** @param {Name[]} names */
function list(names) {
  const items = names.map(({ label, count, href }) => {
    const link = anchor('', href, label);
    link.dir = 'auto';
    const number = element('span', 'count', formatNumber(count));
    number.title = say('count_papers', { n: count });
    return element('li', '', link, '\u00a0', number);
  });
  return element('ul', 'index', ...items);
}

/**
 * Whether one of the name's words begins like this. Scripts that do not part their words have them anywhere.
 *
 * @param {Name} name
 * @param {string} word
 */
function hasWord(name, word) {
  const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
  return name.normalized.includes(unparted.test(word) ? word : ` ${word}`);
}

/**
 * Letters and digits without accents, in lower case, a space before each word.
 *
 * @param {string} text
 */
function normalize(text) {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/^|[^\p{L}\p{N}]+/gu, ' ');
}

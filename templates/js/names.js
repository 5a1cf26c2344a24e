// An index of names that narrows while one types, and sorts by number of papers. Without script the index is whole, by
// letters; here a list of what was asked for stands in its place. An index of several pages is fetched when needed.

import { say, sayNumber } from './words.js';

/** @typedef {{ label: string, count: number, href: string, plain: string }} Name */

/** Names that are shown at once. */
const MOST = 300;
const finder = document.getElementById('finder');
const whole = document.getElementById('names');
if (finder instanceof HTMLFormElement && whole) wake(finder, whole);

/**
 * @param {HTMLFormElement} finder
 * @param {HTMLElement} whole
 */
function wake(finder, whole) {
  const box = /** @type {HTMLInputElement} */ (finder.elements.namedItem('q'));
  const order = /** @type {HTMLSelectElement} */ (finder.elements.namedItem('order'));
  const status = finder.querySelector('output');
  const found = document.createElement('div');
  found.className = 'names';
  whole.after(found);
  const beside = document.querySelectorAll('.most, .highlights, .jumps, .pages');
  /** @type {Promise<Name[]> | undefined} */
  let names;

  const asked = new URLSearchParams(location.search);
  box.value = asked.get('q') ?? '';
  order.value = asked.get('order') === 'papers' ? 'papers' : 'name';
  finder.addEventListener('submit', (event) => event.preventDefault());
  finder.addEventListener('input', () => {
    keepAddress();
    show();
  });
  if (box.value || order.value !== 'name') show();

  async function show() {
    const words = plain(box.value).split(' ').filter(Boolean);
    const asIs = !words.length && order.value === 'name';
    whole.hidden = !asIs;
    found.hidden = asIs;
    for (const part of beside) if (part instanceof HTMLElement) part.hidden = !asIs;
    if (asIs) {
      tell('');
      return;
    }
    names ??= load(finder, whole);
    const asking = location.search;
    const all = await names;
    // an answer to an earlier question is none to the last
    if (asking !== location.search) return;
    const matching = all.filter((name) => words.every((word) => has(name, word)));
    if (order.value === 'papers') matching.sort((one, other) => other.count - one.count);
    found.replaceChildren(list(matching.slice(0, MOST)));
    if (!matching.length) tell(say('no_names'));
    else tell(words.length ? say('names_found', { n: matching.length, all: all.length }) : '');
    if (matching.length > MOST) {
      const rest = document.createElement('p');
      rest.className = 'count';
      rest.textContent = say('more_names', { n: matching.length - MOST });
      found.append(rest);
    }
  }

  /** Back, and a link given to somebody else, lead to the same names. */
  function keepAddress() {
    const asked = new URLSearchParams();
    if (box.value.trim()) asked.set('q', box.value.trim());
    if (order.value !== 'name') asked.set('order', order.value);
    const query = asked.toString();
    history.replaceState(null, '', (query ? `?${query}` : location.pathname) + location.hash);
  }

  /** @param {string} words */
  function tell(words) {
    if (status) status.textContent = words;
  }
}

/**
 * All names of the index: those of the page, or where it is one of several, those of the file beside it.
 *
 * @param {HTMLElement} finder
 * @param {HTMLElement} whole
 * @returns {Promise<Name[]>}
 */
async function load(finder, whole) {
  const { names, link } = finder.dataset;
  if (!names || !link) return [...whole.querySelectorAll('li')].map(read);
  try {
    const rows = await (await fetch(names)).json();
    return rows.map((/** @type {[string, number, string]} */ [label, count, slug]) => ({
      label,
      count,
      href: link.replace('~', slug),
      plain: plain(label),
    }));
  } catch {
    // the network is gone: the page's own names are better than none
    return [...whole.querySelectorAll('li')].map(read);
  }
}

/**
 * @param {HTMLLIElement} item
 * @returns {Name}
 */
function read(item) {
  const link = item.querySelector('a');
  const label = link?.textContent ?? '';
  const count = Number(/** @type {HTMLElement} */ (item).dataset.count);
  return { label, count, href: link?.getAttribute('href') ?? '', plain: plain(label) };
}

/** @param {Name[]} names */
function list(names) {
  const items = document.createElement('ul');
  items.className = 'index';
  for (const { label, count, href } of names) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = href;
    link.dir = 'auto';
    link.textContent = label;
    const number = document.createElement('span');
    number.className = 'count';
    number.textContent = sayNumber(count);
    number.title = say('count_papers', { n: count });
    item.append(link, '\u00a0', number);
    items.append(item);
  }
  return items;
}

/**
 * Whether one of the name's words begins like this. Scripts that do not part their words have them anywhere.
 *
 * @param {Name} name
 * @param {string} word
 */
function has(name, word) {
  const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
  return name.plain.includes(unparted.test(word) ? word : ` ${word}`);
}

/**
 * Letters and digits without accents, in lower case, a space before each word.
 *
 * @param {string} text
 */
function plain(text) {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/^|[^\p{L}\p{N}]+/gu, ' ');
}

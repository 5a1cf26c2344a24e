// What is kept on this device: what a reader chose, and the papers that they saved. Each paper lies under a key of its
// own, so that two tabs never write over each other and a spoilt record costs one paper. Where the browser refuses to
// keep anything, a choice lasts for the page and papers for the visit.

/**
 * A paper as somebody may save it. A list knows little of it; the rest is read from its page.
 *
 * @typedef {object} Paper
 * @property {string} id
 * @property {string} title plain text
 * @property {string} href address of its page
 */

/**
 * What is kept of a paper: its facts as far as they are known, and what the reader made of it.
 *
 * @typedef {object} Saved
 * @property {number} version of this shape
 * @property {string} id
 * @property {string} title
 * @property {string} saved when, in ISO 8601
 * @property {string} [read] when it was marked as read
 * @property {string} [note] the reader's words
 * @property {string[]} [authors]
 * @property {string} [published] `2025-03-28`, `2025-03` or `2025`
 * @property {string} [venue]
 * @property {string} [arxiv]
 * @property {string} [doi]
 * @property {string} [pdf] its address
 * @property {{ kind: string, url: string }[]} [links]
 * @property {string[]} [topics]
 * @property {string} [abstract]
 * @property {string} [bibtex] the entry as its page has it; there when all facts are
 */

/** @typedef {Partial<Saved> & { id: string }} Facts */

export const VERSION = 1;
const TEXTS = ['title', 'saved', 'read', 'note', 'published', 'venue', 'arxiv', 'doi', 'pdf', 'abstract', 'bibtex'];
const LISTS = ['authors', 'topics'];

/** The site's root: this module lies in `assets/<digest>/js/`. */
const ROOT = new URL('../../../', import.meta.url);
/** Sites may share an origin, and with it the storage. */
const PREFIX = `saved:${ROOT.pathname}:`;

const device = reachable();
/** @type {Set<(id: string | null) => void>} */
const listeners = new Set();
/** Papers taken back since the page was opened, in case that was a slip: their notes come back with them. */
const removed = new Map();

/** Whether papers stay on the device, or only for the visit because the browser refuses. */
export const lasting = Boolean(device);

/**
 * What a reader chose.
 *
 * @param {string} key
 * @returns {string | null}
 */
export function recall(key) {
  return device ? device.getItem(key) : null;
}

/**
 * @param {string} key
 * @param {string | null} value null to forget
 * @returns {boolean} whether it could be kept
 */
export function keep(key, value) {
  try {
    if (value === null) device?.removeItem(key);
    else device?.setItem(key, value);
    return device !== null;
  } catch {
    // there is no room
    return false;
  }
}

/**
 * @param {string} id
 * @returns {boolean}
 */
export function isSaved(id) {
  return text(id) !== null;
}

/** @returns {string[]} ids of all saved papers, in no order */
export function saved() {
  if (!device) return Object.keys(visit());
  return Object.keys(device)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

/**
 * What is kept of a paper; only its id where the record is spoilt.
 *
 * @param {string} id
 * @returns {Facts}
 */
export function record(id) {
  try {
    return sound(JSON.parse(text(id) ?? '{}'), id);
  } catch {
    return { id };
  }
}

/**
 * A record of which nobody knows who wrote it: what is not of its kind is left out, what is unknown stays.
 *
 * @param {Record<string, unknown>} value
 * @param {string} id
 * @returns {Facts}
 */
export function sound(value, id) {
  /** @param {unknown} one */
  const isText = (one) => typeof one === 'string';
  /** @type {Record<string, any> & { id: string }} */
  const kept = { ...value, id };
  for (const key of TEXTS) if (!isText(kept[key])) delete kept[key];
  for (const key of LISTS) if (!(Array.isArray(kept[key]) && kept[key].every(isText))) delete kept[key];
  kept.links = Array.isArray(kept.links) ? kept.links.filter((link) => isText(link?.kind) && isText(link?.url)) : [];
  return kept;
}

/**
 * Saves a paper, or changes what is kept of it.
 *
 * @param {string} id
 * @param {Partial<Saved>} changes
 * @returns {boolean} whether there was room
 */
export function change(id, changes) {
  const now = new Date().toISOString();
  const kept = put(id, JSON.stringify({ saved: now, title: id, ...record(id), ...changes, version: VERSION, id }));
  if (kept) tell(id);
  return kept;
}

/**
 * @param {string} id
 */
export function remove(id) {
  if (!isSaved(id)) return;
  removed.set(id, record(id));
  put(id, null);
  tell(id);
}

/**
 * Saves the paper, or removes it if it is saved. One that was removed on this page comes back with its note.
 *
 * @param {Paper} paper
 * @returns {'saved' | 'removed' | 'full'} `full`: the device has no room for it
 */
export function toggle(paper) {
  const { id, title } = paper;
  if (isSaved(id)) {
    remove(id);
    return 'removed';
  }
  if (!change(id, removed.get(id) ?? { title })) return 'full';
  if (!record(id).bibtex) complete(paper);
  return 'saved';
}

/**
 * Calls back whenever papers were saved, changed or removed: here, in another tab, or while this page slept.
 *
 * @param {(id: string | null) => void} listener given the paper's id, or null when any may have changed
 */
export function onChange(listener) {
  listeners.add(listener);
}

/**
 * The paper that a link leads to.
 *
 * @param {{ href: string, textContent?: string | null }} link
 * @returns {Paper | null} null where it leads to something else
 */
export function paperOf({ href, textContent }) {
  const folder = `${ROOT.href}papers/`;
  const address = href.split(/[?#]/, 1)[0];
  if (!address.startsWith(folder)) return null;
  const id = decodeURIComponent(address.slice(folder.length)).replace(/\.html$/, '');
  if (!id || id.includes('/') || /^index(\.p\d+)?$/.test(id)) return null;
  return { id, title: textContent?.trim() || id, href: address };
}

/**
 * Reads a saved paper's facts from its page. Where that fails, the list of saved papers tries again.
 *
 * @param {{ id: string, href: string }} paper
 */
export async function complete({ id, href }) {
  try {
    const { factsAt } = await import('./cite.js');
    const facts = await factsAt(href);
    if (isSaved(id)) change(id, facts);
  } catch {
    // its title and its address are kept
  }
}

/** @param {string} id */
function text(id) {
  return device ? device.getItem(PREFIX + id) : (visit()[id] ?? null);
}

/**
 * @param {string} id
 * @param {string | null} value null to forget
 * @returns {boolean} whether there was room
 */
function put(id, value) {
  if (device) return keep(PREFIX + id, value);
  const all = visit();
  if (value === null) delete all[id];
  else all[id] = value;
  // the one thing that a tab carries from page to page without being allowed to store
  window.name = JSON.stringify({ [PREFIX]: all });
  return true;
}

/** @returns {Record<string, string>} what this tab carries along */
function visit() {
  try {
    return JSON.parse(window.name)[PREFIX] ?? {};
  } catch {
    return {};
  }
}

function reachable() {
  try {
    // reading the property, or using what it gives, is what a browser refuses
    window.localStorage.getItem(PREFIX);
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {string | null} id */
function tell(id) {
  for (const listener of listeners) listener(id);
}

addEventListener('storage', ({ key }) => {
  if (key === null) tell(null);
  else if (key.startsWith(PREFIX)) tell(key.slice(PREFIX.length));
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) tell(null);
});

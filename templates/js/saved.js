// The papers that a reader saved, kept on this device. Each paper lies under a key of its own, so that two tabs never
// write over each other and a spoilt record costs one paper. Where the browser refuses to keep anything, they last for
// the visit.

import { ROOT, getItem, isPersistent, onStorageChange, setItem, storedIds } from './storage.js';

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
 * @property {string[]} [authors] in reading order
 * @property {boolean} [moreAuthors] whether it has more than these
 * @property {string[]} [written] the same, with the family name first where it could not be told from the others
 * @property {string} [published] `2025-03-28`, `2025-03` or `2025`
 * @property {string} [venue]
 * @property {string} [arxiv]
 * @property {string} [doi]
 * @property {string} [pdf] its address
 * @property {{ kind: string, url: string }[]} [links]
 * @property {string[]} [topics]
 * @property {string} [abstract]
 * @property {string} [bibtex] the entry as its page has it; there when all facts are
 * @property {string} [page] address of its page on another site, which it was saved on; empty where this site has the paper
 */

/** @typedef {Partial<Saved> & { id: string }} Facts */

export const VERSION = 1;
const NAME = 'saved';
const TAB_KEY = `saved:${ROOT.pathname}`;
const TEXTS = ['title', 'saved', 'read', 'note', 'published', 'venue', 'arxiv', 'doi', 'pdf', 'abstract', 'bibtex', 'page'];
const LISTS = ['authors', 'written', 'topics'];

/** @type {Set<(id: string | null) => void>} */
const listeners = new Set();
/** Papers as they were last seen, by id: one that is removed, also in another tab, comes back as it was. */
export const seen = new Map();

/**
 * @param {string} id
 * @returns {boolean}
 */
export function isSaved(id) {
  return readRecord(id) !== null;
}

/** @returns {string[]} ids of all saved papers, in no order */
export function savedIds() {
  return isPersistent ? storedIds(NAME) : Object.keys(tabRecords());
}

/**
 * What is kept of a paper; only its id where the record is spoilt.
 *
 * @param {string} id
 * @returns {Facts}
 */
export function recordOf(id) {
  try {
    return sanitizeRecord(JSON.parse(readRecord(id) ?? '{}'), id);
  } catch {
    return { id };
  }
}

/**
 * A record from storage or a file, which anything may have written: values of a wrong type are left out, unknown keys stay.
 *
 * @param {Record<string, unknown>} value
 * @param {string} id
 * @returns {Facts}
 */
export function sanitizeRecord(value, id) {
  /** @param {unknown} text */
  const isText = (text) => typeof text === 'string';
  /** @type {Record<string, any> & { id: string }} */
  const facts = { ...value, id };
  for (const key of TEXTS) if (!isText(facts[key])) delete facts[key];
  for (const key of LISTS) if (!(Array.isArray(facts[key]) && facts[key].every(isText))) delete facts[key];
  facts.links = Array.isArray(facts.links) ? facts.links.filter((link) => isText(link?.kind) && isText(link?.url)) : [];
  return facts;
}

/**
 * Saves a paper, or changes what is kept of it.
 *
 * @param {string} id
 * @param {Partial<Saved>} changes
 * @returns {boolean} whether there was room
 */
export function saveChanges(id, changes) {
  const stored = store(id, changes);
  if (stored) notify(id);
  return stored;
}

/**
 * Saves many papers, and calls listeners back once.
 *
 * @param {Facts[]} papers
 * @returns {number} how many there was room for
 */
export function saveAll(papers) {
  const count = papers.filter((facts) => store(facts.id, facts)).length;
  if (count) notify(null);
  return count;
}

/**
 * Saves the paper, or removes it if it is saved. One that was seen while it was saved comes back with its note.
 *
 * @param {Paper} paper
 * @returns {'saved' | 'saved_for_visit' | 'removed' | 'full'} `full`: the device has no room for it
 */
export function toggleSaved(paper) {
  const { id, title } = paper;
  if (isSaved(id)) {
    seen.set(id, recordOf(id));
    writeRecord(id, null);
    notify(id);
    return 'removed';
  }
  if (!saveChanges(id, seen.get(id) ?? { title })) return 'full';
  if (!recordOf(id).bibtex) completeFacts(paper);
  return isPersistent ? 'saved' : 'saved_for_visit';
}

/**
 * Calls back whenever papers were saved, changed or removed: here, in another tab, or while this page slept.
 *
 * @param {(id: string | null) => void} listener given the paper's id, or null when any may have changed
 */
export function onSavedChange(listener) {
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
  if (!id || id.includes('/')) return null;
  return { id, title: textContent?.trim() || id, href: address };
}

/**
 * Reads a saved paper's facts from its page. Where that fails, the list of saved papers tries again.
 *
 * @param {{ id: string, href: string }} paper
 */
export async function completeFacts({ id, href }) {
  try {
    const { fetchFacts } = await import('./cite.js');
    const facts = await fetchFacts(href);
    if (isSaved(id)) saveChanges(id, facts);
  } catch {
    // its title and its address are kept
  }
}

/**
 * @param {string} id
 * @param {Partial<Saved>} changes
 */
function store(id, changes) {
  const now = new Date().toISOString();
  return writeRecord(id, JSON.stringify({ saved: now, title: id, ...recordOf(id), ...changes, version: VERSION, id }));
}

/** @param {string} id */
function readRecord(id) {
  return isPersistent ? getItem(NAME, id) : (tabRecords()[id] ?? null);
}

/**
 * @param {string} id
 * @param {string | null} value null to forget
 * @returns {boolean} whether there was room
 */
function writeRecord(id, value) {
  if (isPersistent) return setItem(NAME, value, id);
  const records = tabRecords();
  if (value === null) delete records[id];
  else records[id] = value;
  // the one thing that a tab carries from page to page without being allowed to store
  window.name = JSON.stringify({ [TAB_KEY]: records });
  return true;
}

/** @returns {Record<string, string>} records that this tab carries along */
function tabRecords() {
  try {
    return JSON.parse(window.name)[TAB_KEY] ?? {};
  } catch {
    return {};
  }
}

/** @param {string | null} id */
function notify(id) {
  for (const listener of listeners) listener(id);
}

onStorageChange(NAME, notify);

// What a reader watches, mutes and wants less of, kept on this device. Each watch and each unwanted paper lies under a key
// of its own, so that two tabs never write over each other. Nothing of it leaves the device.

import { ROOT, getItem, setItem, storedIds } from './storage.js';

/**
 * A watched query.
 *
 * @typedef {object} Watch
 * @property {string} query as the reader or the page has it
 * @property {string} label
 * @property {string} path of the page that it leads to, from the site's root
 * @property {string} [exclude] words and phrases between commas that no paper may have
 * @property {string} [since] when the reader last looked, in ISO 8601
 * @property {string[]} [seen] ids of the newest papers that it had then; none until the index has answered
 * @property {string[]} [shown] ids of papers that the page showed where the watch began, for as long as there are none in `seen`
 */

/** A paper that the reader wants less of. @typedef {{ id: string, title: string, abstract: string, topics: string[] }} Unwanted */

const WATCH = 'watch';
const LESS = 'less';
const MUTED = 'muted';
const MAX_MUTED = 200;

/** @returns {Watch[]} by label */
export function watches() {
  const all = storedIds(WATCH).flatMap((query) => watchOf(query) ?? []);
  return all.sort((one, other) => one.label.localeCompare(other.label));
}

/**
 * @param {string} query
 * @returns {Watch | null}
 */
export function watchOf(query) {
  const value = readJson(WATCH, query);
  return value === null ? null : sanitizeWatch(value, query);
}

/**
 * A watch from storage or a file, which anything may have written.
 *
 * @param {any} value
 * @param {string} query
 * @returns {Watch}
 */
export function sanitizeWatch(value, query) {
  /** @param {unknown} text @param {string} other */
  const textOr = (text, other) => (typeof text === 'string' ? text : other);
  /** @param {unknown} ids */
  const idsIn = (ids) => (Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : undefined);
  const path = textOr(value?.path, '');
  return {
    query,
    label: textOr(value?.label, query),
    // of this site, whatever a file says
    path: URL.canParse(path, ROOT) && new URL(path, ROOT).href.startsWith(ROOT.href) ? path : '',
    exclude: textOr(value?.exclude, ''),
    since: textOr(value?.since, ''),
    seen: idsIn(value?.seen),
    shown: idsIn(value?.shown),
  };
}

/**
 * Watches a query, or changes how.
 *
 * @param {Watch} watch
 * @returns {boolean} whether there was room
 */
export function keepWatch(watch) {
  return setItem(WATCH, JSON.stringify(watch), watch.query);
}

/** @param {string} query */
export function dropWatch(query) {
  setItem(WATCH, null, query);
}

/** @returns {string[]} words and phrases that fold a paper away */
export function mutedWords() {
  const words = readJson(MUTED);
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string' && word.trim()).slice(0, MAX_MUTED) : [];
}

/**
 * @param {string[]} words
 * @returns {boolean} whether there was room
 */
export function keepMuted(words) {
  const distinct = [...new Set(words.map((word) => word.trim()).filter(Boolean))].slice(0, MAX_MUTED);
  return setItem(MUTED, distinct.length ? JSON.stringify(distinct) : null);
}

/** @returns {Unwanted[]} */
export function unwanted() {
  return storedIds(LESS).map((id) => {
    const value = readJson(LESS, id) ?? {};
    const topics = Array.isArray(value.topics) ? value.topics.map(String) : [];
    return { id, title: String(value.title ?? ''), abstract: String(value.abstract ?? ''), topics };
  });
}

/**
 * @param {Unwanted} paper
 * @returns {boolean} whether there was room
 */
export function keepUnwanted(paper) {
  return setItem(LESS, JSON.stringify(paper), paper.id);
}

/** @param {string} id */
export function dropUnwanted(id) {
  setItem(LESS, null, id);
}

/**
 * @param {string} name
 * @param {string} [id]
 * @returns {any} null where there is nothing, or it is spoilt
 */
function readJson(name, id) {
  try {
    return JSON.parse(getItem(name, id) ?? 'null');
  } catch {
    return null;
  }
}

// What is new of what the reader watches, asked of the search index by the browser itself. A paper is new that was listed
// after the newest one which the reader has seen there.

import { formatDate, formatWeekday } from '../../js/dates.js';
import { anchor, element, find } from '../../js/dom.js';
import '../../js/more_strings.js';
import { ROOT } from '../../js/storage.js';
import { say } from '../../js/strings.js';
import { keepWatch, watchOf, watches } from '../../js/watches.js';
import { requireAll } from '../language.js';
import { Client } from './client.js';

/** @typedef {import('../../js/watches.js').Watch} Watch */
/** @typedef {import('../protocol.js').Result} Result */
/** @typedef {{ watch: Watch, newest: string[], fresh: Result[] }} News a watch, ids of its newest papers, and those that are new */

const LIMIT = 50;
/** Ids that are remembered, as the newest papers may be taken back. */
const MAX_SEEN = 20;
const MAX_TITLES = 3;
const DAY_MS = 86_400_000;
const QUOTES = /["“”„«»「」『』]/g;

/**
 * Shows on the home page what is new; that there is nothing, in a line.
 *
 * @param {HTMLElement} panel
 */
export async function showNews(panel) {
  const client = new Client();
  /** @type {News[]} */
  const news = [];
  for (const watch of watches()) news.push(await readNews(client, watch));
  const fresh = news.filter((one) => one.fresh.length);
  const list = element('ul', 'plain-list', ...fresh.map((one) => element('li', '', ...newsParts(one))));
  find(panel, 'h2').after(fresh.length ? list : element('p', '', say('nothing_new', { n: news.length })));
  panel.hidden = false;
}

/**
 * @param {Client} client
 * @param {Watch} watch
 * @returns {Promise<News>}
 * @throws {Error} the index cannot be reached
 */
export async function readNews(client, watch) {
  const answer = await client.search({ query: queryOf(watch), sort: 'listed', limit: LIMIT });
  const results = answer?.results ?? [];
  const newest = results.slice(0, MAX_SEEN).map(({ id }) => id);
  // where the index did not answer when the watch began, rather too much is new than too little
  const seen = new Set(watch.seen ?? watch.shown);
  const end = results.findIndex(({ id }) => seen.has(id));
  return { watch, newest, fresh: results.slice(0, end < 0 ? results.length : end) };
}

/**
 * Remembers the newest papers of a watch that has just begun, where the index can be reached.
 *
 * @param {Watch} watch
 */
export async function beginWatch(watch) {
  const news = await readNews(new Client(), watch).catch(() => null);
  if (news) keepSeen(watch, { seen: news.newest });
}

/**
 * The link to a watch, how much is new, and the first titles.
 *
 * @param {News} news
 * @returns {HTMLElement[]}
 */
export function newsParts({ watch, newest, fresh }) {
  const link = anchor('', new URL(watch.path, ROOT).href, watch.label);
  link.dir = 'auto';
  // also with the middle button, or by a key
  for (const kind of ['click', 'auxclick']) {
    link.addEventListener(kind, () => keepSeen(watch, { seen: newest, since: new Date().toISOString() }));
  }
  if (!fresh.length) return [link];
  const n = fresh.length < LIMIT ? fresh.length : `${LIMIT}+`;
  const count = element('span', 'count', say('new_since', { n, day: dayOf(watch.since ?? '') }));
  const titles = fresh.slice(0, MAX_TITLES).map(({ url, title }) => element('li', '', anchor('', url, title)));
  return [link, count, element('ul', 'plain-list watch-titles', ...titles)];
}

/**
 * Remembers what the reader has seen of a watch. One that was given up since then, also in another tab, stays so, and of
 * one that leaves other words out, other papers were seen.
 *
 * @param {Watch} watch as it was asked for
 * @param {Pick<Watch, 'seen' | 'since'>} changes
 */
function keepSeen({ query, exclude = '' }, changes) {
  const watch = watchOf(query);
  if (watch?.exclude === exclude) keepWatch({ ...watch, shown: undefined, ...changes });
}

/** @param {Watch} watch */
function queryOf({ query, exclude = '' }) {
  const excluded = exclude.replace(QUOTES, ' ').split(',').map((word) => word.trim()).filter(Boolean);
  return [requireAll(query), ...excluded.map((word) => `-"${word}"`)].join(' ');
}

/**
 * Today and a day of the last week by name, others by their date.
 *
 * @param {string} since in ISO 8601
 */
function dayOf(since) {
  const days = (Date.now() - Date.parse(since)) / DAY_MS;
  if (new Date(since).toDateString() === new Date().toDateString()) return say('today');
  return days < 6 ? formatWeekday(since) : formatDate(since.slice(0, 10));
}

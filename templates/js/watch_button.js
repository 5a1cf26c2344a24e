// The Watch button of a topic, an author or a search.

import { paperIn } from './entry.js';
import './more_strings.js';
import { notice } from './notice.js';
import { ROOT } from './storage.js';
import { say } from './strings.js';
import { dropWatch, keepWatch, watchOf } from './watches.js';

/**
 * @param {HTMLElement} button with `data-query`, `data-label` for what readers call it, and `data-others` for queries by which
 *     it was watched under another name
 */
export function mountWatch(button) {
  for (const other of button.dataset.others?.split('\n') ?? []) renameWatch(other, button);
  button.addEventListener('click', () => toggleWatch(button));
  showWatched(button);
}

/**
 * Shows at a button whether its query is watched. The button keeps its label.
 *
 * @param {HTMLElement} button
 */
export function showWatched(button) {
  button.setAttribute('aria-pressed', String(watchOf(button.dataset.query ?? '') !== null));
}

/**
 * @param {string} other
 * @param {HTMLElement} button
 */
function renameWatch(other, { dataset: { query = '', label = query } }) {
  const [own, watch] = [watchOf(query), watchOf(other)];
  if (!watch) return;
  const exclude = [...new Set([own?.exclude, watch.exclude])].filter(Boolean).join(', ');
  if (keepWatch({ ...watch, ...own, query, label, exclude })) dropWatch(other);
}

/** @returns {string} the page's path from the site's root */
function pathHere() {
  return location.href.slice(ROOT.href.length).split('#')[0];
}

/** @param {HTMLElement} button */
async function toggleWatch(button) {
  const { query = '', label = query } = button.dataset;
  if (watchOf(query)) {
    dropWatch(query);
    notice(say('notice_unwatched', { label }));
    showWatched(button);
    return;
  }
  const shown = [...document.querySelectorAll('main .entries > .entry')].flatMap((entry) => paperIn(entry)?.id ?? []);
  const watch = { query, label, path: pathHere(), since: new Date().toISOString(), shown };
  notice(keepWatch(watch) ? say('notice_watched', { label }) : say('notice_not_kept'));
  showWatched(button);
  // a reader who is gone before the answer has seen what the page shows
  const list = await import('../search/page/watchlist.js').catch(() => null);
  await list?.beginWatch(watch);
}

// The Watch button of a topic, an author or a search.

import './more_strings.js';
import { loadOrTell, notice } from './notice.js';
import { ROOT } from './storage.js';
import { say } from './strings.js';
import { dropWatch, keepWatch, watchOf } from './watches.js';

/** @param {HTMLElement} button with `data-query`, and `data-label` for what readers call it */
export function mountWatch(button) {
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

/** @param {HTMLElement} button */
async function toggleWatch(button) {
  const { query = '', label = query } = button.dataset;
  if (watchOf(query)) {
    dropWatch(query);
    notice(say('notice_unwatched', { label }));
    showWatched(button);
    return;
  }
  const watch = { query, label, path: location.href.slice(ROOT.href.length).split('#')[0], since: new Date().toISOString() };
  notice(keepWatch(watch) ? say('notice_watched', { label }) : say('notice_not_kept'));
  showWatched(button);
  const list = await loadOrTell(() => import('../search/page/watchlist.js'));
  await list?.beginWatch(watch);
}

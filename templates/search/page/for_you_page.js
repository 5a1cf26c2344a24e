// The page "For you": what the reader watches and mutes, and the newest papers ranked by those that were saved. All of it
// is worked out on this device.

import { anchor, element, find } from '../../js/dom.js';
import '../../js/more_strings.js';
import { foldMuted } from '../../js/muted.js';
import { notice } from '../../js/notice.js';
import { recordOf, savedIds } from '../../js/saved.js';
import { ROOT } from '../../js/storage.js';
import { say } from '../../js/strings.js';
import { dropUnwanted, dropWatch, keepMuted, keepUnwanted, keepWatch, mutedWords, unwanted, watchOf, watches } from '../../js/watches.js';
import { Client } from './client.js';
import { resultEntry } from './results.js';
import { beginWatch, newsParts, readNews } from './watchlist.js';

/** @typedef {import('../protocol.js').Recommended} Recommended */
/** @typedef {import('../../js/watches.js').Watch} Watch */

/** Saved papers that the newest ones are compared with, the last ones saved. */
const MAX_LIKED = 100;
const LIMIT = 25;
/** Stands for the link in a sentence. */
const BLANK = '\0';

const page = find(document, '#for-you');
const client = new Client();
mountMuted(/** @type {HTMLTextAreaElement} */ (getPart('muted')));
getPart('forget').addEventListener('click', () => {
  for (const { id } of unwanted()) dropUnwanted(id);
  showUnwanted();
  recommend();
});
showUnwanted();
recommend();
showWatches();
// what the template shows is right where nothing is saved or watched; what else is, stands there now
page.classList.remove('pending');

/** @param {string} name */
function getPart(name) {
  return find(page, `[data-part=${name}]`);
}

/** One after the other, as a later search takes the place of an earlier one. */
async function showWatches() {
  const list = getPart('watches');
  getPart('no-watches').hidden = watches().length > 0;
  list.replaceChildren();
  for (const watch of watches()) {
    const news = await readNews(client, watch).catch(() => ({ watch, newest: watch.seen ?? [], fresh: [] }));
    list.append(element('li', '', ...newsParts(news), excludeField(news), removeButton(watch)));
  }
}

/** @param {Pick<import('./watchlist.js').News, 'watch' | 'newest'>} news */
function excludeField({ watch, newest }) {
  const field = /** @type {HTMLInputElement} */ (element('input', ''));
  field.value = watch.exclude ?? '';
  field.dir = 'auto';
  field.setAttribute('aria-label', say('without_words_named', { label: watch.label }));
  field.addEventListener('change', () => {
    const current = watchOf(watch.query);
    // what was seen before was the newest of another query
    const changed = current && { ...current, exclude: field.value, seen: undefined, shown: newest };
    if (changed && keepWatch(changed)) beginWatch(changed);
    else notice(say('notice_not_kept'));
  });
  return element('label', 'watch-exclude', element('span', '', say('without_words')), field);
}

/** @param {Watch} watch */
function removeButton(watch) {
  const button = element('button', 'link-button', say('remove'));
  button.setAttribute('aria-label', `${say('remove')}: ${watch.label}`);
  button.addEventListener('click', () => {
    dropWatch(watch.query);
    button.closest('li')?.remove();
    getPart('no-watches').hidden = watches().length > 0;
    notice(say('notice_unwatched', { label: watch.label }));
    // the button is gone, and with it the place in the page
    getPart('watches-heading').focus();
  });
  return button;
}

/** @param {HTMLTextAreaElement} field */
function mountMuted(field) {
  field.value = mutedWords().join('\n');
  field.addEventListener('change', () => {
    const words = field.value.split(/[\n,]/);
    notice(keepMuted(words) ? say('notice_muted', { n: mutedWords().length }) : say('notice_not_kept'));
  });
}

function showUnwanted() {
  const n = unwanted().length;
  getPart('unwanted').hidden = !n;
  getPart('unwanted-count').textContent = say('count_unwanted', { n });
}

/** Ranks the newest papers, where something is saved. */
async function recommend() {
  const records = savedIds().map(recordOf).sort((one, other) => (other.saved ?? '').localeCompare(one.saved ?? ''));
  const liked = records.slice(0, MAX_LIKED).map(({ id, title = '', abstract = '', topics = [] }) => ({ id, title, abstract, topics }));
  const [status, list] = [getPart('status'), getPart('papers')];
  getPart('no-papers').hidden = liked.length > 0;
  list.replaceChildren();
  if (!liked.length) return;
  list.classList.add('awaited');
  try {
    const papers = await client.recommend({ liked, unwanted: unwanted(), limit: LIMIT });
    const titles = new Map(liked.map(({ id, title }) => [id, title]));
    const entries = papers.map((paper) => paperEntry(paper, titles.get(paper.because) ?? ''));
    list.replaceChildren(...entries);
    status.textContent = papers.length ? say('ranked_by', { n: liked.length }) : say('nothing_like_it');
    foldMuted(entries);
  } catch (error) {
    const retry = element('button', 'link-button', say('retry'));
    retry.addEventListener('click', recommend);
    status.replaceChildren(error instanceof Error ? error.message : say('load_failed'), ' ', retry);
  } finally {
    list.classList.remove('awaited');
  }
}

/**
 * An entry with the reason why it is there.
 *
 * @param {Recommended} paper
 * @param {string} because title of the saved paper
 */
function paperEntry(paper, because) {
  const entry = resultEntry(paper);
  const saved = anchor('', new URL(`papers/${encodeURIComponent(paper.because)}.html`, ROOT).href, because);
  saved.dir = 'auto';
  const [before, after] = say('because_saved', { title: BLANK, words: paper.shared.join(', ') }).split(BLANK);
  entry.append(element('p', 'reason', before, saved, after));
  find(entry, '.facts').append(' ', lessButton(paper, entry));
  return entry;
}

/**
 * @param {Recommended} paper
 * @param {HTMLElement} entry
 */
function lessButton({ id, title, abstract, topics }, entry) {
  const button = element('button', 'less', say('less_like_this'));
  button.setAttribute('aria-label', `${say('less_like_this')}: ${title}`);
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => {
    const pressed = button.getAttribute('aria-pressed') !== 'true';
    if (!pressed) dropUnwanted(id);
    else if (!keepUnwanted({ id, title, abstract, topics: topics.map(({ label }) => label) })) notice(say('notice_not_kept'));
    button.setAttribute('aria-pressed', String(pressed));
    entry.classList.toggle('unwanted', pressed);
    showUnwanted();
  });
  return button;
}

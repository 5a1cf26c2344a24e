// The page of saved papers: the list with its read marks and notes. Export and import are loaded when asked for.

import { formatDate } from './dates.js';
import { arxivAddress, doiAddress } from './doi.js';
import { anchor, element, find } from './dom.js';
import { drawEntry } from './draw_entry.js';
import { titleLink } from './entry.js';
import './more_strings.js';
import { loadOrTell, notice } from './notice.js';
import { completeFacts, isSaved, seen, onSavedChange, recordOf, saveChanges, savedIds } from './saved.js';
import { isPersistent } from './storage.js';
import { say } from './strings.js';
import { mutedWords, watches } from './watches.js';

/** @typedef {import('./saved.js').Facts} Facts */

const EXTERNAL = /^https?:\/\//;

const page = find(document, '#saved');
const list = getPart('list');
/** @type {Map<string, HTMLElement>} */
const entries = new Map();

getPart('lasting').hidden = isPersistent;
for (const button of page.querySelectorAll('button[data-export]')) {
  button.addEventListener('click', () => exportAs(/** @type {HTMLElement} */ (button).dataset.export ?? ''));
}
getPart('import').addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.files?.[0]) importFile(target.files[0], target);
});
onSavedChange(show);
show(null);
getPart('side').hidden = false;
// those that were saved from a list which was left before their pages were read
completeAll(({ bibtex }) => !bibtex);

/**
 * Reads the facts of papers from their pages on this site.
 *
 * @param {(facts: Facts) => unknown} isWanted
 */
async function completeAll(isWanted) {
  for (const id of savedIds()) if (isWanted(recordOf(id))) await completeFacts({ id, href: pageHere(id) });
}

/** @param {string} name */
function getPart(name) {
  return find(page, `[data-part=${name}]`);
}

/**
 * Where a paper's title leads: to its page here; where it was saved on another site, to where it was published, or there.
 *
 * @param {Facts} facts
 */
function address({ id, page: elsewhere, arxiv, doi }) {
  if (!elsewhere || !EXTERNAL.test(elsewhere)) return pageHere(id);
  return arxiv ? arxivAddress(arxiv) : doi ? doiAddress(doi) : elsewhere;
}

/** @param {string} id */
function pageHere(id) {
  return new URL((page.dataset.paper ?? '').replace('ID', encodeURIComponent(id)), location.href).href;
}

/** @returns {Facts[]} the last saved first */
function savedPapers() {
  const records = savedIds().map(recordOf);
  return records.sort((a, b) => (b.saved ?? '').localeCompare(a.saved ?? '') || a.id.localeCompare(b.id));
}

/** @param {string | null} id the paper that changed, or null when any may have */
function show(id) {
  const n = savedIds().length;
  getPart('count').textContent = n ? say('count_papers', { n }) : say('nothing_saved');
  getPart('export').hidden = !n && !watches().length && !mutedWords().length;
  // one that was removed stays in its place until the page is left, to be restored
  for (const known of id === null ? entries.keys() : [id]) update(known);
  if (id !== null && (entries.has(id) || !isSaved(id))) return;
  /** @type {HTMLElement | null} */
  let next = null;
  for (const facts of savedPapers().reverse()) {
    next = entries.get(facts.id) ?? add(facts, next);
  }
}

/**
 * @param {Facts} facts
 * @param {HTMLElement | null} next the entry that follows, or null at the end of the list
 */
function add(facts, next) {
  const { id } = facts;
  const title = facts.title || id;
  const entry = draw(facts);
  const note = /** @type {HTMLTextAreaElement} */ (element('textarea', 'note'));
  const addNote = /** @type {HTMLButtonElement} */ (element('button', 'add-note', say('add_note')));
  entry.append(element('p', 'entry-actions', readMark(id, title), addNote, element('button', 'save')), note);
  mountNote(id, title, note, addNote);
  entries.set(id, entry);
  list.insertBefore(entry, next);
  update(id);
  return entry;
}

/** @param {string} id */
function update(id) {
  const entry = entries.get(id);
  if (!entry) return;
  const facts = recordOf(id);
  entry.classList.toggle('removed', !isSaved(id));
  entry.classList.toggle('read', Boolean(facts.read));
  const button = find(entry, 'button.save');
  button.textContent = say(isSaved(id) ? 'remove' : 'restore');
  // one that was removed is known only by what its entry shows
  const title = facts.title || titleLink(entry)?.textContent || id;
  button.setAttribute('aria-label', `${button.textContent}: ${title}`);
  // a mark on one that was removed would save it again
  for (const mark of entry.querySelectorAll('input, textarea, .add-note')) mark.toggleAttribute('disabled', !isSaved(id));
  if (!isSaved(id)) return;
  seen.set(id, facts);
  if (entry.dataset.rendered !== renderedFacts(facts)) redraw(entry, facts);
  const [read, note] = [entry.querySelector('input'), entry.querySelector('textarea')];
  if (read) read.checked = Boolean(facts.read);
  if (note && note.value !== (facts.note ?? '')) setNote(note, facts.note ?? '');
}

/**
 * What an entry shows beside the reader's marks; it is drawn anew when that changes.
 *
 * @param {Facts} facts
 */
function renderedFacts({ title, authors, moreAuthors, published, arxiv, doi, pdf, links, page }) {
  return JSON.stringify([title, authors, moreAuthors, published, arxiv, doi, pdf, links, page]);
}

/** @param {Facts} facts */
function draw(facts) {
  const { id, authors = [], moreAuthors } = facts;
  const entry = drawEntry({ href: address(facts), title: facts.title || id, authors, moreAuthors, facts: factItems(facts) });
  // here the button stands beside the reader's other marks
  find(entry, '.facts .save').remove();
  entry.dataset.rendered = renderedFacts(facts);
  entry.dataset.page = pageHere(id);
  return entry;
}

/**
 * Shows newer facts above the reader's marks, which stay as they are, and with them the focus.
 *
 * @param {HTMLElement} entry
 * @param {Facts} facts
 */
function redraw(entry, facts) {
  const drawn = draw(facts);
  const marks = find(entry, '.entry-actions');
  while (entry.firstChild && entry.firstChild !== marks) entry.firstChild.remove();
  entry.prepend(...drawn.childNodes);
  entry.dataset.rendered = drawn.dataset.rendered;
}

/**
 * @param {Facts} facts
 * @returns {HTMLElement[]} what is known of the paper, and where else it is
 */
function factItems({ published, saved, arxiv, doi, pdf, links = [] }) {
  const addresses = [
    ['arXiv', arxiv && arxivAddress(arxiv)],
    ['PDF', pdf],
    ['DOI', doi && doiAddress(doi)],
    ...links.map(({ kind, url }) => [say(kind), url]),
  ];
  return [
    ...(published ? [element('span', '', formatDate(published))] : []),
    ...addresses.flatMap(([label, url]) => (url && EXTERNAL.test(url) ? [anchor('', url, label ?? '')] : [])),
    ...(saved ? [element('span', '', say('saved_on', { day: formatDate(saved.slice(0, 10)) }))] : []),
  ];
}

/**
 * @param {string} id
 * @param {string} title
 */
function readMark(id, title) {
  const box = /** @type {HTMLInputElement} */ (element('input', ''));
  box.type = 'checkbox';
  box.setAttribute('aria-label', `${say('mark_read')}: ${title}`);
  box.addEventListener('change', () => keep(id, { read: box.checked ? new Date().toISOString() : '' }));
  return element('label', '', box, say('mark_read'));
}

/**
 * A field for the reader's words, kept as they are typed; hidden until there are some or a button asks for it.
 *
 * @param {string} id
 * @param {string} title
 * @param {HTMLTextAreaElement} field
 * @param {HTMLButtonElement} button
 */
function mountNote(id, title, field, button) {
  field.dir = 'auto';
  field.setAttribute('aria-label', `${say('note')}: ${title}`);
  field.addEventListener('input', () => {
    fitHeight(field);
    keep(id, { note: field.value });
  });
  field.addEventListener('blur', () => setNote(field, field.value));
  setNote(field, recordOf(id).note ?? '');
  button.addEventListener('click', () => {
    field.hidden = false;
    button.hidden = true;
    field.focus();
  });
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {string} note
 */
function setNote(field, note) {
  field.value = note;
  field.hidden = !note;
  fitHeight(field);
  const button = field.parentElement?.querySelector('.add-note');
  if (button instanceof HTMLElement) button.hidden = Boolean(note);
}

/**
 * As high as its words, as far as line breaks tell.
 *
 * @param {HTMLTextAreaElement} field
 */
function fitHeight(field) {
  field.rows = Math.min(12, Math.max(2, field.value.split('\n').length));
}

/**
 * @param {string} id
 * @param {Facts | Record<string, string>} changes
 */
function keep(id, changes) {
  if (!saveChanges(id, changes)) notice(say('notice_full'));
}

/** @param {string} format */
async function exportAs(format) {
  const exchange = await loadOrTell(() => import('./exchange.js'));
  exchange?.exportPapers(format, savedPapers(), address, document.title);
}

/**
 * @param {File} file
 * @param {HTMLInputElement} input
 */
async function importFile(file, input) {
  const text = await file.text();
  // the same file may be chosen again
  input.value = '';
  const exchange = await loadOrTell(() => import('./exchange.js'));
  if (!exchange) return;
  getPart('imported').textContent = exchange.importPapers(text);
  completeAll((facts) => facts.page);
}

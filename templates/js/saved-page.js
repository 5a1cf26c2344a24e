// The page of saved papers: the list with its read marks and notes. Export and import are loaded when asked for.

import { notice } from './main.js';
import { change, complete, isSaved, lasting, onChange, record, saved } from './saved.js';
import { say, sayDate } from './words.js';

/** @typedef {import('./saved.js').Facts} Facts */

const AUTHORS = 5;
const OUTSIDE = /^https?:\/\//;

const place = part('saved', document.getElementById('saved'));
const list = part('list');
/** @type {Map<string, HTMLElement>} */
const entries = new Map();

part('lasting').hidden = lasting;
for (const button of place.querySelectorAll('button[data-export]')) {
  button.addEventListener('click', () => giveAway(/** @type {HTMLElement} */ (button).dataset.export ?? ''));
}
part('import').addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.files?.[0]) takeIn(target.files[0], target);
});
onChange(show);
show(null);
part('side').hidden = false;
// those saved from a list that was left before their pages were read
for (const id of saved()) if (!record(id).bibtex) await complete({ id, href: address(id) });

/**
 * @param {string} name
 * @param {Element | null} [found]
 * @returns {HTMLElement}
 */
function part(name, found = place.querySelector(`[data-part=${name}]`)) {
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${name}`);
  return found;
}

/** @param {string} id */
function address(id) {
  return new URL((place.dataset.paper ?? '').replace('ID', encodeURIComponent(id)), location.href).href;
}

/** @returns {Facts[]} the last saved first */
function shown() {
  const records = saved().map(record);
  return records.sort((a, b) => (b.saved ?? '').localeCompare(a.saved ?? '') || a.id.localeCompare(b.id));
}

/** @param {string | null} id the paper that changed, or null when any may have */
function show(id) {
  const n = saved().length;
  part('count').textContent = n ? say('count_papers', { n }) : say('nothing_saved');
  part('export').hidden = !n;
  // one that was removed stays in its place until the page is left, to be put back
  for (const known of id === null ? entries.keys() : [id]) update(known);
  if (id !== null && (entries.has(id) || !isSaved(id))) return;
  const records = shown();
  for (const facts of records) if (!entries.has(facts.id)) add(facts, records);
}

/**
 * @param {Facts} facts
 * @param {Facts[]} records in the list's order
 */
function add(facts, records) {
  const entry = document.createElement('li');
  entry.className = 'entry';
  entries.set(facts.id, entry);
  const following = records.slice(records.indexOf(facts) + 1).find(({ id }) => entries.get(id)?.isConnected);
  list.insertBefore(entry, following ? (entries.get(following.id) ?? null) : null);
  fill(entry, facts);
}

/** @param {string} id */
function update(id) {
  const entry = entries.get(id);
  if (!entry) return;
  entry.classList.toggle('removed', !isSaved(id));
  const facts = record(id);
  const drawn = entry.dataset.drawn ?? '';
  if (isSaved(id) && drawn !== told(facts)) fill(entry, facts);
  const button = entry.querySelector('button.save');
  if (button) button.textContent = say(isSaved(id) ? 'remove' : 'put_back');
  const [read, note] = [entry.querySelector('input'), entry.querySelector('textarea')];
  if (read && isSaved(id)) read.checked = Boolean(facts.read);
  entry.classList.toggle('read', Boolean(facts.read));
  if (note && isSaved(id) && note.value !== (facts.note ?? '')) write(note, facts.note ?? '');
}

/**
 * What an entry tells beside the reader's marks; it is drawn anew when that changes.
 *
 * @param {Facts} facts
 */
function told({ title, authors, published, venue, arxiv, doi, pdf, links }) {
  return JSON.stringify([title, authors, published, venue, arxiv, doi, pdf, links]);
}

/**
 * @param {HTMLElement} entry
 * @param {Facts} facts
 */
function fill(entry, facts) {
  const { id, authors = [] } = facts;
  const title = facts.title || id;
  const link = anchor(address(id), title);
  const heading = make('h2', '', link);
  heading.dir = 'auto';
  const parts = [heading];
  if (authors.length) {
    const more = authors.length > AUTHORS ? ` ${say('authors_more', { n: authors.length - AUTHORS })}` : '';
    const people = make('p', 'authors', authors.slice(0, AUTHORS).join(', ') + more);
    people.dir = 'auto';
    parts.push(people);
  }
  const note = make('textarea', 'note');
  const add = make('button', 'add-note', say('add_note'));
  parts.push(make('p', 'facts', ...places(facts)), make('p', 'marks', readMark(id, title), add, saveButton(title)), note);
  entry.dataset.drawn = told(facts);
  entry.replaceChildren(...parts);
  noteField(id, title, /** @type {HTMLTextAreaElement} */ (note), /** @type {HTMLButtonElement} */ (add));
  update(id);
}

/**
 * @param {Facts} facts
 * @returns {(HTMLElement | string)[]} what is known of the paper, and where else it is
 */
function places({ published, saved, arxiv, doi, pdf, links = [] }) {
  const addresses = [
    ['arXiv', arxiv && `https://arxiv.org/abs/${arxiv}`],
    ['PDF', pdf],
    ['DOI', doi && `https://doi.org/${doi}`],
    ...links.map(({ kind, url }) => [say(kind), url]),
  ];
  const told = [
    ...(published ? [make('span', '', sayDate(published))] : []),
    ...addresses.flatMap(([label, url]) => (url && OUTSIDE.test(url) ? [anchor(url, label ?? '')] : [])),
    ...(saved ? [make('span', '', say('saved_on', { day: sayDate(saved.slice(0, 10)) }))] : []),
  ];
  return told.flatMap((fact) => [' ', fact]);
}

/**
 * @param {string} id
 * @param {string} title
 */
function readMark(id, title) {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.setAttribute('aria-label', `${say('mark_read')}: ${title}`);
  box.addEventListener('change', () => set(id, { read: box.checked ? new Date().toISOString() : '' }));
  return make('label', '', box, say('mark_read'));
}

/** @param {string} title */
function saveButton(title) {
  const button = make('button', 'save');
  button.setAttribute('aria-description', title);
  return button;
}

/**
 * A field for the reader's words, kept as they are typed; hidden until there are some or a button asks for it.
 *
 * @param {string} id
 * @param {string} title
 * @param {HTMLTextAreaElement} field
 * @param {HTMLButtonElement} add
 */
function noteField(id, title, field, add) {
  field.dir = 'auto';
  field.setAttribute('aria-label', `${say('note')}: ${title}`);
  field.addEventListener('input', () => {
    fit(field);
    set(id, { note: field.value });
  });
  field.addEventListener('blur', () => write(field, field.value));
  write(field, record(id).note ?? '');
  add.addEventListener('click', () => {
    field.hidden = false;
    add.hidden = true;
    field.focus();
  });
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {string} note
 */
function write(field, note) {
  field.value = note;
  field.hidden = !note;
  fit(field);
  const add = field.parentElement?.querySelector('.add-note');
  if (add instanceof HTMLElement) add.hidden = Boolean(note);
}

/**
 * As high as its words, as far as line breaks tell.
 *
 * @param {HTMLTextAreaElement} field
 */
function fit(field) {
  field.rows = Math.min(12, Math.max(2, field.value.split('\n').length));
}

/**
 * @param {string} id
 * @param {Facts | Record<string, string>} changes
 */
function set(id, changes) {
  if (!change(id, changes)) notice(say('notice_full'));
}

/** @param {string} format */
async function giveAway(format) {
  const { exported } = await import('./exchange.js');
  exported(format, shown(), address, document.title);
}

/**
 * @param {File} file
 * @param {HTMLInputElement} input
 */
async function takeIn(file, input) {
  const { imported } = await import('./exchange.js');
  part('imported').textContent = imported(await file.text());
  // the same file may be chosen again
  input.value = '';
}

/**
 * @param {string} href
 * @param {string} label
 */
function anchor(href, label) {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = label;
  return link;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
function make(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (made instanceof HTMLButtonElement) made.type = 'button';
  made.append(...content);
  return made;
}

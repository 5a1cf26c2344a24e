// Entries that scripts draw from the page's template (`_card.html`).

import { anchor, element, find } from './dom.js';
import { showSaved } from './entry.js';
import { say } from './strings.js';

const MAX_AUTHORS = 5;

/**
 * @typedef {object} EntryContent
 * @property {string} href of the paper's page
 * @property {Node | string} title
 * @property {(Node | string)[]} authors
 * @property {boolean} [moreAuthors] whether it has more than these
 * @property {number[]} [pinned] places of authors who are shown however far down the list
 * @property {Node | string} [abstract]
 * @property {(Node | string)[]} facts
 */

/**
 * Draws an entry from the page's template.
 *
 * @param {EntryContent} content
 * @returns {HTMLElement}
 */
export function drawEntry({ href, title, authors, moreAuthors = false, pinned = [], abstract = '', facts }) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('entry-template'));
  const entry = /** @type {HTMLElement} */ (find(template.content, '.entry').cloneNode(true));
  find(entry, 'h2').append(anchor('', href, title));
  fill(entry, '.authors', authors.length ? [authorLine(authors, pinned, moreAuthors)] : []);
  fill(entry, '.abstract', abstract === '' ? [] : [abstract]);
  find(entry, '.facts').prepend(...facts.flatMap((fact) => [fact, ' ']));
  showSaved(entry);
  return entry;
}

/**
 * @param {HTMLElement} entry
 * @param {string} selector
 * @param {(Node | string)[]} content nothing removes the part
 */
function fill(entry, selector, content) {
  const part = find(entry, selector);
  if (content.length) part.append(...content);
  else part.remove();
}

/**
 * @param {(Node | string)[]} authors
 * @param {number[]} pinned
 * @param {boolean} areMore nobody knows how many, so they have no number
 */
function authorLine(authors, pinned, areMore) {
  const line = document.createDocumentFragment();
  const shown = [...authors.keys()].filter((place) => place < MAX_AUTHORS || pinned.includes(place));
  for (const [index, place] of shown.entries()) line.append(index ? ', ' : '', element('bdi', '', authors[place]));
  const hidden = authors.length - shown.length;
  if (areMore) {
    const [before, behind] = say('first_author_et_al', { author: '\n' }).split('\n');
    line.prepend(before);
    line.append(behind);
  } else if (hidden) line.append(' ', say('authors_more', { n: hidden }));
  return line;
}

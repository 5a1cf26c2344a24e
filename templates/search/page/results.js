// Found papers as a reader sees them: entries of the search page and options of the dialog.

import { formatDate } from '../../js/dates.js';
import { anchor, element } from '../../js/dom.js';
import { drawEntry } from '../../js/draw_entry.js';
import { say } from '../../js/strings.js';
import { highlight } from './highlight.js';

/** @typedef {import('../protocol.js').Result} Result */

const MAX_TOPICS = 4;

/**
 * An entry of the search page.
 *
 * @param {Result} result
 * @returns {HTMLElement}
 */
export function resultEntry(result) {
  const { url, title, authors, moreAuthors, abstract, snippet, marks } = result;
  const entry = drawEntry({
    href: url,
    title: highlight(title, marks.title),
    authors: authors.map((name, index) => highlight(name, marks.authors[index] ?? [])),
    moreAuthors,
    // an author whom the query names is shown, however far down the list
    pinned: [...authors.keys()].filter((index) => marks.authors[index]?.length),
    abstract: abstract && highlight(abstract, marks.abstract, snippet),
    facts: factItems(result),
  });
  expose(entry, result);
  return entry;
}

/**
 * An option of the dialog's list: title, first author and year, and snippet in one link.
 *
 * @param {Result} result
 * @returns {HTMLElement}
 */
export function resultOption(result) {
  const { url, title, abstract, snippet, marks } = result;
  const option = anchor('option', url, textOf('option-title', highlight(title, marks.title)));
  const source = sourceOf(result);
  if (source) option.append(textOf('option-source', source));
  if (abstract) option.append(textOf('option-text', highlight(abstract, marks.abstract, snippet)));
  expose(option, result);
  return option;
}

/**
 * @param {string} className
 * @param {Node | string} content
 */
function textOf(className, content) {
  const line = element('span', className, content);
  line.dir = 'auto';
  return line;
}

/**
 * Who wrote a paper and when, as a citation in running text has it.
 *
 * @param {Result} result
 */
function sourceOf({ authors, moreAuthors, date }) {
  const [first, second] = authors;
  const isCut = authors.length > 2 || moreAuthors;
  const names = isCut ? say('first_author_et_al', { author: first }) : [first, second].filter(Boolean).join(', ');
  return [names, date.slice(0, 4)].filter(Boolean).join(' · ');
}

/**
 * Shows in the document which paper was found and how it scored.
 *
 * @param {HTMLElement} item
 * @param {Result} result
 */
function expose(item, result) {
  item.dataset.id = result.id;
  item.dataset.score = String(result.score);
}

/**
 * Date, votes, code and topics, as far as known; the style sheet puts the dots between them.
 *
 * @param {Result} result
 * @returns {HTMLElement[]}
 */
function factItems({ date, votes, code, topics, marks }) {
  const facts = [];
  if (date) {
    const time = /** @type {HTMLTimeElement} */ (element('time', '', formatDate(date)));
    time.dateTime = date;
    facts.push(time);
  }
  if (votes !== null) facts.push(element('span', '', say('count_votes', { n: votes })));
  if (code) facts.push(element('span', '', say('code')));
  topics.slice(0, MAX_TOPICS).forEach(({ label }, index) => {
    facts.push(element('span', '', highlight(label, marks.topics[index] ?? [])));
  });
  return facts;
}

// One found paper as a reader sees it: title, authors, where the words stand in the abstract, and a quiet line of facts.

import { anchor, element } from './element.js';
import { marked } from './snippet.js';
import { say, sayDate } from '../js/words.js';

/** @typedef {import('./protocol.js').Result} Result */

const AUTHORS_SHOWN = 5;
const TOPICS_SHOWN = 4;

/**
 * A list entry of the search page.
 *
 * @param {Result} result
 * @returns {HTMLLIElement}
 */
export function entry(result) {
  const item = document.createElement('li');
  item.className = 'entry';
  inspectable(item, result);
  const title = element('h2', '', anchor('', result.url, marked(result.title, result.marks.title)));
  title.dir = 'auto';
  item.append(title);
  if (result.authors.length) item.append(authors(result));
  if (result.abstract) item.append(text('p', 'abstract prose', result));
  const facts = quietLine(result);
  if (facts.length) item.append(element('p', 'facts', ...facts.flatMap((fact) => [fact, ' '])));
  return item;
}

/**
 * A choice of the dialog's list: title and snippet in one link.
 *
 * @param {Result} result
 * @returns {HTMLElement}
 */
export function option(result) {
  const item = anchor('option', result.url);
  inspectable(item, result);
  const title = element('span', 'option-title', marked(result.title, result.marks.title));
  title.dir = 'auto';
  item.append(title);
  if (result.abstract) item.append(text('span', 'option-text', result));
  return item;
}

/**
 * What was found and why it stands here is open to inspection.
 *
 * @param {HTMLElement} item
 * @param {Result} result
 */
function inspectable(item, result) {
  item.dataset.id = result.id;
  item.dataset.score = String(result.score);
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {Result} result
 */
function text(tag, className, { abstract, marks, snippet }) {
  const made = element(tag, className, marked(abstract, marks.abstract, snippet));
  made.dir = 'auto';
  return made;
}

/** @param {Result} result */
function authors({ authors: names, marks }) {
  const line = element('p', 'authors');
  // an author whom the query names is shown, however far down the list
  const named = names.flatMap((_, index) => (index >= AUTHORS_SHOWN && marks.authors[index]?.length ? [index] : []));
  const shown = names.length <= AUTHORS_SHOWN ? names.map((_, index) => index) : [...names.keys()].slice(0, AUTHORS_SHOWN);
  shown.concat(named).forEach((index, place) => {
    line.append(place ? ', ' : '', element('bdi', '', marked(names[index], marks.authors[index] ?? [])));
  });
  const rest = names.length - shown.length - named.length;
  if (rest > 0) line.append(' ', say('authors_more', { n: rest }));
  return line;
}

/**
 * Date, votes, code and topics, as far as known; the style sheet puts the dots between them.
 *
 * @param {Result} result
 * @returns {HTMLElement[]}
 */
function quietLine({ date, votes, code, topics, marks }) {
  const facts = [];
  if (date) {
    const time = document.createElement('time');
    time.dateTime = date;
    time.textContent = sayDate(date);
    facts.push(time);
  }
  if (votes !== null) facts.push(element('span', '', say('count_votes', { n: votes })));
  if (code) facts.push(element('span', '', say('code')));
  topics.slice(0, TOPICS_SHOWN).forEach(({ label }, index) => {
    facts.push(element('span', '', marked(label, marks.topics[index] ?? [])));
  });
  return facts;
}

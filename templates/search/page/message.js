// The message above the results: how many there are, and what was changed in the query.

import { anchor, element } from '../../js/dom.js';
import { say } from '../../js/strings.js';
import { withoutFilters } from './filters.js';

/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('../protocol.js').Note} Note */

/** A reader who pasted a page need not read it again. */
const MAX_QUERY_CHARACTERS = 60;

/**
 * The count, for eye and ear.
 *
 * @param {SearchAnswer} answer
 * @param {boolean} isFiltered
 */
export function countMessage(answer, isFiltered) {
  if (answer.total) return say('count_papers', { n: answer.total });
  const query = shorten(withoutFilters(answer.query));
  return query ? say(isFiltered ? 'no_results_filtered' : 'no_results', { query }) : say('count_papers', { n: 0 });
}

/**
 * What is to be known before the results: the page of the author whom the query names, and what was changed in the query.
 *
 * @param {SearchAnswer} answer
 * @returns {HTMLElement[]} a line each
 */
export function noteLines({ author, notes, total }) {
  const lines = notes.map((note) => element('p', 'search-note', sentence(note, total > 0)));
  if (author) lines.unshift(element('p', '', anchor('', author.url, say('all_papers_by', { author: author.name }))));
  return lines;
}

/**
 * @param {Note} note
 * @param {boolean} isFound whether there are results that what was tried could be shown in
 */
function sentence({ code, word, tried }, isFound) {
  switch (code) {
    case 'replaced':
    case 'also':
      return say(isFound ? code : 'tried', { word: shorten(word), tried: tried.join(say('tried_separator')) });
    case 'unknown':
    case 'common':
    case 'no_phrase':
    case 'syntax':
    case 'negation':
    case 'not_here':
      return say(code, { word: shorten(word) });
    case 'shortened':
      return say('shortened');
    default:
      // a kind that a newer engine knows
      return '';
  }
}

/** @param {string} text */
export function shorten(text) {
  const characters = [...text.trim()];
  return characters.length > MAX_QUERY_CHARACTERS ? `${characters.slice(0, MAX_QUERY_CHARACTERS - 1).join('')}…` : characters.join('');
}

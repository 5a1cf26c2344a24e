// What the search says above its results: how many there are, and what it made of the query.

import { element } from './element.js';
import { say } from '../js/words.js';

/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./protocol.js').Note} Note */

// a reader who pasted a page need not read it again
const LONGEST = 60;

/**
 * The count, for eye and ear.
 *
 * @param {SearchAnswer} answer
 * @param {boolean} filtered
 */
export function count(answer, filtered) {
  if (answer.total) return say('count_papers', { n: answer.total });
  const query = short(answer.query);
  return query ? say(filtered ? 'none_filtered' : 'none', { query }) : say('count_papers', { n: 0 });
}

/**
 * @param {Note[]} notes
 * @returns {HTMLElement[]} a line each
 */
export function lines(notes) {
  return notes.map((note) => element('p', 'search-note', sentence(note)));
}

/** @param {Note} note */
function sentence({ code, word, tried, message }) {
  switch (code) {
    case 'replaced':
      return tried.length ? say('replaced', { word: short(word), tried: tried.join(say('tried_between')) }) : message;
    case 'unknown':
    case 'common':
    case 'syntax':
      return word ? say(code, { word: short(word) }) : message;
    case 'shortened':
      return say('shortened');
    default:
      // a kind that a newer index knows
      return message;
  }
}

/** @param {string} text */
export function short(text) {
  const characters = [...text.trim()];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
}

// What the reader is told of the query.

/** @typedef {import('../protocol.js').Note} Note */

const MAX_LETTERS = 80;

/**
 * @param {Note['code']} code
 * @param {string} word
 * @param {string[]} [tried]
 * @returns {Note}
 */
export function note(code, word, tried = []) {
  return { code, word: word.length > MAX_LETTERS ? `${word.slice(0, MAX_LETTERS - 1)}…` : word, tried };
}

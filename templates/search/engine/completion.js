// Completes the beginning of a word, from the words that most papers have.
import { fold } from './folding.js';

const SEPARATOR = /[\s:：+"“”„«»(-]/;

/**
 * @param {string} query
 * @returns {{ start: number, word: string }} the word at its end, and where it starts
 */
export function lastWord(query) {
  let start = query.length;
  while (start > 0 && !SEPARATOR.test(query[start - 1])) start -= 1;
  return { start, word: query.slice(start) };
}

/**
 * @param {{ words: string[], counts: number[] }} table
 * @param {string} typed
 * @param {number} limit
 * @returns {{ word: string, count: number }[]} most papers first
 */
export function completions({ words, counts }, typed, limit) {
  const beginning = fold(typed);
  const matching = [];
  for (let at = 0; at < words.length; at += 1) {
    if (fold(words[at]).startsWith(beginning)) matching.push({ word: words[at], count: counts[at] });
  }
  return matching.sort((one, other) => other.count - one.count || (one.word < other.word ? -1 : 1)).slice(0, limit);
}

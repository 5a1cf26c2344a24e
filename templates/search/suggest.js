// Completing the word that a reader is typing, from the words that most papers have.

const LAST_WORD = /[^\s:+"“”„«»(-]*$/;

/**
 * @param {string} query
 * @returns {{ start: number, word: string }} the word at its end, and where it starts
 */
export function lastWord(query) {
  const start = query.search(LAST_WORD);
  return { start, word: query.slice(start) };
}

/**
 * @param {{ words: string[], counts: number[] }} table
 * @param {string} typed
 * @param {number} limit
 * @returns {{ word: string, count: number }[]} most papers first
 */
export function completions({ words, counts }, typed, limit) {
  const beginning = typed.toLowerCase();
  const found = [];
  for (let at = 0; at < words.length; at += 1) {
    if (words[at].toLowerCase().startsWith(beginning)) found.push({ word: words[at], count: counts[at] });
  }
  return found.sort((one, other) => other.count - one.count || (one.word < other.word ? -1 : 1)).slice(0, limit);
}

// Words that a reader writes together and papers apart. The counterpart of sitegen/search/query/apart.py.
import { findPhrase } from './conditions.js';
import { fold } from './folding.js';
import { correctFrequent } from './spelling.js';
import { stem } from './tokens.js';

/** @typedef {import('../language.js').Item} Item */
/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./vocabulary.js').Vocabulary} Vocabulary */
/** @typedef {{ word: string, term: string }} Part one of the two words that a word is joined of */

const MAX_TRIED = 3;
/** Two words that stand together in so many times fewer papers than a word one edit away are a misspelling of it. */
const RARER = 64;

/**
 * The parts of a number and a word, or of two words of the type-ahead table: `gpt4`, `zeroshot`. A misspelling is none of
 * them: `tranformer` is near to a word more frequent than both, and they seldom stand together.
 *
 * @param {string} word in lower case
 * @param {Item} item that has the word
 * @param {Index} index
 * @returns {Promise<Part[]>} none where it is not joined of such
 */
export async function frequentParts(word, item, index) {
  const match = /^([a-z]{2,})([0-9]+)$|^([0-9]+)([a-z]{2,})$/.exec(word);
  const parts = match ? match.slice(1).filter(Boolean) : await splitWord(word, item, index);
  const terms = parts.map(stem);
  const postings = await index.find(terms);
  return terms.every((term) => postings.has(term)) ? terms.map((term, at) => ({ term, word: parts[at] })) : [];
}

/**
 * @param {string} word
 * @param {Item} item
 * @param {Index} index
 */
async function splitWord(word, item, index) {
  const { words, counts } = await index.suggestions();
  const counted = new Map(words.map((one, at) => [fold(one), counts[at]]));
  let best = 0;
  /** @type {string[]} */
  let parts = [];
  for (const split of splits(word, 3)) {
    const worth = Math.min(...split.map((part) => counted.get(part) ?? 0));
    if (worth > best) [best, parts] = [worth, split];
  }
  if (!best) return [];
  const near = await correctFrequent(word, index);
  const nearest = Math.max(0, ...near.map((correction) => counted.get(fold(correction.word)) ?? 0));
  return nearest > best && nearest > RARER * (await beside(parts, item, index)).size ? [] : parts;
}

/**
 * The papers in which two words stand beside each other.
 *
 * @param {string[]} parts
 * @param {Item} item
 * @param {Index} index
 */
function beside(parts, item, index) {
  return findPhrase({ ...item, kind: 'phrase', value: parts.join(' ') }, index);
}

/**
 * The parts that stand beside each other in some paper, however rare they are: `webshepherd`, `frspec`. It needs the
 * whole vocabulary, which is at hand where even the nearest word was looked for in vain.
 *
 * @param {string} word in lower case
 * @param {Item} item that has the word
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<Part[]>}
 */
export async function rareParts(word, item, index, vocabulary) {
  const tried = /^[a-z]+$/.test(word) ? splits(word, 2) : [];
  const halves = new Set(tried.flat());
  /** @type {Map<string, { frequency: number, term: string }>} */
  const known = new Map();
  for (const { terms, frequencies, forms } of tried.length ? await vocabulary.load() : []) {
    forms.forEach((words, at) => {
      for (const form of words) if (halves.has(form)) known.set(form, { frequency: frequencies[at], term: terms[at] });
    });
  }
  /** @param {string[]} split */
  const worth = (split) => Math.min(...split.map((half) => known.get(half)?.frequency ?? 0));
  const possible = tried.filter((split) => split.every((half) => known.has(half))).sort((one, other) => worth(other) - worth(one));
  for (const split of possible.slice(0, MAX_TRIED)) {
    if ((await beside(split, item, index)).size) return split.map((half) => ({ word: half, term: known.get(half)?.term ?? '' }));
  }
  return [];
}

/**
 * The ways to cut a word in two.
 *
 * @param {string} word
 * @param {number} least letters of either part
 */
function splits(word, least) {
  /** @type {string[][]} */
  const all = [];
  for (let at = least; at <= word.length - least; at += 1) all.push([word.slice(0, at), word.slice(at)]);
  return all;
}

// Typing errors: the words a reader may have meant. The counterpart of sitegen/search/query/spelling.py.
import { fold } from './folding.js';
import { isAscii, queryTerms, stem, trim } from './tokens.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./vocabulary.js').Chunk} Chunk */
/** @typedef {import('./vocabulary.js').Vocabulary} Vocabulary */

/** @typedef {{ term: string, word: string, edits: number, inflected: boolean, frequency: number }} Correction `inflected`: as no paper has it */

const MIN_LETTERS = 3;
const MAX_GUESSES = 3;
/** A word that so few have may be an error of theirs if it is so long and its neighbour 64 times as frequent. */
const RARE_PAIRS = 3;
const RARE_LETTERS = 5;
const RARER_BY = 12;
/** Letters of a word that may be a misspelt beginning, and by how much what begins so is preferred to the nearest words. */
const MIN_BEGINNING = 5;
const CLEARER_BY = 6;

/**
 * The terms of the index that a word which no paper has may be a typing error for, or else the word without accents. Lunr
 * trims letters that are not ASCII from the ends, and what is left may be near to another word.
 *
 * @param {string} word in lower case
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<Correction[]>}
 */
export async function correctSpelling(word, index, vocabulary) {
  const folded = fold(word);
  const corrections = trim(word) === word ? await correctWord(word, index, vocabulary) : [];
  if (corrections.length || (folded === word && trim(word) === word)) return corrections;
  return correctWord(folded, index, vocabulary);
}

/**
 * @param {string} word in lower case
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<Correction[]>}
 */
async function correctWord(word, index, vocabulary) {
  const trimmed = trim(word);
  // another number is another fact
  if (!trimmed || /^[0-9]+$/.test(trimmed) || queryTerms(word).length !== 1) return [];
  // most errors leave the first letter as it is, and its part of the vocabulary is small; frequent words are at hand
  const [near, frequent] = await Promise.all([vocabulary.load(trimmed[0]), suggested(index)]);
  let corrections = findCorrections(trimmed, [...near, frequent]);
  if (!corrections.length || corrections[0].edits > 1) {
    corrections = findCorrections(trimmed, [...(await vocabulary.load()), frequent]);
  }
  return corrections;
}

/**
 * The much more frequent term that a word may be an error for, although some paper has it.
 *
 * @param {string} word in lower case
 * @param {import('./postings.js').Posting} own
 * @param {Index} index
 * @returns {Promise<Correction[]>}
 */
export async function correctRare(word, own, index) {
  if (own.pairs > RARE_PAIRS || word.length < RARE_LETTERS || !/^[a-z]+$/.test(word)) return [];
  return correctFrequent(word, index, twiceLog(own.pairs) + RARER_BY);
}

/**
 * The word of the type-ahead table that is one edit away, and at least so frequent.
 *
 * @param {string} word in lower case
 * @param {Index} index
 * @param {number} [least]
 * @returns {Promise<Correction[]>}
 */
export async function correctFrequent(word, index, least = 0) {
  const nearest = findCorrections(word, [await suggested(index, least)]);
  return nearest.filter(({ edits, inflected }) => edits === 1 && !inflected).slice(0, 1);
}

/**
 * What an unfinished word becomes if it is misspelt, or the nearest words where what begins so is not as frequent. Its
 * first and last letters are right: `difus` may become diffusion.
 *
 * @param {string} typed in lower case
 * @param {Correction[]} nearest
 * @param {Index} index
 * @returns {Promise<Correction[]>}
 */
export async function correctBeginning(typed, nearest, index) {
  const word = trim(typed);
  if (word.length < MIN_BEGINNING || !/^[a-z]+$/.test(word)) return nearest;
  const { terms, frequencies, forms } = await suggested(index);
  const mask = letterMask(word);
  /** @type {Correction[]} */
  const begun = [];
  for (const [at, [form]] of forms.entries()) {
    if (!mayBegin(word, mask, form)) continue;
    begun.push({ term: terms[at], word: form, edits: 1, inflected: false, frequency: frequencies[at] });
  }
  begun.sort((one, other) => other.frequency - one.frequency || (one.term < other.term ? -1 : Number(one.term > other.term)));
  const isClear = begun.length && (!nearest.length || preference(begun[0], word) > preference(nearest[0], word) + CLEARER_BY);
  if (!isClear) return nearest;
  return begun.filter(({ term }, at) => begun.findIndex((other) => other.term === term) === at).slice(0, MAX_GUESSES);
}

/**
 * Whether a longer word begins with one that is an edit away.
 *
 * @param {string} word
 * @param {number} mask its letters
 * @param {string} form
 */
function mayBegin(word, mask, form) {
  if (form[0] !== word[0] || !isAscii(form)) return false;
  for (let end = word.length - 1; end < Math.min(word.length + 2, form.length); end += 1) {
    if (form[end - 1] === word.at(-1) && distance(word, form.slice(0, end), mask, 1) === 1) return true;
  }
  return false;
}

/**
 * The words of the type-ahead table that are at least so frequent, as a part of the vocabulary.
 *
 * @param {Index} index
 * @param {number} [least]
 * @returns {Promise<Chunk>}
 */
async function suggested(index, least = 0) {
  const { words, counts } = await index.suggestions();
  const rows = words.map((word, at) => ({ word: word.toLowerCase(), frequency: twiceLog(counts[at]) }));
  const frequent = rows.filter(({ frequency }) => frequency >= least);
  return {
    terms: frequent.map(({ word }) => stem(word)),
    frequencies: Uint8Array.from(frequent, ({ frequency }) => frequency),
    forms: frequent.map(({ word }) => [word]),
  };
}

/** @param {number} count */
function twiceLog(count) {
  return 2 * (31 - Math.clz32(count));
}

/**
 * The nearest words of the vocabulary: fewest edits first, of these the most frequent.
 *
 * @param {string} word in lower case
 * @param {Chunk[]} chunks
 * @returns {Correction[]} all as near as the nearest
 */
function findCorrections(word, chunks) {
  const most = maxEdits(word);
  if (!most) return [];
  const own = stem(word);
  const mask = letterMask(word);
  let nearest = most;
  let inflected = true;
  /** @type {Correction[]} */
  let found = [];
  for (const { terms, frequencies, forms } of chunks) {
    for (let at = 0; at < terms.length; at += 1) {
      const guess = nearestForm(terms[at], forms[at], word, own, mask, nearest);
      // of as few edits, a word that papers have goes before one that they may have
      if (!guess || (guess.edits === nearest && guess.inflected && !inflected)) continue;
      if (guess.edits < nearest || guess.inflected !== inflected) found = [];
      nearest = guess.edits;
      inflected = guess.inflected;
      if (!found.some(({ term }) => term === terms[at])) found.push({ ...guess, frequency: frequencies[at] });
    }
  }
  found.sort((one, other) => preference(other, word) - preference(one, word) || (one.term < other.term ? -1 : 1));
  return found.slice(0, MAX_GUESSES);
}

/**
 * Edits that a word of such a length may hold before it is another word.
 *
 * @param {string} word
 * @returns {number}
 */
function maxEdits(word) {
  if (word.length < MIN_LETTERS) return 0;
  return word.length < 7 ? 1 : 2;
}

/**
 * @param {Correction} guess
 * @param {string} word
 */
function preference({ word: guessed, frequency }, word) {
  // typists seldom miss the first letter
  return frequency + (guessed[0] === word[0] ? 6 : 0);
}

/**
 * @param {string} term
 * @param {string[]} forms
 * @param {string} word
 * @param {string} own stem of the word
 * @param {number} mask
 * @param {number} most
 * @returns {Omit<Correction, 'frequency'> | null}
 */
function nearestForm(term, forms, word, own, mask, most) {
  let best = null;
  let left = most;
  for (const form of forms) {
    const edits = distance(word, form, mask, left);
    if (edits > left) continue;
    best = { term, word: form, edits, inflected: false };
    left = edits;
    if (edits <= 1) return best;
  }
  // the word may be an inflection that no paper has
  if (!best || best.edits > 1) {
    const edits = distance(own, term, letterMask(own), Math.min(1, left));
    if (edits <= Math.min(1, left)) best = { term, word: inflect(term, forms, word, own), edits, inflected: true };
  }
  return best;
}

/**
 * The word of a term that ends as the reader's does, or the most frequent if the reader's has another stem.
 *
 * @param {string} term
 * @param {string[]} forms
 * @param {string} word
 * @param {string} own stem of the word
 */
function inflect(term, forms, word, own) {
  return word.startsWith(own) ? term + word.slice(own.length) : (forms[0] ?? term);
}

/**
 * @param {string} word
 * @returns {number} a bit for each letter it has
 */
function letterMask(word) {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask;
}

/** @param {number} bits */
function countBits(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

const ROWS = [new Uint8Array(80), new Uint8Array(80), new Uint8Array(80)];

/**
 * Insertions, deletions, substitutions and swaps of neighbours between two words; more than `most` is just more.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} mask letters of the first
 * @param {number} most
 * @returns {number}
 */
function distance(one, other, mask, most) {
  const more = most + 1;
  if (Math.abs(one.length - other.length) > most || one.length > 70 || other.length > 70) return more;
  if (one === other) return 0;
  const otherMask = letterMask(other);
  if (countBits(mask & ~otherMask) > most || countBits(otherMask & ~mask) > most) return more;
  let [before, above, row] = ROWS;
  for (let at = 0; at <= other.length; at += 1) above[at] = at;
  for (let y = 1; y <= one.length; y += 1) {
    row[0] = y;
    let least = y;
    for (let x = 1; x <= other.length; x += 1) {
      const same = one.charCodeAt(y - 1) === other.charCodeAt(x - 1);
      let edits = Math.min(above[x] + 1, row[x - 1] + 1, above[x - 1] + (same ? 0 : 1));
      if (y > 1 && x > 1 && one[y - 1] === other[x - 2] && one[y - 2] === other[x - 1]) {
        edits = Math.min(edits, before[x - 2] + 1);
      }
      row[x] = edits;
      if (edits < least) least = edits;
    }
    if (least > most) return more;
    [before, above, row] = [above, row, before];
  }
  return above[other.length];
}

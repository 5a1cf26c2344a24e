// Words of a text as search knows them; the counterpart of sitegen/text/tokens.py, on lunr.js's own stemmer.
import { CJK } from '../language.js';
import { lunr } from './lunr.js';

const HAS_CJK = new RegExp(`[${CJK}]`, 'u');
const RUNS = new RegExp(`[${CJK}]+|[^${CJK}]+`, 'gu');
const PIECES = /[^\s-]+/g;
const WORD = '0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff';
const PLAIN = new RegExp(`^[${WORD}]*$`);
const PARTS = new RegExp(`[${WORD}]{2,}`, 'g');
const NUMBER = /^[0-9]+$/;
const NOT_ASCII = /[\u0080-\uffff]/;
const OUTER_SIGNS = /^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu;
const WORD_CHARACTER = /\w/;

/** @type {Map<string, string>} what was stemmed before; a query's results say the same words again and again */
const stems = new Map();

/**
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    found = lunr.stemmer(new lunr.Token(word)).toString();
    if (stems.size > 50_000) stems.clear();
    stems.set(word, found);
  }
  return found;
}

/**
 * The word without what is no ASCII word character at its ends, as `lunr.trimmer`; CJK stays.
 *
 * @param {string} word
 * @returns {string}
 */
export function trim(word) {
  if (HAS_CJK.test(word)) return word;
  let start = 0;
  let end = word.length;
  while (start < end && !WORD_CHARACTER.test(word[start])) start += 1;
  while (end > start && !WORD_CHARACTER.test(word[end - 1])) end -= 1;
  return word.slice(start, end);
}

/**
 * @param {string} word
 * @returns {boolean}
 */
export function isStopWord(word) {
  return lunr.stopWordFilter(new lunr.Token(word)) === undefined;
}

/**
 * One piece between spaces: itself, or where it has CJK characters the pairs of each run and what is between.
 *
 * @param {string} piece
 * @returns {string[]}
 */
export function segments(piece) {
  if (!HAS_CJK.test(piece)) return [piece];
  const parts = [];
  for (const run of piece.match(RUNS) ?? []) {
    const characters = Array.from(run);
    if (characters.length === 1 || !HAS_CJK.test(run)) parts.push(run);
    else for (let at = 0; at + 1 < characters.length; at += 1) parts.push(characters[at] + characters[at + 1]);
  }
  return parts;
}

/**
 * The terms of one word of a query, as Lunr's search pipeline gives them: a word that has nothing to keep gives one
 * empty term, which no paper has, and stop words stay.
 *
 * @param {string} word
 * @returns {string[]}
 */
export function queryTerms(word) {
  const parts = segments(word.toLowerCase());
  if (parts.length === 1) return [stem(trim(parts[0]))];
  return parts.map(trim).filter(Boolean).map(stem);
}

/** @param {string} text */
export function isAscii(text) {
  return !NOT_ASCII.test(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
export function hasCjk(text) {
  return HAS_CJK.test(text);
}

/**
 * The words between the signs within a word; none when there are no signs, or only numbers or letters between.
 *
 * @param {string} word
 * @returns {string[]}
 */
function compounded(word) {
  return PLAIN.test(word) ? [] : (word.match(PARTS) ?? []).filter((part) => !NUMBER.test(part));
}

/**
 * The words that a part of a query is searched as; those that papers may have joined otherwise stand apart.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function queryWords(text) {
  // an accent of its own would be trimmed
  return (text.normalize('NFC').match(PIECES) ?? []).flatMap(splitCompound).filter(Boolean);
}

/** @param {string} piece */
function splitCompound(piece) {
  if (hasCjk(piece)) return [trim(piece)];
  // what Lunr would trim of letters that are not ASCII stays
  const word = isAscii(piece) ? trim(piece) : piece.replace(OUTER_SIGNS, '');
  const parts = compounded(word).filter((part) => !isStopWord(part.toLowerCase()));
  return parts.length ? parts : [word];
}

/**
 * Where the words of a text stand that may be terms, each with its term; of `encoder/decoder` the whole and both words.
 *
 * @param {string} text
 * @returns {{ term: string, start: number, end: number }[]} in order of their starts
 */
export function locateTerms(text) {
  /** @type {{ term: string, start: number, end: number }[]} */
  const found = [];
  /** @param {string} written @param {number} start @param {number} end without the signs at its ends */
  const add = (written, start, end) => {
    const lower = trim(written.toLowerCase());
    if (lower && !isStopWord(lower)) found.push({ term: stem(lower), start, end });
  };
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    let from = 0;
    for (const part of segments(piece)) {
      // pairs overlap, so each is looked for from the start of the one before
      const place = piece.indexOf(part, from);
      from = HAS_CJK.test(part) ? place : place + part.length;
      const word = trim(part);
      if (!word) continue;
      const start = index + place + part.indexOf(word);
      add(part, start, start + word.length);
      if (HAS_CJK.test(word)) continue;
      let after = 0;
      for (const inner of compounded(word)) {
        after = word.indexOf(inner, after);
        add(inner, start + after, start + after + inner.length);
        after += inner.length;
      }
    }
  }
  return found;
}

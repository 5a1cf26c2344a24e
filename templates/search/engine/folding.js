// Words as they are compared letter by letter: without regard to case, accents and signs. The counterpart of
// sitegen/text/folding.py.
import { CJK } from '../language.js';

const ACCENTS = /[\u0300-\u036f]/g;
/** @type {Record<string, string>} letters that have no accent to lose, as they are typed without them */
const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'ng', ς: 'σ' };
const WITHOUT_ACCENT = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega';
/** Names of letters that are words of their own, as formulas are indexed by these and shown with the letters. */
const GREEK = new Map(GREEK_NAMES.split(' ').map((name, at) => ['αβγδεζηθικλμνξοπρστυφχψω'[at], name]));
const WORDS = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}_])+`, 'gu');

/**
 * @param {string} text
 * @returns {string} in lower case and without accents
 */
export function fold(text) {
  const lower = text.toLowerCase();
  if (/^[ -~]*$/.test(lower)) return lower;
  const plain = lower.normalize('NFKD').replace(ACCENTS, '').normalize('NFC');
  return plain.replace(WITHOUT_ACCENT, (letter) => LETTERS[letter]);
}

/**
 * The words of a text, folded; a character of Chinese, Japanese or Korean is a word, and a Greek letter its name.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function exactWords(text) {
  return (fold(text).match(WORDS) ?? []).map((word) => GREEK.get(word) ?? word);
}

/**
 * The words of a text that folding changes, in lower case and otherwise as written.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function accentedWords(text) {
  return (text.normalize('NFC').toLowerCase().match(WORDS) ?? []).filter((word) => fold(word) !== word);
}

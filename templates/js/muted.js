// Papers are folded away where their entry in a list has a word that the reader muted, and said to be.

import './more_strings.js';
import { element } from './dom.js';
import { say } from './strings.js';
import { mutedWords } from './watches.js';

/**
 * @param {HTMLElement[]} entries of one list
 */
export function foldMuted(entries) {
  const words = mutedWords();
  const pattern = patternOf(words);
  /** @type {Set<string>} */
  const found = new Set();
  const folded = entries.filter((entry) => {
    const match = pattern?.exec(fold(textOf(entry)));
    if (match) found.add(match[1]);
    return match;
  });
  const list = entries[0]?.parentElement;
  if (!folded.length || !list) return;
  for (const entry of folded) entry.classList.add('folded');
  const shown = words.filter((word) => found.has(fold(word)));
  const button = element('button', 'link-button', say('show'));
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => {
    const open = list.classList.toggle('show-folded');
    button.setAttribute('aria-expanded', String(open));
    button.textContent = say(open ? 'hide' : 'show');
  });
  list.before(element('p', 'folded-papers', say('papers_folded', { n: folded.length, words: shown.join(', ') }), ' ', button));
}

/**
 * What is looked through: title, names of topics and authors, and the abstract where the list has it.
 *
 * @param {HTMLElement} entry
 */
function textOf(entry) {
  const parts = entry.querySelectorAll('h2, .abstract, .authors, .facts a');
  return [...parts].map((part) => part.textContent).join('\n');
}

/**
 * Finds any of the words, each whole; a word of CJK characters anywhere.
 *
 * @param {string[]} words
 * @returns {RegExp | null} null for no words
 */
function patternOf(words) {
  if (!words.length) return null;
  const parts = words.map((word) => {
    const escaped = fold(word).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+');
    const start = /^[\p{L}\p{N}]/u.test(word) && !CJK.test(word) ? '(?<![\\p{L}\\p{N}])' : '';
    const end = /[\p{L}\p{N}]$/u.test(word) && !CJK.test(word) ? '(?![\\p{L}\\p{N}])' : '';
    return `${start}${escaped}${end}`;
  });
  return new RegExp(`(${parts.join('|')})`, 'u');
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Without case and accents.
 *
 * @param {string} text
 */
export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
}

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
  /** @type {Map<HTMLElement, string>} */
  const folded = new Map();
  for (const entry of entries) {
    const match = pattern?.exec(fold(textOf(entry)));
    if (match) folded.set(entry, match[1]);
  }
  const list = entries[0]?.parentElement;
  if (!folded.size || !list) return;
  for (const entry of folded.keys()) entry.classList.add('folded');
  const count = document.createTextNode('');
  const button = element('button', 'link-button', say('show'));
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => {
    const open = list.classList.toggle('show-folded');
    button.setAttribute('aria-expanded', String(open));
    button.textContent = say(open ? 'hide' : 'show');
  });
  const line = element('p', 'folded-papers', count, ' ', button);
  const tell = () => {
    // what a filter leaves out does not come back when the others are shown
    const found = [...folded].filter(([entry]) => !entry.hidden).map(([, word]) => word);
    const shown = words.filter((word) => found.includes(fold(word)));
    count.data = say('papers_folded', { n: found.length, words: shown.join(', ') });
    line.hidden = !found.length;
  };
  tell();
  new MutationObserver(tell).observe(list, { attributeFilter: ['hidden'], subtree: true });
  list.before(line);
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
    const escaped = fold(word).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const start = /^[\p{L}\p{N}]/u.test(word) && !CJK.test(word) ? '(?<![\\p{L}\\p{N}])' : '';
    const end = /[\p{L}\p{N}]$/u.test(word) && !CJK.test(word) ? '(?![\\p{L}\\p{N}])' : '';
    return `${start}${escaped}${end}`;
  });
  return new RegExp(`(${parts.join('|')})`, 'u');
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Without case and accents, and with one space for several.
 *
 * @param {string} text
 */
export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/\s+/g, ' ').toLowerCase();
}

// Where a result's texts have the query's words, and the part of its abstract that shows them best.
import { exactWords } from './folding.js';
import { locateTerms } from './tokens.js';

/** @typedef {import('./index.js').Shown} Shown */
/** @typedef {import('../protocol.js').Marks} Marks */

const WORDS = /[\p{L}\p{M}\p{N}_]+/gu;
const SNIPPET_LENGTH = 300;
/** Letters of a snippet before its first match, so that the match has its sentence. */
const SNIPPET_LEAD = 60;

/**
 * @param {Shown} shown
 * @param {Map<string, number>} terms those to mark, each with its weight for the snippet
 * @returns {{ marks: Marks, snippet: [number, number] }}
 */
export function markResult({ title, abstract = '', authors = [], topics = [] }, terms) {
  const inAbstract = findMatches(abstract, terms);
  return {
    marks: {
      title: pairs(findMatches(title, terms)),
      abstract: pairs(inAbstract),
      authors: authors.map((name) => pairs(findMatches(name, terms, '@'))),
      topics: topics.map(([, label]) => pairs(findMatches(label, terms))),
    },
    snippet: snippetOf(abstract, inAbstract, terms),
  };
}

/** @typedef {{ term: string, start: number, end: number }} Match */

/**
 * @param {string} text
 * @param {Map<string, number>} terms
 * @param {string} [sign] before stop words that are names
 * @returns {Match[]}
 */
function findMatches(text, terms, sign = '') {
  const matches = terms.size ? locateTerms(text).filter(({ term }) => terms.has(term)) : [];
  if (![...terms.keys()].some((term) => term.endsWith(' '))) return matches;
  for (const { 0: word, index: start } of text.matchAll(WORDS)) {
    const folded = `${exactWords(word).join('')} `;
    const term = terms.has(folded) ? folded : sign + folded;
    if (terms.has(term)) matches.push({ term, start, end: start + word.length });
  }
  return matches.sort((one, other) => one.start - other.start || other.end - one.end);
}

/**
 * @param {Match[]} found in order; pairs of CJK characters overlap
 * @returns {number[]}
 */
function pairs(found) {
  /** @type {number[]} */
  const ends = [];
  for (const { start, end } of found) {
    if (ends.length && start < ends[ends.length - 1]) ends[ends.length - 1] = Math.max(end, ends[ends.length - 1]);
    else ends.push(start, end);
  }
  return ends;
}

/**
 * @param {string} text
 * @param {Match[]} found
 * @param {Map<string, number>} terms
 * @returns {[number, number]}
 */
function snippetOf(text, found, terms) {
  if (text.length <= SNIPPET_LENGTH) return [0, text.length];
  let best = 0;
  let from = 0;
  for (let first = 0; first < found.length; first += 1) {
    const limit = found[first].start + SNIPPET_LENGTH - SNIPPET_LEAD;
    const seen = new Set();
    let worth = 0;
    for (let at = first; at < found.length && found[at].end <= limit; at += 1) {
      const { term } = found[at];
      // a word again is worth little
      worth += (terms.get(term) ?? 0) * (seen.has(term) ? 0.1 : 1);
      seen.add(term);
    }
    if (worth > best) {
      best = worth;
      from = found[first].start;
    }
  }
  const start = from <= SNIPPET_LEAD ? 0 : startOfSentence(text, from - SNIPPET_LEAD);
  const end = start + SNIPPET_LENGTH >= text.length ? text.length : text.lastIndexOf(' ', start + SNIPPET_LENGTH);
  return [start, end > start ? end : Math.min(text.length, start + SNIPPET_LENGTH)];
}

/**
 * The start of a sentence, or else of a word, at or a little after a place.
 *
 * @param {string} text
 * @param {number} place
 */
function startOfSentence(text, place) {
  const sentence = /[.!?。]\s+/g;
  sentence.lastIndex = place;
  const found = sentence.exec(text);
  if (found && found.index < place + SNIPPET_LEAD - 10) return found.index + found[0].length;
  const space = text.indexOf(' ', place);
  return space >= 0 && space < place + SNIPPET_LEAD ? space + 1 : place;
}

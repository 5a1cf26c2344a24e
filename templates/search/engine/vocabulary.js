// All terms of the index and the words behind them: what wildcards, `~` and typing errors are compared with.
import { Digits, digit } from './digits.js';
import { lunr } from './lunr.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./lunr.js').TokenSet} TokenSet */

/**
 * @typedef {object} Chunk one file of the vocabulary
 * @property {string[]} terms in order
 * @property {Uint8Array} frequencies twice the binary logarithm of how often
 * @property {string[][]} forms the words of each term
 */

const MAX_EDITS = 3;
/** Ways to edit a word that are followed; Lunr follows all, and stands still over a long word. */
const MAX_EDIT_PATHS = 200_000;

export class Vocabulary {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    /** @type {Map<string, Promise<Chunk>>} */
    this.chunks = new Map();
  }

  /**
   * The part of the vocabulary that holds all terms with a beginning.
   *
   * @param {string} [beginning]
   * @returns {Promise<Chunk[]>}
   */
  async load(beginning = '') {
    const { words } = this.index.manifest;
    const wanted = words.filter(([bound], at) => {
      const next = words[at + 1]?.[0];
      return (next === undefined || next > beginning) && (bound <= beginning || bound.startsWith(beginning));
    });
    return Promise.all(wanted.map(([, name]) => this.#chunk(name)));
  }

  /** @param {string} name */
  #chunk(name) {
    let chunk = this.chunks.get(name);
    if (!chunk) {
      chunk = this.index.words(name).then(decodeChunk);
      chunk.catch(() => this.chunks.delete(name));
      this.chunks.set(name, chunk);
    }
    return chunk;
  }

  /**
   * How often terms are met, as twice the binary logarithm.
   *
   * @param {string[]} terms
   * @returns {Promise<Map<string, number>>}
   */
  async frequencies(terms) {
    const wanted = new Set(terms);
    const frequencies = new Map();
    for (const chunk of await this.load(commonBeginning(terms))) {
      for (const [at, term] of chunk.terms.entries()) if (wanted.has(term)) frequencies.set(term, chunk.frequencies[at]);
    }
    return frequencies;
  }

  /**
   * Terms of the words that have a beginning, the most frequent first.
   *
   * @param {string} beginning
   * @param {number} limit
   * @returns {Promise<string[]>}
   */
  async startingWith(beginning, limit) {
    /** @type {{ term: string, frequency: number }[]} */
    const matching = [];
    // a term may be shorter than its words
    for (const { terms, frequencies, forms } of await this.load(beginning.slice(0, 3))) {
      terms.forEach((term, at) => {
        const fits = term.startsWith(beginning) || forms[at].some((form) => form.startsWith(beginning));
        if (fits) matching.push({ term, frequency: frequencies[at] });
      });
    }
    matching.sort((one, other) => other.frequency - one.frequency || (one.term < other.term ? -1 : 1));
    return matching.slice(0, limit).map(({ term }) => term);
  }

  /**
   * The terms that a term with `*` or an edit distance stands for, in the order in which Lunr comes by them.
   *
   * @param {string} term
   * @param {number} [editDistance]
   * @returns {Promise<string[]>}
   */
  async expand(term, editDistance) {
    const edits = editDistance === undefined ? undefined : clampEdits(term, editDistance);
    const clause = edits === undefined ? { term } : { term, editDistance: edits };
    const pattern = lunr.TokenSet.fromClause(clause);
    const star = term.indexOf('*');
    const chunks = await this.load(edits === undefined ? term.slice(0, star < 0 ? term.length : star) : '');
    const matching = chunks.flatMap((chunk) => acceptedTerms(chunk.terms, pattern));
    // Lunr's own walk over the few that match gives its order; what does not match leaves no trace in it
    return matching.length ? lunr.TokenSet.fromArray(matching).intersect(pattern).toArray() : [];
  }
}

/**
 * The edit distance, or less where Lunr would not come to an end.
 *
 * @param {string} term
 * @param {number} wanted
 * @returns {number}
 */
function clampEdits(term, wanted) {
  let edits = Math.min(wanted, MAX_EDITS);
  while (edits > 0 && term.length ** edits > MAX_EDIT_PATHS) edits -= 1;
  return edits;
}

/**
 * @param {string[]} terms
 * @returns {string}
 */
function commonBeginning(terms) {
  let shared = terms[0] ?? '';
  for (const term of terms) while (!term.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}

/**
 * The terms that a pattern accepts. Neighbours share their beginnings, and those are read once.
 *
 * @param {string[]} terms in order
 * @param {TokenSet} pattern
 * @returns {string[]}
 */
function acceptedTerms(terms, pattern) {
  /** @type {TokenSet[][]} states after so many characters of the term before */
  const states = [[pattern]];
  const accepted = [];
  let before = '';
  for (const term of terms) {
    let at = 0;
    const most = Math.min(term.length, states.length - 1);
    while (at < most && term[at] === before[at]) at += 1;
    states.length = at + 1;
    while (at < term.length && states[at].length) {
      states.push(step(states[at], term[at]));
      at += 1;
    }
    before = term;
    if (at === term.length && at > 0 && states[at].some((state) => state.final)) accepted.push(term);
  }
  return accepted;
}

/**
 * @param {TokenSet[]} states
 * @param {string} character
 * @returns {TokenSet[]}
 */
function step(states, character) {
  const next = new Set();
  for (const { edges } of states) {
    if (Object.hasOwn(edges, character)) next.add(edges[character]);
    if (Object.hasOwn(edges, '*')) next.add(edges['*']);
  }
  return Array.from(next);
}

/**
 * @param {{ terms: string, frequencies: string, endings: string[], forms: string }} file
 * @returns {Chunk}
 */
function decodeChunk({ terms: coded, frequencies: digits, endings, forms: codes }) {
  const terms = coded.split(' ');
  for (let at = 0, before = ''; at < terms.length; at += 1) {
    before = before.slice(0, digit(terms[at])) + terms[at].slice(1);
    terms[at] = before;
  }
  const reader = new Digits(digits);
  const frequencies = Uint8Array.from(terms, () => reader.next());
  const forms = codes.split(' ').map((these, at) =>
    Array.from(these, (code) => {
      const ending = endings[digit(code)];
      return terms[at].slice(0, terms[at].length - Number(ending[0])) + ending.slice(1);
    }),
  );
  return { terms, frequencies, forms };
}

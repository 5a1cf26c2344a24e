// lunr.js as it comes from npm, which is no ES module, made importable by one. The order of the imports matters.
import './commonjs.js';
import * as vendor from '../../vendor/lunr.min.js';

/**
 * The parts of lunr.js that are used here.
 *
 * @typedef {object} TokenSet a set of words as an automaton, or the pattern of a query
 * @property {boolean} final
 * @property {Record<string, TokenSet>} edges
 * @property {(pattern: TokenSet) => TokenSet} intersect
 * @property {() => string[]} toArray
 */

/**
 * @typedef {object} Clause one word of a query, as Lunr's parser gives it
 * @property {string} term
 * @property {string[]} fields
 * @property {number} boost
 * @property {boolean} usePipeline
 * @property {number} presence
 * @property {number} [editDistance]
 */

/**
 * @typedef {object} Lunr
 * @property {new (text: string) => { toString(): string }} Token
 * @property {(token: object) => { toString(): string }} stemmer
 * @property {(token: object) => unknown} stopWordFilter
 * @property {{ fromClause(clause: { term: string, editDistance?: number }): TokenSet,
 *   fromArray(words: string[]): TokenSet }} TokenSet
 * @property {(new (fields: string[]) => { clauses: Clause[] }) &
 *   { presence: { OPTIONAL: number, REQUIRED: number, PROHIBITED: number } }} Query
 * @property {new (text: string, query: object) => { parse(): void }} QueryParser
 */

// Node takes the file for CommonJS and gives its exports itself
const found = /** @type {any} */ (vendor).default ?? /** @type {any} */ (globalThis).module.exports;

export const lunr = /** @type {Lunr} */ (found);

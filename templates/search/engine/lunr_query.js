// Queries in Lunr's own language: its parser, and the terms that its clauses stand for. The counterpart of
// sitegen/search/query/lunr_query.py.
import { parse } from '../language.js';
import { lunr } from './lunr.js';
import { expandClause } from './score.js';
import { queryWords } from './tokens.js';

/** @typedef {import('../language.js').Item} Item */
/** @typedef {import('./lunr.js').Clause} Clause */
/** @typedef {import('./score.js').Expanded} Expanded */
/** @typedef {import('./snapshot.js').Snapshot} Snapshot */

/** Clauses of a query that are searched. */
const MAX_CLAUSES = 256;

/**
 * The query without the fields that Lunr does not know and would refuse, and these.
 *
 * @param {string} query
 * @param {string[]} fields
 * @returns {{ text: string, foreign: Item[] }}
 */
export function withoutForeignFields(query, fields) {
  const foreign = parse(query).items.filter(({ field, start, end }) => {
    const [name] = query.slice(start, end).replace(/^[+-]+/, '').split(':');
    return field && !fields.includes(name.toLowerCase());
  });
  let text = query;
  for (const { start, end } of foreign) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  return { text, foreign };
}

/**
 * The clauses of a query, as Lunr's parser finds them, or where it refuses the query its words.
 *
 * @param {string} query
 * @param {Snapshot} snapshot
 * @returns {Promise<{ clauses: Expanded[], refused: boolean, shortened: boolean }>}
 */
export async function interpretAsLunr(query, { index, vocabulary }) {
  const { fields } = index.manifest;
  const parsed = parseAsLunr(query, fields);
  const clauses = parsed ?? parse(query).items.flatMap((item) => clausesOf(item, fields));
  /** @param {string} term @param {number} [edits] */
  const expand = (term, edits) => vocabulary.expand(term, edits);
  /** @param {Iterable<string>} terms */
  const find = (terms) => index.find(terms);
  const expanded = await Promise.all(clauses.slice(0, MAX_CLAUSES).map((clause) => expandClause(clause, expand, find)));
  return { clauses: expanded, refused: !parsed, shortened: clauses.length > MAX_CLAUSES };
}

/**
 * @param {string} query
 * @param {string[]} fields
 * @returns {Clause[] | null} null when Lunr cannot read it
 */
function parseAsLunr(query, fields) {
  const parsed = new lunr.Query(fields);
  try {
    new lunr.QueryParser(query, parsed).parse();
  } catch {
    return null;
  }
  return parsed.clauses;
}

/**
 * @param {Item} item
 * @param {string[]} fields
 * @returns {Clause[]}
 */
function clausesOf({ sign, value }, fields) {
  const { OPTIONAL, REQUIRED, PROHIBITED } = lunr.Query.presence;
  const presence = { '+': REQUIRED, '-': PROHIBITED }[sign] ?? OPTIONAL;
  return queryWords(value).map((word) => ({ term: word, fields, boost: 1, usePipeline: true, presence }));
}

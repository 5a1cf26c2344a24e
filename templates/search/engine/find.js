// The papers of a query: those that it names, or that its words or nothing but its conditions find, filtered, and the best
// of them.
import { hasMore, identifiers } from '../language.js';
import { lowerBound } from './index.js';
import { note } from './notes.js';
import { rank } from './rank.js';
import { score } from './score.js';

/** @typedef {import('./score.js').Scored} Scored */

/**
 * The papers whose identifiers a query has, whatever else it says.
 *
 * @param {string} query
 * @param {import('./index.js').Index} index
 * @returns {Promise<{ scored: Scored, notes: import('../protocol.js').Note[], direct: boolean } | null>} null without any,
 *     and where none of those amid words is here: a title may have one, or a number that looks like one
 */
export async function findNamed(query, index) {
  const keys = identifiers(query);
  if (!keys.length) return null;
  const targets = await Promise.all(keys.map((key) => index.target(key)));
  const documents = Int32Array.from(new Set(targets.filter((target) => typeof target === 'number')));
  if (!documents.length && hasMore(query)) return null;
  const missing = keys.filter((_, at) => typeof targets[at] !== 'number');
  return {
    scored: { documents, scores: new Float64Array(documents.length) },
    notes: missing.map((key) => note('not_here', key)),
    direct: documents.length === 1 && !missing.length,
  };
}

/**
 * The papers that a query is about, before its conditions.
 *
 * @param {import('./interpret.js').Interpretation} interpreted
 * @param {import('../protocol.js').SearchRequest} request
 * @param {import('./index.js').Manifest} manifest
 * @returns {Scored}
 */
export function findPapers({ ranks, lists, clauses, slots, postings }, { rank: order }, manifest) {
  const nobody = { documents: new Int32Array(), scores: new Float64Array() };
  const ranked = !ranks ? nobody : order === 'lunr' ? score(clauses, postings, manifest) : rank(slots, postings, manifest);
  if (!lists) return ranked;
  const has = new Uint8Array(manifest.documents);
  for (const document of ranked.documents) has[document] = 1;
  const documents = [...ranked.documents];
  for (let document = has.length - 1; document >= 0; document -= 1) if (!has[document]) documents.push(document);
  const scores = new Float64Array(documents.length);
  scores.set(ranked.scores);
  return { documents: Int32Array.from(documents), scores };
}

/**
 * @param {Scored} scored
 * @param {(document: number) => boolean} test
 * @returns {Scored}
 */
export function filter({ documents, scores }, test) {
  const places = Array.from(documents.keys()).filter((at) => test(documents[at]));
  return {
    documents: Int32Array.from(places, (at) => documents[at]),
    scores: Float64Array.from(places, (at) => scores[at]),
  };
}

/**
 * Places of the best, by their keys and then by their scores; equal ones stay in order.
 *
 * @param {Scored} found
 * @param {Float64Array | null} keys of documents, or null for relevance alone
 * @param {number} count
 * @returns {number[]}
 */
export function best({ documents, scores }, keys, count) {
  /** @param {number} one @param {number} other */
  const compare = (one, other) =>
    (keys ? keys[documents[other]] - keys[documents[one]] : 0) || scores[other] - scores[one] || one - other;
  /** @type {number[]} the best so far, in order */
  const places = [];
  for (let at = 0; at < documents.length; at += 1) {
    if (places.length === count && (!count || compare(at, places[count - 1]) >= 0)) continue;
    places.splice(lowerBound(places.length, (nth) => compare(places[nth], at) > 0), 0, at);
    if (places.length > count) places.pop();
  }
  return places;
}

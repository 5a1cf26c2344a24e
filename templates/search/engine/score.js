// Lunr's own ranking: the ids, the order and the scores that `lunr.Index` over all papers would give.
//
// What lunr.js does with objects is done with arrays here, in the same order, because sums of floating numbers hang on
// it: terms in the order in which the builder met them, fields in the order in which a document was found by them.
import { lunr } from './lunr.js';
import { queryTerms } from './tokens.js';

/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./postings.js').FieldPosting} FieldPosting */
/** @typedef {import('./index.js').Manifest} Manifest */
/** @typedef {import('./lunr.js').Clause} Clause */

/** @typedef {{ clause: Clause, terms: string[][] }} Expanded for each term of a clause, the terms it stands for */

/**
 * @typedef {object} Scored
 * @property {Int32Array} documents in the order in which Lunr found them
 * @property {Float64Array} scores of each
 */

/**
 * @param {Clause} clause
 * @param {(term: string, editDistance?: number) => Promise<string[]>} expand for wildcards and edit distances
 * @param {(terms: Iterable<string>) => Promise<Map<string, Posting>>} find
 * @returns {Promise<Expanded>}
 */
export async function expandClause(clause, expand, find) {
  const own = clause.usePipeline ? queryTerms(clause.term) : [clause.term];
  const terms = await Promise.all(
    own.map(async (term) => {
      if (!term) return [];
      if ('editDistance' in clause || term.includes('*')) return expand(term, clause.editDistance);
      return (await find([term])).has(term) ? [term] : [];
    }),
  );
  return { clause, terms };
}

/**
 * @param {Expanded[]} query
 * @param {Map<string, Posting>} postings of all terms of the query
 * @param {Manifest} manifest
 * @returns {Scored}
 */
export function score(query, postings, manifest) {
  const { documents: size } = manifest;
  const allow = presence(query, postings, manifest);
  if (query.every(({ clause }) => clause.presence === lunr.Query.presence.PROHIBITED)) {
    const documents = Int32Array.from({ length: size }, (_, document) => document).filter(allow);
    return { documents, scores: new Float64Array(documents.length) };
  }
  const { vectors, order, met } = gather(query, postings, manifest);
  const sums = vectors.map((vector) => similarities(vector, postings, manifest));
  const documents = order.filter(allow);
  const scores = new Float64Array(documents.length);
  for (let at = 0; at < documents.length; at += 1) {
    const document = documents[at];
    let rest = met[document];
    let total = 0;
    // three bits a field, the one met first lowest
    for (; rest; rest >>= 3) total += sums[(rest & 7) - 1][document];
    scores[at] = total;
  }
  return { documents, scores };
}

/** @typedef {{ field: number, boosts: Map<string, number> }} Vector the query's boost of each term in one field */

/**
 * Walks the query as Lunr does: which terms count in which field, and in which order documents and fields are met.
 *
 * @param {Expanded[]} query
 * @param {Map<string, Posting>} postings
 * @param {Manifest} manifest
 */
function gather(query, postings, { documents: size, fields, numeric }) {
  /** @type {Vector[]} */
  const vectors = fields.map((_, field) => ({ field, boosts: new Map() }));
  const met = new Uint16Array(size);
  const order = new Int32Array(size);
  let count = 0;
  /** @param {number} document @param {number} field */
  const meet = (document, field) => {
    const before = met[document];
    if (!before) order[count++] = document;
    for (let shift = 0; ; shift += 3) {
      const known = (before >> shift) & 7;
      if (known === field + 1) return;
      if (known) continue;
      met[document] = before | ((field + 1) << shift);
      return;
    }
  };
  for (const { clause, terms } of query) {
    if (clause.presence === lunr.Query.presence.PROHIBITED) continue;
    for (const group of terms) {
      // Lunr leaves a required clause at the first term that no document has
      if (!group.length && clause.presence === lunr.Query.presence.REQUIRED) break;
      for (const term of group) {
        for (const name of clause.fields) {
          const field = fields.indexOf(name);
          const { boosts } = vectors[field];
          const seen = boosts.get(term);
          boosts.set(term, (seen ?? 0) + clause.boost);
          if (seen === undefined) walk(postings.get(term)?.fields[field], numeric, (document) => meet(document, field));
        }
      }
    }
  }
  return { vectors, met, order: order.subarray(0, count) };
}

/**
 * Documents in the order of an object's keys, where integers come first.
 *
 * @param {FieldPosting | null | undefined} posting
 * @param {number[]} numeric
 * @param {(document: number) => void} visit
 */
function walk(posting, numeric, visit) {
  if (!posting) return;
  if (numeric.length) {
    const has = new Set(posting.documents);
    for (const document of numeric) if (has.has(document)) visit(document);
  }
  // one met already is not met again
  for (const document of posting.documents) visit(document);
}

/**
 * @param {Vector} vector
 * @param {Map<string, Posting>} postings
 * @param {Manifest} manifest
 * @returns {Float64Array} by document
 */
function similarities({ field, boosts }, postings, manifest) {
  const { documents: size, lengths: totals, boosts: fieldBoosts, k1, b } = manifest;
  const sums = new Float64Array(size);
  const average = totals[field] / size;
  const terms = Array.from(boosts, ([term, boost]) => ({ posting: /** @type {Posting} */ (postings.get(term)), boost }));
  terms.sort((one, other) => one.posting.first - other.posting.first || one.posting.place - other.posting.place);
  let squares = 0;
  for (const { posting, boost } of terms) {
    squares += boost * boost;
    const here = posting.fields[field];
    if (!here) continue;
    const idf = Math.log(1 + Math.abs((size - posting.pairs + 0.5) / (posting.pairs + 0.5)));
    const { documents, times, lengths } = here;
    for (let at = 0; at < documents.length; at += 1) {
      const tf = times[at];
      const exact = (idf * ((k1 + 1) * tf)) / (k1 * (1 - b + b * (lengths[at] / average)) + tf);
      sums[documents[at]] += roundAsPython(exact * fieldBoosts[field]) * boost;
    }
  }
  const magnitude = Math.sqrt(squares);
  for (let document = 0; document < size; document += 1) sums[document] = sums[document] / magnitude || 0;
  return sums;
}

/**
 * Three decimals as Python rounds, which made the standard index: the nearest, and of two the even.
 *
 * @param {number} exact
 * @returns {number}
 */
export function roundAsPython(exact) {
  const thousandths = exact * 1000;
  const whole = Math.floor(thousandths);
  if (Math.abs(thousandths - whole - 0.5) > 1e-6) return Math.round(thousandths) / 1000;
  // only a multiple of a sixteenth can lie exactly between
  if (Number.isInteger(exact * 16)) return (whole % 2 ? whole + 1 : whole) / 1000;
  return Number(exact.toFixed(3));
}

/**
 * Which documents the required and prohibited words leave.
 *
 * @param {Expanded[]} query
 * @param {Map<string, Posting>} postings
 * @param {Manifest} manifest
 * @returns {(document: number) => boolean}
 */
export function presence(query, postings, { documents: size, fields }) {
  const { REQUIRED, PROHIBITED } = lunr.Query.presence;
  const demanding = query.filter(({ clause }) => clause.presence === REQUIRED || clause.presence === PROHIBITED);
  if (!demanding.length) return () => true;
  const reached = new Uint16Array(size);
  const banned = new Uint8Array(size);
  let required = 0;
  for (const { clause, terms } of demanding) {
    if (clause.presence === REQUIRED) required += 1;
    if (clause.presence === REQUIRED && terms.some((group) => !group.length)) return () => false;
    for (const term of terms.flat()) {
      for (const name of clause.fields) {
        const posting = postings.get(term)?.fields[fields.indexOf(name)];
        for (const document of posting?.documents ?? []) {
          if (clause.presence === PROHIBITED) banned[document] = 1;
          else if (reached[document] === required - 1) reached[document] = required;
        }
      }
    }
  }
  return (document) => !banned[document] && reached[document] === required;
}

// The newest papers, ranked by papers that the reader saved and by those the reader wants less of. `FORMAT.md` describes the
// vectors. The counterpart of sitegen/search/newest.py.
import { decodeNumbers } from './digits.js';

/** @typedef {import('../protocol.js').Text} Text */
/** @typedef {{ first: number, terms: string[], names: string[], rarity: string, vectors: string[] }} NewestFile */
/** @typedef {{ document: number, score: number, because: string, shared: number[] }} Ranked */

/** Length of a whole vector, as a number. */
const UNIT = 250;
/** A term in the title counts as if the abstract had it so many times more. */
const TITLE_TIMES = 2;
/** What the second and the third most similar of the liked papers count beside the first. */
const NEXT = [1, 0.5, 0.25];
/** Similarity of a paper that is worth showing to the nearest liked one. */
const MIN_SIMILARITY = 0.08;
const MAX_SHARED = 4;

/**
 * @param {NewestFile} file
 * @param {Text[]} liked
 * @param {Text[]} unwanted
 * @param {(text: string) => string[]} termsOf the terms of a text
 * @returns {Ranked[]} best first
 */
export function rankNewest(file, liked, unwanted, termsOf) {
  const numbers = new Map(file.terms.map((term, number) => [term, number]));
  const rarity = decodeNumbers(file.rarity);
  /** @param {Text} text */
  const weigh = (text) => weightsOf(text, numbers, rarity, termsOf);
  const [likes, dislikes] = [liked.map(weigh), unwanted.map(weigh)];
  return file.vectors
    .flatMap((vector, place) => {
      const pairs = decodeVector(vector);
      const nearest = likes.map((weights, at) => ({ at, value: similarity(pairs, weights) }));
      nearest.sort((one, other) => other.value - one.value || one.at - other.at);
      if (!nearest.length || nearest[0].value < MIN_SIMILARITY) return [];
      const against = Math.max(0, ...dislikes.map((weights) => similarity(pairs, weights)));
      const score = NEXT.reduce((sum, share, at) => sum + share * (nearest[at]?.value ?? 0), 0) - against;
      // words that say nothing of a subject are no reason
      const reason = nearest
        .slice(0, NEXT.length)
        .map(({ at }) => ({ because: liked[at].id, shared: sharedTerms(pairs, likes[at], file.names) }))
        .find(({ shared }) => shared.length);
      return score > 0 && reason ? [{ document: file.first + place, score, ...reason }] : [];
    })
    .sort((one, other) => other.score - one.score || other.document - one.document);
}

/**
 * @param {string} vector
 * @returns {[number, number][]} terms and weights
 */
function decodeVector(vector) {
  const parts = decodeNumbers(vector);
  /** @type {[number, number][]} */
  const pairs = [];
  let term = 0;
  for (let at = 0; at < parts.length; at += 2) {
    term += parts[at];
    pairs.push([term, parts[at + 1]]);
  }
  return pairs;
}

/**
 * The weights of a text's terms, as a vector of length 1.
 *
 * @param {Text} text
 * @param {Map<string, number>} numbers of terms
 * @param {number[]} rarity
 * @param {(text: string) => string[]} termsOf
 * @returns {Map<number, number>}
 */
function weightsOf({ title, abstract, topics }, numbers, rarity, termsOf) {
  /** @type {Map<number, number>} */
  const times = new Map();
  /** @param {string[]} terms @param {number} count */
  const add = (terms, count) => {
    for (const term of terms) {
      const number = numbers.get(term);
      if (number !== undefined) times.set(number, (times.get(number) ?? 0) + count);
    }
  };
  add([...new Set(termsOf(title))], TITLE_TIMES);
  add([...termsOf(title), ...termsOf(abstract)], 1);
  add(topics.map((label) => ` ${label}`), TITLE_TIMES);
  const weights = new Map([...times].map(([number, count]) => [number, (1 + Math.log(count)) * rarity[number]]));
  const length = Math.hypot(...weights.values()) || 1;
  return new Map([...weights].map(([number, weight]) => [number, weight / length]));
}

/**
 * @param {[number, number][]} pairs
 * @param {Map<number, number>} weights
 */
function similarity(pairs, weights) {
  return pairs.reduce((sum, [term, weight]) => sum + (weight / UNIT) * (weights.get(term) ?? 0), 0);
}

/**
 * The terms that make two papers most similar, of those that have a name.
 *
 * @param {[number, number][]} pairs
 * @param {Map<number, number>} weights
 * @param {string[]} names
 * @returns {number[]}
 */
function sharedTerms(pairs, weights, names) {
  const products = pairs.map(([term, weight]) => ({ term, product: weight * (weights.get(term) ?? 0) }));
  products.sort((one, other) => other.product - one.product);
  const named = products.filter(({ term, product }) => product > 0 && names[term]);
  // a topic may be called as a word is
  const distinct = new Map(named.map(({ term }) => [names[term].toLowerCase(), term]));
  return [...distinct.values()].slice(0, MAX_SHARED);
}

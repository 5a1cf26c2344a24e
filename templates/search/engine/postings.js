// Where terms stand: the postings of a shard, decoded. The format is described in sitegen/search/FORMAT.md.
import { Digits } from './digits.js';

/**
 * @typedef {object} FieldPosting where one field has a term; all arrays go together
 * @property {Int32Array} documents ascending
 * @property {Uint16Array} times
 * @property {Int32Array} lengths terms in the document's field
 * @property {Uint8Array | null} forms bits of the words of the posting that each has; null where there is but one word
 */

/**
 * @typedef {object} Posting
 * @property {string} term
 * @property {string[]} words its most frequent words, the first as most papers write it, the others in lower case
 * @property {number} first the first document that has it
 * @property {number} place among the terms new in that document
 * @property {number} pairs (document, field) pairs that have it
 * @property {boolean} accented whether some text writes it with accents
 * @property {(FieldPosting | null)[]} fields
 */

/**
 * @param {string} term
 * @param {{ words: string[], accented: number[], postings: string[] }} shard
 * @param {number} at place of the term in it
 * @param {number} fieldCount
 * @returns {Posting}
 */
export function decodePosting(term, shard, at, fieldCount) {
  const reader = new Digits(shard.postings[at]);
  const place = reader.next();
  const has = reader.next();
  /** @type {(FieldPosting | null)[]} */
  const fields = [];
  let pairs = 0;
  let first = Infinity;
  for (let field = 0; field < fieldCount; field += 1) {
    const posting = has & (1 << field) ? decodeField(reader, (has >> fieldCount) & 1) : null;
    fields.push(posting);
    if (!posting) continue;
    pairs += posting.documents.length;
    first = Math.min(first, posting.documents[0]);
  }
  const words = shard.words[at].split(' ').map((word) => (word.startsWith('+') ? term + word.slice(1) : word || term));
  return { term, words, first, place, pairs, fields, accented: shard.accented.includes(at) };
}

/**
 * @param {Digits} reader
 * @param {number} several whether the term has several forms
 * @returns {FieldPosting}
 */
function decodeField(reader, several) {
  const { documents, times } = decodeTimes(reader);
  const lengths = Int32Array.from(documents, () => reader.next());
  if (!several) return { documents, times, lengths, forms: null };
  let masks = 0;
  const forms = Uint8Array.from(documents, (_, at) => {
    masks = at % 2 ? masks >> 3 : reader.next();
    return masks & 7;
  });
  return { documents, times, lengths, forms };
}

/**
 * @param {Digits} reader
 * @returns {{ documents: Int32Array, times: Uint16Array }}
 */
function decodeTimes(reader) {
  const count = reader.next();
  const documents = new Int32Array(count);
  const times = new Uint16Array(count).fill(1);
  let document = -1;
  for (let at = 0; at < count; at += 1) {
    const gap = reader.next();
    document += (gap >> 1) + 1;
    documents[at] = document;
    if (gap & 1) times[at] = 2;
  }
  for (let at = 0; at < count; at += 1) if (times[at] === 2) times[at] += reader.next();
  return { documents, times };
}

/** @typedef {Map<number, number[]>} Places where one field of some documents has a word */

/**
 * @param {string} text
 * @returns {(Places | undefined)[]} by field
 */
export function decodePlaces(text) {
  const reader = new Digits(text);
  /** @type {(Places | undefined)[]} */
  const fields = [];
  for (let has = reader.next(), field = 0; has >> field; field += 1) {
    if (!(has & (1 << field))) continue;
    const { documents, times } = decodeTimes(reader);
    const places = new Map();
    documents.forEach((document, at) => {
      let place = -1;
      places.set(document, Array.from({ length: times[at] }, () => (place += reader.next() + 1)));
    });
    fields[field] = places;
  }
  return fields;
}

/**
 * Where a word stands that the others follow.
 *
 * @param {Places} first
 * @param {(Places | undefined)[]} rest
 * @returns {Places}
 */
export function followed(first, rest) {
  /** @type {Places} */
  const found = new Map();
  for (const [document, starts] of first) {
    const following = rest.map((places) => places?.get(document));
    const fits = starts.filter((start) => following.every((there, at) => there?.includes(start + at + 1)));
    if (fits.length) found.set(document, fits);
  }
  return found;
}

/**
 * A folded word as if it were a term; how long the fields are is not known there, so they are as usual.
 *
 * @param {string} term with a space behind it
 * @param {(Places | undefined)[]} places
 * @param {import('./index.js').Manifest} manifest
 * @returns {Posting | null}
 */
export function exactPosting(term, places, { documents: size, lengths }) {
  const fields = lengths.map((total, field) => {
    const here = places[field];
    if (!here) return null;
    const usual = Math.max(1, Math.floor((2 * total + size) / (2 * size)));
    const times = Uint16Array.from(here.values(), (of) => of.length);
    return { documents: Int32Array.from(here.keys()), times, lengths: new Int32Array(here.size).fill(usual), forms: null };
  });
  const pairs = fields.reduce((sum, field) => sum + (field?.documents.length ?? 0), 0);
  return pairs ? { term, words: [term.trim()], first: 0, place: 0, pairs, fields, accented: false } : null;
}

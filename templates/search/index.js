// The index on the host, fetched piece by piece and kept. The files are described in sitegen/search/FORMAT.md.
import { Digits } from './digits.js';

/** @typedef {[string, string]} Entry a boundary, and the name of the file that begins there */

/**
 * @typedef {object} Manifest
 * @property {number} format
 * @property {number} documents
 * @property {string[]} fields
 * @property {number[]} boosts
 * @property {number[]} lengths
 * @property {number} k1
 * @property {number} b
 * @property {number} block
 * @property {number} chunk
 * @property {number[]} numeric
 * @property {Entry[]} leaves
 * @property {Entry[]} words
 * @property {string} suggest
 * @property {Record<string, string[]>} columns
 */

/**
 * @typedef {object} Shown what a result shows of a document
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {string} [date]
 * @property {string} [abstract]
 * @property {string[]} [authors]
 * @property {[string, string][]} [topics]
 * @property {number} [votes]
 * @property {boolean} [code]
 * @property {number[]} lengths
 */

/**
 * @typedef {object} FieldPosting where one field has a term; all three arrays go together
 * @property {Int32Array} documents ascending
 * @property {Uint16Array} times
 * @property {Int32Array} lengths terms in the document's field
 */

/**
 * @typedef {object} Posting
 * @property {string} term
 * @property {string} word the term as most papers write it
 * @property {number} first the first document that has it
 * @property {number} place among the terms new in that document
 * @property {number} pairs (document, field) pairs that have it
 * @property {(FieldPosting | null)[]} fields
 */

/** @typedef {(url: string, options?: RequestInit) => Promise<Response>} Fetch */

const FORMAT = 1;

/** The host has no longer what the manifest names: another build has taken this one's place. */
export class Stale extends Error {}
/** The host cannot be reached. */
export class Offline extends Error {}
/** There is no index where one should be. */
export class Missing extends Error {}

export class Index {
  /**
   * @param {string} url of the manifest
   * @param {Fetch} [get]
   */
  constructor(url, get = (address, options) => fetch(address, options)) {
    this.url = url;
    this.get = get;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Map<string, Posting | null>} */
    this.postings = new Map();
  }

  /**
   * @param {boolean} [afresh] ask the host even when the browser has it
   * @returns {Promise<Manifest>}
   */
  async manifest(afresh = false) {
    if (afresh) {
      this.files.clear();
      this.postings.clear();
    }
    /** @type {Manifest} */
    const manifest = await this.#file('', afresh ? 'reload' : 'no-cache');
    if (manifest.format !== FORMAT) throw new Missing();
    return manifest;
  }

  /** @returns {Promise<{ words: string[], counts: number[] }>} */
  async suggestions() {
    const { suggest } = await this.manifest();
    const { words, counts } = await this.#file(`suggest/${suggest}.json`);
    return { words, counts: numbers(counts) };
  }

  /**
   * @param {string} path below `search/`; empty for the manifest
   * @param {RequestCache} [cache]
   * @returns {Promise<any>}
   */
  #file(path, cache = 'default') {
    let file = this.files.get(path);
    if (!file) {
      file = this.#fetched(path, cache);
      this.files.set(path, file);
      // what failed is asked for again the next time
      file.catch(() => this.files.delete(path));
    }
    return file;
  }

  /**
   * @param {string} path
   * @param {RequestCache} cache
   */
  async #fetched(path, cache) {
    let response;
    try {
      response = await this.get(new URL(path, this.url).href, { cache });
    } catch {
      throw new Offline();
    }
    if (!response.ok) throw path ? new Stale() : new Missing();
    try {
      return await response.json();
    } catch {
      // a host that answers with a page of its own for what it has not, or a connection that broke
      throw path ? new Stale() : new Missing();
    }
  }

  /**
   * The postings of the terms that the index has; all files that are needed are fetched at once.
   *
   * @param {Iterable<string>} terms
   * @returns {Promise<Map<string, Posting>>}
   */
  async find(terms) {
    const { leaves, fields } = await this.manifest();
    /** @type {Map<string, Posting>} */
    const found = new Map();
    /** @param {string} term */
    const seek = async (term) => {
      let posting = this.postings.get(term);
      if (posting === undefined) {
        /** @type {Entry[]} */
        const leaf = leaves.length ? await this.#file(`leaves/${within(leaves, term)}.json`) : [];
        const shard = leaf.length ? await this.#file(`terms/${within(leaf, term)}.json`) : EMPTY;
        const at = position(shard.terms, term);
        posting = at < 0 ? null : decoded(term, shard.words[at], shard.postings[at], fields.length);
        this.postings.set(term, posting);
      }
      if (posting) found.set(term, posting);
    };
    await Promise.all(Array.from(new Set(terms), seek));
    return found;
  }

  /**
   * What the documents show, in the order asked for.
   *
   * @param {number[]} documents
   * @returns {Promise<Shown[]>}
   */
  async shown(documents) {
    const { block } = await this.manifest();
    return Promise.all(
      documents.map(async (document) => {
        /** @type {Shown[]} */
        const rows = await this.#file(`documents/${Math.floor(document / block)}.json`, 'no-cache');
        const row = rows[document % block];
        if (!row) throw new Stale();
        return row;
      }),
    );
  }

  /**
   * A column, chunk by chunk; none when no document has a value in it.
   *
   * @param {string} name
   * @returns {Promise<{ values: any[], rows: string }[]>}
   */
  async column(name) {
    const { columns } = await this.manifest();
    return Promise.all((columns[name] ?? []).map((file) => this.#file(`columns/${file}.json`)));
  }

  /**
   * @param {string} name of a file of the vocabulary
   * @returns {Promise<{ terms: string, frequencies: string, endings: string[], forms: string }>}
   */
  words(name) {
    return this.#file(`words/${name}.json`);
  }
}

const EMPTY = { terms: /** @type {string[]} */ ([]), words: [], postings: [] };

/**
 * The file of a term: that of the last boundary that is not after it.
 *
 * @param {Entry[]} entries
 * @param {string} term
 * @returns {string}
 */
export function within(entries, term) {
  return entries[Math.max(0, after(entries.length, (at) => entries[at][0] > term) - 1)][1];
}

/**
 * @param {string[]} terms in order
 * @param {string} term
 * @returns {number} -1 when it is not among them
 */
function position(terms, term) {
  const at = after(terms.length, (place) => terms[place] >= term);
  return terms[at] === term ? at : -1;
}

/**
 * The first place that passes a test which all later places pass too.
 *
 * @param {number} length
 * @param {(place: number) => boolean} passes
 * @returns {number}
 */
export function after(length, passes) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * @param {string} term
 * @param {string} word
 * @param {string} text
 * @param {number} fieldCount
 * @returns {Posting}
 */
function decoded(term, word, text, fieldCount) {
  const reader = new Digits(text);
  const place = reader.next();
  const has = reader.next();
  /** @type {(FieldPosting | null)[]} */
  const fields = [];
  let pairs = 0;
  let first = Infinity;
  for (let field = 0; field < fieldCount; field += 1) {
    const posting = has & (1 << field) ? decodedField(reader) : null;
    fields.push(posting);
    if (!posting) continue;
    pairs += posting.documents.length;
    first = Math.min(first, posting.documents[0]);
  }
  const shown = word.startsWith('+') ? term + word.slice(1) : word || term;
  return { term, word: shown, first, place, pairs, fields };
}

/**
 * @param {Digits} reader
 * @returns {FieldPosting}
 */
function decodedField(reader) {
  const count = reader.next();
  const documents = new Int32Array(count);
  const times = new Uint16Array(count).fill(1);
  const lengths = new Int32Array(count);
  let document = -1;
  for (let at = 0; at < count; at += 1) {
    const gap = reader.next();
    document += (gap >> 1) + 1;
    documents[at] = document;
    if (gap & 1) times[at] = 2;
  }
  for (let at = 0; at < count; at += 1) if (times[at] === 2) times[at] += reader.next();
  for (let at = 0; at < count; at += 1) lengths[at] = reader.next();
  return { documents, times, lengths };
}

/**
 * @param {string} text
 * @returns {number[]}
 */
export function numbers(text) {
  const reader = new Digits(text);
  const found = [];
  while (!reader.done) found.push(reader.next());
  return found;
}

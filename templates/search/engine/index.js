// One build’s index on the host, fetched piece by piece. The files are described in sitegen/search/FORMAT.md.
import { loadValues } from './columns.js';
import { decodeNumbers } from './digits.js';
import { decodePlaces, decodePosting, exactPosting, followed } from './postings.js';

/** @typedef {[string, string]} Entry a boundary, and the name of the file that begins there */
/** @typedef {[string, string | Entry[]]} Leaf a boundary, and the leaf that begins there, or its name */

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
 * @property {Leaf[]} leaves
 * @property {Entry[]} words
 * @property {Leaf[]} positions
 * @property {Entry[]} lookup
 * @property {string} suggest
 * @property {Record<string, string[]>} columns
 */

/**
 * @typedef {object} Shown what a result shows of a document
 * @property {string} id
 * @property {string} title
 * @property {string} [url] where it is not `papers/<id>.html`
 * @property {string} [date]
 * @property {string} [abstract]
 * @property {string[]} [authors]
 * @property {boolean} [more_authors]
 * @property {[string, string][]} [topics]
 * @property {number} [votes]
 * @property {boolean} [code]
 * @property {string[]} [aliases]
 * @property {number[]} lengths
 */

/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {(url: string, options?: RequestInit) => Promise<Response>} Fetch */

const FORMAT = 4;

/** The host no longer has a file that the manifest names: the site was built again. */
export class Stale extends Error {}
/** The host cannot be reached. */
export class Offline extends Error {}
/** There is no index at the address. */
export class Missing extends Error {}

/**
 * Opens the index that the host has now.
 *
 * @param {string} url of the manifest
 * @param {RequestCache} cache `no-cache` asks the host whether the browser's copy is current, `reload` takes no copy
 * @param {Fetch} [get]
 * @param {Manifest} [content] of the manifest, where it is known
 * @returns {Promise<Index>}
 */
export async function openIndex(url, cache, get = (address, options) => fetch(address, options), content) {
  /** @type {Manifest} */
  const manifest = content ?? (await fetchJson(get, url, cache, Missing));
  if (manifest.format !== FORMAT) throw new Missing();
  return new Index(manifest, url, get);
}

/**
 * The index of one manifest. It never changes; after another build of the site there is another one, so that files of
 * two builds never mix.
 */
export class Index {
  /**
   * @param {Manifest} manifest
   * @param {string} url of the manifest
   * @param {Fetch} get
   */
  constructor(manifest, url, get) {
    this.manifest = manifest;
    this.url = url;
    this.get = get;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Map<string, Posting | null>} */
    this.postings = new Map();
  }

  /** @returns {Promise<{ words: string[], counts: number[] }>} */
  async suggestions() {
    const { suggest } = this.manifest;
    const { words, counts } = await this.#file(`suggest/${suggest}.json`);
    return { words, counts: decodeNumbers(counts) };
  }

  /**
   * @param {string} path below `search/`
   * @param {RequestCache} [cache]
   * @returns {Promise<any>}
   */
  #file(path, cache = 'default') {
    let file = this.files.get(path);
    if (!file) {
      file = fetchJson(this.get, new URL(path, this.url).href, cache, Stale);
      this.files.set(path, file);
      // what failed is asked for again the next time
      file.catch(() => this.files.delete(path));
    }
    return file;
  }

  /**
   * The postings of the terms that the index has, and of folded words, which have a space behind them; all files that
   * are needed are fetched at once.
   *
   * @param {Iterable<string>} terms
   * @returns {Promise<Map<string, Posting>>}
   */
  async find(terms) {
    const { leaves, fields } = this.manifest;
    /** @type {Map<string, Posting>} */
    const postings = new Map();
    /** @param {string} term */
    const seek = async (term) => {
      let posting = this.postings.get(term);
      if (posting === undefined && term.endsWith(' ')) {
        posting = exactPosting(term, await this.places(term.slice(0, -1)), this.manifest);
        this.postings.set(term, posting);
      } else if (posting === undefined) {
        const shard = await this.#shard(leaves, 'terms', term);
        const at = indexOfTerm(shard?.terms ?? [], term);
        posting = at < 0 ? null : decodePosting(term, shard, at, fields.length);
        this.postings.set(term, posting);
      }
      if (posting) postings.set(term, posting);
    };
    await Promise.all(Array.from(new Set(terms), seek));
    return postings;
  }

  /**
   * Where a folded word, words in a row, or with `=` before it a whole name, stand, by field. A paper's year, with
   * `year:` before it, stands beside its authors.
   *
   * @param {string} word
   * @returns {Promise<(import('./postings.js').Places | undefined)[]>}
   */
  async places(word) {
    if (word.startsWith('year:')) {
      const dates = await loadValues(this, 'date');
      return [undefined, undefined, new Map(dates.flatMap((date, at) => (date?.startsWith(word.slice(5)) ? [[at, [0]]] : [])))];
    }
    if (word.includes(' ') && !word.startsWith('=')) {
      const [first, ...rest] = await Promise.all(word.split(' ').map((one) => this.places(one)));
      return first.map((here, field) => here && followed(here, rest.map((places) => places[field])));
    }
    const shard = await this.#shard(this.manifest.positions, 'positions', word);
    const at = indexOfTerm(shard?.words ?? [], word);
    return at < 0 ? [] : decodePlaces(shard.positions[at]);
  }

  /**
   * What a query may name outright: a document by an identifier, the name and the address of an author's page.
   *
   * @param {string} key
   * @returns {Promise<number | [string, string] | undefined>}
   */
  async target(key) {
    const { lookup } = this.manifest;
    const file = lookup.length ? await this.#file(`lookup/${shardFor(lookup, key)}.json`) : null;
    return file?.targets[indexOfTerm(file.keys, key)];
  }

  /**
   * @param {Leaf[]} leaves
   * @param {string} folder
   * @param {string} key
   * @returns {Promise<any>} null without leaves
   */
  async #shard(leaves, folder, key) {
    if (!leaves.length) return null;
    const named = shardFor(leaves, key);
    /** @type {Entry[]} */
    const leaf = typeof named === 'string' ? await this.#file(`leaves/${named}.json`) : named;
    return this.#file(`${folder}/${shardFor(leaf, key)}.json`);
  }

  /**
   * What results show of the documents, in the given order.
   *
   * @param {number[]} documents
   * @returns {Promise<Shown[]>}
   */
  async shown(documents) {
    const { block } = this.manifest;
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
   * The chunks of a column; none when no document has a value in it.
   *
   * @param {string} name
   * @returns {Promise<{ values: any[], rows: string }[]>}
   */
  async column(name) {
    const { columns } = this.manifest;
    return Promise.all((columns[name] ?? []).map((file) => this.#file(`columns/${file}.json`)));
  }

  /** @returns {Promise<import('./newest.js').NewestFile>} */
  async newest() {
    const file = await this.#file('newest.json', 'no-cache');
    if (file.first + file.vectors.length !== this.manifest.documents) throw new Stale();
    return file;
  }

  /**
   * @param {string} name of a file of the vocabulary
   * @returns {Promise<{ terms: string, frequencies: string, endings: string[], forms: string }>}
   */
  words(name) {
    return this.#file(`words/${name}.json`);
  }
}

/**
 * @param {Fetch} get
 * @param {string} url
 * @param {RequestCache} cache
 * @param {typeof Stale | typeof Missing} Absent what it means that the host does not have the file
 * @returns {Promise<any>}
 */
async function fetchJson(get, url, cache, Absent) {
  let response;
  try {
    response = await get(url, { cache });
  } catch {
    throw new Offline();
  }
  if (!response.ok) throw new Absent();
  try {
    return await response.json();
  } catch {
    // a host that answers with a page of its own instead of 404, or a connection that broke
    throw new Absent();
  }
}

/**
 * The file of a term: that of the last boundary that is not after it.
 *
 * @template T
 * @param {[string, T][]} entries
 * @param {string} term
 * @returns {T}
 */
function shardFor(entries, term) {
  return entries[Math.max(0, lowerBound(entries.length, (at) => entries[at][0] > term) - 1)][1];
}

/**
 * @param {string[]} terms in order
 * @param {string} term
 * @returns {number} -1 when it is not among them
 */
function indexOfTerm(terms, term) {
  const at = lowerBound(terms.length, (place) => terms[place] >= term);
  return terms[at] === term ? at : -1;
}

/**
 * The first place that passes a test which all later places pass too.
 *
 * @param {number} length
 * @param {(place: number) => boolean} passes
 * @returns {number}
 */
export function lowerBound(length, passes) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

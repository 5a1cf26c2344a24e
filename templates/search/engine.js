// A reader's request from its text to its results. No page, no worker: it runs wherever the index can be fetched.
import { Index, Missing, Offline, Stale, after } from './index.js';
import { available, chosen, counted, having, loadFacet, loadKeys } from './columns.js';
import { lunr } from './lunr.js';
import { marked } from './marks.js';
import { reading } from './reading.js';
import { rank } from './rank.js';
import { presence, score } from './score.js';
import { completions, lastWord } from './suggest.js';
import { Vocabulary } from './vocabulary.js';

/** @typedef {import('./protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./protocol.js').SuggestRequest} SuggestRequest */
/** @typedef {import('./protocol.js').SuggestAnswer} SuggestAnswer */
/** @typedef {import('./protocol.js').Problem} Problem */
/** @typedef {import('./protocol.js').Facet} Facet */
/** @typedef {import('./protocol.js').Filters} Filters */
/** @typedef {import('./score.js').Found} Found */
/** @typedef {import('./index.js').Posting} Posting */
/** @typedef {import('./index.js').Shown} Shown */
/** @typedef {import('./reading.js').Reading} Reading */

/** Thrown within a request that a later one has overtaken. */
class Overtaken extends Error {}

/** @type {Record<Problem['code'], string>} */
const SENTENCES = {
  network: 'The search index cannot be reached. Check the connection and try again.',
  missing: 'The search index is not where it should be. Reload the page and try again.',
  internal: 'Something went wrong in the search. Try other words.',
};

export class Engine {
  /**
   * @param {string} manifest URL of the manifest
   * @param {import('./index.js').Fetch} [get]
   */
  constructor(manifest, get) {
    this.root = new URL('..', manifest).href;
    this.index = new Index(manifest, get);
    this.vocabulary = new Vocabulary(this.index);
    /** @type {Map<string, Promise<any>>} */
    this.columns = new Map();
  }

  /** Fetches what any search needs. */
  async warm() {
    await this.index.suggestions().catch(() => {});
  }

  /**
   * @param {SearchRequest} request
   * @param {() => boolean} [overtaken] whether the answer is no longer wanted
   * @returns {Promise<SearchAnswer | Problem | null>} null when it was overtaken
   */
  search(request, overtaken = () => false) {
    return this.#answered(request.seq, overtaken, (tolerant) => this.#search(request, overtaken, tolerant));
  }

  /**
   * @param {SuggestRequest} request
   * @param {() => boolean} [overtaken]
   * @returns {Promise<SuggestAnswer | Problem | null>}
   */
  suggest({ seq, query, limit = 8 }, overtaken = () => false) {
    return this.#answered(seq, overtaken, async () => {
      const { start, word } = lastWord(query);
      const found = word ? completions(await this.index.suggestions(), word, limit) : [];
      const suggestions = found.map((one) => ({ ...one, query: query.slice(0, start) + one.word }));
      return { kind: /** @type {const} */ ('suggestions'), seq, query, suggestions };
    });
  }

  /**
   * Runs a request; when another build of the site has taken the place of the one that the manifest is of, once more
   * with the new manifest.
   *
   * @template T
   * @param {number} seq
   * @param {() => boolean} overtaken
   * @param {(tolerant: boolean) => Promise<T>} run
   * @returns {Promise<T | Problem | null>}
   */
  async #answered(seq, overtaken, run) {
    for (const tolerant of [false, true]) {
      try {
        const answer = await run(tolerant);
        return overtaken() ? null : answer;
      } catch (error) {
        if (overtaken() || error instanceof Overtaken) return null;
        if (!(error instanceof Stale) || tolerant) return problem(seq, error);
        this.vocabulary = new Vocabulary(this.index);
        this.columns.clear();
        await this.index.manifest(true).catch(() => {});
      }
    }
    return null;
  }

  /**
   * @param {SearchRequest} request
   * @param {() => boolean} overtaken
   * @param {boolean} tolerant show documents that do not look as the postings say
   * @returns {Promise<SearchAnswer>}
   */
  async #search(request, overtaken, tolerant) {
    const { seq, query, sort = 'relevance', filters = {}, counts = [], limit = 10, offset = 0 } = request;
    const wantsLunr = request.rank === 'lunr';
    const check = () => {
      if (overtaken()) throw new Overtaken();
    };
    const manifest = await this.index.manifest();
    check();
    const offered = available(manifest.columns);
    const set = chosen(filters).filter(([facet]) => offered.includes(facet));
    const wanted = counts.filter((facet) => offered.includes(facet));
    const facets = Promise.all([...new Set([...set.map(([facet]) => facet), ...wanted])].map((one) => this.#facet(one)));
    const keys = sort === 'relevance' ? null : this.#keys(sort);
    // whoever fails first is heard by the await below, and the others by nobody
    facets.catch(() => {});
    keys?.catch(() => {});
    const read = await reading(request, this.index, this.vocabulary);
    check();
    const found = wantsLunr && !read.empty ? score(read.clauses, read.postings, manifest) : defaultRanking(read, manifest);
    const columns = new Map(await facets);
    check();
    const tests = set.map(([facet, values]) => ({ facet, test: having(columns.get(facet), values) }));
    const kept = filtered(found, tests.map(({ test }) => test));
    const sorted = top(kept, keys ? await keys : null, offset + limit).slice(offset);
    const documents = sorted.map((at) => kept.documents[at]);
    const shown = await this.index.shown(documents);
    check();
    if (!tolerant && !documents.every((document, at) => agree(document, shown[at], read.postings))) throw new Stale();
    return {
      kind: 'results',
      seq,
      query,
      rank: wantsLunr ? 'lunr' : 'default',
      total: kept.documents.length,
      offset,
      results: shown.map((one, at) => this.#result(one, kept.scores[sorted[at]], read)),
      notes: read.notes,
      facets: Object.fromEntries(
        wanted.map((facet) => {
          const others = tests.filter((one) => one.facet !== facet).map(({ test }) => test);
          return [facet, counted(facet, columns.get(facet), filtered(found, others).documents)];
        }),
      ),
      available: offered,
    };
  }

  /**
   * @param {Facet} facet
   * @returns {Promise<[Facet, any]>}
   */
  async #facet(facet) {
    return [facet, await this.#column(facet, () => loadFacet(this.index, facet))];
  }

  /** @param {'date' | 'votes'} sort */
  #keys(sort) {
    return this.#column(`by ${sort}`, () => loadKeys(this.index, sort));
  }

  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} load
   * @returns {Promise<T>}
   */
  #column(name, load) {
    let column = this.columns.get(name);
    if (!column) {
      column = load();
      column.catch(() => this.columns.delete(name));
      this.columns.set(name, column);
    }
    return column;
  }

  /**
   * @param {Shown} shown
   * @param {number} points
   * @param {Reading} read
   * @returns {import('./protocol.js').Result}
   */
  #result(shown, points, { marks }) {
    return {
      id: shown.id,
      title: shown.title,
      url: new URL(shown.url, this.root).href,
      date: shown.date ?? '',
      abstract: shown.abstract ?? '',
      authors: shown.authors ?? [],
      topics: (shown.topics ?? []).map(([slug, label]) => ({ slug, label })),
      votes: shown.votes ?? null,
      code: shown.code ?? false,
      score: points,
      ...marked(shown, marks),
    };
  }
}

/**
 * @param {Reading} read
 * @param {import('./index.js').Manifest} manifest
 * @returns {Found}
 */
function defaultRanking({ clauses, slots, postings, empty }, manifest) {
  const allow = presence(clauses, postings, manifest);
  if (slots.length) return rank(slots, postings, manifest, allow);
  const wanted = !empty && (!clauses.length || clauses.every(({ clause }) => clause.presence === lunr.Query.presence.PROHIBITED));
  // nothing asked for, or only what is not wanted: all papers, newest first
  const { documents: size } = manifest;
  const documents = Int32Array.from({ length: wanted ? size : 0 }, (_, at) => size - 1 - at).filter(allow);
  return { documents, scores: new Float64Array(documents.length) };
}

/**
 * @param {Found} found
 * @param {((document: number) => boolean)[]} tests
 * @returns {Found}
 */
function filtered(found, tests) {
  if (!tests.length) return found;
  const places = Array.from(found.documents.keys()).filter((at) => tests.every((test) => test(found.documents[at])));
  return {
    documents: Int32Array.from(places, (at) => found.documents[at]),
    scores: Float64Array.from(places, (at) => found.scores[at]),
  };
}

/**
 * Places of the best, by their keys and then by their scores; equal ones stay in order.
 *
 * @param {Found} found
 * @param {Float64Array | null} keys of documents, or null for relevance alone
 * @param {number} count
 * @returns {number[]}
 */
function top({ documents, scores }, keys, count) {
  /** @param {number} one @param {number} other */
  const compare = (one, other) =>
    (keys ? keys[documents[other]] - keys[documents[one]] : 0) || scores[other] - scores[one] || one - other;
  /** @type {number[]} the best so far, in order */
  const best = [];
  for (let at = 0; at < documents.length; at += 1) {
    if (best.length === count && (!count || compare(at, best[count - 1]) >= 0)) continue;
    best.splice(after(best.length, (place) => compare(best[place], at) > 0), 0, at);
    if (best.length > count) best.pop();
  }
  return best;
}

/**
 * Whether a document's fields are as long as the postings say.
 *
 * @param {number} document
 * @param {Shown} shown
 * @param {Map<string, Posting>} postings
 */
function agree(document, { lengths }, postings) {
  for (const { fields } of postings.values()) {
    for (let field = 0; field < fields.length; field += 1) {
      const posting = fields[field];
      if (!posting) continue;
      const at = after(posting.documents.length, (place) => posting.documents[place] >= document);
      if (posting.documents[at] === document && posting.lengths[at] !== lengths[field]) return false;
    }
  }
  return true;
}

/**
 * @param {number} seq
 * @param {unknown} error
 * @returns {Problem}
 */
function problem(seq, error) {
  /** @type {Problem['code']} */
  let code = 'internal';
  if (error instanceof Offline) code = 'network';
  else if (error instanceof Missing || error instanceof Stale) code = 'missing';
  return { kind: 'problem', seq, code, message: SENTENCES[code] };
}

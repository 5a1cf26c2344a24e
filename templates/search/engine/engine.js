// Answers requests: from a query's text to its results. It needs neither page nor worker, only a way to fetch the index.
import { completions, lastWord } from './completion.js';
import { activeFilters, availableFacets, countFacet, facetFilter } from './columns.js';
import { Missing, Offline, Stale, lowerBound, openIndex } from './index.js';
import { lunr } from './lunr.js';
import { markResult } from './marks.js';
import { interpretQuery } from './interpret.js';
import { rank } from './rank.js';
import { presence, score } from './score.js';
import { Snapshot } from './snapshot.js';

/** @typedef {import('../protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('../protocol.js').SuggestRequest} SuggestRequest */
/** @typedef {import('../protocol.js').SuggestAnswer} SuggestAnswer */
/** @typedef {import('../protocol.js').Problem} Problem */
/** @typedef {import('../protocol.js').Facet} Facet */
/** @typedef {import('../protocol.js').Filters} Filters */
/** @typedef {import('./score.js').Scored} Scored */
/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./index.js').Shown} Shown */
/** @typedef {import('./interpret.js').Interpretation} Interpretation */

/** Thrown within a request that a later one has superseded. */
class Superseded extends Error {}

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
    this.manifest = manifest;
    this.get = get;
    /** @type {Promise<Snapshot> | null} */
    this.snapshot = null;
  }

  /** Fetches what any search needs. */
  async warm() {
    await this.#open()
      .then(({ index }) => index.suggestions())
      .catch(() => {});
  }

  /**
   * The index that the host has, opened once; one that could not be opened is tried again the next time.
   *
   * @param {RequestCache} [cache]
   */
  #open(cache = 'no-cache') {
    if (!this.snapshot) {
      const snapshot = openIndex(this.manifest, cache, this.get).then((index) => new Snapshot(index));
      snapshot.catch(() => {
        if (this.snapshot === snapshot) this.snapshot = null;
      });
      this.snapshot = snapshot;
    }
    return this.snapshot;
  }

  /**
   * @param {SearchRequest} request
   * @param {() => boolean} [superseded] whether the answer is no longer wanted
   * @returns {Promise<SearchAnswer | Problem | null>} null when it was superseded
   */
  search(request, superseded = () => false) {
    return this.#answer(request.seq, superseded, (snapshot, tolerant) => this.#search(request, snapshot, superseded, tolerant));
  }

  /**
   * @param {SuggestRequest} request
   * @param {() => boolean} [superseded]
   * @returns {Promise<SuggestAnswer | Problem | null>}
   */
  suggest({ seq, query, limit = 8 }, superseded = () => false) {
    return this.#answer(seq, superseded, async ({ index }) => {
      const { start, word } = lastWord(query);
      const words = word ? completions(await index.suggestions(), word, limit) : [];
      const suggestions = words.map((one) => ({ ...one, query: query.slice(0, start) + one.word }));
      return { kind: /** @type {const} */ ('suggestions'), seq, query, suggestions };
    });
  }

  /**
   * Runs a request; when the site was built again since the index was opened, once more with the new index.
   *
   * @template T
   * @param {number} seq
   * @param {() => boolean} superseded
   * @param {(snapshot: Snapshot, tolerant: boolean) => Promise<T>} run
   * @returns {Promise<T | Problem | null>}
   */
  async #answer(seq, superseded, run) {
    for (const tolerant of [false, true]) {
      const opening = this.#open(tolerant ? 'reload' : 'no-cache');
      try {
        const answer = await run(await opening, tolerant);
        return superseded() ? null : answer;
      } catch (error) {
        if (superseded() || error instanceof Superseded) return null;
        if (!(error instanceof Stale) || tolerant) return problem(seq, error);
        // unless another request has opened the new one already
        if (this.snapshot === opening) this.snapshot = null;
      }
    }
    return null;
  }

  /**
   * @param {SearchRequest} request
   * @param {Snapshot} snapshot
   * @param {() => boolean} superseded
   * @param {boolean} tolerant show documents that do not look as the postings say
   * @returns {Promise<SearchAnswer>}
   */
  async #search(request, snapshot, superseded, tolerant) {
    const { seq, query, sort = 'relevance', filters = {}, counts = [], limit = 10, offset = 0 } = request;
    const { index, vocabulary } = snapshot;
    const { manifest } = index;
    const wantsLunr = request.rank === 'lunr';
    const check = () => {
      if (superseded()) throw new Superseded();
    };
    check();
    const available = availableFacets(manifest.columns);
    const active = activeFilters(filters).filter(([facet]) => available.includes(facet));
    const counted = counts.filter((facet) => available.includes(facet));
    const facets = Promise.all([...new Set([...active.map(([facet]) => facet), ...counted])].map((one) => snapshot.facet(one)));
    const keys = sort === 'relevance' ? null : snapshot.sortKeys(sort);
    // the first failure is reported by the await below; the others need no handler of their own
    facets.catch(() => {});
    keys?.catch(() => {});
    const interpreted = await interpretQuery(request, index, vocabulary);
    check();
    const scored =
      wantsLunr && !interpreted.empty ? score(interpreted.clauses, interpreted.postings, manifest) : defaultRanking(interpreted, manifest);
    const columns = new Map(await facets);
    check();
    const tests = active.map(([facet, values]) => ({ facet, test: facetFilter(columns.get(facet), values) }));
    const filtered = filter(scored, tests.map(({ test }) => test));
    const sorted = top(filtered, keys ? await keys : null, offset + limit).slice(offset);
    const documents = sorted.map((at) => filtered.documents[at]);
    const shown = await index.shown(documents);
    check();
    if (!tolerant && !documents.every((document, at) => agree(document, shown[at], interpreted.postings))) throw new Stale();
    return {
      kind: 'results',
      seq,
      query,
      rank: wantsLunr ? 'lunr' : 'default',
      total: filtered.documents.length,
      offset,
      results: shown.map((one, at) => this.#result(one, filtered.scores[sorted[at]], interpreted)),
      notes: interpreted.notes,
      facets: Object.fromEntries(
        counted.map((facet) => {
          // values of one facet are alternatives, so it is counted without its own filter
          const others = tests.filter((one) => one.facet !== facet).map(({ test }) => test);
          const chosen = active.find(([name]) => name === facet)?.[1] ?? [];
          return [facet, countFacet(facet, columns.get(facet), filter(scored, others).documents, chosen)];
        }),
      ),
      available,
    };
  }

  /**
   * @param {Shown} shown
   * @param {number} points
   * @param {Interpretation} interpreted
   * @returns {import('../protocol.js').Result}
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
      ...markResult(shown, marks),
    };
  }
}

/**
 * @param {Interpretation} interpreted
 * @param {import('./index.js').Manifest} manifest
 * @returns {Scored}
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
 * @param {Scored} scored
 * @param {((document: number) => boolean)[]} tests
 * @returns {Scored}
 */
function filter(scored, tests) {
  if (!tests.length) return scored;
  const places = Array.from(scored.documents.keys()).filter((at) => tests.every((test) => test(scored.documents[at])));
  return {
    documents: Int32Array.from(places, (at) => scored.documents[at]),
    scores: Float64Array.from(places, (at) => scored.scores[at]),
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
function top({ documents, scores }, keys, count) {
  /** @param {number} one @param {number} other */
  const compare = (one, other) =>
    (keys ? keys[documents[other]] - keys[documents[one]] : 0) || scores[other] - scores[one] || one - other;
  /** @type {number[]} the best so far, in order */
  const best = [];
  for (let at = 0; at < documents.length; at += 1) {
    if (best.length === count && (!count || compare(at, best[count - 1]) >= 0)) continue;
    best.splice(lowerBound(best.length, (place) => compare(best[place], at) > 0), 0, at);
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
      const at = lowerBound(posting.documents.length, (place) => posting.documents[place] >= document);
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

// Answers requests: from a query's text to its results. It needs neither page nor worker, only a way to fetch the index.
import { endsInWord, parse, readings } from '../language.js';
import { availableFacets, countFacet } from './columns.js';
import { completions, lastWord } from './completion.js';
import { allow } from './conditions.js';
import { exactWords } from './folding.js';
import { Missing, Offline, Stale, lowerBound, openIndex } from './index.js';
import { markResult } from './marks.js';
import { best, filter, findNamed, findPapers } from './find.js';
import { interpretQuery } from './interpret.js';
import { Snapshot } from './snapshot.js';
import { locateTerms } from './tokens.js';

/** @typedef {import('../protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('../protocol.js').SuggestRequest} SuggestRequest */
/** @typedef {import('../protocol.js').SuggestAnswer} SuggestAnswer */
/** @typedef {import('../protocol.js').Problem} Problem */
/** @typedef {import('../protocol.js').Facet} Facet */
/** @typedef {import('./postings.js').Posting} Posting */
/** @typedef {import('./index.js').Shown} Shown */

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
   * @param {import('./index.js').Manifest} [content] what is there, where that was just fetched
   */
  constructor(manifest, get, content) {
    this.root = new URL('..', manifest).href;
    this.manifest = manifest;
    this.get = get;
    this.content = content;
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
      const snapshot = openIndex(this.manifest, cache, this.get, this.content).then((index) => new Snapshot(index));
      // the next time another build may be there
      this.content = undefined;
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
      const words = word && endsInWord(query) ? completions(await index.suggestions(), word, limit) : [];
      const suggestions = words.map((one) => ({ ...one, query: query.slice(0, start) + one.word }));
      return { kind: /** @type {const} */ ('suggestions'), seq, query, suggestions };
    });
  }

  /**
   * Ranks the newest papers by those that a reader likes and does not like.
   *
   * @param {import('../protocol.js').RecommendRequest} request
   * @param {() => boolean} [superseded]
   * @returns {Promise<import('../protocol.js').RecommendAnswer | Problem | null>}
   */
  recommend({ seq, liked, unwanted, limit }, superseded = () => false) {
    return this.#answer(seq, superseded, async ({ index }) => {
      const offline = () => Promise.reject(new Offline());
      const [{ rankNewest }, file] = await Promise.all([import('./newest.js').catch(offline), index.newest()]);
      const ranked = rankNewest(file, liked, unwanted, (text) => locateTerms(text).map(({ term }) => term));
      const known = new Set([...liked, ...unwanted].map(({ id }) => id));
      /** @type {import('../protocol.js').Recommended[]} */
      const papers = [];
      // a paper that is known resembles itself most, so some of the first may have to be passed over
      for (let at = 0; at < ranked.length && papers.length < limit; at += limit) {
        const some = ranked.slice(at, at + limit);
        const shown = await index.shown(some.map(({ document }) => document));
        for (const [place, { because, shared, score }] of some.entries()) {
          const paper = this.#result(shown[place], score, new Map(shared.map((term) => [file.terms[term], 1])));
          if ([paper.id, ...paper.aliases].some((id) => known.has(id)) || papers.length === limit) continue;
          papers.push({ ...paper, because, shared: shared.map((term) => file.names[term]) });
        }
      }
      return { kind: /** @type {const} */ ('recommended'), seq, papers };
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
    const { seq, query, sort = 'relevance', counts = [], limit = 10, offset = 0, first = 0 } = request;
    const { index } = snapshot;
    const { manifest } = index;
    const check = () => {
      if (superseded()) throw new Superseded();
    };
    check();
    const available = availableFacets(manifest.columns);
    const counted = counts.filter((facet) => available.includes(facet));
    const facets = Promise.all(counted.map((facet) => snapshot.facet(facet)));
    const keys = sort === 'relevance' ? null : snapshot.sortKeys(sort);
    // the first failure is reported by the await below; the others need no handler of their own
    facets.catch(() => {});
    keys?.catch(() => {});
    const named = await findNamed(query, index);
    const interpreted = await interpretQuery(named ? { ...request, query: '' } : request, snapshot);
    check();
    const scored = named ? named.scored : findPapers(interpreted, request, manifest);
    const { conditions, postings, slots } = interpreted;
    const filtered = filter(scored, allow(conditions));
    const sorted = best(filtered, keys ? await keys : null, offset + limit).slice(offset);
    const documents = sorted.map((at) => filtered.documents[at]);
    const all = index.shown(documents);
    all.catch(() => {});
    const [shown, author] = await Promise.all([
      first ? index.shown(documents.slice(0, first)) : all,
      offset ? null : authorOf(query, slots, postings, index),
    ]);
    const columns = await facets;
    check();
    if (!tolerant && !shown.every((one, at) => agree(documents[at], one, postings))) throw new Stale();
    return {
      kind: 'results',
      seq,
      query,
      rank: request.rank ?? 'default',
      total: filtered.documents.length,
      offset,
      partial: shown.length < documents.length,
      results: shown.map((one, at) => this.#result(one, filtered.scores[sorted[at]], interpreted.marks)),
      notes: named?.notes ?? interpreted.notes,
      direct: named?.direct ?? false,
      author: author && { name: author[0], url: new URL(author[1], this.root).href },
      facets: Object.fromEntries(
        columns.map(([facet, column]) => {
          // values of one facet are alternatives, so it is counted without its own condition
          const field = FACET_FIELDS[facet];
          const others = conditions.filter(({ group }) => group !== field);
          const chosen = conditions.filter(({ group, value }) => group === field && value);
          return [facet, countFacet(facet, column, filter(scored, allow(others)).documents, chosen)];
        }),
      ),
      available,
    };
  }

  /**
   * @param {Shown} shown
   * @param {number} points
   * @param {Map<string, number>} marks terms to mark
   * @returns {import('../protocol.js').Result}
   */
  #result(shown, points, marks) {
    return {
      id: shown.id,
      aliases: shown.aliases ?? [],
      title: shown.title,
      url: new URL(shown.url ?? `papers/${shown.id}.html`, this.root).href,
      date: shown.date ?? '',
      abstract: shown.abstract ?? '',
      authors: shown.authors ?? [],
      moreAuthors: shown.more_authors ?? false,
      topics: (shown.topics ?? []).map(([slug, label]) => ({ slug, label })),
      votes: shown.votes ?? null,
      code: shown.code ?? false,
      score: points,
      ...markResult(shown, marks),
    };
  }
}

/** @type {Record<Facet, string>} the fields of queries that divide the papers as the facets do */
const FACET_FIELDS = { topic: 'topic', year: 'year', author: 'author', code: 'has' };

/**
 * The page of the author whose full name the query is.
 *
 * @param {string} query
 * @param {import('./rank.js').Slot[]} slots
 * @param {Map<string, Posting>} postings
 * @param {import('./index.js').Index} index
 * @returns {Promise<[string, string] | null>}
 */
async function authorOf(query, slots, postings, index) {
  const { items } = parse(query);
  const named = items.length === 1 && items[0].field === 'author';
  const plain = items.every(({ kind, field, sign }) => kind !== 'id' && !field && !sign);
  // only what stands in names is looked up among them
  const inNames = slots.every(({ terms }) => [...terms.keys()].some((term) => postings.get(term)?.fields[AUTHORS]));
  const names = named ? readings(items[0]) : plain && inNames ? [items.map(({ value }) => value).join(' ')] : [];
  const keys = names.map(exactWords).filter((words) => words.length > 1);
  const targets = await Promise.all(keys.map((words) => index.target(`=${words.join(' ')}`)));
  return targets.find((target) => Array.isArray(target)) ?? null;
}

const AUTHORS = 2;

/**
 * Whether a document's fields are as long as the postings say.
 *
 * @param {number} document
 * @param {Shown} shown
 * @param {Map<string, Posting>} postings
 */
function agree(document, { lengths }, postings) {
  for (const { term, fields } of postings.values()) {
    // a folded word does not know the lengths
    if (term.endsWith(' ')) continue;
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

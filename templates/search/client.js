// The page's side of the worker that searches: started when first asked for, asked by promises, forgotten when it fails.

import { say } from '../js/words.js';

/** @typedef {import('./protocol.js').Request} Request */
/** @typedef {import('./protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./protocol.js').SuggestAnswer} SuggestAnswer */
/** @typedef {import('./protocol.js').Answer} Answer */

/**
 * @typedef {object} Waiting a request without its answer yet
 * @property {number} seq
 * @property {(answer: any) => void} answer
 * @property {(problem: Error) => void} fail
 */

export class Client {
  /** @param {string} manifest absolute address of the index's manifest */
  constructor(manifest) {
    this.manifest = manifest;
    this.seq = 0;
    /** @type {Worker | null} */
    this.worker = null;
    // the worker drops an earlier request for a later one of its kind, so there is one of each at most
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
  }

  /** Fetches what any search needs, while the reader is still reaching for the box. */
  warm() {
    this.#start(true);
  }

  /**
   * @param {Omit<SearchRequest, 'kind' | 'seq'>} request
   * @returns {Promise<SearchAnswer | null>} null when a later search took its place
   * @throws {Error} with a sentence for the reader
   */
  search(request) {
    return this.#ask('search', request);
  }

  /**
   * @param {string} query
   * @param {number} limit
   * @returns {Promise<SuggestAnswer['suggestions']>} none when a later request took its place
   */
  async suggest(query, limit) {
    const answer = await this.#ask('suggest', { query, limit });
    return answer?.suggestions ?? [];
  }

  /**
   * @param {'search' | 'suggest'} kind
   * @param {object} request
   * @returns {Promise<any>}
   */
  #ask(kind, request) {
    const worker = this.#start(false);
    this.waiting.get(kind)?.answer(null);
    this.seq += 1;
    const { seq } = this;
    return new Promise((answer, fail) => {
      this.waiting.set(kind, { seq, answer, fail });
      worker.postMessage({ kind, seq, ...request });
    });
  }

  /** @param {boolean} warm */
  #start(warm) {
    if (this.worker) return this.worker;
    const worker = new Worker(trusted(new URL('./worker.js', import.meta.url).href), { type: 'module' });
    worker.addEventListener('message', (event) => this.#receive(event.data));
    worker.addEventListener('error', () => this.#forget(worker));
    worker.postMessage({ kind: 'open', manifest: this.manifest, warm });
    this.worker = worker;
    return worker;
  }

  /** @param {Answer} answer */
  #receive(answer) {
    for (const [kind, waiting] of this.waiting) {
      if (waiting.seq !== answer.seq) continue;
      this.waiting.delete(kind);
      if (answer.kind === 'problem') waiting.fail(new Error(say(answer.code)));
      else waiting.answer(answer);
    }
  }

  /**
   * A worker that failed to load or threw is given up; the next request starts another.
   *
   * @param {Worker} worker
   */
  #forget(worker) {
    worker.terminate();
    if (this.worker === worker) this.worker = null;
    for (const { fail } of this.waiting.values()) fail(new Error(say('broken')));
    this.waiting.clear();
  }
}

/**
 * The address of our own worker, as a page under Trusted Types wants it.
 *
 * @param {string} url
 * @returns {string}
 */
function trusted(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return url;
  // the only address that ever passes is the worker's beside this module
  const policy = types.createPolicy('sitegen', {
    createScriptURL: (/** @type {string} */ given) => (given === url ? given : ''),
  });
  return policy.createScriptURL(url);
}

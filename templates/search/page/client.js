// The page's side of the search worker: it is started when first needed, answers by promises, and is replaced when it fails.

import { say } from '../../js/strings.js';
import { takeWorker } from '../../js/search_worker.js';

/** @typedef {import('../protocol.js').Request} Request */
/** @typedef {import('../../js/search_worker.js').SearchWorker} SearchWorker */
/** @typedef {import('../protocol.js').SearchRequest} SearchRequest */
/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('../protocol.js').SuggestAnswer} SuggestAnswer */
/** @typedef {import('../protocol.js').Answer} Answer */

/**
 * @typedef {object} Pending a request without its answer yet
 * @property {number} seq
 * @property {(answer: any) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {(answer: SearchAnswer) => void} [onPartial]
 */

/** Long enough to skip what a quick typist passes through, short enough to feel immediate. */
export const DEBOUNCE_MS = 90;
export const SPINNER_DELAY_MS = 400;

export class Client {
  constructor() {
    this.seq = 0;
    /** @type {SearchWorker | null} */
    this.worker = null;
    // the worker drops an earlier request for a later one of its kind, so there is one of each at most
    /** @type {Map<string, Pending>} */
    this.pending = new Map();
  }

  /** Fetches what any search needs, while the reader is still reaching for the box. */
  warm() {
    this.#start(true);
  }

  /**
   * @param {Omit<SearchRequest, 'kind' | 'seq'>} request
   * @param {(answer: SearchAnswer) => void} [onPartial] called with the first results, where others take longer
   * @returns {Promise<SearchAnswer | null>} null when it was superseded by a later search
   * @throws {Error} with a sentence for the reader
   */
  search(request, onPartial) {
    return this.#ask('search', request, onPartial);
  }

  /**
   * @param {string} query
   * @param {number} limit
   * @returns {Promise<SuggestAnswer['suggestions']>} none when it was superseded by a later request
   */
  async suggest(query, limit) {
    const answer = await this.#ask('suggest', { query, limit });
    return answer?.suggestions ?? [];
  }

  /**
   * @param {Omit<import('../protocol.js').RecommendRequest, 'kind' | 'seq'>} request
   * @returns {Promise<import('../protocol.js').Recommended[]>} none when it was superseded
   */
  async recommend(request) {
    const answer = await this.#ask('recommend', request);
    return answer?.papers ?? [];
  }

  /**
   * @param {'search' | 'suggest' | 'recommend'} kind
   * @param {object} request
   * @param {Pending['onPartial']} [onPartial]
   * @returns {Promise<any>}
   */
  #ask(kind, request, onPartial) {
    const { worker, opened } = this.#start(false);
    this.pending.get(kind)?.resolve(null);
    this.seq += 1;
    const { seq } = this;
    return new Promise((resolve, reject) => {
      this.pending.set(kind, { seq, resolve, reject, onPartial });
      opened.then(() => worker.postMessage({ kind, seq, ...request }));
    });
  }

  /** @param {boolean} warm */
  #start(warm) {
    if (this.worker) return this.worker;
    const started = takeWorker(warm);
    started.worker.addEventListener('message', (event) => this.#receive(event.data));
    started.failed.then(() => this.#discard(started));
    this.worker = started;
    return started;
  }

  /** @param {Answer} answer */
  #receive(answer) {
    for (const [kind, { seq, resolve, reject, onPartial }] of this.pending) {
      if (seq !== answer.seq) continue;
      if (answer.kind === 'results' && answer.partial) {
        onPartial?.(answer);
        continue;
      }
      this.pending.delete(kind);
      if (answer.kind === 'problem') reject(new Error(say(`error_${answer.code}`)));
      else resolve(answer);
      // a script that a worker could not load stays lost to it
      if (answer.kind === 'problem' && kind === 'recommend' && this.worker) this.#discard(this.worker);
    }
  }

  /**
   * Gives up a worker that failed to load or threw; the next request starts another.
   *
   * @param {SearchWorker} started
   */
  #discard(started) {
    started.worker.terminate();
    if (this.worker === started) this.worker = null;
    for (const { reject } of this.pending.values()) reject(new Error(say('load_failed')));
    this.pending.clear();
  }
}

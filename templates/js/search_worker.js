// The search's worker and the index's manifest, which begin to load together, and before the script that draws the
// results: over a slow line each that waited for another would cost a round trip. It is here, with what every page has,
// because a page's policy of Trusted Types allows one of a name, and several scripts start a worker.

import { ROOT } from './storage.js';

/**
 * @typedef {object} SearchWorker
 * @property {Worker} worker
 * @property {Promise<void>} opened settles when the worker has been sent `open`; requests come after that
 * @property {Promise<void>} failed settles when the worker could not be loaded or threw
 */

const WORKER_URL = new URL('../search/engine/worker.js', import.meta.url).href;
const MANIFEST = new URL('search/manifest.json', ROOT).href;
/** @type {{ createScriptURL(url: string): string } | null} */
let policy = null;
/** @type {SearchWorker | null | undefined} null when it was taken */
let prepared;

/**
 * Begins to load what any search needs, once, while the scripts that draw results are still on their way.
 *
 * @param {Promise<object | undefined>} [manifest] where it was asked for before
 */
export function prepareSearch(manifest) {
  if (prepared === undefined) prepared = start(true, manifest);
}

/**
 * The prepared worker, or a new one.
 *
 * @param {boolean} warm whether a new one fetches what any search needs at once
 * @returns {SearchWorker}
 */
export function takeWorker(warm) {
  const taken = prepared ?? start(warm);
  prepared = null;
  return taken;
}

/**
 * @param {boolean} warm
 * @param {Promise<object | undefined>} [manifest]
 * @returns {SearchWorker}
 */
function start(warm, manifest = fetchManifest()) {
  const worker = new Worker(trustedWorkerUrl(), { type: 'module' });
  /** @type {Promise<void>} */
  const failed = new Promise((resolve) => worker.addEventListener('error', () => resolve()));
  const opened = manifest.then((content) => worker.postMessage({ kind: 'open', manifest: MANIFEST, content, warm }));
  return { worker, opened, failed };
}

/** @returns {Promise<object | undefined>} what says where everything is; nothing where that fails: the worker tries again, and says what is wrong */
export async function fetchManifest() {
  try {
    const response = await fetch(MANIFEST, { cache: 'no-cache' });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {string} the worker's address, as a page under Trusted Types wants it */
function trustedWorkerUrl() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return WORKER_URL;
  // the worker's is the only address that ever passes
  policy ??= trustedTypes.createPolicy('sitegen', {
    createScriptURL: (/** @type {string} */ url) => (url === WORKER_URL ? url : ''),
  });
  return policy?.createScriptURL(WORKER_URL) ?? '';
}

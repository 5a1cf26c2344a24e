// The address of the search's worker, as a page under Trusted Types wants it. It is here, with what every page has, because
// a page's policy allows one of a name, and several scripts start a worker.

const WORKER_URL = new URL('../search/engine/worker.js', import.meta.url).href;
/** @type {{ createScriptURL(url: string): string } | null} */
let policy = null;

/** @returns {string} */
export function trustedWorkerUrl() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return WORKER_URL;
  // the worker's is the only address that ever passes
  policy ??= trustedTypes.createPolicy('sitegen', {
    createScriptURL: (/** @type {string} */ url) => (url === WORKER_URL ? url : ''),
  });
  return policy?.createScriptURL(WORKER_URL) ?? '';
}

// The search's own thread: takes the page's messages, of each kind only the latest, and answers.
import { Engine } from './engine.js';

/** @typedef {import('../protocol.js').Request} Request */
/** @typedef {import('../protocol.js').Answer} Answer */

/** What is fetched ahead would take the room of a search that comes at once. */
const WARM_DELAY_MS = 300;

/** @type {Engine | null} */
let engine = null;
/** @type {Record<string, number>} */
const latest = { search: 0, suggest: 0, recommend: 0 };

/** @param {MessageEvent<Request>} event */
async function receive({ data: request }) {
  if (request.kind === 'open') {
    engine = new Engine(request.manifest, undefined, request.content);
    if (request.warm) setTimeout(() => latest.search || engine?.warm(), WARM_DELAY_MS);
    return;
  }
  if (!engine) return;
  const { kind, seq } = request;
  latest[kind] = seq;
  const superseded = () => latest[kind] !== seq;
  if (request.kind === 'search' && request.first) {
    const early = await engine.search(request, superseded);
    if (early) postMessage(early);
    if (early?.kind !== 'results' || !early.partial) return;
  }
  const sent = await (request.kind === 'search'
    ? engine.search({ ...request, first: 0 }, superseded)
    : request.kind === 'suggest'
      ? engine.suggest(request, superseded)
      : engine.recommend(request, superseded));
  if (sent) postMessage(sent);
}

addEventListener('message', receive);

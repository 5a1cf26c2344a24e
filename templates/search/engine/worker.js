// The search's own thread: takes the page's messages, of each kind only the latest, and answers.
import { Engine } from './engine.js';

/** @typedef {import('../protocol.js').Request} Request */
/** @typedef {import('../protocol.js').Answer} Answer */

/** @type {Engine | null} */
let engine = null;
/** @type {Record<string, number>} */
const latest = { search: 0, suggest: 0, recommend: 0 };

/** @param {MessageEvent<Request>} event */
async function receive({ data: request }) {
  if (request.kind === 'open') {
    engine = new Engine(request.manifest, undefined, request.content);
    // a search that waits already goes first
    if (request.warm) setTimeout(() => latest.search || engine?.warm());
    return;
  }
  if (!engine) return;
  const { kind, seq } = request;
  latest[kind] = seq;
  const superseded = () => latest[kind] !== seq;
  const sent = await (request.kind === 'search'
    ? engine.search(request, superseded)
    : request.kind === 'suggest'
      ? engine.suggest(request, superseded)
      : engine.recommend(request, superseded));
  if (sent) postMessage(sent);
}

addEventListener('message', receive);

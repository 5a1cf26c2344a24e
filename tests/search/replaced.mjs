// A site that is built anew under a reader's hands: `node replaced.mjs OLD NEW FIRST SECOND` asks the old site,
// then the host has only the new one, and then nothing at all.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Engine } from '../../templates/search/engine/engine.js';

const [, , old, next, first, second] = process.argv;
let folder = old;
let manifests = 0;
// as a page gives it to its worker, which fetches it anew only for another build
const content = JSON.parse(await readFile(join(old, 'search/manifest.json'), 'utf-8'));
const get = async (url) => {
  const path = new URL(url).pathname.slice(1);
  if (path.endsWith('manifest.json')) manifests += 1;
  try {
    return new Response(await readFile(join(folder, path)));
  } catch {
    return new Response('not here', { status: 404 });
  }
};
const engine = new Engine('http://site.test/search/manifest.json', get, content);
const before = await engine.search({ kind: 'search', seq: 1, query: first });
folder = next;
const after = await engine.search({ kind: 'search', seq: 2, query: second });
const asked = manifests;
folder = '/nowhere';
const gone = await engine.search({ kind: 'search', seq: 3, query: 'cafés' });
process.stdout.write(JSON.stringify({ before, after, gone, manifests: asked }));

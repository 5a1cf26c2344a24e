// Asks a built index many queries: `node ranks.mjs SITE RANK < queries`, a JSON list of texts. Prints for each the ids
// of the best papers, the bytes a first query fetches (gzip), and the milliseconds of the same query once all is there.
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineOf } from '../../search/site.mjs';

const [, , site, rank] = process.argv;
const sizes = new Map();
const size = (path) => {
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(join(site, path)), { level: 9 }).length);
  return sizes.get(path);
};
const told = [];
const warm = engineOf(site);
for (const query of JSON.parse(await text(process.stdin))) {
  let index = 0;
  let documents = 0;
  const first = engineOf(site, (path) => {
    if (path.startsWith('search/documents/')) documents += size(path);
    else index += size(path);
  });
  if (rank === 'bytes') await first.search({ kind: 'search', seq: 1, query });
  const request = { kind: 'search', seq: 1, query, rank: rank === 'lunr' ? 'lunr' : 'default' };
  const { results } = await warm.search({ ...request, limit: 50 });
  const start = performance.now();
  await warm.search(request);
  told.push({ ids: results.map(({ id }) => id), index, documents, milliseconds: performance.now() - start });
}
process.stdout.write(JSON.stringify(told));

// Compares the engine's Lunr ranking with lunr.js over the standard index: `node exact.mjs SITE QUERIES-PER-KIND [SEED]`.
// Prints one object: how many queries of how many kinds, and the first differences.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lunr } from '../../templates/search/engine/lunr.js';
import { dice, engineOf } from './site.mjs';
import { kinds } from './queries.mjs';

const [, , folder, each, seed = '1'] = process.argv;
const serialized = JSON.parse(await readFile(join(folder, 'search/lunr.json'), 'utf8'));
const oracle = lunr.Index.load(serialized);
const engine = engineOf(folder);
const roll = dice(Number(seed));

const words = [];
for (let number = 0; words.length < 4000; number += 1) {
  const content = await readFile(join(folder, `search/documents/${number}.json`), 'utf8').catch(() => null);
  if (!content) break;
  for (const { title, abstract = '', authors = [] } of JSON.parse(content)) {
    const all = `${title} ${abstract} ${authors.join(' ')}`.match(/[A-Za-z0-9]{3,}/g) ?? [];
    words.push(...all.filter(() => roll() < 0.3));
  }
}

const made = kinds(words, roll);
const differences = [];
let queries = 0;
let found = 0;
for (const [kind, make] of Object.entries(made)) {
  for (let time = 0; time < Number(each); time += 1) {
    const query = make();
    let expected = null;
    try {
      expected = oracle.search(query).map(({ ref, score }) => [ref, score]);
    } catch {
      // what Lunr cannot read, the engine reads in its own way
      continue;
    }
    const answer = await engine.search({ kind: 'search', seq: 1, query, rank: 'lunr', limit: expected.length + 5 });
    const given = (answer.results ?? []).map(({ id, score }) => [id, score]);
    queries += 1;
    found += expected.length;
    const at = expected.findIndex(([id, score], place) => given[place]?.[0] !== id || given[place][1] !== score);
    if (given.length !== expected.length || answer.total !== expected.length || at >= 0) {
      differences.push({ kind, query, at, expected: expected[at], given: given[at], counts: [expected.length, given.length] });
    }
  }
}
const report = { queries, kinds: Object.keys(made).length, found, differences: differences.length, first: differences.slice(0, 5) };
process.stdout.write(`${JSON.stringify(report)}\n`);

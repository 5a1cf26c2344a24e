// MiniSearch over the same papers: `node minisearch.mjs MODULE < {"papers": […], "queries": […]}`. Prints for each of
// several settings the ids of the best papers for every query.
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { lunr } from '../../../templates/search/engine/lunr.js';

const { default: MiniSearch } = await import(pathToFileURL(`${process.argv[2]}/dist/es/index.js`));
const { papers, queries } = JSON.parse(await text(process.stdin));
const stem = (term) => (lunr.stopWordFilter(new lunr.Token(term.toLowerCase())) ? lunr.stemmer(new lunr.Token(term.toLowerCase())).toString() : null);
const fields = ['title', 'abstract', 'authors'];
const plain = new MiniSearch({ fields });
plain.addAll(papers);
const stemmed = new MiniSearch({ fields, processTerm: stem });
stemmed.addAll(papers);
const settings = {
  'as it comes': [plain, {}],
  'title 2, fuzzy, prefix': [plain, { boost: { title: 2 }, fuzzy: 0.2, prefix: true }],
  'stemmed, title 2': [stemmed, { boost: { title: 2 } }],
  'stemmed, title 2, fuzzy': [stemmed, { boost: { title: 2 }, fuzzy: 0.2 }],
  'stemmed, title 3, fuzzy for long words': [stemmed, { boost: { title: 3 }, fuzzy: (term) => (term.length > 5 ? 0.2 : false) }],
};
const told = {};
for (const [name, [index, options]] of Object.entries(settings)) {
  told[name] = queries.map((query) => index.search(query, options).slice(0, 50).map(({ id }) => id));
}
process.stdout.write(JSON.stringify(told));

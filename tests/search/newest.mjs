// Reads JSON with the text of newest.json, liked and unwanted papers, and prints the ranking of the newest.
import { text } from 'node:stream/consumers';
import { rankNewest } from '../../templates/search/engine/newest.js';
import { locateTerms } from '../../templates/search/engine/tokens.js';

const { file, liked, unwanted } = JSON.parse(await text(process.stdin));
const termsOf = (one) => locateTerms(one).map(({ term }) => term);
const newest = JSON.parse(file);
const ranked = rankNewest(newest, liked, unwanted, termsOf);
process.stdout.write(JSON.stringify(ranked.map((one) => ({ ...one, shared: one.shared.map((term) => newest.names[term]) }))));

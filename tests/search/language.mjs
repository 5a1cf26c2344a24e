// Reads a JSON list of texts and prints for each its parse as a query, and the identifiers that it has.
import { text } from 'node:stream/consumers';
import { identifiers, parse, requireAll } from '../../templates/search/language.js';

const texts = JSON.parse(await text(process.stdin));
const parsed = texts.map((one) => ({ ...parse(one), identifiers: identifiers(one), required: requireAll(one) }));
process.stdout.write(JSON.stringify(parsed));

// Reads a JSON list of texts and prints for each its parse as a query, and the identifier that it is.
import { text } from 'node:stream/consumers';
import { identifier, parse, requireAll } from '../../templates/search/language.js';

const texts = JSON.parse(await text(process.stdin));
const parsed = texts.map((one) => ({ ...parse(one), identifier: identifier(one), required: requireAll(one) }));
process.stdout.write(JSON.stringify(parsed));

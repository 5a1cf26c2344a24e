// Reads a JSON list of numbers and prints each rounded to three decimals as Lunr's scores are.
import { text } from 'node:stream/consumers';
import { roundAsPython } from '../../templates/search/engine/score.js';

process.stdout.write(JSON.stringify(JSON.parse(await text(process.stdin)).map(roundAsPython)));

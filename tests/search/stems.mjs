// Reads a JSON list of words and prints for each what lunr.js trims it to, and the stem of that and of the word itself.
import { text } from 'node:stream/consumers';
import { lunr } from '../../templates/search/engine/lunr.js';
import { locateTerms, queryTerms, segments } from '../../templates/search/engine/tokens.js';

const words = JSON.parse(await text(process.stdin));
const told = words.map((word) => {
  const token = new lunr.Token(word);
  lunr.trimmer(token);
  const trimmed = token.toString();
  return {
    trimmed,
    stem: lunr.stemmer(new lunr.Token(trimmed)).toString(),
    whole: lunr.stemmer(new lunr.Token(word)).toString(),
    segments: segments(word),
    terms: queryTerms(word),
    located: locateTerms(word).map(({ term }) => term),
  };
});
process.stdout.write(JSON.stringify(told));

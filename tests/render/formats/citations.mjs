// Prints what the theme's scripts make of papers, given as JSON on standard input.
import { readFileSync } from 'node:fs';
import { bibtex, csl, ris } from '../../../templates/js/cite.js';
import { writtenNames } from '../../../templates/js/people.js';
import { bibliographyEntry } from '../../../templates/js/styles.js';

const papers = JSON.parse(readFileSync(0, 'utf8')).map(({ people, ...facts }) => ({
  ...facts,
  authors: people.map(({ name }) => name),
  written: writtenNames(people),
}));
const made = papers.map((facts) => ({
  ris: ris(facts),
  csl: csl(facts),
  // as it is before the page was read
  bibtex: bibtex({ ...facts, bibtex: '' }),
  apa: bibliographyEntry('apa', facts),
  mla: bibliographyEntry('mla', facts),
  chicago: bibliographyEntry('chicago', facts),
}));
console.log(JSON.stringify(made));

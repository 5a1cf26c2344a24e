// Saved papers as files: BibTeX, RIS and Markdown for other programs, and JSON, which comes back whole.

import { bibtex, escaped, giveFile, markdown, ris } from './cite.js';
import { VERSION, change, isSaved, record, sound } from './saved.js';
import { say, sayDate } from './words.js';

/** @typedef {import('./saved.js').Facts} Facts */

const FORMAT = 'saved papers';

/**
 * Gives the reader a file with the papers.
 *
 * @param {string} format `bib`, `ris`, `md` or `json`
 * @param {Facts[]} papers
 * @param {(id: string) => string} address of a paper's page
 * @param {string} title of the list
 */
export function exported(format, papers, address, title) {
  /** @type {Record<string, () => string>} */
  const made = {
    bib: () => papers.map(bibtex).join('\n'),
    ris: () => papers.map(ris).join(''),
    md: () => `# ${escaped(title)}\n\n${papers.map((paper) => line(paper, address(paper.id))).join('\n')}\n`,
    json: () => `${JSON.stringify({ format: FORMAT, version: VERSION, papers }, null, 2)}\n`,
  };
  giveFile(`saved-papers.${format}`, made[format]());
}

/**
 * @param {Facts} paper
 * @param {string} href
 */
function line(paper, href) {
  const { authors = [], published, arxiv, note } = paper;
  const told = [
    markdown(paper, href),
    authors.length > 3 ? `${escaped(authors[0])} et al.` : authors.map(escaped).join(', '),
    published && sayDate(published),
    arxiv && `[arXiv:${arxiv}](https://arxiv.org/abs/${arxiv})`,
  ];
  const said = note ? `\n\n  ${note.trim().replaceAll('\n', '\n  ')}\n` : '';
  return `- ${told.filter(Boolean).join(' · ')}${said}`;
}

/**
 * Takes the papers of an exported file in among those that are saved. Nothing is lost: what is saved keeps its facts,
 * and notes that differ are joined.
 *
 * @param {string} text
 * @returns {string} what came of it, for the reader
 */
export function imported(text) {
  const papers = papersOf(text);
  if (!papers) return say('imported_not');
  let changed = 0;
  let refused = 0;
  for (const value of papers) {
    const id = value && typeof value === 'object' ? String(value.id ?? '') : '';
    // as all ids are; anything else leads to no page
    if (!/^[a-z\d][\w.-]*$/i.test(id)) continue;
    const theirs = sound(value, id);
    const ours = isSaved(id) ? record(id) : undefined;
    const joined = ours ? join(ours, theirs) : theirs;
    if (ours && same(ours, joined)) continue;
    if (change(id, joined)) changed += 1;
    else refused += 1;
  }
  if (refused) return say('imported_part', { n: refused });
  return changed ? say('imported', { n: changed }) : say('imported_nothing');
}

/**
 * @param {string} text
 * @returns {Record<string, unknown>[] | null}
 */
function papersOf(text) {
  try {
    const { papers } = JSON.parse(text);
    return Array.isArray(papers) ? papers : null;
  } catch {
    return null;
  }
}

/**
 * @param {Facts} ours
 * @param {Facts} theirs
 * @returns {Facts}
 */
function join(ours, theirs) {
  // facts that were read from the paper's page are better than those that were not
  const facts = ours.bibtex ? { ...theirs, ...ours } : { ...ours, ...theirs };
  return {
    ...facts,
    saved: earlier(ours.saved, theirs.saved),
    read: earlier(ours.read, theirs.read),
    note: both(ours.note ?? '', theirs.note ?? ''),
  };
}

/**
 * @param {string} [one]
 * @param {string} [other]
 */
function earlier(one, other) {
  return [one, other].filter(Boolean).sort()[0] ?? '';
}

/**
 * @param {string} one
 * @param {string} other
 */
function both(one, other) {
  if (one.includes(other)) return one;
  return other.includes(one) ? other : `${one}\n\n${other}`;
}

/**
 * @param {Facts} one
 * @param {Facts} other
 */
function same(one, other) {
  /** @param {Facts} facts */
  const told = (facts) => JSON.stringify(Object.entries(facts).filter(([key, value]) => value && key !== 'version').sort());
  return told(one) === told(other);
}

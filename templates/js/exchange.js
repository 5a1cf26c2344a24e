// Saved papers as files: BibTeX, RIS, CSL-JSON and Markdown for other programs, and JSON, which comes back whole.

import { arxivAddress } from './doi.js';
import { formatDate } from './dates.js';
import { bibtex, csl, downloadFile, escapeMarkdown, markdown, ris } from './cite.js';
import { VERSION, isSaved, recordOf, sanitizeRecord, saveAll } from './saved.js';
import { ROOT } from './storage.js';
import { say } from './strings.js';
import { keepMuted, keepUnwanted, keepWatch, mutedWords, sanitizeWatch, unwanted, watchOf, watches } from './watches.js';

/** @typedef {import('./saved.js').Facts} Facts */

const FORMAT = 'saved papers';
/** As all ids are; anything else leads to no page. */
const ID = /^[a-z\d][\w.-]*$/i;
/** Watches, words and papers of a file that are looked at. */
const MAX_OTHERS = 1000;

/**
 * Downloads the papers as a file.
 *
 * @param {string} format `bib`, `ris`, `csl.json`, `md` or `json`
 * @param {Facts[]} papers
 * @param {(paper: Facts) => string} address that a paper's title leads to
 * @param {string} title of the list
 */
export function exportPapers(format, papers, address, title) {
  /** @type {Record<string, () => string>} */
  const formats = {
    bib: () => papers.map(bibtex).join('\n'),
    ris: () => papers.map(ris).join(''),
    'csl.json': () => `${JSON.stringify(papers.map(csl), null, 2)}\n`,
    md: () => `# ${escapeMarkdown(title)}\n\n${papers.map((paper) => listItem(paper, address(paper))).join('\n')}\n`,
    json: () => {
      const reading = { watches: watches(), muted: mutedWords(), unwanted: unwanted() };
      const placed = papers.map((paper) => ({ ...paper, page: paper.page || address(paper) }));
      return `${JSON.stringify({ format: FORMAT, version: VERSION, papers: placed, ...reading }, null, 2)}\n`;
    },
  };
  downloadFile(`saved-papers.${format}`, formats[format]());
}

/**
 * @param {Facts} paper
 * @param {string} href
 */
function listItem(paper, href) {
  const { authors = [], moreAuthors, published, arxiv, note } = paper;
  const isCut = authors.length > 3;
  const names = (isCut ? authors.slice(0, 1) : authors).map(escapeMarkdown).join(', ');
  const parts = [
    markdown(paper, href),
    isCut || moreAuthors ? `${names} et al.` : names,
    published && formatDate(published),
    arxiv && `[arXiv:${arxiv}](${arxivAddress(arxiv)})`,
  ];
  const notes = note ? `\n\n  ${note.trim().replaceAll('\n', '\n  ')}\n` : '';
  return `- ${parts.filter(Boolean).join(' · ')}${notes}`;
}

/**
 * Adds the papers of an exported file to those that are saved. Nothing is lost: what is saved keeps its facts, and notes
 * that differ are joined.
 *
 * @param {string} text
 * @returns {string} what came of it, for the reader
 */
export function importPapers(text) {
  const file = parseFile(text);
  if (!file) return say('import_wrong_file');
  const reading = importReading(file);
  const papers = /** @type {Record<string, unknown>[]} */ (file.papers);
  /** @type {Map<string, Facts>} */
  const changed = new Map();
  for (const value of papers) {
    const id = value && typeof value === 'object' ? String(value.id ?? '') : '';
    if (!ID.test(id)) continue;
    const theirs = { ...sanitizeRecord(value, id), page: pageElsewhere(value.page) };
    const ours = changed.get(id) ?? (isSaved(id) ? recordOf(id) : undefined);
    const joined = ours ? joinFacts(ours, theirs) : theirs;
    if (!ours || !isSame(ours, joined)) changed.set(id, joined);
  }
  const stored = saveAll([...changed.values()]);
  const refused = changed.size - stored + reading.refused;
  if (refused) return say('import_no_room', { n: refused });
  if (!stored && reading.kept) return say('import_others', { n: reading.kept });
  if (!stored) return say('import_nothing_new');
  const sites = new Set([...changed.values()].flatMap(({ page }) => (page ? new URL(page).host : [])));
  const elsewhere = sites.size ? ` ${say('import_elsewhere', { sites: [...sites].join(', ') })}` : '';
  return say('import_done', { n: stored }) + elsewhere;
}

/**
 * @param {unknown} page address of a paper's page
 * @returns {string} it, where it is on another site
 */
function pageElsewhere(page) {
  const isElsewhere = typeof page === 'string' && URL.canParse(page) && /^https?:/.test(page) && !page.startsWith(ROOT.href);
  return isElsewhere ? page : '';
}

/**
 * Adds what a file's reader watched, muted and wanted less of.
 *
 * @param {Record<string, unknown>} file
 * @returns {{ kept: number, refused: number }} how much of what was new here there was room for
 */
function importReading(file) {
  /** @param {unknown} value @returns {any[]} */
  const listOf = (value) => (Array.isArray(value) ? value.slice(0, MAX_OTHERS) : []);
  const watched = listOf(file.watches).filter((watch) => typeof watch?.query === 'string' && watch.query.trim() && !watchOf(watch.query));
  const ours = mutedWords();
  const muted = new Set(listOf(file.muted).flatMap((word) => (typeof word === 'string' && word.trim()) || []));
  for (const word of ours) muted.delete(word);
  if (muted.size) keepMuted([...ours, ...muted]);
  const known = new Set(unwanted().map(({ id }) => id));
  const less = listOf(file.unwanted).filter((paper) => typeof paper?.id === 'string' && ID.test(paper.id) && !known.has(paper.id));
  const watchesKept = watched.filter((watch) => keepWatch(sanitizeWatch(watch, watch.query))).length;
  const kept = watchesKept + mutedWords().length - ours.length + less.filter((paper) => keepUnwanted(paper)).length;
  return { kept, refused: watched.length + muted.size + less.length - kept };
}

/**
 * @param {string} text
 * @returns {Record<string, unknown> | null}
 */
function parseFile(text) {
  try {
    const file = JSON.parse(text);
    return file.format === FORMAT && Array.isArray(file.papers) ? file : null;
  } catch {
    return null;
  }
}

/**
 * What two records of a paper tell, with both notes.
 *
 * @param {Facts} ours
 * @param {Facts} theirs
 * @returns {Facts}
 */
export function joinFacts(ours, theirs) {
  // facts that were read from the paper's page are better than those that were not
  const facts = ours.bibtex ? { ...theirs, ...ours } : { ...ours, ...theirs };
  return {
    ...facts,
    saved: earliest(ours.saved, theirs.saved),
    read: earliest(ours.read, theirs.read),
    page: ours.page,
    note: joinNotes(ours.note ?? '', theirs.note ?? ''),
  };
}

/**
 * @param {string} [one]
 * @param {string} [other]
 */
function earliest(one, other) {
  return [one, other].filter(Boolean).sort()[0] ?? '';
}

/**
 * @param {string} one
 * @param {string} other
 */
function joinNotes(one, other) {
  if (one.includes(other)) return one;
  return other.includes(one) ? other : `${one}\n\n${other}`;
}

/**
 * @param {Facts} one
 * @param {Facts} other
 */
function isSame(one, other) {
  /** @param {Facts} facts */
  const content = (facts) => JSON.stringify(Object.entries(facts).filter(([key, value]) => value && key !== 'version').sort());
  return content(one) === content(other);
}

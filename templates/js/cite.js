// A paper's facts, read from its own page, and as BibTeX, RIS, CSL-JSON and Markdown.

import { doiAddress, doiIn } from './doi.js';
import { inverted, splitNames, writtenNames } from './people.js';

/** @typedef {import('./saved.js').Facts} Facts */

/**
 * The facts of the paper whose page lies at an address.
 *
 * @param {string} href
 * @returns {Promise<Facts>}
 * @throws {Error} there is no such page any more, or it cannot be reached
 */
export async function fetchFacts(href) {
  const [asked, shown] = [href, location.href].map((address) => address.split(/[?#]/, 1)[0]);
  return readFacts(asked === shown ? document : await loadPage(href));
}

/**
 * @param {string} href
 * @returns {Promise<Document>}
 */
function loadPage(href) {
  return new Promise((resolve, reject) => {
    // makes a document without running anything in it; a parser of strings is what Trusted Types forbid
    const request = new XMLHttpRequest();
    request.responseType = 'document';
    request.addEventListener('load', () => {
      if (request.status === 200 && request.response) resolve(request.response);
      else reject(new Error(`${request.status} ${href}`));
    });
    request.addEventListener('error', () => reject(new Error(href)));
    request.open('GET', href);
    request.send();
  });
}

/**
 * @param {Document} page a paper's own
 * @returns {Facts}
 */
export function readFacts(page) {
  const paper = page.querySelector('article.paper');
  if (!(paper instanceof HTMLElement)) throw new Error('this is not the page of a paper');
  const article = readArticle(page);
  /** @type {string[]} */
  const places = article.sameAs ?? [];
  /** @param {string} host */
  const placed = (host) => places.find((url) => url.startsWith(host))?.slice(host.length) ?? '';
  /** @type {import('./people.js').Person[]} */
  const people = article.author ?? [];
  const entry = paper.querySelector('.bibtex pre')?.textContent ?? '';
  return {
    id: decodeURIComponent(new URL(page.URL).pathname.split('/').at(-1) ?? '').replace(/\.html$/, ''),
    title: article.headline ?? '',
    authors: people.map(({ name }) => name),
    // the record has no word for those who are not named
    moreAuthors: /^ *author *= .* and others\},?$/m.test(entry),
    written: writtenNames(people),
    // the record has a day also where only the month is known
    published: paper.querySelector('time[data-date=published]')?.getAttribute('datetime') ?? '',
    venue: paper.querySelector('.venue')?.textContent ?? '',
    arxiv: placed('https://arxiv.org/abs/'),
    doi: doiIn(placed('https://doi.org/')),
    pdf: article.encoding?.contentUrl ?? '',
    links: [...paper.querySelectorAll('a[data-kind]')].map((link) => ({
      kind: link.getAttribute('data-kind') ?? '',
      url: link.getAttribute('href') ?? '',
    })),
    topics: article.keywords ?? [],
    // formulas in Unicode, as in the site's own bibliographies
    abstract: page.querySelector('meta[name=citation_abstract]')?.getAttribute('content') ?? '',
    bibtex: entry,
    page: '',
  };
}

/**
 * The page's own record of the paper, which is there for search engines.
 *
 * @param {Document} page
 * @returns {Record<string, any>}
 */
function readArticle(page) {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const data = JSON.parse(script.textContent ?? '{}');
    const article = (data['@graph'] ?? [data]).find((/** @type {any} */ part) => part['@type'] === 'ScholarlyArticle');
    if (article) return article;
  }
  return {};
}

/**
 * The entry as the paper's page has it, with the reader's note.
 *
 * @param {Facts} facts
 * @returns {string}
 */
export function bibtex(facts) {
  const entry = facts.bibtex?.trim() || knownEntry(facts);
  // not in `note`, which bibliographies print
  const annotation = facts.note && `,\n  annote = {${escapeTex(facts.note.trim())}}\n}`;
  return `${annotation ? entry.replace(/\n?\}$/, () => annotation) : entry}\n`;
}

/**
 * The entry of a paper whose page was never read.
 *
 * @param {Facts} facts
 */
function knownEntry(facts) {
  /** @type {Record<string, string>} */
  const fields = {
    title: `{${escapeTex(facts.title || facts.id)}}`,
    author: [...(facts.authors ?? []).map(escapeTex), ...(facts.moreAuthors ? ['others'] : [])].join(' and '),
    year: (facts.published ?? '').slice(0, 4),
    doi: escapeTex(facts.doi ?? ''),
    eprint: escapeTex(facts.arxiv ?? ''),
    url: addressOf(facts).replace(/[{}\\]/g, encodeURIComponent),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  const key = facts.id.replace(/[^\w:.+/-]+/g, '-');
  return `@misc{${key},\n${lines.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}

/** Signs that a backslash before them does not escape: BibTeX counts a brace behind one. @type {Record<string, string>} */
const TEX_NAMES = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** @param {string} text */
function escapeTex(text) {
  return text.replace(/[\\{}&%#_$~^]/g, (sign) => TEX_NAMES[sign] ?? `\\${sign}`);
}

/** @param {Facts} facts @returns {string} the key that the paper is cited by */
function citationKey({ id, bibtex: entry = '' }) {
  return /^@\w+\{([^,\s]+)/.exec(entry)?.[1] ?? id;
}

/**
 * Types in RIS and CSL by that of BibTeX, by which the paper's page tells what the venue is.
 *
 * @type {Record<string, [string, string]>}
 */
const TYPES = {
  inproceedings: ['CONF', 'paper-conference'],
  article: ['JOUR', 'article-journal'],
  incollection: ['CHAP', 'chapter'],
  book: ['BOOK', 'book'],
  phdthesis: ['THES', 'thesis'],
  techreport: ['RPRT', 'report'],
};

/** @param {Facts} facts @returns {[string, string]} the types in RIS and CSL */
function typesOf({ bibtex: entry = '', arxiv }) {
  return TYPES[/^@(\w+)/.exec(entry)?.[1] ?? ''] ?? ['GEN', arxiv ? 'article' : 'document'];
}

/**
 * What the BibTeX of the paper's page has in a field, without the signs that escape others.
 *
 * @param {Facts} facts
 * @param {string} name
 */
function fieldOf({ bibtex: entry = '' }, name) {
  const [, text = ''] = new RegExp(`^ *${name} *= \\{(.*)\\},?$`, 'm').exec(entry) ?? [];
  return text.replace(/\\([&%#_$])/g, '$1').replace('--', '–');
}

/**
 * What the paper is a part of, and who published it: a thesis is no part of the university that is its venue.
 *
 * @param {Facts} facts
 */
function containerAndPublisher(facts) {
  const { venue, arxiv } = facts;
  const publisher = fieldOf(facts, 'publisher') || (arxiv && !venue && 'arXiv');
  return /^(?:thesis|report)$/.test(typesOf(facts)[1]) ? ['', venue || publisher] : [venue, publisher];
}

/**
 * Where the paper itself is.
 *
 * @param {Facts} facts
 */
function addressOf({ arxiv, doi, pdf, links = [] }) {
  if (arxiv) return `https://arxiv.org/abs/${arxiv}`;
  return doi ? doiAddress(doi) : pdf || (links.find(({ kind }) => kind === 'project')?.url ?? '');
}

/**
 * One RIS record, as reference managers import it and as `formats/citations.py` writes it.
 *
 * @param {Facts} facts
 * @returns {string}
 */
export function ris(facts) {
  const { published = '', arxiv } = facts;
  const [container, publisher] = containerAndPublisher(facts);
  const [year, month = '', day = ''] = published.split('-');
  const [first, last] = fieldOf(facts, 'pages').split('–');
  const fields = [
    ['TY', typesOf(facts)[0]],
    ['ID', citationKey(facts)],
    ['TI', facts.title || facts.id],
    ...splitNames(facts).map((name) => ['AU', inverted(name)]),
    ['PY', year],
    ['DA', year && `${year}/${month}/${day}`],
    ['T2', container],
    ['VL', fieldOf(facts, 'volume')],
    ['IS', fieldOf(facts, 'number')],
    ['SP', first],
    ['EP', last],
    ['PB', publisher],
    ['DO', facts.doi],
    ['AN', arxiv && `arXiv:${arxiv}`],
    ['AB', facts.abstract],
    ...(facts.topics ?? []).map((topic) => ['KW', topic]),
    ['UR', addressOf(facts)],
    ['N1', facts.note],
  ];
  const lines = fields.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/g, ' ').trim()}`] : []));
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/**
 * @typedef {Record<string, any> & { title: string, author: import('./people.js').Name[] }} Item an item of CSL-JSON
 */

/**
 * @param {Facts} facts
 * @returns {Item} as `formats/citations.py` makes it, with the reader's note
 */
export function csl(facts) {
  const { published, arxiv, venue, abstract, note } = facts;
  const isPreprint = arxiv && !venue;
  const [container, publisher] = containerAndPublisher(facts);
  const item = {
    id: citationKey(facts),
    type: typesOf(facts)[1],
    title: facts.title || facts.id,
    author: [...splitNames(facts), ...(facts.moreAuthors ? [{ literal: 'others' }] : [])],
    issued: published && { 'date-parts': [published.split('-').map(Number)] },
    'container-title': container,
    genre: isPreprint && 'Preprint',
    volume: fieldOf(facts, 'volume'),
    issue: fieldOf(facts, 'number'),
    page: fieldOf(facts, 'pages').replace('–', '-'),
    publisher,
    number: isPreprint && `arXiv:${arxiv}`,
    note: [!isPreprint && arxiv && `arXiv:${arxiv}`, note].filter(Boolean).join('\n'),
    DOI: facts.doi,
    URL: addressOf(facts),
    abstract,
  };
  const known = Object.entries(item).filter(([, value]) => value && !(Array.isArray(value) && !value.length));
  return /** @type {Item} */ (Object.fromEntries(known));
}

/**
 * @param {Facts} facts
 * @param {string} href
 * @returns {string} a link to the paper's page
 */
export function markdown(facts, href) {
  return `[${escapeMarkdown(facts.title || facts.id)}](${href.replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
}

/**
 * Plain text for Markdown, in one line.
 *
 * @param {string} text
 */
export function escapeMarkdown(text) {
  return text.replace(/\s+/g, ' ').replace(/[\\\x60*_[\]<>#|~$]/g, '\\$&');
}

/**
 * Starts the download of a file.
 *
 * @param {string} name
 * @param {string} text
 */
export function downloadFile(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  // not at once: some browsers begin to read it later
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

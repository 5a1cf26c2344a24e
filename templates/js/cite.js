// A paper's facts, read from its own page, and as BibTeX, RIS and Markdown.

/** @typedef {import('./saved.js').Facts} Facts */

/**
 * The facts of the paper whose page lies at an address.
 *
 * @param {string} href
 * @returns {Promise<Facts>}
 * @throws {Error} there is no such page any more, or it cannot be reached
 */
export async function fetchFacts(href) {
  return readFacts(href === location.href.split(/[?#]/, 1)[0] ? document : await loadPage(href));
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
  /** @type {Facts} */
  const facts = {
    id: paper.dataset.paper ?? '',
    title: meta(page, 'title')[0] ?? '',
    authors: meta(page, 'author'),
    published: (meta(page, 'publication_date')[0] ?? '').replaceAll('/', '-'),
    venue: paper.querySelector('.venue')?.textContent ?? '',
    arxiv: meta(page, 'arxiv_id')[0] ?? '',
    doi: meta(page, 'doi')[0] ?? '',
    pdf: meta(page, 'pdf_url')[0] ?? '',
    links: [...paper.querySelectorAll('a[data-kind]')].map((link) => ({
      kind: link.getAttribute('data-kind') ?? '',
      url: link.getAttribute('href') ?? '',
    })),
    topics: meta(page, 'keywords'),
    abstract: plainText(paper.querySelector('.paper-abstract .prose')),
    bibtex: paper.querySelector('.bibtex pre')?.textContent ?? '',
  };
  return facts;
}

/**
 * @param {Document} page
 * @param {string} name
 */
function meta(page, name) {
  return [...page.querySelectorAll(`meta[name=citation_${name}]`)].map((tag) => tag.getAttribute('content') ?? '');
}

/**
 * Text of an element in one line, its formulas as TeX.
 *
 * @param {Element | null} element
 * @returns {string}
 */
function plainText(element) {
  if (!element) return '';
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const formula of copy.querySelectorAll('math')) formula.replaceWith(formula.getAttribute('alttext') ?? '');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/**
 * The entry as the paper's page has it; of a paper whose page was never read, what is known.
 *
 * @param {Facts} facts
 * @returns {string}
 */
export function bibtex(facts) {
  if (facts.bibtex) return `${facts.bibtex.trim()}\n`;
  /** @type {Record<string, string>} */
  const fields = {
    title: `{${escapeTex(facts.title || facts.id)}}`,
    author: (facts.authors ?? []).map(escapeTex).join(' and '),
    year: (facts.published ?? '').slice(0, 4),
    doi: escapeTex(facts.doi ?? ''),
    eprint: escapeTex(facts.arxiv ?? ''),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  const key = facts.id.replace(/[^\w:.+/-]+/g, '-');
  return `@misc{${key},\n${lines.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}\n`;
}

/** @param {string} text */
function escapeTex(text) {
  return text.replace(/[{}\\~^]/g, ' ').replace(/[&%#_$]/g, '\\$&');
}

/**
 * One RIS record, as reference managers import it.
 *
 * @param {Facts} facts
 * @returns {string}
 */
export function ris(facts) {
  const [year = '', month = '', day = ''] = (facts.published ?? '').split('-');
  const fields = [
    ['TY', 'GEN'],
    ['ID', facts.id],
    ['TI', facts.title || facts.id],
    ...(facts.authors ?? []).map((name) => ['AU', familyFirst(name)]),
    ['PY', year],
    ['DA', year && `${year}/${month}/${day}/`],
    ['T2', facts.venue],
    ['DO', facts.doi],
    ['AB', facts.abstract],
    ...(facts.topics ?? []).map((topic) => ['KW', topic]),
    ['UR', facts.arxiv && `https://arxiv.org/abs/${facts.arxiv}`],
    ['L1', facts.pdf],
    ['N1', facts.note],
  ];
  const lines = fields.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/g, ' ').trim()}`] : []));
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/**
 * A name with the family name first, as RIS wants it. Of more than two words nobody knows which are the family name.
 *
 * @param {string} name
 */
function familyFirst(name) {
  const words = name.trim().split(/\s+/);
  return words.length === 2 && !name.includes(',') ? `${words[1]}, ${words[0]}` : name;
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

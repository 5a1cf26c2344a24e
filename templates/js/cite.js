// A paper as other programs want it: its facts as its own page states them, and BibTeX, RIS and Markdown made of them.

/** @typedef {import('./saved.js').Saved} Saved */
/** @typedef {Partial<Saved> & { id: string }} Facts */

/**
 * The facts of the paper whose page lies at an address.
 *
 * @param {string} href
 * @returns {Promise<Facts>}
 * @throws {Error} there is no such page any more, or it cannot be reached
 */
export async function factsAt(href) {
  return factsOf(href === location.href.split(/[?#]/, 1)[0] ? document : await load(href));
}

/**
 * @param {string} href
 * @returns {Promise<Document>}
 */
function load(href) {
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
export function factsOf(page) {
  const paper = page.querySelector('article.paper');
  if (!(paper instanceof HTMLElement)) throw new Error('the page is no paper’s');
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
    abstract: plain(paper.querySelector('.paper-abstract .prose')),
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
function plain(element) {
  if (!element) return '';
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const formula of copy.querySelectorAll('math')) formula.replaceWith(formula.getAttribute('alttext') ?? '');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

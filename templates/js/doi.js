// Addresses of papers at arXiv, and of DOIs as `formats/citations.py` makes them.

/** @param {string} arxiv its id */
export function arxivAddress(arxiv) {
  return `https://arxiv.org/abs/${arxiv}`;
}

/**
 * The address of a DOI, with codes for signs that would end its path; percent codes that it has already stay.
 *
 * @param {string} doi
 */
export function doiAddress(doi) {
  return `https://doi.org/${doi.replace(/[#?]|%(?![\da-f]{2})/gi, encodeURIComponent)}`;
}

/**
 * The DOI in the path of such an address.
 *
 * @param {string} path
 */
export function doiIn(path) {
  return path.replace(/%(?:23|3F|25)/g, decodeURIComponent);
}

/**
 * The messages between the page and the search worker, as types; there is no code here.
 *
 * The page starts `new Worker(url, { type: 'module' })` on `worker.js`, sends `open` once with the manifest's address,
 * and its content where it could fetch that, and then a `search` or `suggest` for what the reader types. Numbers in `seq`
 * grow; a request with a higher number of the same kind makes the worker drop the earlier one, which is then never
 * answered. The worker fetches nothing before the first request (or `open` with `warm`). Every request that is not dropped
 * gets one answer, and a search with `first` may get another before it; no input makes an exception.
 *
 * All offsets count UTF-16 code units, as `String.prototype.slice` does.
 */

/** @typedef {'default' | 'lunr'} Rank  `lunr` gives the ids, order and scores of `lunr.Index`. */
/** @typedef {'relevance' | 'date' | 'votes' | 'listed'} Sort  newest first; most votes first; last listed first. */
/** @typedef {'topic' | 'year' | 'author' | 'code'} Facet */

/**
 * @typedef {object} OpenRequest
 * @property {'open'} kind
 * @property {string} manifest  absolute URL of `search/manifest.json`
 * @property {import('./engine/index.js').Manifest} [content]  what is there, where the page could fetch it
 * @property {boolean} [warm]  fetch the manifest and the type-ahead table now (the reader is reaching for search)
 */

/**
 * @typedef {object} SearchRequest
 * @property {'search'} kind
 * @property {number} seq
 * @property {string} query  whatever the reader typed, in the language of `language.js`; empty for all papers
 * @property {Rank} [rank]  `default` when left out
 * @property {Sort} [sort]  `relevance` when left out
 * @property {Facet[]} [counts]  facets to count; each loads its column
 * @property {number} [limit]  10 when left out
 * @property {number} [offset]
 * @property {number} [first]  so many results are answered before the others are there, which a second answer has, too
 */

/**
 * @typedef {object} SuggestRequest
 * @property {'suggest'} kind
 * @property {number} seq
 * @property {string} query
 * @property {number} [limit]  8 when left out
 */

/** What is known of a paper that others are compared with. @typedef {{ id: string, title: string, abstract: string, topics: string[] }} Text */

/**
 * @typedef {object} RecommendRequest
 * @property {'recommend'} kind
 * @property {number} seq
 * @property {Text[]} liked  papers that the newest ones shall resemble
 * @property {Text[]} unwanted  papers that they shall not resemble
 * @property {number} limit
 */

/** @typedef {OpenRequest | SearchRequest | SuggestRequest | RecommendRequest} Request */

/**
 * Where the query's words stand: pairs of start and end, one after the other, in order and apart.
 * @typedef {object} Marks
 * @property {number[]} title
 * @property {number[]} abstract
 * @property {number[][]} authors  one list an author
 * @property {number[][]} topics  one list a topic, in its label
 */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {string[]} aliases  earlier ids
 * @property {string} title  plain text, its formulas in Unicode
 * @property {string} url  absolute URL of the paper's page
 * @property {string} date  ISO date, or empty
 * @property {string} abstract  plain text, whole
 * @property {string[]} authors
 * @property {boolean} moreAuthors  it has more than these
 * @property {{ slug: string, label: string }[]} topics
 * @property {number | null} votes
 * @property {boolean} code  has a link to code
 * @property {number} score  Lunr's with rank `lunr`; else of the default ranking
 * @property {Marks} marks
 * @property {[number, number]} snippet  start and end of the stretch of the abstract that shows the query best; [0, 0]
 *     without an abstract
 */

/**
 * Something to tell the reader above the results, in the reader's own words, never stems.
 * @typedef {object} Note
 * @property {'replaced' | 'also' | 'unknown' | 'no_phrase' | 'common' | 'syntax' | 'negation' | 'shortened' | 'not_here'} code
 *     replaced: no paper has `word`, and `tried` was searched instead;
 *     also: few papers have `word`, and `tried` was searched too;
 *     unknown: no paper has `word` nor anything like it;
 *     no_phrase: no paper has exactly `word`;
 *     common: `word` is so common that it is not searched;
 *     syntax: an operator could not be read and was taken as text;
 *     negation: `NOT` was given before `word`, and is no sign;
 *     shortened: the query was too long or too broad, and only a part was searched;
 *     not_here: no paper has the identifier `word`
 * @property {string} word  the word or part of the query that is meant
 * @property {string[]} tried  words as papers write them, or empty
 */

/**
 * @typedef {object} FacetCount
 * @property {string} value  as the facet's field of a query takes it; `code` has the one value `code`
 * @property {number} count  papers that the query would find with this value, and without others of this facet
 */

/**
 * @typedef {object} FacetCounts
 * @property {FacetCount[]} values  the 50 with the most papers and those chosen: most papers first, years newest first
 * @property {number} total  how many values there are
 */

/**
 * @typedef {object} SearchAnswer
 * @property {'results'} kind
 * @property {number} seq
 * @property {string} query
 * @property {Rank} rank
 * @property {number} total  papers found
 * @property {number} offset
 * @property {boolean} partial  whether another answer with more results follows
 * @property {Result[]} results
 * @property {Note[]} notes
 * @property {boolean} direct  whether the query has one identifier, and the result is its paper
 * @property {{ name: string, url: string } | null} author  whose full name the query is
 * @property {Partial<Record<Facet, FacetCounts>>} facets  those of `counts`
 * @property {Facet[]} available  facets that this site has
 */

/**
 * @typedef {object} SuggestAnswer
 * @property {'suggestions'} kind
 * @property {number} seq
 * @property {string} query
 * @property {{ word: string, query: string, count: number }[]} suggestions  `query` is the reader's with its last word
 *     completed to `word`; `count` is papers that have the word
 */

/** @typedef {Result & { because: string, shared: string[] }} Recommended  the liked paper that it resembles most, and words of both */

/**
 * @typedef {object} RecommendAnswer
 * @property {'recommended'} kind
 * @property {number} seq
 * @property {Recommended[]} papers  of the newest, best first; none that is liked or unwanted itself
 */

/**
 * @typedef {object} Problem
 * @property {'problem'} kind
 * @property {number} seq
 * @property {'network' | 'missing' | 'internal'} code
 * @property {string} message  an English sentence for the reader
 */

/** @typedef {SearchAnswer | SuggestAnswer | RecommendAnswer | Problem} Answer */

export {};

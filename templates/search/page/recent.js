// The last few queries of this reader, on this device alone.

import { getItem, setItem } from '../../js/storage.js';

const NAME = 'searches';
const MAX_SEARCHES = 6;
const MAX_LENGTH = 100;

/** @returns {string[]} the latest first */
export function recentSearches() {
  try {
    const stored = JSON.parse(getItem(NAME) ?? '[]');
    return Array.isArray(stored) ? stored.filter((query) => typeof query === 'string').slice(0, MAX_SEARCHES) : [];
  } catch {
    // another script's, or cut short: as if there were none
    return [];
  }
}

/** @param {string} query */
export function rememberSearch(query) {
  const words = query.trim();
  if (!words || words.length > MAX_LENGTH) return;
  setItem(NAME, JSON.stringify([words, ...recentSearches().filter((other) => other !== words)].slice(0, MAX_SEARCHES)));
}

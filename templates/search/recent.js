// The last few queries of this reader, on this device alone.

import { keep, recall } from '../js/saved.js';

const KEY = 'searches';
const MOST = 6;
const LONGEST = 100;

/** @returns {string[]} the latest first */
export function recent() {
  try {
    const kept = JSON.parse(recall(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string').slice(0, MOST) : [];
  } catch {
    // another script's, or cut short: as if there were none
    return [];
  }
}

/** @param {string} query */
export function remember(query) {
  const words = query.trim();
  if (!words || words.length > LONGEST) return;
  keep(KEY, JSON.stringify([words, ...recent().filter((other) => other !== words)].slice(0, MOST)));
}

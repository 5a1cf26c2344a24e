// Dates in the language of the interface's words, as the rest of the site writes them: 28 March 2025.

import { lang } from './strings.js';

const locale = lang.split('-')[0] === 'en' ? 'en-GB' : lang;

/** @param {string} time in ISO 8601 */
export function formatWeekday(time) {
  return new Date(time).toLocaleDateString(locale, { weekday: 'long' });
}

/**
 * A date as far as it is known: `2025-03-28`, `2025-03` or `2025`.
 *
 * @param {string} date
 */
export function formatDate(date) {
  const parts = date.split('-').length;
  const time = new Date(date);
  if (Number.isNaN(time.getTime()) || parts < 2) return date;
  return time.toLocaleDateString(locale, {
    year: 'numeric',
    month: 'long',
    day: parts > 2 ? 'numeric' : undefined,
    timeZone: 'UTC',
  });
}

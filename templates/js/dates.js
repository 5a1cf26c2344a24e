// Dates as the rest of the site writes them: 28 March 2025.

import './more_strings.js';
import { lang, say } from './strings.js';

const DATE = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?$/;

/** @param {string} time in ISO 8601 */
export function formatWeekday(time) {
  return new Date(time).toLocaleDateString(lang, { weekday: 'long' });
}

/**
 * A date as far as it is known: `2025-03-28`, `2025-03` or `2025`.
 *
 * @param {string} date
 */
export function formatDate(date) {
  const [, year, month, day] = DATE.exec(date) ?? [];
  if (!year) return date;
  const blanks = { day: Number(day), month: say('months', { place: Number(month) - 1 }), year };
  return say(day ? 'date_day' : 'date_month', blanks);
}

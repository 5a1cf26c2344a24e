// A line that tells the reader what was done, for a few seconds.

import { element } from './dom.js';
import { say } from './strings.js';

const NOTICE_MS = 4000;

const line = element('p', 'notice');
line.setAttribute('role', 'status');
document.body.append(line);
let timer = 0;

/** @param {string} message */
export function notice(message) {
  clearTimeout(timer);
  line.textContent = message;
  timer = setTimeout(() => (line.textContent = ''), NOTICE_MS);
}

/**
 * Loads a module that a reader asked for; tells the reader where that fails. Asking again tries again.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T | null>} null where it failed
 */
export async function loadOrTell(load) {
  try {
    return await load();
  } catch {
    notice(say('notice_not_loaded'));
    return null;
  }
}

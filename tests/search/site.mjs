// A built site's files read from a folder, as the engine would fetch them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Engine } from '../../templates/search/engine/engine.js';

const ROOT = 'http://site.test/';

/**
 * @param {string} folder of the site
 * @param {(path: string, bytes: number) => void} [tell] of each file that was fetched
 */
export function engineOf(folder, tell = () => {}) {
  return new Engine(`${ROOT}search/manifest.json`, async (url) => {
    const path = url.slice(ROOT.length);
    try {
      const content = await readFile(join(folder, path));
      tell(path, content.length);
      return new Response(content);
    } catch {
      return new Response('', { status: 404 });
    }
  });
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

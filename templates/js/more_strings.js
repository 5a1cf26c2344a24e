// Strings of what is loaded when a reader reaches for it. Modules that say them import this for its effect.

import { messages } from './strings.js';

// the build puts in what `strings/<lang>.toml` has below `[script_more]`
/** @type {{ lang: string, words: Record<string, import('./strings.js').Message> }} */
const TABLE = { lang: 'en', words: {} };

Object.assign(messages, TABLE.words);

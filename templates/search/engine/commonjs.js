// lunr.js looks for CommonJS before it looks for a global object, which a module has not.
const place = /** @type {any} */ (globalThis);
place.module = { exports: {} };
place.exports = place.module.exports;

export {};

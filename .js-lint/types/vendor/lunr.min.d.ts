// lunr.js is another project's code and is not checked here; a script, it exports nothing.
export {};

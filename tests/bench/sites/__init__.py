"""Parts of `tests.bench.site`: the digest it builds, Hugo's version of it, and how runs and files are measured."""

"""The finished site: `publish` writes it, a `manifest` lists its files, `store` and `shards` write it elsewhere."""

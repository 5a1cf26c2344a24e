"""Measurements that `make bench` prints, one module each."""

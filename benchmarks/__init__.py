"""Benchmarks of WatchGraph against its peers and the physical limit."""

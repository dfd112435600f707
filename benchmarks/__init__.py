"""Measurements: quality of understanding, speed and size, comparison with peers. Run by hand and by `make`."""

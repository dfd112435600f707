"""Which intent a text has: features, a calibrated linear classifier, and their storage as npz and JSON."""

"""Laboratory values: looked at, asked about, taken out, put in another unit. Pure: no Rasa, no I/O."""

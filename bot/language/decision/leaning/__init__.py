"""Messages that lean on the answer, the estimate or the list before them. Pure: no Rasa, no I/O."""

"""Several things in one message: two questions, or something told beside a feeling. Pure: no Rasa, no I/O."""

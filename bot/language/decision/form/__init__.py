"""The open form, starting over, and the next person. Pure: no Rasa, no I/O."""

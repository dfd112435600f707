"""What a message is about, given what the conversation already is. Pure: no Rasa, no I/O."""

"""What is outside the subject, or about something else in words of ours. Pure: no Rasa, no I/O."""

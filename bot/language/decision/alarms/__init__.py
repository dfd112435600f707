"""What alarms, what only sounds like it, and what is said after it. Pure: no Rasa, no I/O."""

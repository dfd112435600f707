"""The engine: what stands between Rasa and everyone who talks to it."""

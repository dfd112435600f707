"""What the assistant does: one action a module, each only translating between Rasa's tracker and the core."""

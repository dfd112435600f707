"""Peers on the same data and questions: Rasa's default pipeline as it comes, and plain keyword search."""

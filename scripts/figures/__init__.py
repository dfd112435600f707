"""Figures of the encyclopedia that are drawn from the knowledge base: `python -m scripts.figures`."""

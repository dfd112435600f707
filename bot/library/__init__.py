"""knowledge/ → typed content → one SQLite file → queries.

At run time: `bot.library.paths.ensure_built()` and `bot.library.store.KnowledgeBase`, both quick to import.
For authors: `python -m bot.library.validate`, `python -m bot.library.report`, `bot.library.scaffold.new_topic`.
"""

"""The encyclopedia: every topic as a page, search, the teaching case, the look-alikes. Works without JavaScript.

Pages are rendered on the server from the compiled knowledge base; nothing of a request is stored or logged.
"""

from bot.web.encyclopedia.routes import blueprint

__all__ = ["blueprint"]

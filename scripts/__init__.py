"""Scripts for authors and developers; nothing here runs in the product."""

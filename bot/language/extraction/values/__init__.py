"""Laboratory values: which test a number belongs to, when it was measured, and which is the newest."""

"""What nobody should send: a corpus of hostile texts and requests, and the checks that every answer must pass."""

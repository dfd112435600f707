"""Whether what is mentioned is the case: negated, past, supposed, asked about, settled later."""

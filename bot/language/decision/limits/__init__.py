"""What is declined: decisions, doses; and stopping dialysis, which is only explained. Pure: no Rasa, no I/O."""

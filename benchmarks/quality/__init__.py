"""How well messages are understood: held-out sets, cross-validation, calibration, difference to another revision."""

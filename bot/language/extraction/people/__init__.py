"""Whose the things said are: the patient, a relative, another person."""

"""The service as servers and applications carry it."""

"""What differs when FastAPI carries the service."""

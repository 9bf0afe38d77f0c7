"""What differs when a FastAPI app carries the chat."""

"""What differs on Flask."""

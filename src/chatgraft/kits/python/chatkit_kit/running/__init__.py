"""Turns that go on whoever listens: their logs, what every worker knows of them, how they are kept and ended."""

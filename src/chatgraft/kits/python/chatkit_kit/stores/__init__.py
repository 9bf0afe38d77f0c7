"""Where threads, items, runs and sessions are kept: SQL written once, run by one thin executor a database."""

from .database import Database, Row, open_executor

__all__ = ["Database", "Row", "open_executor"]

"""Files that visitors attach: taken in, looked at, kept."""

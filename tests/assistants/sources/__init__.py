"""The rows: one module an AI source, or several where only settings differ."""

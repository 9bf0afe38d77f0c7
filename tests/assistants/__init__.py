"""Every AI source in the real service: official SDKs against imitations of their providers, whole and broken."""

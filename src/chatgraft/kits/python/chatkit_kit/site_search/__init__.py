"""The site's own pages: read, indexed, searched, and answered from."""

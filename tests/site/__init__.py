"""Build the real site, look in it, break it, and stop its building at every moment."""

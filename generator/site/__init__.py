"""Pages become bytes here: framed, inspected, compressed, published by one rename, and remembered."""

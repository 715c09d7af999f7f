"""Hold the compiler and its proofs against a brute force that shares no code with them."""

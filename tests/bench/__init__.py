"""Measure what blueprint 8 asks: the check, the build beside plain Material, the bytes of the guide."""

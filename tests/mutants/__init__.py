"""Seed single faults in the shipped guide and see which of them the checks report."""

"""Compile a guide into its decision diagram and answer questions about every way to answer: pure, without disk."""

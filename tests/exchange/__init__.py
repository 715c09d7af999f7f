"""Tests of what goes out in the standards of others, and comes back."""

"""Make random tests the same on every machine and every day."""

from hypothesis import settings

settings.register_profile("stepwell", deadline=None, derandomize=True, max_examples=300)
settings.load_profile("stepwell")

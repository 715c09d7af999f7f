"""A run by night: what stands for days, is edited all the time, is killed, and finds its disk full."""

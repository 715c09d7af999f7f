"""Hold the proof: what authors, readers and developers are promised."""

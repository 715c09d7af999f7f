"""Put anything that can happen to a file into the files of a project: it gives pages or a problem at its place."""

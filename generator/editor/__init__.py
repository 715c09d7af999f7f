"""Help an author while a file is typed: problems, completion, what a thing is, where it is used.

No editor is known here: texts and places go in, values come out. `language_server.py` speaks with editors.
"""

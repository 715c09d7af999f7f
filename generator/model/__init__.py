"""Define what an author may write; the editor schemas come from the same classes."""

"""Define what an author may write, and what each key holds; the schemas for editors come from the same classes."""

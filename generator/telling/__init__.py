"""Tell in the words of the forms what a project holds, what is wrong with it, and what a change does: no request."""

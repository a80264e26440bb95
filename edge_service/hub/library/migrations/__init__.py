"""How the tables came to be, one step a file; run at every start."""

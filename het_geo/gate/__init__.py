"""What stands before the pages: who may ask, for what, how much, and what a browser may do."""

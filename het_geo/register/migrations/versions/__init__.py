"""One module a step, named after what it brings and its number."""

"""Who may change what: roles, read from what a provider of sign-in says and from one file."""

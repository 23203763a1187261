"""The commands: each a module that adds its parser and says what was done."""

"""The screens of a briefing, each made by a function of its own from an atlas."""

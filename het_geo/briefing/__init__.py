"""Briefings for councillors: one model of pure data that every rendering lays out."""

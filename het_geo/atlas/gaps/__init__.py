"""The gaps of a place: measures of every indicator, made from a pack for pages to show."""

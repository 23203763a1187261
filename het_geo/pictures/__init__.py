"""Pictures as SVG, from results alone: the same drawing for a page, a file and a document."""

"""Two to four areas side by side: what differs by more than chance, as a document and as files."""

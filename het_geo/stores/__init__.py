"""Where packs stand: in a folder, or published behind an address and fetched once."""

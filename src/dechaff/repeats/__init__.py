"""Lines that stand on many pages of one site: counted over all pages first, by hashes alone, then looked up."""

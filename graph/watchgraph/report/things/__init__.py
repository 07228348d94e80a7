"""A page for every country, supplier and lender, and the lists of them."""

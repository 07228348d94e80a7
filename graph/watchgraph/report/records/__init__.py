"""A page for every deployment, loan and source, and the lists of them."""

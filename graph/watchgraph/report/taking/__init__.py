"""The pages of what may be taken away: data, ontology, method, citation."""

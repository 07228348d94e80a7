"""The pages where a reader asks: questions, SPARQL, the explorer."""

"""The pages that check and measure: audit, editions, ranks, chance, associations."""

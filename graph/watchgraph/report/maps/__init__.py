"""The map: what it measures, of which places, as picture, table and file."""

"""The way to each thing in the site, and what all pages are made from."""

"""Rows of the tables that pages of things and records share."""

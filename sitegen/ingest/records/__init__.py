"""What every format makes papers with: entries from fields, prose, names, dates, links and identifiers."""

"""Files of the site that have a format of their own, and parts of pages that machines read."""

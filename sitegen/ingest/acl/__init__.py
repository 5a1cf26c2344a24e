"""The ACL Anthology, its XML and the JSON made from it."""

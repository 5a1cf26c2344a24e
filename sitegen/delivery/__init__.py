"""Editions by mail, and as announcements in chats and networks, to everyone once.

`edition` finds what is sent and `message` makes a mail of it. `recipients` reads the list, `smtp` speaks with the mail
server, and `send` does it for everyone. `announce` posts to the `services` that `site.toml` names. A `journal` records
what was sent, so that no second run, and no run after a crash, sends it again.
"""

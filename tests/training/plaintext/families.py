"""All families of lists that are made by functions, as often as each is taken."""

from __future__ import annotations

from tests.training.plaintext.chats import assistant, chat_app, chat_log, mail
from tests.training.plaintext.files import (
    contents,
    csv_rows,
    latex_list,
    links_only,
    manager_report,
    several_days,
    text_browser,
)
from tests.training.plaintext.listings import arxiv_page, hugging_face, pubmed, scholar_alert, seed_page
from tests.training.plaintext.mixed import mixed
from tests.training.plaintext.pieces import Style
from tests.training.plaintext.references import bibliography

FAMILIES: tuple[Style, ...] = (
    *(mixed,) * 12, *(bibliography,) * 12, *(hugging_face,) * 6, *(seed_page,) * 5, *(chat_app, chat_log) * 2,
    *(latex_list, csv_rows, text_browser, links_only, contents, mail, assistant) * 2,
    arxiv_page, scholar_alert, pubmed, manager_report, *(several_days,) * 3,
)  # fmt: skip

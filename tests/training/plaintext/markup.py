"""The same list in the markup of different programs, and in the words of different languages."""

from __future__ import annotations

import textwrap
from datetime import date
from random import Random

MARKUPS = ("plain", "plain", "plain", "md", "md", "org", "latex", "html", "slack", "wiki")


def bold(kind: str, text: str) -> str:
    return {
        "md": f"**{text}**",
        "org": f"*{text}*",
        "latex": rf"\textbf{{{text}}}",
        "html": f"<b>{text}</b>",
        "slack": f"*{text}*",
        "wiki": f"'''{text}'''",
    }.get(kind, text)


def italic(kind: str, text: str) -> str:
    return {
        "md": f"*{text}*",
        "org": f"/{text}/",
        "latex": rf"\emph{{{text}}}",
        "html": f"<em>{text}</em>",
        "slack": f"_{text}_",
        "wiki": f"''{text}''",
    }.get(kind, text)


def link(kind: str, text: str, url: str) -> str:
    return {
        "md": f"[{text}]({url})",
        "org": f"[[{url}][{text}]]",
        "latex": rf"\href{{{url}}}{{{text}}}",
        "html": f'<a href="{url}">{text}</a>',
        "slack": f"<{url}|{text}>",
        "wiki": f"[{url} {text}]",
    }.get(kind, f"{text}: {url}" if text.islower() else text)


def heading(kind: str, text: str, level: int = 2) -> str:
    return {
        "md": "#" * level + " " + text,
        "org": "*" * level + " " + text,
        "latex": ("\\section{%s}" if level < 3 else "\\subsection*{%s}") % text,
        "html": f"<h{level}>{text}</h{level}>",
        "wiki": "=" * level + f" {text} " + "=" * level,
        "slack": f"*{text}*",
    }.get(kind, text)


def wrap(text: str, width: int, first: str = "", rest: str = "", hyphens: Random | None = None) -> str:
    lines = textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    if hyphens:
        for at in range(len(lines) - 1):
            word = lines[at + 1].strip().split(" ")[0]
            if len(word) > 7 and word.isalpha() and hyphens.random() < 0.35:
                cut = hyphens.randint(3, len(word) - 3)
                indent = lines[at + 1][: len(lines[at + 1]) - len(lines[at + 1].lstrip())]
                lines[at] += f" {word[:cut]}-"
                lines[at + 1] = indent + lines[at + 1].lstrip()[cut:]
    return "\n".join(lines)


LANGUAGES: dict[str, dict[str, list[str]]] = {
    "en": {
        "title": ["Title", "Paper", "TITLE", "Paper title", "Name"],
        "authors": ["Authors", "By", "Author(s)", "Author", "Speakers", "AUTHORS"],
        "abstract": ["Abstract", "Summary", "TL;DR", "ABSTRACT", "Description", "What it is about", "Gist"],
        "link": ["Link", "URL", "Paper", "arXiv", "Read", "PDF", "Full text", "Source"],
        "by": ["by", "By", "from"],
        "votes": ["votes", "upvotes", "points", "likes"],
        "date": ["Date", "Published", "Submitted", "Published on", "Posted"],
        "header": [
            "Daily papers",
            "Weekly Paper Digest",
            "Papers of the week",
            "Reading list",
            "Reading group",
            "Paper club",
            "ML papers to read",
            "What we read this week",
            "Journal club",
            "New papers",
            "This week in NLP",
            "Research roundup",
            "Lab meeting notes",
        ],
        "hello": [
            "Hi all,",
            "Dear all,",
            "Hello everyone!",
            "Good morning,",
            "Hi team,",
            "Dear colleagues,",
            "Welcome to this week's issue.",
            "Here are the papers I picked for you.",
            "Happy Friday!",
            "please find below the papers for our next meeting.",
            "A short list today, but a good one.",
            "Enjoy reading!",
        ],
        "bye": [
            "Best,",
            "Best wishes",
            "Cheers",
            "Thanks for reading!",
            "See you on Thursday.",
            "Unsubscribe",
            "View this email in your browser",
            "You are receiving this because you signed up.",
            "© 2025 Example Media. All rights reserved.",
            "Privacy policy",
            "Was this forwarded to you? Subscribe here.",
            "Reply to this mail with your questions.",
            "Sent from my phone",
            "Until next week!",
            "Comments are open.",
            "Follow us on X",
            "Load more",
            "Next page",
            "Back to top",
            "If you are not the intended recipient, please notify the sender and delete this message.",
            "This e-mail and any attachments may contain confidential and privileged information.",
            "The assistant can make mistakes, so check what matters.",
            "To stop these alerts, sign in and change your settings.",
            "We use cookies to improve this site; by using it you agree to our terms.",
            "Example is a free tool of a nonprofit institute.",
            "Do not reply to this message; it was sent by a robot.",
            "Milk, eggs and printer paper",
            "Join our community of readers and get the full list every Monday.",
            "We thank our sponsors Contoso and Fabrikam.",
        ],
        "noise": [
            "Read more",
            "Save",
            "Share",
            "Cite",
            "Bookmark",
            "Read more →",
            "Show abstract",
            "Hide abstract",
            "Add to library",
            "Export citation",
            "PDF",
            "View paper",
            "Like",
            "Reply",
            "Upvote",
            "Full text",
            "Open",
            "Abstract | PDF | Code",
            "Cited by 3",
            "Related articles",
            "All 2 versions",
            "Key points",
            "Continue reading",
            "Comment",
            "Copy link",
            "Bibtex",
            "Slides",
            "Poster",
            "Video",
        ],
        "chat": [
            "thanks, looks great",
            "has anybody tried this?",
            "is the code out?",
            "I'll present it next week",
            "Nice find!",
            "not sure about the evaluation",
            "see you at 3",
            "+1",
            "the figures are beautiful",
            "Who wants coffee?",
            "I have not read it yet but it looks interesting.",
            "would this work for speech?",
        ],
        "ad": [
            "Sponsored",
            "SPONSOR",
            "Together with Example Cloud",
            "Train your models faster on Example Cloud. Get 500 dollars of free credits today and cancel whenever you like.",
            "We are hiring! Senior research engineer, remote.",
            "Registration for the summer school is open until May 1.",
            "Support this newsletter",
            "Join 20,000 readers",
            "Upgrade to premium to get the full archive.",
        ],
        "section": [
            "Agents",
            "Vision",
            "Language models",
            "Speech",
            "Surveys",
            "Benchmarks",
            "Robotics",
            "Highlights",
            "Also interesting",
            "Machine Learning",
            "Best of the week",
            "Quick reads",
            "Theory",
            "Methods",
            "Other",
        ],
    },
    "de": {
        "title": ["Titel"],
        "authors": ["Autoren", "Von", "Autorinnen und Autoren", "Verfasser"],
        "abstract": ["Zusammenfassung", "Kurzfassung", "Abstract", "Inhalt"],
        "link": ["Link", "Quelle", "Verweis"],
        "by": ["von"],
        "votes": ["Stimmen"],
        "date": ["Datum", "Veröffentlicht am", "Erschienen"],
        "header": [
            "Artikel der Woche",
            "Lesekreis",
            "Neue Veröffentlichungen",
            "Literaturliste",
            "Protokoll",
            "Leseliste",
        ],
        "hello": [
            "Hallo zusammen,",
            "Liebe Kolleginnen und Kollegen,",
            "anbei die Liste für nächste Woche.",
            "Guten Morgen,",
        ],
        "bye": [
            "Viele Grüße",
            "Diese Nachricht kann vertrauliche Informationen enthalten.",
            "Sie erhalten diese Nachricht, weil Sie sich angemeldet haben.",
            "Mit freundlichen Grüßen",
            "Abmelden",
            "Impressum",
            "Datenschutz",
            "Bis Freitag!",
        ],
        "noise": ["Weiterlesen", "Teilen", "Merken", "Zitieren", "Mehr anzeigen", "Speichern"],
        "chat": ["danke!", "Wer stellt das vor?", "sieht gut aus"],
        "ad": ["Anzeige", "Wir suchen eine wissenschaftliche Hilfskraft zum nächstmöglichen Zeitpunkt."],
        "section": ["Sprache", "Bilder", "Verfahren", "Überblick", "Sonstiges"],
    },
    "fr": {
        "title": ["Titre"],
        "authors": ["Auteurs", "Par", "Auteur"],
        "abstract": ["Résumé"],
        "link": ["Lien", "À lire"],
        "by": ["par"],
        "votes": ["votes"],
        "date": ["Date", "Publié le"],
        "header": ["Articles de la semaine", "Lectures", "Veille scientifique", "La lettre du labo"],
        "hello": ["Bonjour à tous,", "Voici les articles de la semaine.", "Chers collègues,"],
        "bye": [
            "Cordialement",
            "Vous recevez ce message car vous êtes inscrit à notre liste.",
            "Se désabonner",
            "Bonne lecture !",
            "Mentions légales",
        ],
        "noise": ["Lire la suite", "Partager", "Enregistrer", "Voir plus"],
        "chat": ["merci !", "très intéressant"],
        "ad": ["Publicité"],
        "section": ["Langage", "Vision", "Robotique", "Divers"],
    },
    "es": {
        "title": ["Título"],
        "authors": ["Autores", "Por", "Autor"],
        "abstract": ["Resumen"],
        "link": ["Enlace", "Ver artículo"],
        "by": ["por"],
        "votes": ["votos"],
        "date": ["Fecha", "Publicado"],
        "header": ["Artículos de la semana", "Boletín de lecturas", "Lecturas recomendadas"],
        "hello": ["Hola a todos:", "Estos son los artículos de hoy."],
        "bye": ["Saludos", "Recibe este mensaje porque se ha suscrito.", "Darse de baja", "Hasta la próxima"],
        "noise": ["Leer más", "Compartir", "Guardar"],
        "chat": ["gracias", "¡qué bueno!"],
        "ad": ["Publicidad"],
        "section": ["Lenguaje", "Visión", "Métodos"],
    },
    "pt": {
        "title": ["Título"],
        "authors": ["Autores", "Por"],
        "abstract": ["Resumo"],
        "link": ["Ligação", "Artigo completo", "Link"],
        "by": ["por"],
        "votes": ["votos"],
        "date": ["Data", "Publicado em"],
        "header": ["Artigos da semana", "Leituras", "Boletim"],
        "hello": ["Olá, pessoal!", "Seguem os artigos de hoje."],
        "bye": [
            "Abraços",
            "Você recebe esta mensagem porque se inscreveu.",
            "Comentários",
            "Leia também",
            "Cancelar inscrição",
            "Até a próxima",
        ],
        "noise": ["Leia mais", "Compartilhar", "Salvar"],
        "chat": ["obrigado"],
        "ad": ["Publicidade"],
        "section": ["Linguagem", "Visão", "Outros"],
    },
    "zh": {
        "title": ["标题", "论文标题", "题目"],
        "authors": ["作者", "论文作者"],
        "abstract": ["摘要", "论文摘要", "简介"],
        "link": ["链接", "论文链接", "论文地址", "原文"],
        "by": ["作者："],
        "votes": ["赞", "点赞"],
        "date": ["日期", "发布时间", "发表日期"],
        "header": ["每日论文", "论文日报", "今日精选论文", "AI论文速递", "文献阅读"],
        "hello": ["大家好，以下是今天的论文。", "早上好！", "今日共收录论文若干篇。"],
        "bye": ["欢迎关注我们的公众号", "点击阅读原文", "转发请注明出处", "END", "往期推荐"],
        "noise": ["阅读全文", "收藏", "分享", "查看更多", "点赞"],
        "chat": ["谢谢分享", "有代码吗？"],
        "ad": ["广告", "招聘：自然语言处理研究员"],
        "section": ["大语言模型", "计算机视觉", "智能体", "综述"],
    },
    "ja": {
        "title": ["タイトル", "題名", "論文"],
        "authors": ["著者"],
        "abstract": ["概要", "要旨", "要約"],
        "link": ["リンク", "論文リンク", "URL"],
        "by": ["著者："],
        "votes": ["いいね"],
        "date": ["公開日", "投稿日", "日付"],
        "header": ["今日の論文", "論文まとめ", "論文紹介", "輪講"],
        "hello": ["おはようございます。", "今週の論文を紹介します。"],
        "bye": ["以上です。", "フォローお願いします", "読んでいただきありがとうございました。"],
        "noise": ["続きを読む", "共有", "保存"],
        "chat": ["ありがとうございます"],
        "ad": ["広告"],
        "section": ["言語", "画像", "音声", "その他"],
    },
    "ko": {
        "title": ["제목", "논문"],
        "authors": ["저자"],
        "abstract": ["초록", "요약"],
        "link": ["링크", "논문 링크"],
        "by": ["저자:"],
        "votes": ["추천"],
        "date": ["날짜", "발행일"],
        "header": ["오늘의 논문", "주간 논문 리뷰", "논문 읽기 모임"],
        "hello": ["안녕하세요,", "이번 주 논문 목록입니다."],
        "bye": ["감사합니다.", "구독 취소"],
        "noise": ["더 보기", "공유", "저장"],
        "chat": ["감사합니다"],
        "ad": ["광고"],
        "section": ["언어 모델", "비전", "기타"],
    },
    "ru": {
        "title": ["Название", "Заголовок"],
        "authors": ["Авторы", "Автор"],
        "abstract": ["Аннотация", "Резюме", "Кратко"],
        "link": ["Ссылка", "Статья", "Источник"],
        "by": ["Авторы:"],
        "votes": ["голосов"],
        "date": ["Дата", "Опубликовано"],
        "header": ["Статьи недели", "Дайджест статей", "Что почитать"],
        "hello": ["Всем привет!", "Подборка за сегодня."],
        "bye": ["Подписывайтесь на канал", "До встречи!", "Отписаться"],
        "noise": ["Читать далее", "Поделиться", "Сохранить"],
        "chat": ["спасибо", "интересно"],
        "ad": ["Реклама"],
        "section": ["Языковые модели", "Зрение", "Разное"],
    },
}

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def say_date(random: Random, day: date, language: str = "en", short: bool = False) -> str:
    """A day as people write it."""
    if language in ("zh", "ja"):
        return random.choice(
            (
                f"{day.year}年{day.month}月{day.day}日",
                f"{day.year}年{day.month}月{day.day}日" + ("(金)" if language == "ja" else ""),
                f"{day.month}月{day.day}日",
                day.isoformat(),
            )
        )
    if language == "ko":
        return random.choice(
            (f"{day.year}년 {day.month}월 {day.day}일", day.isoformat(), f"{day.year}.{day.month:02}.{day.day:02}")
        )
    name = _MONTHS[language].split()[day.month - 1]
    if language != "en":
        de = " de " if language in ("es", "pt") else ". " if language == "de" else " "
        year = f" de {day.year}" if language in ("es", "pt") else f" {day.year}"
        return random.choice(
            (
                f"{day.day}{de}{name}{year}",
                f"{day.day:02}.{day.month:02}.{day.year}",
                day.isoformat(),
                f"{day.day}{de}{name}",
            )
        )
    ways = [
        f"{name} {day.day}, {day.year}",
        f"{day.day} {name} {day.year}",
        day.isoformat(),
        f"{name[:3]} {day.day}, {day.year}",
        f"{day.day} {name[:3]} {day.year}",
        f"{day:%m/%d/%Y}",
        f"{day.year}/{day.month:02}/{day.day:02}",
    ]
    if not short:
        ways += [
            f"{_WEEKDAYS[day.weekday()]}, {name} {day.day}, {day.year}",
            f"{_WEEKDAYS[day.weekday()]}, {day.day} {name} {day.year}",
            f"{_WEEKDAYS[day.weekday()]}, {name} {day.day}",
            f"{name} {day.day}",
            f"Week {day.isocalendar()[1]}, {day.year}",
            f"{_WEEKDAYS[day.weekday()][:3]}, {day.day} {name[:3]} {day.year}",
        ]
    return random.choice(ways)

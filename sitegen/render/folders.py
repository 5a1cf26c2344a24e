"""Where a theme's files are looked for."""

from __future__ import annotations

from pathlib import Path

from sitegen.config import Config

FOLDER = "templates"


def theme_folders(config: Config) -> list[Path]:
    """Folders of templates, the strongest first."""
    package = Path(__file__).resolve().parents[1]
    folders = [config.home / FOLDER, package / FOLDER]
    if config.theme:
        folders.insert(0, config.theme)
    if (package.parent / "pyproject.toml").is_file():
        # a checkout; beside an installed package some other project's folder could lie
        folders.append(package.parent / FOLDER)
    return [folder for folder in folders if folder.is_dir()]

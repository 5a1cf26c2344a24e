"""Where a theme's files are looked for."""

from __future__ import annotations

from pathlib import Path

from sitegen.config import Config

FOLDER = "templates"


def theme_folders(config: Config) -> list[Path]:
    """Folders of templates, the strongest first."""
    packaged = packaged_folders()
    own = config.theme or config.home / FOLDER
    # the checkout's own content lies beside its templates
    return [own, *packaged] if own.is_dir() and own.resolve() not in packaged else packaged


def packaged_folders() -> list[Path]:
    """Folders of the templates that come with sitegen, the strongest first."""
    package = Path(__file__).resolve().parents[1]
    folders = [package / FOLDER]
    if (package.parent / "pyproject.toml").is_file():
        # a checkout; beside an installed package some other project's folder could lie
        folders.append(package.parent / FOLDER)
    return [folder for folder in folders if folder.is_dir()]


def is_packaged(path: Path) -> bool:
    """Whether a file of a theme comes with sitegen."""
    return any(map(path.is_relative_to, packaged_folders()))

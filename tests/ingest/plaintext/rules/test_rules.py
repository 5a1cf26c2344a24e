"""Rules are of use only where they are applied."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

import pytest

from sitegen.ingest.plaintext import rules


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(rules.__path__)])
def test_every_rule_of_a_module_is_applied(name: str) -> None:
    module = import_module(f"{rules.__name__}.{name}")
    own = [it for _, it in inspect.getmembers(module, inspect.isfunction) if it.__module__ == module.__name__]
    of_texts = [it for it in own if it.__name__[0] != "_" and [*inspect.signature(it).parameters] == ["text"]]
    assert of_texts
    assert [rule.__name__ for rule in of_texts if rule not in rules.RULES] == []

"""The templates of the public as Jinja2 reads them, for rules that no linter knows."""

from collections.abc import Callable, Iterator

from django.template import engines
from jinja2 import meta, nodes

from portal.core.jinja import ENGINE
from tests.architecture.files import ROOT, files

FOLDER = ROOT / "templates" / "public"
ENV = engines[ENGINE].env  # type: ignore[attr-defined]
TREES: dict[str, nodes.Template] = {
    str(path.relative_to(FOLDER)): ENV.parse(path.read_text(), str(path))
    for pattern in ("*.html", "*.xml", "*.css")
    for path in files(pattern, "templates/public")
}
"""All of them, by the names by which pages and templates call them."""


def named(tree: nodes.Template) -> set[str]:
    """Return the templates that one names: those it extends, includes or takes components from."""
    found = tree.find_all((nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import))
    return {node.template.value for node in found}  # type: ignore[attr-defined]


def imported(tree: nodes.Template) -> set[str]:
    """Return the components that a template takes from others."""
    return {name for node in tree.find_all(nodes.FromImport) for name in node.names}  # type: ignore[misc]


def sharing_context(tree: nodes.Template) -> set[str]:
    """Return the templates that one names and that read what it reads: macros do not."""
    found = tree.find_all((nodes.Extends, nodes.Include))
    return {node.template.value for node in found}  # type: ignore[attr-defined]


def reached(start: str, by: Callable[[nodes.Template], set[str]] = named) -> set[str]:
    """Return the templates of which one is made, itself among them."""
    found: set[str] = set()
    waiting = {start}
    while waiting:
        found |= waiting
        waiting = {below for name in waiting for below in by(TREES[name])} - found
    return found


def asked_for(page: str) -> set[str]:
    """Return the names that a page reads somewhere, if only in a branch that is seldom reached."""
    trees = [TREES[name] for name in reached(page, by=sharing_context)]
    read = {name for tree in trees for name in meta.find_undeclared_variables(tree)}
    own = {name for tree in trees for name in imported(tree) | given_names(tree)}
    return read - own - ENV.globals.keys()


def pages() -> Iterator[str]:
    """Yield what a view can show: no frame, no component, no part."""
    frames = {"base.html", "plain.html", "unlisted.html"}
    for name in TREES:
        is_part = name.startswith("components/") or "/_" in name
        if not is_part and name not in frames:
            yield name


def called(tree: nodes.Template) -> list[nodes.Expr]:
    """Return what is called in a template."""
    return [call.node for call in tree.find_all(nodes.Call)]


def given_names(tree: nodes.Template) -> set[str]:
    """Return the names that a template itself gives to something."""
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}

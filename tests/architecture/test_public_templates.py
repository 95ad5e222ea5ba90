"""What would fail only when a page is shown is found in the templates themselves."""

import ast

import pytest
from jinja2 import TemplateAssertionError, nodes

from tests.architecture.files import CODE, files
from tests.architecture.public_templates import (
    ENV,
    TREES,
    called,
    given_names,
    imported,
    named,
    pages,
    reached,
)

MADE_BY_DJANGO = {"400.html", "403_csrf.html", "500.html"}
"""Pages that the framework shows by names of its own."""


def texts_of_the_code() -> set[str]:
    trees = [ast.parse(path.read_text()) for path in files("*.py", *CODE)]
    constants = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize("name", TREES)
def test_every_template_is_read_and_every_one_that_it_names_exists(name):
    ENV.get_template(name)
    assert named(TREES[name]) <= TREES.keys()


@pytest.mark.parametrize("name", TREES)
def test_a_filter_that_is_used_exists(name):
    """Jinja2 complains only where it is reached, which may be on one page of a hundred."""
    used = {(type(node), node.name) for node in TREES[name].find_all((nodes.Filter, nodes.Test))}
    known = {(nodes.Filter, each) for each in ENV.filters} | {(nodes.Test, t) for t in ENV.tests}
    assert used <= known


def test_no_template_is_left_over():
    shown = texts_of_the_code() | MADE_BY_DJANGO
    assert [page for page in pages() if page not in shown] == []
    used = {name for page in pages() for name in reached(page)}
    assert sorted(TREES.keys() - used) == []


@pytest.mark.parametrize("name", TREES)
def test_what_a_template_takes_from_another_is_called_there(name):
    """A component that shares its name with something that the view gives would hide it."""
    tree = TREES[name]
    names = imported(tree)
    calls = [node for node in called(tree) if isinstance(node, nodes.Name)]
    assert {node.name for node in calls} & names == names
    read = [node for node in tree.find_all(nodes.Name) if node.ctx == "load"]
    handed_on = [node.name for node in read if node.name in names and node not in calls]
    assert handed_on == []


@pytest.mark.parametrize("name", TREES)
def test_no_template_gives_a_name_that_already_means_something(name):
    assert given_names(TREES[name]) & (ENV.globals.keys() | imported(TREES[name])) == set()


METHODS = {"get_absolute_url", "has_other_pages", "non_field_errors", "visible_fields"}
"""What Django's templates call by themselves and Jinja2 does not."""


@pytest.mark.parametrize("name", TREES)
def test_a_method_is_called_and_not_printed(name):
    tree = TREES[name]
    calls = called(tree)
    attributes = [node for node in tree.find_all(nodes.Getattr) if node not in calls]
    assert [node.attr for node in attributes if node.attr in METHODS] == []


@pytest.mark.parametrize("name", TREES)
def test_nothing_turns_escaping_off(name):
    options = TREES[name].find_all(nodes.EvalContextModifier)
    assert [option.key for node in options for option in node.options] == []


def test_nothing_that_templates_use_asks_for_their_context():
    """Whatever does would be called without it: `PageContext.call` hands nothing over."""
    assert [n for n, each in ENV.globals.items() if hasattr(each, "jinja_pass_arg")] == []


@pytest.mark.parametrize("way", ["safe", "tojson", "urlize", "xmlattr"])
def test_no_filter_prints_html(way):
    with pytest.raises(TemplateAssertionError):
        ENV.from_string("{{ text|" + way + " }}")

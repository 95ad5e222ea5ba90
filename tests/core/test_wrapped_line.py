"""A title is shown over several lines and sent as one."""

import pytest

from portal.core.admin.forms import WrappedLine


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Một dòng", "Một dòng"),
        ("Hai\r\ndòng", "Hai dòng"),
        ("Ba\n\ndòng\r", "Ba dòng "),
        # Text from before Unicode is asked about as it was typed: nothing else is touched.
        ("n\u00ad\u00edc  l\u00f2", "n\u00ad\u00edc  l\u00f2"),
    ],
)
def test_broken_lines_are_joined_and_nothing_else_is_changed(typed, sent):
    assert WrappedLine().value_from_datadict({"title": typed}, {}, "title") == sent


def test_a_field_that_was_not_sent_is_not_made_up():
    assert WrappedLine().value_from_datadict({}, {}, "title") is None

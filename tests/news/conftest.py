"""Lets the assertions of the shared helper speak as those of the tests do."""

import pytest

pytest.register_assert_rewrite("tests.news.desk_forms")

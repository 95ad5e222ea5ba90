"""Articles, the people who sign them, the tags they carry."""

from news.models.article import Article
from news.models.lists import ArticleTag, Byline, Listing, Placement
from news.models.names import Author, Named, Tag
from news.models.reads import DailyReads, Rank

__all__ = [
    "Article",
    "ArticleTag",
    "Author",
    "Byline",
    "DailyReads",
    "Listing",
    "Named",
    "Placement",
    "Rank",
    "Tag",
]

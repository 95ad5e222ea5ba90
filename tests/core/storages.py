"""Stores of uploads that are no disk."""

from typing import IO

from django.core.files.storage import InMemoryStorage, Storage


class GoneStorage(Storage):
    """A store that does not answer."""

    def exists(self, name: str) -> bool:
        """Fail."""
        raise OSError("the store does not answer")

    def delete(self, name: str) -> None:
        """Fail."""
        raise OSError("the store does not answer")

    def _save(self, name: str, content: IO[bytes]) -> str:
        raise OSError("the store does not answer")


class FullStorage(InMemoryStorage):
    """A store that takes `room` files more; gives no paths, as every store that is no disk."""

    room = 1_000

    def _save(self, name: str, content: IO[bytes]) -> str:
        if FullStorage.room == 0:
            raise OSError("no space left")
        FullStorage.room -= 1
        return str(super()._save(name, content))  # type: ignore[misc]

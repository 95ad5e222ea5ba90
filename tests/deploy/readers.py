"""Readers who go on asking while something is done to the machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from tests.deploy.machine import Answer, Machine

_numbers = count()


@contextmanager
def asking(machine: Machine, readers: int = 3) -> Iterator[list[Answer | Exception]]:
    """Ask for pages that are not kept, one after the other, until the block is left.

    Every fifth takes the application its time.  What was answered, or went wrong, is collected.
    """
    answers: list[Answer | Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            number = next(_numbers)
            path = "/cham/" if number % 5 == 0 else "/bai/"
            try:
                answers.append(machine.ask(f"{path}?n={number}"))
            except Exception as error:
                answers.append(error)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        done.set()
        for thread in threads:
            thread.join()


def wait(answers: list[Answer | Exception], seen: Callable[[Answer], bool]) -> None:
    """Wait until somebody is answered so; 20 more answers at most tell that nobody will be."""
    begin = len(answers)
    while not any(isinstance(found, Answer) and seen(found) for found in answers[begin:]):
        assert len(answers) < begin + 400, answers[-1]


def statuses(answers: list[Answer | Exception]) -> set[object]:
    """Return how readers were answered; an error stands for itself."""
    return {found.status if isinstance(found, Answer) else repr(found) for found in answers}


def releases(answers: list[Answer | Exception]) -> set[str]:
    """Return which releases or nodes answered."""
    texts = [found.text for found in answers if isinstance(found, Answer)]
    return {text.split('"release": "')[1].split('"')[0] for text in texts if '"release"' in text}

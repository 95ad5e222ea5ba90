"""What can go wrong on the way to the provider and back."""


class ProviderError(Exception):
    """The provider gave no answer, or one that is not believed.

    The words are the portal's own and name nobody: they go into the log.
    """


class ProviderSilent(ProviderError):
    """The provider cannot be reached, or answers what a broken service answers."""

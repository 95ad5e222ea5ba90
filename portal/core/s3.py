"""How S3-compatible stores are spoken to, Amazon's and others."""

from typing import Any

from botocore.config import Config


def client_config(endpoint: str | None, **further: Any) -> Config:
    """Return what every client has in common; `further` says how patient it is."""
    # Stores other than Amazon's seldom know a host name for each bucket, nor checksums of kinds
    # that came up lately. All know the SHA-256 that is part of the signature, and refuse a body
    # that arrives with another.
    style = "path" if endpoint else "auto"
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": style, "payload_signing_enabled": True},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        **further,
    )

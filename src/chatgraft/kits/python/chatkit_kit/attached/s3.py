"""Files on S3, or on storage that speaks as it does: MinIO, Cloudflare R2, Ceph and others, by the SDK `boto3`.

Credentials, region and endpoint are the SDK's own settings: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_S3, a profile or the machine's role. Its calls wait, so threads make them.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from ..errors import FilesUnavailableError, SettingsError

try:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError as error:
    raise SettingsError('CHATKIT_FILES names S3, which needs the SDK. Run: pip install "boto3>=1.36,<2"') from error

# Checksums that newer SDKs add by themselves are refused by some of the storages that are not Amazon's.
CONFIG = Config(
    connect_timeout=5,
    read_timeout=30,
    retries={"mode": "standard", "max_attempts": 3},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
MISSING = frozenset({"NoSuchKey", "404"})
DELETED_AT_ONCE = 1000

_T = TypeVar("_T")


class S3Files:
    """Objects of one bucket below a prefix.

    Beside each lies an empty one of the same name, in a folder for all that `writer` has written: what others have
    written below the same prefix is found in no list of ours, and so is never cleaned away.
    """

    def __init__(self, url: str, writer: str) -> None:
        parts = urlsplit(url)
        self._bucket = parts.netloc
        self._prefix = parts.path.strip("/") + "/"
        self._own = f"{self._prefix}written-by-{writer}/"
        self._made: Any = None

    async def write(self, name: str, content: bytes) -> None:
        await self._do(lambda: self._put(self._own + name, b""))  # first: what is cut short here is cleaned away
        await self._do(lambda: self._put(self._prefix + name, content))

    async def read(self, name: str) -> bytes:
        def read() -> bytes:
            content: bytes = self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"].read()
            return content

        return await self._do(read)

    async def delete(self, names: Sequence[str]) -> None:
        for start in range(0, len(names), DELETED_AT_ONCE):
            for folder in (self._prefix, self._own):
                keys = [folder + name for name in names[start : start + DELETED_AT_ONCE]]
                await self._do(lambda batch=keys: self._delete(batch))  # type: ignore[misc]

    async def older(self, seconds: float) -> list[str]:
        return await self._do(lambda: self._older(time.time() - seconds))

    @property
    def _client(self) -> Any:
        """Made by the first who needs it, with the settings that the environment has then."""
        if self._made is None:
            self._made = boto3.session.Session().client("s3", config=CONFIG)
        return self._made

    async def _do(self, work: Callable[[], _T]) -> _T:
        try:
            return await asyncio.to_thread(work)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in MISSING:
                raise FileNotFoundError(str(error)) from None
            raise FilesUnavailableError(f"The storage of files refused: {error}") from error
        except BotoCoreError as error:
            raise FilesUnavailableError(f"The storage of files cannot be used: {error}") from error

    def _put(self, key: str, content: bytes) -> None:
        self._client.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=content,
            ContentType="application/octet-stream",
            ContentDisposition="attachment",
        )

    def _delete(self, keys: Sequence[str]) -> None:
        objects = [{"Key": key} for key in keys]
        told = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True})
        if told.get("Errors"):
            raise FilesUnavailableError(f"The storage of files kept {len(told['Errors'])} that were to be deleted.")

    def _older(self, before: float) -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._own)
        found = (each for page in pages for each in page.get("Contents", ()))
        return [each["Key"].removeprefix(self._own) for each in found if each["LastModified"].timestamp() < before]

"""A store of conversations in which nobody attaches files, as in all that is measured here."""

# ruff: noqa: ARG002  the parameters are those of the SDK's Store

from typing import Any

from chatkit.store import NotFoundError, Store
from chatkit.types import Attachment


class StoreWithoutFiles(Store[Any]):
    """Whichever file is asked for is not there."""

    async def save_attachment(self, attachment: Attachment, context: Any) -> None:
        raise NotFoundError(attachment.id)

    async def load_attachment(self, attachment_id: str, context: Any) -> Attachment:
        raise NotFoundError(attachment_id)

    async def delete_attachment(self, attachment_id: str, context: Any) -> None:
        raise NotFoundError(attachment_id)

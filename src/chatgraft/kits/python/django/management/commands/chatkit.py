"""`manage.py chatkit`: what is kept too long, and what is kept of one owner."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ....chatkit_kit import commands
from ....chatkit_kit.errors import DatabaseUnavailableError, SettingsError
from ....chatkit_store import create_store
from ...chatkit_server import load_settings
from ...database import open_database


class Command(BaseCommand):
    """`purge` deletes conversations older than CHATKIT_RETENTION_DAYS; `export` and `erase` take an owner, such as
    `user:7` or `session:0f3a`."""

    help = "purge old conversations, export or erase what is kept of one owner"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("purge", "export", "erase"))
        parser.add_argument("owner", nargs="?", help="user:ID or session:ID")

    def handle(self, *_: Any, **options: Any) -> None:
        arguments = [options["what"], *([options["owner"]] if options["owner"] else [])]
        try:
            known = commands.run(arguments, load_settings(), lambda _: open_database(), create_store)
        except (SettingsError, DatabaseUnavailableError) as error:
            raise CommandError(str(error)) from None
        if not known:
            raise CommandError("purge takes no owner; export and erase take one: user:ID or session:ID.")

"""Writes files so that nobody ever sees half of one, also where several processes write the same."""

import os


def write_whole(path, text):
    """Writes beside the target and renames."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8", errors="replace")
    part.replace(path)

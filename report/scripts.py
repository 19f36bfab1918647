"""The large scripts of pages: in files beside them, which all pages share, or in a page that is to stand alone."""

import hashlib
import re

import files

LARGE = 100_000  # characters; the scripts of single figures have less
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FOLDER = "scripts"


class Scripts:
    """Where large scripts go; `directory` is that of the pages, or None where each page carries its own."""

    def __init__(self, directory):
        self.directory = directory

    def moved(self, html):
        """HTML whose large scripts stand in files."""
        return INLINE.sub(lambda script: self.element(script.group(1)) if len(script.group(1)) >= LARGE else script.group(), html)

    def element(self, source):
        """An element that runs a script. The name of its file is a digest, so that no page gets another's."""
        if self.directory is None:
            return f"<script>{source}</script>"
        name = f"{hashlib.sha256(source.encode()).hexdigest()[:16]}.js"
        target = self.directory / FOLDER / name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            files.write_whole(target, source)
        return f'<script src="{FOLDER}/{name}"></script>'

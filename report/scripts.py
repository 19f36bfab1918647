"""The large scripts and styles of pages: in files beside them, which all pages share, or in a page that is to stand alone."""

import hashlib
import re

import files

LARGE = 100_000  # characters; the scripts of single figures have less
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FOLDER = "scripts"


class Scripts:
    """Where they go; `directory` is that of the pages, or None where each page carries its own."""

    def __init__(self, directory):
        self.directory = directory

    def moved(self, html):
        """HTML whose large scripts stand in files."""
        return INLINE.sub(lambda script: self.element(script.group(1)) if len(script.group(1)) >= LARGE else script.group(), html)

    def element(self, source):
        """An element that runs a script."""
        if self.directory is None:
            return f"<script>{source}</script>"
        return f'<script src="{self.beside(source, ".js")}"></script>'

    def style(self, source):
        """An element that applies a style."""
        if self.directory is None:
            return f"<style>{source}</style>"
        return f'<link rel="stylesheet" href="{self.beside(source, ".css")}">'

    def beside(self, source, ending):
        """The file of a source, as a page links it. Its name is a digest, so that no page gets another's."""
        name = f"{hashlib.sha256(source.encode()).hexdigest()[:16]}{ending}"
        target = self.directory / FOLDER / name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            files.write_whole(target, source)
        return f"{FOLDER}/{name}"

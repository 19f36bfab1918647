"""Reads notebooks from files that may be anything: what is wrong with one is said in a sentence."""

import json

import nbformat


class Damaged(Exception):
    """A file is no notebook that could be executed; the message says why."""


def read(path):
    """The notebook of a file, in the present format, whatever its own; raises Damaged where there is none."""
    document = parse(text(path))
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise Damaged("it is JSON, but no notebook: it does not name its nbformat. Save it again from Jupyter")
    if document["nbformat"] not in range(2, nbformat.current_nbformat + 1):
        raise Damaged(f"it is of nbformat {document['nbformat']}, and 2 to {nbformat.current_nbformat} can be read")
    try:
        notebook = nbformat.reads(json.dumps(document), as_version=nbformat.current_nbformat)
    except Exception as error:  # Whatever nbformat meets in a damaged notebook, it is damaged.
        raise Damaged(f"its cells cannot be read ({words(error)})") from error
    require_cells(notebook)
    return notebook


def text(path):
    if path.is_dir():
        raise Damaged("it is a directory, and should be a file")
    if not path.is_file():
        raise Damaged("it is not a regular file" if path.exists() else "the file is no longer there")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damaged(f"it is not text in UTF-8 (from byte {error.start:,} on)") from error
    except OSError as error:
        raise Damaged(f"the file cannot be read ({error.strerror})") from error


def parse(characters):
    if not characters.strip():
        raise Damaged("the file is empty")
    try:
        return json.loads(characters)
    except RecursionError as error:
        raise Damaged("it is nested too deeply for a notebook") from error
    except ValueError as error:
        raise Damaged(f"it is not JSON, as notebooks are ({words(error)})") from error


def require_cells(notebook):
    """Fills in metadata that is missing, and refuses what executing and rendering could not do without."""
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Damaged("it has no list of cells")
    with_metadata(notebook)
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
            raise Damaged(f"its cell {number} of {len(cells)} is neither code nor text")
        if not isinstance(cell.get("source"), str):
            raise Damaged(f"its cell {number} of {len(cells)} has no source")
        with_metadata(cell)


def with_metadata(node):
    if not isinstance(node.get("metadata"), dict):
        node["metadata"] = nbformat.NotebookNode()


def words(error):
    """What an error says, on one line, or at least what it is called."""
    said = " ".join(str(error).split())
    return said if len(said) <= 200 else said[:200] + " ..." if said else type(error).__name__


def printable(name):
    """The name of a file as text; bytes that are no UTF-8 become question marks."""
    return name.encode(errors="replace").decode()

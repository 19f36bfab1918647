"""What of a notebook goes on slides: its headings with their first paragraphs, its figures and its tables."""

import re

import nbformat

HEADING = re.compile(r"^(#{2,3}) +(.+)$", re.MULTILINE)
# A figure, a picture or a table.
PICTURE = re.compile(r'<div id="figure_|<svg\b|<img\b|<table\b')
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")


def cells(notebook_cells):
    """The cells of the slides, one for each; metadata tell where a column of slides begins, which is at each heading of the second level."""
    slides = []
    for cell in notebook_cells:
        if cell.cell_type == "markdown":
            slides += [headed(*heading) for heading in headings(cell.source)]
        elif cell.cell_type == "code":
            slides += [shown(cell, output) for output in cell.outputs if is_picture(output)]
    for slide, following in zip(slides, slides[1:] + [None]):
        slide.metadata["ends_column"] = following is None or following.metadata.get("begins_column", False)
    if slides:
        slides[0].metadata["begins_column"] = True
    return slides


def headings(text):
    """Level and words of each heading, with the paragraph that follows it."""
    for heading in HEADING.finditer(text):
        rest = text[heading.end() :].strip()
        paragraph = re.split(r"\n\s*\n", rest)[0]
        yield len(heading.group(1)), heading.group(2), "" if paragraph.startswith("#") else paragraph


def headed(level, words, paragraph):
    slide = nbformat.v4.new_markdown_cell(f"## {words}\n\n{paragraph}".rstrip())
    slide.metadata["begins_column"] = level == 2
    return slide


def shown(cell, output):
    """A cell of its own, with an id of its own, that shows one output of another."""
    return nbformat.v4.new_code_cell(execution_count=cell.execution_count, outputs=[output])


def is_picture(output):
    data = output.get("data", {})
    return any(kind in data for kind in PICTURES) or bool(PICTURE.search(data.get("text/html", "")))

"""The page of an executed notebook, and the page that lists those of a directory."""

import copy
import html
import html.parser
import json
import os
import pathlib
import re

import nbconvert.exporters
import traitlets.config

import notebook_file
import numbering
import slides

HERE = pathlib.Path(__file__).resolve().parent
TEMPLATE = HERE / "template"
SCALES = ["small", "quick", "evening", "long"]
LONGER = "**A longer run**"  # how the paragraph begins that says what a longer run would show
# Settings that a reader needs to judge the numbers; the others are places on the machine that made the report.
PLACES = {"SPIKERNEL_HOME", "SPIKERNEL_DATA", "SPIKERNEL_RUNS", "SPIKERNEL_PYTHON", "SPIKERNEL_CHROMIUM"}
METADATA_OF_REPORT = re.compile(r'<script type="application/json" id="spikernel-report">(.*?)</script>', re.DOTALL)


class Pages:
    """Renders pages whose large scripts and styles go where `scripts` puts them.

    `equations` draws equations, `reveal` is the directory of what shows slides.
    """

    def __init__(self, scripts, equations, reveal):
        self.scripts = scripts
        self.equations = equations
        self.reveal = reveal

    def of(self, path, executed, forms=()):
        """The page of one executed notebook; it links its other forms, which are pairs of words and the name of a file."""
        return self.filled("index.html.j2", *self.parts(path, executed, forms))

    def slides(self, path, executed):
        """The slides of one executed notebook."""
        page, resources = self.parts(path, executed)
        page.cells = slides.cells(page.cells)
        resources.update(
            reveal=self.scripts.element((self.reveal / "reveal.js").read_text(encoding="utf-8")),
            reveal_style=(self.reveal / "reveal.css").read_text(encoding="utf-8"),
            slides_style=(TEMPLATE / "slides.css").read_text(encoding="utf-8"),
        )
        return self.filled("slides.html.j2", page, resources)

    def filled(self, template, page, resources):
        body, _ = exporter(template_file=template).from_notebook_node(page, resources=resources)
        return self.with_style_of_equations(self.scripts.moved(body))

    def parts(self, path, executed, forms=()):
        """The notebook without what the head of its page says, and what the template needs beside it."""
        notebook = executed.notebook
        title, cells = without_title(notebook.cells, notebook_file.printable(path.stem))
        longer, cells = without_longer(cells)
        page = copy.copy(notebook)
        page.cells = cells
        report = {
            "title": title,
            "question": first_paragraph(cells),
            "images": images(notebook),
            "forms": list(forms),
            "settings": settings(),
            "scale": scale(),
            "longer": longer if scale() != SCALES[-1] else "",
            "surroundings": executed.surroundings,
            "made": moment(executed.made),
            "ran": duration(executed.seconds),
            "seconds": round(executed.seconds, 1),
            "stopped": executed.failure,
            "shows_error": any(has_error(cell) for cell in cells),
        }
        resources = {
            "metadata": {"name": notebook_file.printable(path.stem), "path": str(path.parent)},
            "report": report,
            "report_json": json.dumps(report, sort_keys=True).replace("<", "\\u003c"),
            "numbering": numbering.Numbering(),
            "with_code": with_code,
            "references": references(notebook),
            "has_error": has_error,
            **self.head(),
        }
        return page, resources

    def list(self, directory):
        """The page that lists all reports of a directory, those of earlier runs too."""
        reports = []
        for path in sorted(path for path in directory.glob("*.html") if path.is_file()):
            metadata = METADATA_OF_REPORT.search(path.read_text(encoding="utf-8", errors="replace"))
            if metadata:
                reports.append({"file": path.name, **json.loads(metadata.group(1))})
        template = exporter().environment.get_template("reports.html.j2")
        return self.with_style_of_equations(template.render(title="Spikernel reports", reports=reports, with_code=with_code, **self.head()))

    def head(self):
        """What every page needs: its style and its own small script, and what draws the equations in its HTML."""
        return {
            "style": (TEMPLATE / "style.css").read_text(encoding="utf-8"),
            "behaviour": (TEMPLATE / "behaviour.js").read_text(encoding="utf-8"),
            "equations": self.equations.page(),
        }

    def with_style_of_equations(self, body):
        """A page that can show its equations, of which it knows only when it is rendered whether it has any."""
        if 'class="katex"' not in body:
            return body
        return body.replace("</head>", f"{self.scripts.style(self.equations.style())}\n</head>", 1)


def exporter(**options):
    return nbconvert.exporters.HTMLExporter(
        template_name="template",
        extra_template_basedirs=[str(HERE)],
        embed_images=True,
        exclude_anchor_links=True,
        # Shows of a line that overwrote itself only the end; nbconvert 6 does so by itself, 7 on request.
        config=traitlets.config.Config(CoalesceStreamsPreprocessor={"enabled": True}),
        **options,
    )


def without_title(cells, fallback):
    """The first heading, and the cells without it: the page's header shows it."""
    for position, cell in enumerate(cells):
        heading = re.search(r"^# +(.+)\n?", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            rest = copy.copy(cell)
            rest.source = (cell.source[: heading.start()] + cell.source[heading.end() :]).strip()
            return heading.group(1).strip(), cells[:position] + [rest] * bool(rest.source) + cells[position + 1 :]
    return fallback, cells


def without_longer(cells):
    """The paragraph that says what a longer run would show, and the cells without it: the page's header shows it."""
    for position, cell in enumerate(cells):
        if cell.cell_type == "markdown" and LONGER in cell.source:
            paragraphs = re.split(r"\n\s*\n", cell.source)
            longer = next((each for each in paragraphs if each.startswith(LONGER)), "")
            rest = copy.copy(cell)
            rest.source = "\n\n".join(each for each in paragraphs if each != longer)
            return longer, cells[:position] + [rest] * bool(rest.source) + cells[position + 1 :]
    return "", cells


def first_paragraph(cells):
    """The first text that is no heading: what the notebook asks."""
    for cell in cells:
        if cell.cell_type == "markdown":
            for paragraph in re.split(r"\n\s*\n", cell.source):
                if paragraph.strip() and not paragraph.lstrip().startswith("#"):
                    return paragraph.strip()
    return ""


def has_error(cell):
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def references(notebook):
    """The works that the texts of a notebook name, in the order in which `references.json` lists them."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    works = json.loads((HERE / "references.json").read_text(encoding="utf-8"))
    return [work for work in works if re.search(rf"\b(?:{work['named']})", text)]


def images(notebook):
    """The texts of all elements of the class `spikernel-dataset`, each once."""
    collector = DatasetTexts()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            collector.feed(output.get("data", {}).get("text/html", ""))
            collector.close()
            collector.reset()
    return list(dict.fromkeys(collector.texts))


class DatasetTexts(html.parser.HTMLParser):
    """Collects the text of every element of the class `spikernel-dataset`, with code between backticks."""

    VOID = {"br", "hr", "img", "input", "wbr"}

    def __init__(self):
        super().__init__()
        self.texts = []

    def reset(self):
        super().reset()
        self.depth = 0
        self.text = ""

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag not in self.VOID and (self.depth or "spikernel-dataset" in classes):
            self.depth += 1
        self.separate(tag)

    def separate(self, tag):
        if self.depth:
            self.text += "`" if tag == "code" else " "

    def handle_data(self, data):
        if self.depth:
            self.text += data

    def handle_endtag(self, tag):
        self.separate(tag)
        if self.depth and tag not in self.VOID:
            self.depth -= 1
            if self.depth == 0 and self.text.strip():
                self.texts.append(" ".join(self.text.split()))
                self.text = ""


def with_code(text):
    """Text as HTML, with what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def settings():
    """The SPIKERNEL_... variables under which the notebook ran, but for the scale and those that name places."""
    shown = {name for name in os.environ if name.startswith("SPIKERNEL_")} - PLACES - {"SPIKERNEL_SCALE"}
    return [f"{name}={os.environ[name]}" for name in sorted(shown)]


def scale():
    """How much the notebooks compute."""
    return os.environ.get("SPIKERNEL_SCALE") or "quick"


def moment(when):
    return f"{when.day} {when:%B %Y, %H:%M}"


def duration(seconds):
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"

"""Numbers the figures and tables of a page, gives them captions, and lists them with the headings, for the contents."""

import base64
import dataclasses
import html
import json
import re
import typing

PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"
HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# A table as the kernel shows one: its name above, how large it is below; or with a caption of its own.
TABLE = re.compile(
    r'(?:<div style="font-weight:bold">(?P<name>.*?)</div>)?<table(?P<attributes>[^>]*)>(?:\s*<caption[^>]*>(?P<caption>.*?)</caption>)?'
    r'(?P<rows>.*?)</table>(?:<div style="opacity[^>]*>(?P<size>[^<]*)</div>)?',
    re.DOTALL,
)
# A drawing as the kernel writes it for pages that trust nobody.
STILL = re.compile(r'<img alt="[^"]*" style="max-width:100%;background:#fff" src="data:image/svg\+xml;base64,([^"]+)">')
# What the kernel says of a value above its picture.
DESCRIPTION = re.compile(r"<div>([^<]*)</div>")
PICTURE = re.compile(r'<div id="figure_|<svg\b|<img\b')
# Where a script draws a figure, in place of the still picture that stands there.
SCRIPTED = 'id="figure_'
TITLE_OF_SCRIPT = re.compile(r"var layout = \{(?: meta: \{[^}]*\},)?\s*title: '((?:[^'\\]|\\.)*)'")
TITLE_OF_SVG = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Entry:
    """What the contents list: where it is, what it is called ("Figure 3", or nothing for a heading), its text in HTML."""

    id: str
    label: str
    text: str
    level: int = 2

    def caption(self):
        return f"<strong>{self.label}.</strong> {self.text}".rstrip()

    def words(self):
        """The caption as a text for those who see no figure."""
        return html.escape(f"{self.label}. {plain(self.text)}".rstrip(), quote=True)


@dataclasses.dataclass(frozen=True)
class Shown:
    """An output in HTML, with numbered tables, and its own entry where it is a figure."""

    html: str
    figure: typing.Optional[Entry]


class Numbering:
    """Of one page, in the order of its parts."""

    def __init__(self):
        self.headings = []
        self.figures = []
        self.tables = []
        self.ids = set()

    def prose(self, text):
        """Text in HTML, with anchors for its headings."""
        return HEADING.sub(self.heading, text)

    def heading(self, match):
        level, text = match.groups()
        entry = Entry(self.free(re.sub(r"\W+", "-", plain(text)).strip("-").lower() or "section"), "", text, int(level))
        self.headings.append(entry)
        return f'<h{level} id="{entry.id}">{text}</h{level}>'

    def free(self, wanted):
        """An id like the wanted one that nothing on the page has yet."""
        number, name = 2, wanted
        while name in self.ids:
            number, name = number + 1, f"{wanted}-{number}"
        self.ids.add(name)
        return name

    def output(self, data, markup):
        """An output, given all its forms and the one that is shown."""
        markup = markup if SCRIPTED in markup else STILL.sub(element, markup)
        shown = TABLE.sub(self.table, markup)
        is_figure = PLOTLY in data or SCRIPTED in markup or (PICTURE.search(markup) and shown == markup)
        if not is_figure:
            return Shown(shown, None)
        figure = self.picture(data, markup)
        said = DESCRIPTION.match(shown)
        repeated = said and html.unescape(said[1]) == html.unescape(figure.text)
        return Shown(shown[said.end() :] if repeated else shown, figure)

    def table(self, match):
        name = match["caption"] or match["name"] or ""
        rows = len(re.findall(r"<tr\b", match["rows"].partition("<tbody")[2] or match["rows"]))
        size = match["size"] or f"{rows:,} row{'' if rows == 1 else 's'}"
        entry = self.numbered(self.tables, "Table", name, size)
        return (
            f'<p class="caption" id="{entry.id}">{entry.caption()}</p>'
            f'<table aria-labelledby="{entry.id}"{match["attributes"]}>{match["rows"]}</table>'
        )

    def picture(self, data, markup=""):
        """The entry of a figure, given all its forms and the one that is shown."""
        drawn = data.get(PLOTLY)
        return self.numbered(self.figures, "Figure", title(data, markup, drawn), amount(drawn) if drawn else "")

    def numbered(self, entries, kind, name, amount):
        text = " ".join(each for each in (name, f'<span class="amount">({amount})</span>' if amount else "") if each)
        entry = Entry(f"{kind.lower()}-{len(entries) + 1}", f"{kind} {len(entries) + 1}", text)
        entries.append(entry)
        return entry


def title(data, markup, drawn):
    """What a figure is called, as HTML: by its caption, its title, the title of its drawing, or else what its text says."""
    if drawn:
        layout = drawn.get("layout", {})
        called = layout.get("title") or ""
        said = meta(layout).get("caption") or (called.get("text") if isinstance(called, dict) else called)
        if said:
            return html.escape(plain(str(said)))
    script = TITLE_OF_SCRIPT.search(markup)
    if script:
        return html.escape(plain(re.sub(r"\\(.)", r"\1", script.group(1))))
    picture = TITLE_OF_SVG.search(markup)
    first_line = (data.get("text/plain") or "").strip().partition("\n")[0]
    told = "" if re.match(r"Figure of|SVG of|HTML of", first_line) else first_line
    return html.escape(plain(picture.group(1)) if picture else told)


def meta(layout):
    return layout["meta"] if isinstance(layout.get("meta"), dict) else {}


def amount(drawn):
    """How many values a figure shows, and in how many series."""
    sizes = [size(trace) for trace in drawn.get("data", []) if isinstance(trace, dict)]
    said = meta(drawn.get("layout", {})).get("n")
    if said:
        return html.escape(f"n = {said}")
    if not any(sizes):
        return ""
    return f"n = {sum(sizes):,}" + (f" in {len(sizes)} series" if len(sizes) > 1 else "")


def size(trace):
    for name in ("z", "x", "y", "values"):
        values = trace.get(name)
        if isinstance(values, list):
            return sum(len(row) if isinstance(row, list) else 1 for row in values)
    return 0


def element(still):
    """A drawing as an element of the page, whose colours it takes."""
    return base64.b64decode(still[1]).decode("utf-8")


def plain(markup):
    """The text of HTML, on one line."""
    return " ".join(html.unescape(TAG.sub("", markup)).split())

"""Draws the equations of pages when they are rendered, so that a page shows them without a script.

KaTeX draws them: as HTML that looks the same in every browser, and as MathML, which is read aloud. It is a script itself, which
runs in Java, that is there anyway. Equations stand where Jupyter finds them: between dollars, \\(...\\) and \\[...\\], and as
environments. One that KaTeX does not understand stays TeX, and says why.
"""

import base64
import contextlib
import functools
import html
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import threading

SCRIPT = pathlib.Path(__file__).resolve().with_name("equations.js")
SECONDS = 60  # for one equation; the first waits for Java as well
# In rendered HTML, whose texts hold no bare "<": what is left alone, and then the four kinds of equations.
EQUATION = re.compile(
    r"(?P<other><(?P<element>code|pre|script|style|svg|math)\b.*?</(?P=element)>|<[^>]*>|\\\\|\\(?P<dollar>\$))"
    r"|\$\$(?P<block>(?:\\.|[^<$\\])+)\$\$"
    r"|\$(?P<inline>(?:\\.|[^<$\\])+)\$"
    r"|\\\((?P<parentheses>[^<]+?)\\\)"
    r"|\\\[(?P<brackets>[^<]+?)\\\]"
    r"|(?P<environment>\\begin\{(?P<name>\w+\*?)\}[^<]*?\\end\{(?P=name)\})",
    re.DOTALL,
)
FONTS = re.compile(r"src:url\(fonts/([\w-]+\.woff2)\) format\(\"woff2\"\)[^;}]*")


class Equations:
    """`katex` is the directory of KaTeX and of Rhino, `log` the file for what Java itself prints."""

    def __init__(self, katex, log):
        self.katex = katex
        self.log = log
        self.pages = itertools.count()
        self.process = None
        self.broken = ""

    def page(self):
        """What draws the equations of one page: a function from HTML to HTML."""
        number = next(self.pages)
        return lambda markup: EQUATION.sub(lambda match: self.replaced(number, match), markup)

    def replaced(self, page, match):
        if match["other"]:
            return match["dollar"] or match.group()
        displayed = match["block"] or match["brackets"] or match["environment"]
        answer = self.answer(page, html.unescape(displayed or match["inline"] or match["parentheses"]).strip(), bool(displayed))
        if "fault" in answer:
            return f'<code class="faulty-equation" title="{html.escape(answer["fault"])}">{match.group()}</code>'
        return f'<span class="equation">{answer["drawn"]}</span>' if displayed else answer["drawn"]

    def answer(self, page, tex, displayed):
        """What KaTeX made of an equation, as equations.js says it."""
        if self.broken:
            return {"fault": self.broken}
        slow = None
        try:
            self.process = self.process or self.start()
            slow = threading.Timer(SECONDS, self.process.kill)
            slow.start()
            # Java may end before it is asked, or before it answers.
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(json.dumps([page, tex, displayed]) + "\n")
                self.process.stdin.flush()
            answer = self.process.stdout.readline()
            if not answer:
                raise OSError(f"Java has ended, by itself or since it took more than {SECONDS} s for {tex}")
            return json.loads(answer)
        except (OSError, ValueError) as error:
            # The reports are none the worse for it but for their equations.
            self.broken = f"equations cannot be drawn: {error}; what Java printed is in {self.log}"
            print(f"The {self.broken}", file=sys.stderr)
            return {"fault": self.broken}
        finally:
            if slow:
                slow.cancel()

    def start(self):
        java = pathlib.Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        command = [java, "-XX:TieredStopAtLevel=1", "-jar", self.katex / "rhino.jar", "-opt", "-1", "-version", "200", SCRIPT, self.katex / "katex.min.js"]
        with self.log.open("wb") as log:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, encoding="ascii")

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.communicate()

    @functools.lru_cache(maxsize=None)
    def style(self):
        """The style of drawn equations, which carries its fonts: a browser takes none from another file of a folder."""
        source = (self.katex / "katex.min.css").read_text(encoding="utf-8")
        return FONTS.sub(lambda font: f'src:url({self.data(font[1])}) format("woff2")', source)

    def data(self, font):
        return f"data:font/woff2;base64,{base64.b64encode((self.katex / font).read_bytes()).decode()}"

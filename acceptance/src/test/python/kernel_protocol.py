"""Speaks Jupyter's protocol with the kernel "spikernel" of a directory of kernels.

Prints a line of JSON for every check: its name, and what went wrong, empty if nothing did.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from contextlib import contextmanager

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

TIMEOUT = 30
INTERRUPT_SECONDS = 20  # in which an interrupted cell ends even where the machine has much else to do
BEGUN = 'System.out.println("begun"); '


class Cell:
    """What came back from the run of a cell."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.status = reply["status"]
        self.messages = messages

    def contents(self, kind):
        return [m["content"] for m in self.messages if m["msg_type"] == kind]

    def text(self, stream="stdout"):
        return "".join(c["text"] for c in self.contents("stream") if c["name"] == stream)

    def result(self, mime="text/plain"):
        results = self.contents("execute_result")
        return results[0]["data"].get(mime) if results else None

    def displayed(self, mime="text/plain"):
        return [c["data"].get(mime) for c in self.contents("display_data")]

    def error(self):
        return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(self.contents("error")[0]["traceback"]))


class Kernel:
    def __init__(self, directory, transport="tcp", ip="", **options):
        self.directory = directory
        specs = KernelSpecManager(kernel_dirs=[directory])
        self.manager = KernelManager(kernel_name="spikernel", kernel_spec_manager=specs, transport=transport)
        if ip:
            self.manager.ip = ip
        self.manager.start_kernel(**options)
        self.connect()

    @contextmanager
    def another(self, **options):
        """A kernel of its own, for what ends it or needs another environment."""
        kernel = Kernel(self.directory, **options)
        try:
            yield kernel
        finally:
            kernel.stop()

    def stop(self):
        self.client.stop_channels()
        if self.manager.is_alive():
            self.manager.shutdown_kernel(now=True)

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def send(self, code, **options):
        options.setdefault("allow_stdin", False)
        return self.client.execute(code, **options)

    def collect(self, request):
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return Cell(self.reply(request), messages)
            messages.append(message)

    def ask(self, kind, content):
        """The reply to a request of any content."""
        message = self.client.session.msg(kind, content)
        self.client.shell_channel.send(message)
        return self.reply(message["header"]["msg_id"])

    def run(self, code, **options):
        return self.collect(self.send(code, **options))

    def interrupt(self):
        """Asks for an interrupt, and waits until the kernel has heard it."""
        self.client.control_channel.send(self.client.session.msg("interrupt_request"))
        self.client.get_control_msg(timeout=TIMEOUT)

    def run_interrupted(self, code, **options):
        """Runs a cell, interrupts it once it prints or asks for input; returns what came back, and how long it took to end."""
        request = self.send(code, **options)
        if options.get("allow_stdin"):
            self.client.get_stdin_msg(timeout=TIMEOUT)
        else:
            begun = None
            while begun != (request, "stream"):
                message = self.client.get_iopub_msg(timeout=TIMEOUT)
                begun = message["parent_header"].get("msg_id"), message["msg_type"]
        start = time.time()
        self.manager.interrupt_kernel()
        cell = self.collect(request)
        return cell, time.time() - start


class Turn(Kernel):
    """A kernel in a Java that runs one for each connection file that its standard input names."""

    def __init__(self, java, directory):
        self.java = java
        file, _ = write_connection_file(os.path.join(directory, f"{time.monotonic_ns()}.json"))
        java.stdin.write(f"{file}\n")
        java.stdin.flush()
        self.client = BlockingKernelClient(connection_file=file)
        self.client.load_connection_file()
        self.client.start_channels(hb=False)  # which takes a kernel that is starting for dead
        self.client.wait_for_ready(timeout=TIMEOUT)

    def shut_down(self):
        """Returns what the Java has printed until it was ready for the next."""
        self.client.shutdown()
        lines = []
        while not lines or lines[-1] not in ("spikernel: served\n", ""):
            lines.append(self.java.stdout.readline())
        return lines


CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def equal(actual, expected):
    assert actual == expected, f"expected {expected!r} but was {actual!r}"


def contains(text, *parts):
    for part in parts:
        assert part in (text or ""), f"expected {part!r} in {text!r}"


@check
def says_that_it_speaks_java(kernel):
    info = kernel.reply(kernel.client.kernel_info())
    equal(info["language_info"]["name"], "java")
    equal(info["implementation"], "spikernel")


TEN_LINES = {
    "images": "var images = Datasets.textures().first(40 + {n} - {n}, 20);",
    "batch": "var batch = images.train().batch(8, 42 + {n});",
    "macro": "var macro = SnasNet.forDataset(images).withChannels(4).withTimesteps(2).withStemStride(1 + {n} % 2);",
    "space": "var space = SearchSpace.of({n} % 2 == 0 ? KernelSet.SET_3 : KernelSet.SET_1);",
    "result": "var result = Search.of(space, macro, RScore.on(batch))"
    ".strategy(Strategy.random(4 + {n} % 3).seed(42)).run();",
    "best": "var best = result.best();",
    "front": 'var front = ParetoFront.of(result.table()).minimize("params").maximize("score").best();',
    "model": "var model = Trainer.of(best.network()).epochs(1).batch(20).seed({n} + 1).fit(images);",
    "tested": "var tested = model.test(images);",
}


@check
def twenty_edits_of_the_ten_lines_lose_nothing(kernel):
    def identities():
        names = ", ".join(TEN_LINES)
        shown = kernel.run(f"Stream.of({names}).map(System::identityHashCode).toList()").result()
        return dict(zip(TEN_LINES, shown.strip("[]").split(", ")))

    for line in TEN_LINES.values():
        equal(kernel.run(line.replace("{n}", "0")).status, "ok")
    before = identities()
    for edit in range(1, 21):
        edited = list(TEN_LINES)[edit % len(TEN_LINES)]
        cell = kernel.run(TEN_LINES[edited].replace("{n}", str(edit)))
        equal((cell.status, cell.text("stderr")), ("ok", ""))
        after = identities()
        changed = [name for name in TEN_LINES if after[name] != before[name]]
        assert "0" not in after.values(), f"editing {edited} set to null: {after}"
        assert set(changed) <= {edited}, f"editing {edited} changed {changed}"
        before = after
    contains(kernel.run("model.save(Path.of(\"kept.npz\")); Files.size(Path.of(\"kept.npz\")) > 0").result(), "true")
    kernel.run('Files.delete(Path.of("kept.npz"));')


@check
def notes_a_changed_copy_that_nothing_keeps(kernel):
    kernel.run("record Step(int n) { @org.spikernel.annotation.CheckReturnValue Step withN(int n) { return new Step(n); } }")
    cell = kernel.run("var step = new Step(1);\nstep.withN(2);\nstep")
    equal(cell.result(), "Step[n=1]")
    contains(cell.text("stderr"), "Note: step.withN(2) changes nothing by itself", "write step = step.withN(2)")
    equal(kernel.run("step = step.withN(2);\nstep").text("stderr"), "")


@check
def surrogates_are_written_without_imports(kernel):
    equal(kernel.run('var flat = Surrogate.of("flat", x -> 0.1);\nflat.slope(3)').result(), "0.1")


@check
def edited_classes_keep_their_objects(kernel):
    kernel.run("class Counter { int n; int next() { return ++n; } } Counter counter = new Counter(); counter.next()")
    kernel.run("class Counter { int n; int next() { return n += 10; } }")
    equal(kernel.run("counter.next()").result(), "11")
    lost = kernel.run("class Counter { long n; long next() { return n += 10; } }")
    contains(lost.text("stderr"), "Note: counter was reset to null, since its class, Counter, has changed")


@check
def cell_that_no_class_file_can_hold_is_an_error_of_its_own(kernel):
    cell = kernel.run('String csv = "' + "a" * 70_000 + '";')
    equal(cell.reply["ename"], "CompilationError")
    contains(cell.error(), "constant string too long", "keep long texts")
    equal(kernel.run('System.out.println("x");').text(), "x\n")
    equal(kernel.run('String csv = "short"; csv').result(), "short")
    equal(kernel.run("int[] many = {" + "1," * 20_000 + "};").status, "error")
    equal(kernel.run("1 /* abc").status, "error")
    equal(kernel.run("1 + 1;;").result(), "2")


@check
def tells_what_has_ended_a_thread(kernel):
    cell = kernel.run('var ends = new Thread(() -> { throw new IllegalStateException("in thread"); });\nends.start(); ends.join();')
    contains(re.sub(r"\x1b\[[0-9;]*m", "", cell.text("stderr")), "IllegalStateException: in thread", "at cell ")


@check
def semicolon_hides_what_is_only_text(kernel):
    equal(kernel.run('System.out.printf("%d%n", 5);').result(), None)
    equal(kernel.run("var grown = new ArrayList<Integer>(); grown.add(5);").result(), None)
    equal(kernel.run("grown.add(6)").result(), "true")
    equal(kernel.run("grown;").result(), "[5, 6]")
    contains(kernel.run('Cell.parse("conv3x3 | skip conv3x3 | skip zero conv3x3");').result("image/svg+xml"), "<svg")


@check
def value_between_that_is_only_text_is_never_asked_for_it(kernel):
    kernel.run("class Mute { Mute touch() { return this; } public String toString() { throw new IllegalStateException(); } }")
    cell = kernel.run("var mute = new Mute(); mute.touch(); mute; 3")
    equal((cell.status, cell.result()), ("ok", "3"))
    equal((kernel.run("mute.touch();").status, kernel.run("mute.touch()").status), ("ok", "error"))


@check
def shows_the_last_expression_of_several_snippets(kernel):
    equal(kernel.run("int a = 5; int b = a * 2;\n// a comment\nb + a").result(), "15")


@check
def shows_values_and_assignments_but_not_statements(kernel):
    equal(kernel.run("a = 6").result(), "6")
    equal(kernel.run("a").result(), "6")
    equal(kernel.run("a = 7;").result(), None)
    equal(kernel.run("void nothing() {}\nnothing()").result(), None)
    equal(kernel.run("int c = 1;").result(), None)


@check
def resolves_forward_references(kernel):
    equal(kernel.run("int first() { return second() + 1; }\nint second() { return 41; }\nfirst()").result(), "42")


@check
def lets_declarations_be_replaced(kernel):
    kernel.run('class Point { public String toString() { return "old"; } }\nString kept = "x";')
    equal(kernel.run('class Point { public String toString() { return "new"; } }\nnew Point()').result(), "new")
    equal(kernel.run("int kept = 3;\nkept").result(), "3")


@check
def imports_what_notebooks_use(kernel):
    code = 'List.of(1, 2).stream().collect(Collectors.toList()) + Path.of("x").toString() + Table.create("t").name()'
    equal(kernel.run(code).result(), "[1, 2]xt")
    equal(kernel.run("Progress.none() != null").result(), "true")


@check
def points_at_the_line_of_an_exception(kernel):
    cell = kernel.run("int divide(int by) {\n  return 1 / by;\n}\n\n\nint quotient = divide(0);")
    equal(cell.status, "error")
    equal(cell.reply["ename"], "ArithmeticException")
    count = cell.reply["execution_count"]
    contains(cell.error(), "/ by zero", f"at cell {count}, line 2 in divide", f"at cell {count}, line 6", "return 1 / by;")
    assert "jdk.jshell" not in cell.error(), cell.error()


@check
def points_at_the_line_and_column_of_a_compilation_error(kernel):
    cell = kernel.run("int good = 1;\n\nint bad = missing + 1;")
    equal(cell.status, "error")
    equal(cell.reply["ename"], "CompilationError")
    contains(cell.error(), "`missing` is not defined", "line 3, column 11", "    int bad = missing + 1;\n              ^^^^^^^")


@check
def explains_an_unresolved_reference(kernel):
    contains(kernel.run("int early() { return late(); }").text("stderr"), "early() cannot be used before method late()")
    cell = kernel.run("early()")
    equal(cell.reply["ename"], "UnresolvedReference")
    contains(cell.error(), "early() cannot be used before method late()")


@check
def does_not_run_the_cells_behind_a_failed_one(kernel):
    requests = [kernel.send(code) for code in ['throw new RuntimeException("x");', "int behind = 1;", "int last = 2;"]]
    equal([kernel.collect(request).status for request in requests], ["error", "aborted", "aborted"])
    equal(kernel.run("1").result(), "1")


@check
def survives_a_value_that_cannot_be_shown(kernel):
    cell = kernel.run('class Shy { public String toString() { return toString(); } }\nnew Shy()')
    equal(cell.reply["ename"], "DisplayError")
    equal(kernel.run("1").result(), "1")


@check
def streams_what_is_printed(kernel):
    cell = kernel.run('System.out.print("out \u00e9"); System.err.println("err");')
    equal(cell.text(), "out \u00e9")
    equal(cell.text("stderr"), "err\n")


@check
def keeps_characters_whole_whose_bytes_come_one_by_one(kernel):
    code = 'for (byte b : "a\u00e9\u65e5\U0001F600z".getBytes("UTF-8")) { System.out.write(b); System.out.flush(); Thread.sleep(120); }'
    equal(kernel.run(code).text(), "a\u00e9\u65e5\U0001F600z")
    equal(kernel.run("System.out.write(0xc3);\nSystem.err.print(1);\nSystem.out.print(2);").text(), "\ufffd2")


@check
def streams_what_other_threads_print(kernel):
    code = 'var thread = new Thread(() -> System.out.println("from a thread"));\nthread.start(); thread.join();'
    equal(kernel.run(code).text(), "from a thread\n")


@check
def prints_after_cells_have_closed_the_streams(kernel):
    equal(kernel.run('try (var w = new PrintWriter(System.out)) { w.print("written"); }').text(), "written")
    kernel.run("System.out.close(); System.err.close(); new FileOutputStream(FileDescriptor.out).close();")
    kernel.run("try (var scanner = new Scanner(System.in)) { }")
    cell = kernel.run('System.out.print("out"); System.err.print("err"); System.out.checkError()')
    equal((cell.text(), cell.text("stderr"), cell.result()), ("out", "err", "false"))
    asks_for_input(kernel)


@check
def prints_after_a_cell_has_set_other_streams(kernel):
    cell = kernel.run('var kept = new ByteArrayOutputStream();\nSystem.setOut(new PrintStream(kept)); System.out.print("kept");')
    equal(cell.text(), "")
    contains(cell.text("stderr"), "Note: the cell set System.out")
    cell = kernel.run("System.out.print(kept);")
    equal((cell.text(), cell.text("stderr")), ("kept", ""))
    failed = 'System.setErr(new PrintStream(kept)); System.setOut(new PrintStream(System.out)); throw new IllegalStateException("x");'
    contains(kernel.run(failed).text("stderr"), "System.out", "System.err")
    equal(kernel.run('System.err.print("err");').text("stderr"), "err")


@check
def prints_all_that_an_interrupted_thread_writes(kernel):
    cell = kernel.run(
        """boolean print() {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 3000; i++) System.out.println(i);
            return Thread.interrupted();
        }
        print()"""
    )
    equal((cell.status, cell.text().count("\n"), cell.result()), ("ok", 3000, "true"))


@check
def displays_in_the_middle_of_a_cell(kernel):
    cell = kernel.run('display("first"); display(new Html("<b>second</b>")); 3')
    equal(cell.displayed(), ["first", "HTML of 13 characters"])
    equal(cell.displayed("text/html"), [None, "<b>second</b>"])
    equal(cell.result(), "3")


@check
def shows_tables(kernel):
    cell = kernel.run('Table.create("scores", DoubleColumn.create("score", 1.5, 2))')
    contains(cell.result("text/html"), "<table", "1.5", "2 rows \u00d7 1 column")
    contains(cell.result(), "score")


FIGURE = """tech.tablesaw.plotly.api.LinePlot.create("A line",
    Table.create("t", IntColumn.create("x", 1, 2), DoubleColumn.create("y", 1, 4)), "x", "y")"""
SCRIPT = "DecompressionStream"


@check
def sends_the_drawing_script_with_the_first_figure_only(kernel):
    first = kernel.run(FIGURE).result("text/html")
    contains(first, SCRIPT, "newPlot")
    second = kernel.run("display(" + FIGURE + ");\n" + FIGURE)
    contains(second.result("text/html"), "newPlot")
    assert SCRIPT not in second.result("text/html") + second.displayed("text/html")[0], "the script was repeated"
    contains(kernel.run(FIGURE).result("text/html"), SCRIPT)
    assert "https://cdn" not in second.result("text/html"), "the figure loads something"


@check
def shows_what_is_more_than_text_wherever_it_stands(kernel):
    cell = kernel.run(
        """var images = Datasets.textures().first(40, 20);
        var batch  = images.train().batch(8, 42);
        var macro  = SnasNet.forDataset(images).withChannels(4).withTimesteps(2).withStemStride(2);
        var result = Search.of(SearchSpace.of(KernelSet.SET_1), macro, RScore.on(batch)).strategy(Strategy.random(4).seed(42)).run();
        result.best();                                                     // the cell, drawn
        System.out.println("between"); "text"; result.candidates().size();
        Plots.scoreAgainstParams(result.table());                          // a figure
        ParetoFront.of(result.candidates())
            .minimize("params", c -> c.params().total()).maximize("score", c -> c.score().orElse(Double.NaN))
            .within(MemoryBudget.params(10_000_000)).best();
        Path.of("model.npz").toFile().exists();"""
    )
    equal((cell.status, cell.result(), cell.text("stderr")), ("ok", None, ""))
    shown = [(m["msg_type"], m["content"].get("data", {}).get("text/html", "")) for m in cell.messages if m["msg_type"] != "execute_input"]
    shown = [(kind, html) for kind, html in shown if kind != "status"]
    equal([kind for kind, html in shown], ["display_data", "stream", "display_data", "display_data"])
    contains(shown[0][1], "data:image/svg+xml")
    contains(shown[2][1], "newPlot")
    contains(shown[3][1], "data:image/svg+xml")


@check
def moves_a_progress_bar_in_place(kernel):
    cell = kernel.run(
        """var bar = Progress.bar();
        var work = new Thread(() -> {
            for (int i = 0; i <= 10; i++) {
                bar.update(new ProgressStep(i, 10, "steps", java.time.Duration.ofMillis(100 * i), ""));
                try { Thread.sleep(100); } catch (InterruptedException e) { return; }
            }
        });
        work.start(); work.join(); bar.close();"""
    )
    updates = cell.contents("update_display_data")
    ids = {content["transient"]["display_id"] for content in cell.contents("display_data") + updates}
    equal(len(cell.contents("display_data")), 1)
    equal(len(ids), 1)
    assert 1 <= len(updates) <= 10, f"{len(updates)} updates"
    contains(updates[-1]["data"]["text/plain"], "10/10 steps (100%)")
    contains(updates[-1]["data"]["text/html"], "width:100.0%")


@check
def completes_code(kernel):
    kernel.run("int countOfSpikes = 1;")
    equal(kernel.reply(kernel.client.complete("countOf"))["matches"], ["countOfSpikes"])
    reply = kernel.reply(kernel.client.complete('String s = "\U0001F600";\ns.toUpp'))
    contains(reply["matches"], "toUpperCase(")
    equal((reply["cursor_start"], reply["cursor_end"]), (18, 23))
    contains(kernel.reply(kernel.client.complete("class Local {}\nProgress.no"))["matches"], "none()")


@check
def explains_code_with_its_documentation(kernel):
    reply = kernel.reply(kernel.client.inspect("Progress.none()", 11))
    contains(reply["data"]["text/plain"], "Progress Progress.none()", "Shows nothing.")
    reply = kernel.reply(kernel.client.inspect("Math.max(1, 2)", 7))
    contains(reply["data"]["text/plain"], "int Math.max(int a, int b)")
    equal(kernel.reply(kernel.client.inspect("doesNotExist", 3))["found"], False)


@check
def knows_whether_code_is_complete(kernel):
    def completeness(code):
        return kernel.reply(kernel.client.is_complete(code))

    equal(completeness("int x = 1;")["status"], "complete")
    equal(completeness("int x = 1;\nx")["status"], "complete")
    equal(completeness(")")["status"], "invalid")
    equal(completeness("for (int i = 0; i < 3; i++) {"), {"status": "incomplete", "indent": "    "})


@check
def remembers_its_history(kernel):
    kernel.run("int remembered = 1;")
    count = kernel.run("remembered + 1").reply["execution_count"]
    history = kernel.reply(kernel.client.history(hist_access_type="tail", n=2))["history"]
    equal(history, [[0, count - 1, "int remembered = 1;"], [0, count, "remembered + 1"]])


ODD_REQUESTS = [
    ("history_request", {"hist_access_type": "search", "pattern": "\\E[", "n": 3, "output": False, "raw": True}),
    ("history_request", {"hist_access_type": "range", "session": -7, "start": -1, "stop": 10**15}),
    ("history_request", {"hist_access_type": "no such type"}),
    ("history_request", {}),
    ("complete_request", {"code": None, "cursor_pos": 3}),
    ("complete_request", {"code": "Math.", "cursor_pos": 99}),
    ("complete_request", {"code": "Math.", "cursor_pos": -9}),
    ("complete_request", {"code": {}, "cursor_pos": "x"}),
    ("inspect_request", {"code": "Math.max", "cursor_pos": 99, "detail_level": 0}),
    ("inspect_request", {"code": [1]}),
    ("is_complete_request", {"code": "\u0000'"}),
    ("is_complete_request", {"code": "(" * 20_000}),
    ("comm_info_request", {"target_name": []}),
    ("execute_request", {}),
    ("execute_request", {"code": ["1"]}),
]


@check
def answers_every_request(kernel):
    for kind, content in ODD_REQUESTS:
        assert kernel.ask(kind, content)["status"] in ("ok", "error", "complete", "incomplete", "invalid"), (kind, content)
    reply = kernel.ask("history_request", {"hist_access_type": "no such type"})
    contains(reply["evalue"], "could not answer the history_request")
    equal(kernel.run("1 + 1").result(), "2")


@check
def survives_messages_with_a_wrong_signature(kernel):
    key, kernel.client.session.key = kernel.client.session.key, b"another"
    kernel.client.execute("1")
    kernel.client.session.key = key
    equal(kernel.run("1 + 1").result(), "2")


@check
def asks_for_input(kernel):
    def answer():
        kernel.client.get_stdin_msg(timeout=TIMEOUT)
        kernel.client.input("h\u00e4llo")

    threading.Thread(target=answer).start()
    cell = kernel.run("var scanner = new Scanner(System.in);\nscanner.nextLine()", allow_stdin=True)
    equal(cell.result(), "h\u00e4llo")


@check
def does_not_wait_for_a_thread_that_waits_for_input(kernel):
    code = "new Thread(() -> { try { System.in.read(); } catch (IOException e) { } }).start();"
    equal(kernel.run(code, allow_stdin=True).status, "ok")
    kernel.client.get_stdin_msg(timeout=TIMEOUT)
    equal(kernel.run("1 + 1").result(), "2")
    asks_for_input(kernel)


@check
def does_not_wait_for_threads_that_a_cell_starts(kernel):
    code = "var pool = java.util.concurrent.Executors.newFixedThreadPool(4);\nfor (int i = 0; i < 4; i++) pool.submit(() -> 1);"
    for _ in range(10):
        equal(kernel.run(code).status, "ok")


@check
def ends_input_where_the_front_end_has_none(kernel):
    equal(kernel.run("System.in.read()", allow_stdin=False).result(), "-1")


def interrupted(kernel, code, **options):
    cell, seconds = kernel.run_interrupted(code, **options)
    equal(cell.reply.get("ename"), "Interrupted")
    assert len(cell.error().splitlines()) <= 2, cell.error()
    assert seconds < INTERRUPT_SECONDS, f"took {seconds:.2f} s"
    return cell


@check
def interrupts_a_busy_loop_and_keeps_variables(kernel):
    interrupted(kernel, "int before = 3;\n{ " + BEGUN + "while (true) {} }")
    equal(kernel.run("before").result(), "3")


@check
def interrupts_a_sleep(kernel):
    interrupted(kernel, "{ " + BEGUN + "Thread.sleep(60_000); }")


@check
def interrupts_a_cell_that_prints_without_end(kernel):
    interrupted(kernel, 'while (true) { System.out.println("again"); }')


@check
def interrupts_a_value_that_takes_for_ever_to_be_shown(kernel):
    interrupted(kernel, "class Endless { public String toString() { System.out.println(\"begun\"); while (true) {} } }\nnew Endless()")
    equal(kernel.run("1 + 1").result(), "2")


@check
def interrupts_a_cell_that_waits_for_input(kernel):
    interrupted(kernel, "new Scanner(System.in).nextLine()", allow_stdin=True)


LISTENING = "int listen() { " + BEGUN + "while (!Thread.currentThread().isInterrupted()) {} return 42; }\n"


@check
def keeps_the_result_of_code_that_listens_to_interrupts(kernel):
    cell, _ = kernel.run_interrupted(LISTENING + "listen()")
    equal(cell.result(), "42")


@check
def does_not_run_what_follows_an_interrupted_snippet(kernel):
    interrupted(kernel, LISTENING + "int found = listen();\nfound = 0;")
    equal(kernel.run("found").result(), "42")
    kernel.run("found = 1;")
    interrupted(kernel, "%time found = listen();\nfound = 0;")
    equal(kernel.run("found").result(), "42")


@check
def survives_an_interrupt_when_nothing_runs(kernel):
    kernel.interrupt()
    equal(kernel.run("1 + 1").result(), "2")


@check
def forgets_all_when_restarted(kernel):
    kernel.run("int forgotten = 1;")
    kernel.client.stop_channels()
    kernel.manager.restart_kernel(now=False)
    kernel.connect()
    equal(kernel.run("forgotten").reply["ename"], "CompilationError")
    equal(kernel.run("1 + 1").result(), "2")


@check
def adds_libraries(kernel):
    code = "%maven org.opentest4j:opentest4j:1.3.0\nimport org.opentest4j.*;\nnew AssertionFailedError(\"x\").getMessage()"
    cell = kernel.run(code)
    equal((cell.text(), cell.result()), ("added opentest4j-1.3.0.jar\n", "x"))
    contains(kernel.reply(kernel.client.complete("new org.opentest4j.Assert"))["matches"], "AssertionFailedError(")
    cell = kernel.run("int before = 1;\n%bash x")
    equal(cell.reply["ename"], "MagicError")
    contains(cell.error(), "there is no magic %bash", "%jars, %load, %magics, %maven, %time", "line 2")
    equal(kernel.run("int seven = 7\n % 3;\nseven").result(), "1")


@check
def times_java_where_it_stands(kernel):
    cell = kernel.run("int waited = 100;\n%time Thread\n    .sleep(waited);\nwaited + 1")
    equal((cell.status, cell.result()), ("ok", "101"))
    seconds, rest = cell.text().split(" ", 1)
    assert float(seconds) >= 0.1, cell.text()
    contains(rest, "s of processor time\n")
    cell = kernel.run("%%time\nvar timed = 41;\ntimed + 1")
    equal((cell.result(), cell.text().count("processor time")), ("42", 1))
    contains(kernel.run("int a = 1;\n%time missing").error(), "line 2, column 7", "          ^^^^^^^")
    contains(kernel.reply(kernel.client.complete("%time Math.sq"))["matches"], "sqrt(")


@check
def loads_files_and_notebooks(kernel):
    cells = ["%time int loaded = 1;", 'display("shown"); loaded', ["class Of {}\n", "int more = loaded + 1;"]]
    notebook = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in cells]}
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "a notebook.ipynb")
        with open(path, "w") as file:
            json.dump(notebook, file)
        cell = kernel.run(f"int before = 1;\n%load '{path}'\nmore + before")
        equal((cell.status, cell.result(), cell.displayed()), ("ok", "3", ["shown"]))
        path = os.path.join(directory, "Fails.java")
        with open(path, "w") as file:
            file.write("package a.b;\n\nint zero = 1 / 0;\n")
        contains(kernel.run(f"%load {path}").error(), "/ by zero", "at Fails.java, line 3")


@check
def shows_documentation_when_asked(kernel):
    kernel.run("var none = Progress.none();")
    contains(kernel.run("?Progress.none").displayed()[0], "Progress Progress.none()", "Shows nothing.")
    contains(kernel.run("none?").displayed()[0], "none:org.spikernel.progress.Progress", "Is told how far a piece of work is")
    contains(kernel.run("?display").displayed()[0], "display(Object value)", "Shows a value below the cell at once")
    contains(kernel.run("?Html").displayed()[0], "Html", "\n  ")
    contains(kernel.run("?Check.that").displayed()[0], "Check.that(", "\n  ")
    contains(kernel.run("?Progress.update").displayed()[0], "void Progress.update(ProgressStep step)", "\n  ")
    cell = kernel.run("int a = 1;\n?nothingOfTheKind")
    equal(cell.reply["ename"], "MagicError")
    contains(cell.error(), "nothing is known of nothingOfTheKind", "line 2")
    contains(kernel.run("%help").text(), "%maven GROUP:ARTIFACT:VERSION", "%load FILE")


@check
def replaces_what_is_shown(kernel):
    cell = kernel.run('display("one", "place"); updateDisplay(new Html("<b>two</b>"), "place");')
    shown = [(m["msg_type"], m["content"]["transient"]) for m in cell.messages if "transient" in m["content"]]
    equal(shown, [("display_data", {"display_id": "place"}), ("update_display_data", {"display_id": "place"})])
    later = kernel.run('updateDisplay(3, "place")').contents("update_display_data")
    equal((later[0]["data"]["text/plain"], later[0]["transient"]), ("3", {"display_id": "place"}))
    contains(kernel.run('updateDisplay(3, "elsewhere")').error(), "nothing is shown as 'elsewhere'")


@check
def opens_files_of_any_name_in_any_locale(kernel):
    code = """Path dir = Files.createDirectory(Path.of("\u00f6l\u00e7\u00fcm"));
        Files.writeString(dir.resolve("\u015f\u65e5.csv"), "\u0131");
        new File(dir.toFile(), "\u015f\u65e5.csv").exists()
            + new BufferedReader(new FileReader(dir.resolve("\u015f\u65e5.csv").toFile())).readLine()"""
    posix = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    with tempfile.TemporaryDirectory() as directory, kernel.another(env=posix, cwd=directory) as plain:
        equal(plain.run(code).result(), "true\u0131")


@check
def serves_unix_domain_sockets(kernel):
    with tempfile.TemporaryDirectory() as directory, kernel.another(transport="ipc", ip=directory + "/s") as local:
        equal(len(os.listdir(directory)), 5)
        equal(local.run('System.out.print("x".repeat(300_000)); 1 + 1').result(), "2")
        interrupted(local, "{ " + BEGUN + "while (true) {} }")
        local.client.shutdown()
        equal(local.manager.provisioner.process.wait(timeout=TIMEOUT), 0)
        equal(os.listdir(directory), [])


@check
def says_at_once_why_it_cannot_be_reached(kernel):
    command = KernelSpecManager(kernel_dirs=[kernel.directory]).get_kernel_spec("spikernel").argv
    ports = {name + "_port": 1 + place for place, name in enumerate(["shell", "iopub", "stdin", "control", "hb"])}
    for transport, ip, words in [
        ("ipc", "/nowhere/s", "there can be no Unix domain socket /nowhere/s-"),
        ("ipc", "/tmp/" + "long" * 40, "there can be no Unix domain socket"),
        ("pgm", "127.0.0.1", "asks for the transport 'pgm', and there are tcp and ipc"),
    ]:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"transport": transport, "ip": ip, "key": "k", "signature_scheme": "hmac-sha256", **ports}, file)
            file.flush()
            started = [part.replace("{connection_file}", file.name) for part in command]
            ended = subprocess.run(started, capture_output=True, text=True, timeout=TIMEOUT)
        equal(ended.returncode, 1)
        contains(ended.stderr, words, "Set the transport of the front end to tcp")


@check
def warns_of_nothing_but_the_vector_module(kernel):
    with tempfile.TemporaryFile("w+") as log, kernel.another(stderr=log) as logged:
        cell = logged.run('org.nd4j.linalg.factory.Nd4j.zeros(2).sumNumber().intValue() + Table.create("t").rowCount()')
        equal((cell.status, cell.result(), cell.text("stderr")), ("ok", "0", ""))
        log.seek(0)
        equal([line for line in log if "WARNING" in line and "incubator modules" not in line], [])


@check
def says_that_a_cell_ended_the_kernel(kernel):
    with kernel.another() as ending:
        process = ending.manager.provisioner.process
        cell = ending.run('for (int i = 0; i < 2000; i++) System.out.println(i);\nSystem.exit(3);')
        equal((cell.status, cell.reply["ename"], cell.text().count("\n")), ("error", "SystemExit", 2000))
        contains(cell.error(), "System.exit was called", "ended the kernel", "variables are gone")
        equal(process.wait(timeout=TIMEOUT), 3)


@check
def says_that_another_thread_ended_the_kernel(kernel):
    with tempfile.TemporaryDirectory() as directory, kernel.another(cwd=directory) as ending:
        code = 'new Thread(() -> { while (!Files.exists(Path.of("now"))) { Thread.onSpinWait(); } System.exit(0); }).start();'
        request = ending.send(code)
        equal(ending.collect(request).status, "ok")
        open(os.path.join(directory, "now"), "w").close()
        message = ending.client.get_iopub_msg(timeout=TIMEOUT)
        equal(message["parent_header"]["msg_id"], request)
        contains(message["content"]["text"], "System.exit was called in thread")


@check
def shuts_down_when_asked(kernel):
    process = kernel.manager.provisioner.process
    kernel.run("1")
    kernel.client.shutdown()
    equal(process.wait(timeout=TIMEOUT), 0)
    messages = []
    while not messages or messages[-1]["content"].get("execution_state") != "idle":
        messages.append(kernel.client.get_iopub_msg(timeout=TIMEOUT))
    equal({m["msg_type"] for m in messages}, {"status"})


@contextmanager
def java_of_many(kernel):
    spec = kernel.manager.kernel_spec
    command = ["-" if argument == "{connection_file}" else argument for argument in spec.argv]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with tempfile.TemporaryDirectory() as directory:
        with subprocess.Popen(command, env={**os.environ, **spec.env}, **pipes) as java:
            try:
                yield java, directory
            finally:
                java.kill()


@check
def serves_one_front_end_after_another_in_one_java(kernel):
    process = "ProcessHandle.current().pid()"
    with java_of_many(kernel) as (java, directory):
        first = Turn(java, directory)
        changed = 'int x = 1; System.setProperty("left", "behind"); Locale.setDefault(Locale.GERMANY);'
        equal(first.run(changed).status, "ok")
        equal(first.run('display("a", "place");\nclass Kept { }\nvar kept = new Kept();').status, "ok")
        before = first.run(process).result()
        equal(first.shut_down(), ["spikernel: served\n"])
        time.sleep(4)  # longer than a kernel by itself lets a cell run that does not end
        second = Turn(java, directory)
        equal(second.run(process).result(), before)
        contains(second.run("x").error(), "`x` is not defined")
        equal(second.run('"" + System.getProperty("left")').result(), "null")
        contains(second.run('updateDisplay("b", "place")').error(), "nothing is shown as 'place'")
        equal(second.run('Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("cell output")).count()').result(), "1")
        equal(second.run('System.out.printf("%.1f", 1.5)').text(), "1.5")
        equal(second.run('throw new IllegalStateException("wrong")').reply["evalue"], "wrong")
        jcmd = next(part for part in kernel.manager.kernel_spec.argv if part.endswith("java")).removesuffix("java") + "jcmd"
        living = subprocess.run([jcmd, before, "GC.class_histogram"], capture_output=True, text=True, check=True).stdout
        contains(living, "JavaKernel")
        equal([line for line in living.splitlines() if "$Kept" in line], [])
        equal(second.shut_down(), ["spikernel: served\n"])


@check
def ends_with_the_input_that_names_connection_files(kernel):
    with java_of_many(kernel) as (java, directory):
        turn = Turn(java, directory)
        turn.send("while (true) { }")
        java.stdin.close()
        equal(java.wait(timeout=TIMEOUT), 0)


@check
def says_that_a_cell_ended_the_java_of_many(kernel):
    with java_of_many(kernel) as (java, directory):
        turn = Turn(java, directory)
        contains(turn.run("System.exit(3);").error(), "System.exit was called", "ended the kernel")
        equal((java.wait(timeout=TIMEOUT), java.stdout.read()), (3, ""))


def main():
    kernel = Kernel(sys.argv[1])
    try:
        for function in CHECKS:
            problem = ""
            try:
                function(kernel)
            except Exception:
                problem = traceback.format_exc().replace("_queue.Empty", "queue.Empty: the kernel did not answer")
            print(json.dumps({"name": function.__name__.replace("_", " "), "problem": problem}), flush=True)
            if "queue.Empty" in problem:
                break  # The kernel has fallen silent, and would be waited for again and again.
        else:
            print(json.dumps({"name": "all checks were run", "problem": ""}), flush=True)
    finally:
        kernel.stop()


if __name__ == "__main__":
    main()

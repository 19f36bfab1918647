"""Javas that run the course's notebooks one after another, so that what each has compiled for one notebook serves the next."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading

import jupyter_client.kernelspec
import jupyter_client.provisioning

KERNEL = "spikernel"
CONNECTION_FILE = "{connection_file}"
# How the kernel is told that its standard input names the connection files, and what it prints when the front end of one is done.
IN_TURN = "-"
SERVED = "spikernel: served"
# What a process that outlives its Java could still print is not waited for.
LAST_WORDS_SECONDS = 5


class Javas:
    """As many as are used at once, each in a directory of its own; none is kept for longer than there are notebooks to come."""

    def __init__(self, work):
        self.work = work
        self.idle = []
        self.to_come = 0
        self.lock = threading.Lock()

    def expect(self, notebooks):
        """There are so many notebooks more to come, or fewer."""
        with self.lock:
            self.to_come += notebooks

    @contextlib.contextmanager
    def one(self, environment, log):
        """A Java for one notebook, whose directory is empty; what it prints is added to the log."""
        try:
            java = self.idle.pop()
        except IndexError:
            java = Java(environment, self.work)
        java.log = log
        try:
            yield java
        finally:
            with self.lock:
                kept = len(self.idle) < self.to_come and java.is_free()
                if kept:
                    self.idle.append(java)
            if not kept:
                java.end()

    def end(self):
        while self.idle:
            self.idle.pop().end()


class Java:
    """A JVM that runs a kernel for each connection file that it is told of, and ends with us."""

    def __init__(self, environment, work):
        work.mkdir(parents=True, exist_ok=True)
        self.directory = pathlib.Path(tempfile.mkdtemp(dir=work))
        self.log = None
        self.served = threading.Event()
        self.signalled = False
        spec = jupyter_client.kernelspec.KernelSpecManager().get_kernel_spec(KERNEL)
        self.process = subprocess.Popen(
            [IN_TURN if argument == CONNECTION_FILE else argument for argument in spec.argv],
            cwd=self.directory,
            env={**environment, **spec.env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            if line.rstrip().endswith(SERVED):
                self.served.set()
            elif self.log:
                with open(self.log, "a", encoding="utf-8") as printed:
                    printed.write(line)

    def serve(self, connection_file):
        self.served.clear()
        with contextlib.suppress(BrokenPipeError):  # It has ended, as whoever asks for the process is told.
            self.process.stdin.write(f"{connection_file}\n")
            self.process.stdin.flush()

    def is_free(self):
        """Whether it can run another notebook, which finds the directory empty."""
        if self.signalled or not self.served.is_set() or self.process.poll() is not None:
            return False
        try:
            for path in self.directory.iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        except OSError:  # Something that the notebook has left behind writes there.
            return False
        return True

    def signal(self, number):
        """To the processes that its notebooks have started, too."""
        self.signalled = True
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def end(self):
        self.signal(signal.SIGKILL)
        self.process.wait()
        self.reader.join(LAST_WORDS_SECONDS)
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        shutil.rmtree(self.directory, ignore_errors=True)


class Turn:
    """What Jupyter takes for the process of a kernel: that of a Java, for as long as it runs this notebook."""

    stdin = stdout = stderr = None

    def __init__(self, java):
        self.java = java
        self.pid = java.process.pid

    def poll(self):
        return 0 if self.java.served.is_set() else self.java.process.poll()

    def wait(self):
        return self.poll() if self.java.served.is_set() else self.java.process.wait()

    def send_signal(self, number):
        self.java.signal(number)

    def terminate(self):
        self.java.signal(signal.SIGTERM)

    def kill(self):
        self.java.signal(signal.SIGKILL)


class Provisioner(jupyter_client.provisioning.LocalProvisioner):
    """Gives Jupyter a turn of a Java where it asks for the process of a kernel."""

    java = None

    async def launch_kernel(self, cmd, **kwargs):
        self.java.serve(self.parent.connection_file)
        self.process = Turn(self.java)
        self.pid = self.process.pid
        return self.connection_info


def provision(manager, java):
    """Has a manager of kernels, which has not started one yet, start it in a Java."""
    provisioner = Provisioner(kernel_id=str(java.process.pid), kernel_spec=manager.kernel_spec, parent=manager)
    provisioner.java = java
    manager.provisioner = provisioner

"""A mail server for tests, on a port of this machine, that accepts letters or fails as told."""

import email.policy
import socketserver
import threading
from collections import Counter
from contextlib import contextmanager
from email.parser import BytesParser

# What it does with a letter, by name.
ACCEPT, LATER, FULL, REFUSE, REFUSE_WORDS, HANG_UP, GOODBYE, DROP_IN_DATA, DROP_AFTER, MUMBLE, HOLD = (
    "accept",
    "later",  # 451 at the address
    "full",  # 452 after the words
    "refuse",  # 550 at the address
    "refuse_words",  # 554 after the words
    "hang_up",  # at the address
    "goodbye",  # 421 at the address, and hangs up
    "drop_in_data",  # hangs up while the words come
    "drop_after",  # takes the letter and hangs up without a word
    "mumble",  # takes the letter and answers what means nothing
    "hold",  # takes the letter and answers once `released` is set
)


class MailServer:
    """`behave(address, number of the attempt)` names what to do with a letter."""

    def __init__(self, port=0):
        self.behave = lambda _address, _number: ACCEPT
        self.port = port
        self.taken = []  # (address, bytes) of every letter that it took
        self.attempts = Counter()
        self.connections = 0
        self.holding, self.released = threading.Event(), threading.Event()
        self.on_taking = lambda: None
        self.lock = threading.Lock()

    @contextmanager
    def open(self):
        """It answers; before and after it does not, on the same port."""
        socketserver.ThreadingTCPServer.allow_reuse_address = True
        with socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Talk) as server:
            server.daemon_threads, server.mail = True, self
            self.port = server.server_address[1]
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                self.released.set()
                server.shutdown()
                thread.join()

    @property
    def addresses(self):
        return sorted(address for address, _words in self.taken)

    def messages(self):
        return [BytesParser(policy=email.policy.default).parsebytes(words) for _address, words in self.taken]

    def attempt(self, address):
        with self.lock:
            self.attempts[address] += 1
            return self.behave(address, self.attempts[address])

    def take(self, address, words):
        with self.lock:
            self.taken.append((address, words))
        self.on_taking()


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        mail = self.server.mail
        mail.connections += 1
        self.say("220 here")
        while line := self.rfile.readline():
            word, _space, rest = line.decode().strip().partition(" ")
            if word.upper() == "RCPT":
                address = rest.partition("<")[2].partition(">")[0]
                deed = mail.attempt(address)
                if deed == HANG_UP:
                    return
                if deed == GOODBYE:
                    return self.say("421 4.3.2 going down")
                self.say({LATER: "451 4.7.1 try later", REFUSE: "550 5.1.1 who?"}.get(deed, "250 ok"))
            elif word.upper() == "DATA":
                self.say("354 go on")
                if deed == DROP_IN_DATA:
                    self.rfile.readline()
                    return None
                words = self.read_words()
                if deed in (FULL, REFUSE_WORDS):
                    self.say("452 4.2.2 full" if deed == FULL else "554 5.7.1 no such words here")
                    continue
                mail.take(address, words)
                if deed == HOLD:
                    mail.holding.set()
                    mail.released.wait(60)
                if deed == DROP_AFTER:
                    return None
                self.say("299 hm" if deed == MUMBLE else "250 2.0.0 taken")
            elif word.upper() == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def read_words(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

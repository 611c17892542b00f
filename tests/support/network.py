"""No test reaches the network: importing this module refuses every connection but to this machine."""

import ipaddress
import sys


def refuse_the_network(event, arguments):
    """A Python audit hook: it sees the sockets of every library and cannot be removed again."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not is_local(address[0]):
            raise OSError(f"Tests use no network, and this one wants {address[0]}.")
    elif event == "socket.getaddrinfo" and not is_local(arguments[0]):
        raise OSError(f"Tests use no network, and this one asks for {arguments[0]}.")


def is_local(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(refuse_the_network)

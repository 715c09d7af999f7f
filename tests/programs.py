"""Install what the tests drive, browsers and web servers, with nothing but Python: it runs beside the set-up."""

import sys

from tests.browser import chromium, firefox
from tests.site import web_servers


def main() -> int:
    """Say in one line each what is missing and cannot be installed here; 1 where no test of the browser can run."""
    web_servers.install()
    firefox.install()
    return chromium.install()


if __name__ == "__main__":
    sys.exit(main())

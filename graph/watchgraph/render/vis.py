"""The vis-network script that pages draw with, from the installed pyvis package."""

import hashlib
from functools import cache
from importlib.resources import files

from watchgraph.errors import UseError

#: The one vis-network this page is made for, as the pyvis package carries it.
VIS_VERSION = "9.1.2"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


@cache
def vis_script() -> str:
    """Return vis-network's script from the installed pyvis package.

    Returns
    -------
    str
        The script, without the line that would make developer tools ask for a source map.

    Raises
    ------
    UseError
        If the installed script is not the one this page was made for.
    """
    path = files("pyvis") / "templates" / "lib" / f"vis-{VIS_VERSION}" / "vis-network.min.js"
    raw = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != VIS_SHA256:
        raise UseError(
            f"The installed pyvis does not carry the vis-network {VIS_VERSION} that the pages "
            "are made for.",
            name="pyvis",
            value=str(path),
            remedy="Install pyvis 0.3.2.",
        )
    body, _, _ = raw.decode("utf-8").partition("//# sourceMappingURL=")
    # A browser reads line ends as \n and takes the hash of that.
    return body.replace("\r\n", "\n").rstrip()

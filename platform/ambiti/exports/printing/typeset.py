"""The program that reads a report as JSON and writes it as PDF/UA-1, and ends.

It imports nothing of Ambiti, so that it starts in the time that Python takes.
"""

import sys
from pathlib import Path


def main() -> None:
    """Typeset what standard input says with the template beside this file."""
    import typst

    template = Path(__file__).with_name("report.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False)
    made: object = typst.compile(
        template,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"report": sys.stdin.buffer.read().decode()},
        font_paths=fonts,
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        message = f"one document is expected, not {type(made).__name__}"
        raise TypeError(message)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()

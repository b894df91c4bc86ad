"""Run the `ambiti` command as ``python -m ambiti``."""

from ambiti.cli import main

if __name__ == "__main__":  # a worker process imports this file once more
    main()

"""`python -m chatgraft`."""

import sys

from chatgraft.cli import main

sys.exit(main())

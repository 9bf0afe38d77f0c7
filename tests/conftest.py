"""What holds for every test."""

import signal

# A shell starts background jobs with Ctrl-C ignored, and all that they start inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)

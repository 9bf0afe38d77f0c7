"""What only the main thread may do is done by it, though another one asks."""

import threading
import time

from chatgraft.kits.python.chatkit_kit.mounts.main_thread import soon_in_main_thread


def test_the_main_thread_does_what_another_one_asks_for() -> None:
    seen: list[threading.Thread] = []
    asking = threading.Thread(target=soon_in_main_thread, args=(lambda: seen.append(threading.current_thread()),))
    asking.start()
    asking.join()
    deadline = time.monotonic() + 5
    while not seen and time.monotonic() < deadline:
        time.sleep(0.01)
    assert seen == [threading.main_thread()]

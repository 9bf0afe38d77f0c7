from tests.unit.verbs.conftest import chatgraft, tmp_path

__all__ = ["chatgraft", "tmp_path"]

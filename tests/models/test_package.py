import importlib.util
from pathlib import Path
from types import ModuleType

import spacy
import zh_union_news

_FOLDER = Path(zh_union_news.__file__).parent


def recipe() -> ModuleType:
    """The script beside the package, which is no package itself."""
    spec = importlib.util.spec_from_file_location("recipe", _FOLDER.parent / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pipeline_loads_from_its_folder():
    nlp = spacy.load(_FOLDER)
    assert tuple(nlp.pipe_names) == recipe().COMPONENTS
    assert [e.text for e in nlp("宁波市总工会主席出席。").ents] == ["宁波市总工会"]


def test_the_packaged_config_is_what_the_recipe_writes(tmp_path):
    recipe().build(tmp_path)
    for name in ("config.cfg", "meta.json"):
        assert (tmp_path / name).read_text("utf-8") == (_FOLDER / name).read_text("utf-8")

"""Relations read across a doubtful join of columns are trusted less."""

from dataclasses import replace

from kg.ner import find, load_pipeline
from kg.relations import read
from kg.types import Article, Masthead

TEXT = "省总工会主席史济民主持会议,省总工会副主席余杰出席会议。\n\n省总工会副主席陈燕出席。"


def test_evidence_over_a_seam_lowers_the_confidence() -> None:
    whole = Article("a", "a", Masthead(newspaper="浙江工人日报", home="浙江省"), "", TEXT)
    joined = replace(whole, seams=(TEXT.index(",") + 1,))
    doc = next(iter(find([whole], load_pipeline())))
    plain = {(r.type, r.head.name, r.title): r.confidence for r in read(doc, whole).relations}
    doubted = {(r.type, r.head.name, r.title): r.confidence for r in read(doc, joined).relations}
    role = next(k for k in plain if k[1] == "史济民" and k[2] == "主席")
    far = next(k for k in plain if k[1] == "陈燕" and k[2] == "副主席")
    assert doubted[role] < plain[role]
    assert doubted[role] < 0.9
    assert doubted[far] == plain[far]


def test_doubtful_characters_lower_the_confidence_most_in_a_name() -> None:
    whole = Article("a", "a", Masthead(newspaper="浙江工人日报", home="浙江省"), "", TEXT)
    name, word = TEXT.index("史济民") + 2, TEXT.index("主持")
    doc = next(iter(find([whole], load_pipeline())))

    def confidence(*doubtful: tuple[int, int]) -> dict[str, float]:
        found = read(doc, replace(whole, doubtful=doubtful)).relations
        return {r.head.name: r.confidence for r in found if r.type == "HOLDS_ROLE"}

    sure, named, said = confidence(), confidence((name, name + 1)), confidence((word, word + 1))
    assert named["史济民"] < said["史济民"] < sure["史济民"]
    assert named["史济民"] < 0.9
    assert named["陈燕"] == said["陈燕"] == sure["陈燕"]

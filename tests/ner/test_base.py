from kg.ner.base import BaseTagger
from kg.ner.short_forms import derived
from kg.ner.surnames import spaced
from kg.ner.titles import title_ends

_SENTENCES = ["市总工会主席李明出席会议。", "他来到宁波调研。", "职工代表投票表决通过了集体合同草案。", "好。"]


def test_a_sentence_is_tagged_the_same_alone_and_among_others():
    tagger = BaseTagger(batch_size=3)
    together = tagger.tag(_SENTENCES * 3)
    assert together == [tagger.tag([s])[0] for s in _SENTENCES * 3]


def test_words_cover_each_sentence():
    for sentence, words in zip(_SENTENCES, BaseTagger().tag(_SENTENCES), strict=True):
        assert "".join(sentence[w.start : w.end] for w in words) == sentence


def test_an_empty_sentence_has_no_words():
    assert BaseTagger().tag(["", "好。"])[0] == []


def test_a_companys_full_name_allows_its_short_forms():
    forms = set(derived("浙江齐原印染集团有限公司"))
    assert {"齐原集团", "齐原印染集团", "齐原印染"} <= forms
    assert "浙江" not in forms


def test_a_blank_belongs_to_the_name_behind_a_title():
    text = "记者徐 岚 摄"
    (name,) = spaced(text, title_ends(text))
    assert text[name.start : name.end] == "徐 岚"

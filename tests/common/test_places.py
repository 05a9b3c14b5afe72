from kg.places import abbreviations, gazetteer


def names(form):
    return [gazetteer().full_name(p) for p in gazetteer().named(form)]


def test_full_and_short_names_find_the_same_place():
    assert names("浙江") == names("浙江省") == ["浙江省"]
    assert names("襄阳") == names("襄阳市") == ["湖北省襄阳市"]
    assert names("恩施州") == ["湖北省恩施土家族苗族自治州"]
    assert names("无此地") == []


def test_larger_places_come_first_under_a_shared_name():
    levels = [p.level for p in gazetteer().named("吉林")]
    assert levels[:2] == ["province", "city"]


def test_one_name_in_many_cities_gives_them_all():
    assert len(gazetteer().named("鼓楼区")) >= 4


def test_districts_of_municipalities_and_directly_governed_counties_hang_on_the_province():
    assert names("浦东新区") == ["上海市浦东新区"]
    assert names("仙桃市") == ["湖北省仙桃市"]


def test_chain_and_province():
    place = gazetteer().named("诸暨市")[0]
    assert [p.short for p in gazetteer().chain(place)] == ["浙江", "绍兴", "诸暨"]
    assert gazetteer().province_of(place).name == "浙江省"


def test_region_numbers_of_cn_codes():
    assert gazetteer().province_of_code("61").name == "陕西省"
    assert gazetteer().province_of_code("99") is None


def test_renamed_divisions_are_known_beside_the_new_ones():
    assert names("下城区") == ["浙江省杭州市下城区"]
    assert names("临平区") == ["浙江省杭州市临平区"]


def test_every_parent_exists_and_codes_are_unique():
    codes = [p.code for p in gazetteer().all]
    assert len(codes) == len(set(codes))
    for p in gazetteer().all:
        assert p.level == "province" or gazetteer().get(p.parent) is not None, p


def test_abbreviations():
    assert abbreviations()["秦"] is abbreviations()["陕"]
    assert abbreviations()["甬"].name == "宁波市"

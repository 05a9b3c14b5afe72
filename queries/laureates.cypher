// title: 谁获得某项荣誉
// about: 名称中含有某词的荣誉由谁获得
// param: words string 荣誉名称中的字
// example: words=五一劳动
// returns: honour, bearer, reported, sentence
// draws: p
MATCH p = (a)-[r:AWARDED]->(h:Honour)
WHERE h.name CONTAINS $words
WITH a, r, h, p ORDER BY h.name, r.reported DESC, r.id LIMIT 300
RETURN h.name AS honour, a.name AS bearer, r.reported AS reported, r.sentence AS sentence, p
ORDER BY honour, reported DESC, r.id
LIMIT 300

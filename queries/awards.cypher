// title: 某人或某单位的荣誉
// about: 获得的奖项和荣誉称号，首次见于哪天的报纸
// param: name string 姓名或单位全称
// example: name=胡志根
// returns: bearer, honour, reported, sentence
// draws: p
CALL () {
  MATCH (n:Person {name: $name}) RETURN n AS a
  UNION
  MATCH (n:Organization {name: $name}) RETURN n AS a
}
MATCH p = (a)-[r:AWARDED]->(h:Honour)
RETURN a.name AS bearer, h.name AS honour, r.reported AS reported, r.sentence AS sentence, p
ORDER BY reported DESC, r.id
LIMIT 200

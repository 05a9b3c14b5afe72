// title: 两位官员共同的走访
// about: 两人同日到过的同一单位，包括同一篇报道中一人陪同另一人的走访
// param: first string 一人姓名
// param: second string 另一人姓名
// example: first=王文绪, second=李挺
// returns: place, leader, other, date, sentence
// draws: p
MATCH (a:Person {name: $first})
MATCH (b:Person {name: $second})
CALL (a, b) {
  MATCH p = (b)-[w:VISITED]->(t)<-[v:VISITED]-(a)
  WHERE coalesce(v.start, v.reported) = coalesce(w.start, w.reported)
  RETURN t, v, p, a AS leader, b AS other
  UNION
  MATCH p = (b)-[w:ACCOMPANIED]->(a)-[v:VISITED]->(t)
  WHERE (w.start IS NULL OR v.start IS NULL OR w.start = v.start)
    AND any(x IN w.evidence WHERE any(y IN v.evidence WHERE split(x, ':')[0] = split(y, ':')[0]))
  RETURN t, v, p, a AS leader, b AS other
  UNION
  MATCH p = (a)-[w:ACCOMPANIED]->(b)-[v:VISITED]->(t)
  WHERE (w.start IS NULL OR v.start IS NULL OR w.start = v.start)
    AND any(x IN w.evidence WHERE any(y IN v.evidence WHERE split(x, ':')[0] = split(y, ':')[0]))
  RETURN t, v, p, b AS leader, a AS other
}
RETURN t.name AS place, leader.name AS leader, other.name AS other, coalesce(v.start, v.reported) AS date,
       v.sentence AS sentence, p
ORDER BY date DESC, v.id
LIMIT 200

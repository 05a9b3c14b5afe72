// title: 两个名字之间关系的依据
// about: 每一条关系的每一处依据：哪份报纸、哪一版、哪篇报道、哪一句
// param: first string 一端的名字
// param: second string 另一端的名字
// example: first=王文绪, second=绍兴市总工会
// returns: relation, detail, issue, page, headline, sentence, rule, confidence
// draws: p
CALL () {
  MATCH (n:Person {name: $first}) RETURN n AS a
  UNION
  MATCH (n:Organization {name: $first}) RETURN n AS a
  UNION
  MATCH (n:Place {name: $first}) RETURN n AS a
  UNION
  MATCH (n:Event {name: $first}) RETURN n AS a
  UNION
  MATCH (n:Honour {name: $first}) RETURN n AS a
}
MATCH p = (a)-[r:HOLDS_ROLE|VISITED|ACCOMPANIED|ATTENDED|MET_WITH|HOSTED|SIGNED_WITH|AWARDED|PART_OF]-(b)
WHERE b.name = $second
UNWIND range(0, size(r.evidence) - 1) AS k
WITH p, r, k, split(r.evidence[k], ':') AS parts
WITH p, r, k, parts[0] AS id, split(parts[1], '-') AS span, split(parts[0], '/') AS names
ORDER BY type(r), r.id, names[size(names) - 2] DESC, r.evidence[k]
LIMIT 300
MATCH (source:Article {id: id})-[:PUBLISHED_IN]->(i:Issue)
RETURN type(r) AS relation, coalesce(r.title, r.function) AS detail, i.name AS issue, source.page AS page,
       source.headline AS headline,
       substring(source.text, toInteger(span[0]), toInteger(span[1]) - toInteger(span[0])) AS sentence,
       r.rules[k] AS rule, r.confidences[k] AS confidence, CASE WHEN k = size(r.evidence) - 1 THEN [p] ELSE [] END AS p
ORDER BY relation, r.id, i.date DESC, r.evidence[k]
LIMIT 300

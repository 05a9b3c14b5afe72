// title: 同一单位的同事
// about: 与某人在同一单位任职的人
// param: name string 姓名
// example: name=史济民
// returns: organization, colleague, post, latest
// draws: p
MATCH (a:Person {name: $name})-[:HOLDS_ROLE]->(o:Organization)
WITH DISTINCT o
MATCH p = (b:Person)-[r:HOLDS_ROLE]->(o)
WHERE b.name <> $name
WITH o, b, r, p ORDER BY o.name, r.last_reported DESC, r.id LIMIT 200
RETURN o.name AS organization, b.name AS colleague, r.title AS post, r.last_reported AS latest, p
ORDER BY organization, latest DESC, r.id
LIMIT 200

// title: 谁陪同某位官员
// about: 陪同走访、调研的人，按次数排列
// param: name string 带队官员姓名
// example: name=程维纲
// returns: companion, times, first, latest
// draws: p
MATCH (c:Person)-[r:ACCOMPANIED]->(:Person {name: $name})
WITH c, count(r) AS times, min(coalesce(r.start, r.reported)) AS first, max(coalesce(r.start, r.reported)) AS latest
ORDER BY times DESC, latest DESC, c.id
LIMIT 50
MATCH p = (c)-[:ACCOMPANIED]->(:Person {name: $name})
WITH c, times, first, latest, collect(p) AS p
RETURN c.name AS companion, times, first, latest, p
ORDER BY times DESC, latest DESC, c.id
LIMIT 50

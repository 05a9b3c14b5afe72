// title: 走访最多的企业
// about: 一段时间内被走访次数最多的企业；图中画出每家最近的十次走访
// param: from date=1900-01-01 起始日
// param: to date=2999-12-31 截止日
// example: from=2023-01-01, to=2023-12-31
// returns: company, visits, visitors, latest
// draws: p
MATCH (a:Person)-[v:VISITED]->(t:Company)
WHERE v.reported >= date($from) AND v.reported <= date($to)
WITH t, count(v) AS visits, count(DISTINCT a) AS visitors, max(coalesce(v.start, v.reported)) AS latest
ORDER BY visits DESC, latest DESC, t.id
LIMIT 25
MATCH p = (:Person)-[v:VISITED]->(t)
WHERE v.reported >= date($from) AND v.reported <= date($to)
WITH t, visits, visitors, latest, v, p ORDER BY v.reported DESC, v.id
WITH t, visits, visitors, latest, collect(p) AS paths
WITH t, visits, visitors, latest, paths[0..10] AS p
RETURN t.name AS company, visits, visitors, latest, p
ORDER BY visits DESC, latest DESC, t.id
LIMIT 25

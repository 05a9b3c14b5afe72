// title: 某单位的下属
// about: 隶属于某单位的组织，最多四级
// param: name string 单位全称
// example: name=浙江吉利汽车有限公司
// returns: part, belongs_to, levels
// draws: p
MATCH (top:Organization {name: $name})
MATCH p = (o:Organization)-[:PART_OF]->(m), q = (m)-[:PART_OF*0..3]->(top)
WITH o, top, p, length(q) + 1 AS levels ORDER BY levels, o.name, o.id LIMIT 300
RETURN o.name AS part, top.name AS belongs_to, levels, p
ORDER BY levels, part, o.id
LIMIT 300

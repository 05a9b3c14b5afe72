// title: 谁来过某个单位或地方
// about: 走访企业、工会、单位或地方的人和日期
// param: name string 单位或地方全称
// example: name=浙江古越龙山绍兴酒股份有限公司
// returns: visitor, place, start, end, sentence
// draws: p
CALL () {
  MATCH (o:Organization {name: $name}) RETURN o AS t
  UNION
  MATCH (o:Place {name: $name}) RETURN o AS t
}
MATCH p = (a:Person)-[v:VISITED]->(t)
WITH a, v, t, p ORDER BY coalesce(v.start, v.reported) DESC, v.id LIMIT 200
RETURN a.name AS visitor, t.name AS place, v.start AS start, v.end AS end, v.sentence AS sentence, p
ORDER BY coalesce(v.start, v.reported) DESC, v.id
LIMIT 200

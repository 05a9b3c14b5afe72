// title: 两个名字之间的联系
// about: 人、单位、会议或地方之间最短的一条联系，最多六步
// param: first string 一端的名字
// param: second string 另一端的名字
// example: first=李挺, second=浙江古越龙山绍兴酒股份有限公司
// returns: steps, names, relations
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
CALL () {
  MATCH (n:Person {name: $second}) RETURN n AS b
  UNION
  MATCH (n:Organization {name: $second}) RETURN n AS b
  UNION
  MATCH (n:Place {name: $second}) RETURN n AS b
  UNION
  MATCH (n:Event {name: $second}) RETURN n AS b
  UNION
  MATCH (n:Honour {name: $second}) RETURN n AS b
}
WITH a, b WHERE a.id <> b.id
MATCH p = shortestPath((a)-[:HOLDS_ROLE|VISITED|ACCOMPANIED|ATTENDED|MET_WITH|HOSTED|SIGNED_WITH|AWARDED|PART_OF*..6]-(b))
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS names, [r IN relationships(p) | type(r)] AS relations, p
ORDER BY steps, a.id, b.id
LIMIT 5

// title: 名称中含有某词的
// about: 名称中含有某词的人、单位、地方、会议和荣誉，名称短的在前；links 是有依据的关系数
// param: words string 名称中的字
// example: words=总工会
// returns: name, kind, links
// draws: n
CALL () {
  MATCH (a:Person) WHERE a.name CONTAINS $words RETURN a AS n, 'Person' AS kind
  UNION
  MATCH (a:Organization) WHERE a.name CONTAINS $words RETURN a AS n, 'Organization' AS kind
  UNION
  MATCH (a:Place) WHERE a.name CONTAINS $words RETURN a AS n, 'Place' AS kind
  UNION
  MATCH (a:Event) WHERE a.name CONTAINS $words RETURN a AS n, 'Event' AS kind
  UNION
  MATCH (a:Honour) WHERE a.name CONTAINS $words RETURN a AS n, 'Honour' AS kind
}
WITH n, kind ORDER BY size(n.name), n.name, n.id LIMIT 100
RETURN n.name AS name, kind,
       COUNT { (n)-[:HOLDS_ROLE|VISITED|ACCOMPANIED|ATTENDED|MET_WITH|HOSTED|SIGNED_WITH|AWARDED|PART_OF]-() } AS links, n
ORDER BY size(name), name, n.id
LIMIT 100

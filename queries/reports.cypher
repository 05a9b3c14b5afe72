// title: 提到某个名字的报道
// about: 人、单位、地方或活动见于哪些报道
// param: name string 名字
// example: name=浙江省总工会
// returns: name, issue, page, headline, times
// draws: p
CALL () {
  MATCH (n:Person {name: $name}) RETURN n AS a
  UNION
  MATCH (n:Organization {name: $name}) RETURN n AS a
  UNION
  MATCH (n:Place {name: $name}) RETURN n AS a
  UNION
  MATCH (n:Event {name: $name}) RETURN n AS a
}
MATCH p = (a)-[m:MENTIONED_IN]->(source:Article)-[:PUBLISHED_IN]->(i:Issue)
WITH a, m, source, i, p ORDER BY i.date DESC, source.id, a.id LIMIT 200
RETURN a.name AS name, i.name AS issue, source.page AS page, source.headline AS headline, m.count AS times, p
ORDER BY i.date DESC, source.id, a.id
LIMIT 200

// title: 某位官员的走访
// about: 谁在什么时候去了哪里，依据哪篇报道
// param: name string 官员姓名
// example: name=王文绪
// returns: person, place, start, end, sentence, headline, issue
// draws: p
MATCH p = (a:Person {name: $name})-[v:VISITED]->(t)
WITH a, v, t, p ORDER BY coalesce(v.start, v.reported) DESC, v.id LIMIT 200
MATCH (source:Article {id: split(last(v.evidence), ':')[0]})-[:PUBLISHED_IN]->(i:Issue)
RETURN a.name AS person, t.name AS place, v.start AS start, v.end AS end, v.sentence AS sentence,
       source.headline AS headline, i.name AS issue, p
ORDER BY coalesce(v.start, v.reported) DESC, v.id
LIMIT 200

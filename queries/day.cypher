// title: 某一天发生的事
// about: 报道写明发生在这一天的走访、会议、会见，或到这一天已历时不超过六十日的
// param: day date 日期
// example: day=2023-04-25
// returns: person, relation, what, function, sentence
// draws: p
CALL () {
  MATCH p = (a:Person)-[r:VISITED]->(t)
  WHERE r.start = date($day) AND coalesce(r.end, r.start) >= date($day)
  RETURN a, r, t, p
  UNION
  MATCH p = (a:Person)-[r:VISITED]->(t)
  WHERE r.start >= date($day) - duration({days: 60}) AND r.start <= date($day) AND r.end >= date($day)
  RETURN a, r, t, p
  UNION
  MATCH p = (a:Person)-[r:ATTENDED]->(t)
  WHERE r.start = date($day) AND coalesce(r.end, r.start) >= date($day)
  RETURN a, r, t, p
  UNION
  MATCH p = (a:Person)-[r:ATTENDED]->(t)
  WHERE r.start >= date($day) - duration({days: 60}) AND r.start <= date($day) AND r.end >= date($day)
  RETURN a, r, t, p
  UNION
  MATCH p = (a:Person)-[r:MET_WITH]->(t)
  WHERE r.start = date($day) AND coalesce(r.end, r.start) >= date($day)
  RETURN a, r, t, p
  UNION
  MATCH p = (a:Person)-[r:MET_WITH]->(t)
  WHERE r.start >= date($day) - duration({days: 60}) AND r.start <= date($day) AND r.end >= date($day)
  RETURN a, r, t, p
}
WITH a, r, t, p ORDER BY t.name, a.name, r.id LIMIT 300
RETURN a.name AS person, type(r) AS relation, t.name AS what, r.function AS function, r.sentence AS sentence, p
ORDER BY what, person, r.id
LIMIT 300

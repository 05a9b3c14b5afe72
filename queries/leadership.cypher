// title: 某工会的领导班子
// about: 书记、主席、副主席及党组成员，职务高者在前，最近见报者在前；不含“原”职
// param: name string 工会全称
// example: name=绍兴市总工会
// returns: person, post, latest, sentence
// draws: p
MATCH p = (a:Person)-[r:HOLDS_ROLE]->(o:Organization {name: $name})
WHERE o:Union AND NOT r.former AND (r.title CONTAINS '书记' OR r.title CONTAINS '主席' OR r.title CONTAINS '党组成员')
WITH a, r, p, CASE
  WHEN r.title = '主席' OR r.title = '党组书记' OR r.title = '书记' THEN 1
  WHEN r.title STARTS WITH '常务' THEN 2
  WHEN r.title CONTAINS '副' THEN 3
  ELSE 4 END AS rank
RETURN a.name AS person, r.title AS post, r.last_reported AS latest, r.sentence AS sentence, p
ORDER BY rank, latest DESC, r.id
LIMIT 100

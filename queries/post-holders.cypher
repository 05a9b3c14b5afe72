// title: 某单位历来的任职者
// about: 某单位的职务由谁担任，按报道先后排列
// param: name string 单位全称
// example: name=浙江省总工会
// returns: person, post, former, first, latest, sentence
// draws: p
MATCH p = (a:Person)-[r:HOLDS_ROLE]->(o:Organization {name: $name})
RETURN a.name AS person, r.title AS post, r.former AS former, r.first_reported AS first, r.last_reported AS latest,
       r.sentence AS sentence, p
ORDER BY first, r.id
LIMIT 300

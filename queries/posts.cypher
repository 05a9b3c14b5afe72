// title: 某人的职务
// about: 某人在哪些单位担任什么职务，报道中最早和最近见于何日；identity 不同的是同名的不同人
// param: name string 姓名
// example: name=史济民
// returns: person, identity, organization, post, former, first, latest, sentence
// draws: p
MATCH p = (a:Person {name: $name})-[r:HOLDS_ROLE]->(o)
RETURN a.name AS person, a.id AS identity, o.name AS organization, r.title AS post, r.former AS former,
       r.first_reported AS first, r.last_reported AS latest, r.sentence AS sentence, p
ORDER BY identity, latest DESC, r.id
LIMIT 200

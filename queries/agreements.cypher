// title: 某单位签订的协议
// about: 与哪些单位签约，何时，依据哪一句
// param: name string 单位全称
// example: name=温州市总工会
// returns: organization, partner, date, sentence
// draws: p
MATCH (a:Organization {name: $name})
MATCH p = (a)-[r:SIGNED_WITH]-(b:Organization)
WITH a, r, b, p ORDER BY coalesce(r.start, r.reported) DESC, r.id LIMIT 200
RETURN a.name AS organization, b.name AS partner, coalesce(r.start, r.reported) AS date, r.sentence AS sentence, p
ORDER BY date DESC, r.id
LIMIT 200

// title: 某单位主办的活动
// about: 主办、承办、召开的会议和活动
// param: name string 单位全称
// example: name=丽水市总工会
// returns: organization, event, date, reported, sentence
// draws: p
MATCH p = (o:Organization {name: $name})-[r:HOSTED]->(e:Event)
WITH o, r, e, p ORDER BY r.reported DESC, r.id LIMIT 200
RETURN o.name AS organization, e.name AS event, e.date AS date, r.reported AS reported, r.sentence AS sentence, p
ORDER BY reported DESC, r.id
LIMIT 200

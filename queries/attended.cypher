// title: 某人参加的会议
// about: 某人参加了哪些会议和活动，做了什么
// param: name string 姓名
// example: name=黄建安
// returns: person, event, function, date, sentence
// draws: p
MATCH p = (a:Person {name: $name})-[r:ATTENDED]->(e:Event)
WITH a, r, e, p ORDER BY coalesce(r.start, r.reported) DESC, r.id LIMIT 200
RETURN a.name AS person, e.name AS event, r.function AS function, coalesce(r.start, r.reported) AS date,
       r.sentence AS sentence, p
ORDER BY date DESC, r.id
LIMIT 200

// title: 某位官员会见了谁
// about: 会见、看望、座谈、听取汇报的对象
// param: name string 官员姓名
// example: name=王文绪
// returns: person, met, date, sentence
// draws: p
MATCH (a:Person {name: $name})
MATCH p = (a)-[r:MET_WITH]-(b)
WITH a, r, b, p ORDER BY coalesce(r.start, r.reported) DESC, r.id LIMIT 200
RETURN a.name AS person, b.name AS met, coalesce(r.start, r.reported) AS date, r.sentence AS sentence, p
ORDER BY date DESC, r.id
LIMIT 200

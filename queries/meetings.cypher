// title: 会议和讲话的人
// about: 名称中含有某词的会议、活动上，谁主持、讲话、致辞、发言
// param: words string 会议名称中的字
// example: words=表彰大会
// returns: event, date, person, function, sentence
// draws: p
MATCH p = (a:Person)-[r:ATTENDED]->(e:Event)
WHERE e.name CONTAINS $words AND r.function <> '出席'
WITH a, r, e, p ORDER BY coalesce(r.start, r.reported) DESC, r.id LIMIT 200
RETURN e.name AS event, coalesce(r.start, r.reported) AS date, a.name AS person, r.function AS function,
       r.sentence AS sentence, p
ORDER BY date DESC, r.id
LIMIT 200

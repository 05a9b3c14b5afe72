// title: 一篇报道说了什么
// about: 标题中含有某词的报道里读出的每一个事实
// param: words string 标题中的字
// example: words=王文绪走访慰问
// returns: headline, issue, head, relation, tail, detail, sentence
// draws: p
MATCH (source:Article)-[:PUBLISHED_IN]->(i:Issue)
WHERE source.headline CONTAINS $words
MATCH (source)<-[:MENTIONED_IN]-(a)
MATCH p = (a)-[r:HOLDS_ROLE|VISITED|ACCOMPANIED|ATTENDED|MET_WITH|HOSTED|SIGNED_WITH|AWARDED|PART_OF]->(b)
WHERE any(address IN r.evidence WHERE address STARTS WITH source.id + ':')
RETURN source.headline AS headline, i.name AS issue, a.name AS head, type(r) AS relation, b.name AS tail,
       coalesce(r.title, r.function) AS detail, r.sentence AS sentence, p
ORDER BY issue DESC, headline, relation, head, r.id, source.id
LIMIT 300

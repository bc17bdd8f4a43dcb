-- Three tables of the logs of llm 0.36 with its model that echoes (llm -m echo), as they were written.
CREATE TABLE "responses" (
   "id" TEXT PRIMARY KEY,
   "model" TEXT,
   "prompt" TEXT,
   "system" TEXT,
   "prompt_json" TEXT,
   "options_json" TEXT,
   "response" TEXT,
   "response_json" TEXT,
   "conversation_id" TEXT REFERENCES "conversations"("id"),
   "duration_ms" INTEGER,
   "datetime_utc" TEXT,
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id")
, "resolved_model" TEXT, "reasoning" TEXT);
CREATE TABLE "turns" (
   "id" TEXT PRIMARY KEY,
   "thread_id" TEXT REFERENCES "threads"("id"),
   "parent_message_hash" TEXT REFERENCES "messages"("hash"),
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "model" TEXT,
   "resolved_model" TEXT,
   "options_json" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id"),
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "duration_ms" INTEGER,
   "datetime_utc" TEXT
, "response_json" TEXT);
INSERT INTO turns VALUES ('01m8kq9b4gc35pr5rvkw64haf7', '01m8kq9b4e64temyg1jxwhb73w', 'b2:7b320a63c15909308bd1c5e82baaab1c', 'b2:f9f7d105c467d107a9e83ad803175bb9', 'echo', NULL, NULL, NULL, 2, 13, NULL, 0, '2026-11-29T13:18:07.504716+00:00', NULL);
INSERT INTO turns VALUES ('01m8kq9j75a6m00sqtc41gp0ef', '01m8kq9j72bcf7c4v43862eycp', 'b2:1a10852654263db45b22120d3010219c', 'b2:b662d25ec076eb245b10d83242ec79fa', 'echo', NULL, NULL, NULL, 2, 13, NULL, 0, '2026-11-29T13:18:14.757794+00:00', NULL);
CREATE TABLE "turn_search" (
   "id" INTEGER PRIMARY KEY,
   "turn_id" TEXT REFERENCES "turns"("id"),
   "prompt" TEXT,
   "response" TEXT
);
INSERT INTO turn_search VALUES (1, '01m8kq9b4gc35pr5rvkw64haf7', 'question 1
', '{
  "prompt": "question 1\n",
  "system": "",
  "attachments": [],
  "stream": false,
  "previous": []
}');
INSERT INTO turn_search VALUES (2, '01m8kq9j75a6m00sqtc41gp0ef', 'question 2
', '{
  "prompt": "question 2\n",
  "system": "",
  "attachments": [],
  "stream": false,
  "previous": []
}');

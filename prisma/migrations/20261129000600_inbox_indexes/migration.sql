-- What waits is found by what it is about, or by state and time.
DROP INDEX "webhook_message_waiting";
CREATE INDEX "webhook_message_waiting" ON "webhook_message" ((coalesce("object", "id"))) WHERE "state" = 'new';
DROP INDEX "webhook_message_not_done";

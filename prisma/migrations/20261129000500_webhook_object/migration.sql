-- What a message tells of, so that one read of it answers every message about it that waits.
ALTER TABLE "webhook_message" ADD COLUMN "object" TEXT;
CREATE INDEX "webhook_message_waiting" ON "webhook_message" ("object") WHERE "state" = 'new';
-- Nothing is found by a body: no statistics of them, which would read them all again and again.
ALTER TABLE "webhook_message" ALTER COLUMN "body" SET STATISTICS 0;

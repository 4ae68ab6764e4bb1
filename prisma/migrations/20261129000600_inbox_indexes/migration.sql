-- What waits is found by state and time already.
DROP INDEX "webhook_message_not_done";

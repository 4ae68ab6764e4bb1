/**
 * Stores a webhook and queues its work: one statement, one commit, so the message and the job that works on it are
 * both there or neither is. A second delivery with another body is looked at again, because bodies are rendered
 * when they are sent. Parameters: id, event type, body, hash of the body, state, note.
 */
export const storeStatement = {
  name: 'store_webhook',
  text: `WITH stored AS (
    INSERT INTO webhook_message (id, event_type, body, body_hash, state, note)
    VALUES ($1, $2, $3, $4, $5::"InboxState", $6)
    ON CONFLICT (id) DO UPDATE SET
      deliveries = webhook_message.deliveries + 1,
      state = CASE WHEN webhook_message.body_hash = excluded.body_hash THEN webhook_message.state ELSE excluded.state END,
      body = excluded.body, body_hash = excluded.body_hash
    RETURNING id, state, deliveries
  )
  SELECT graphile_worker.add_job('process_webhook', json_build_object('id', id))
  FROM stored WHERE state = 'new'`,
} as const

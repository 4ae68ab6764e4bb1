/**
 * Stores webhooks and queues their work: one statement, one commit, so a message and the job that works on it are both
 * there or neither is. What tells of the same object waits for the same job: a new message takes the place of the one in
 * it, in one order everywhere, so that two bursts never wait for each other. A second delivery with another body is
 * looked at again, because bodies are rendered when they are sent. Parameters, one array each: ids (no two alike), event
 * types, bodies, hashes of the bodies, states, notes, objects.
 */
export const storeStatement = {
  name: 'store_webhooks',
  text: `WITH stored AS (
    INSERT INTO webhook_message (id, event_type, body, body_hash, state, note, object)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::"InboxState"[], $6::text[],
      $7::text[])
    ON CONFLICT (id) DO UPDATE SET
      deliveries = webhook_message.deliveries + 1,
      attempts = CASE WHEN webhook_message.body_hash = excluded.body_hash THEN webhook_message.attempts ELSE 0 END,
      state = CASE WHEN webhook_message.body_hash = excluded.body_hash THEN webhook_message.state ELSE excluded.state END,
      body = excluded.body, body_hash = excluded.body_hash, object = excluded.object
    RETURNING id, state, coalesce(object, id) AS about
  ), waiting AS (
    SELECT DISTINCT ON (about) about, id FROM stored WHERE state = 'new' ORDER BY about
  ), work AS (
    SELECT array_agg(('process_webhook', json_build_object('id', id), NULL, NULL, NULL, 'webhook:' || about, NULL, NULL)
      ::graphile_worker.job_spec ORDER BY about) AS jobs
    FROM waiting HAVING count(*) > 0
  )
  SELECT FROM work, graphile_worker.add_jobs(work.jobs)`,
} as const

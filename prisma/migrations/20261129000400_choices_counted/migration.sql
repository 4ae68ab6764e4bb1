-- What was chosen where there was a choice, for the mark on the quantity that most take.
CREATE INDEX "impression_chosen" ON "impression" ("offer_id", "decided_at")
  WHERE "state" = 'accepted' AND "undone_at" IS NULL AND jsonb_array_length("prices") > 1;

-- Everything limited is counted in rate_limit; what was used of the codes' limits is forgotten once.
DROP TABLE "rate_event";
